"""docs/commands.md, made from the table of verbs."""

from __future__ import annotations

from handlers.grammar.verbs import VERBS, Side, Verb

_TITLES: tuple[tuple[Side, str], ...] = (("both", "大家都能用"), ("resident", "居民"), ("cadre", "干部"))


def to_markdown() -> str:
    """The page of all verbs: name, other names, form, what it does, example."""
    lines = ["# 能发的词", "", "编号用尾号就行，例如 7；两件同号时会问。", ""]
    for side, title in _TITLES:
        lines += [f"## {title}", "", "| 词 | 也可以说 | 写法 | 做什么 | 例子 |", "|---|---|---|---|---|"]
        lines += [_row(verb) for verb in VERBS if verb.side == side]
        lines.append("")
    return "\n".join(lines)


def _row(verb: Verb) -> str:
    others = " ".join((*verb.aliases, *verb.phrases)) or "–"
    return f"| {verb.name} | {_cell(others)} | {_cell(verb.form)} | {_cell(verb.purpose)} | {_cell(verb.sample)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
