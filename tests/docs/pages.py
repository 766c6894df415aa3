"""The pages that are made from the code: one table of path and maker."""

from __future__ import annotations

import argparse
import importlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from bot.__main__ import COMMANDS
from handlers.grammar import to_markdown
from handlers.router import ROUTES
from models.domain.states import TRANSITIONS, CaseState, mermaid
from tests.docs import lives
from tests.docs.limits import limits_page
from tests.docs.markdown import notice, replace_block, table
from tests.docs.templates import templates_page
from tests.docs.texts import texts_page

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
TAKES = {
    "cadre photo": "a photo of somebody who has orders in hand: evidence first",
    "files": "photo, voice, video, location, link, what cannot be read",
    "emergency": "words of danger that are not a tap or a cadre's verb",
    "tap": "a tap: it answers its own question, whatever is asked now",
    "code word of a cadre": "the code word of an accusation in an inspector's words: from here on the case's number",
    "code word": "暗号 松-4172, with 补充 谁看过 撤回 before it",
    "reply to the inspectors": "words that answer what the inspectors asked who filed an accusation",
    "global words of a cadre": "取消 帮助 where a cadre means them",
    "global words": "退订 订阅 取消 帮助",
    "cadre verb": "the verbs of cadres",
    "progress asked by a cadre": "查 7 of a cadre: his own case, or one he works on",
    "resident verb": "the verbs of residents",
    "code of a slip": "the 校验码 of a slip that was scanned in the last half hour",
    "live question of a cadre": "a digit, a listed word or free words, if a cadre was asked something",
    "live question of a resident": "the same for a resident",
    "bare number": "a number: it shows a case and never changes one",
    "cadre free text": "a cadre's words without a verb: asks what they are",
    "small talk": "greeting, thanks, praise, anger",
    "content": "everything else: it begins or continues a draft",
}
"""What each route takes; a new route has to be told here."""


def commands_page() -> str:
    """docs/commands.md."""
    title, _, rest = to_markdown().partition("\n")
    return f"{title}\n\n{notice('`handlers/grammar/verbs.py`')}\n{rest}"


def dialogues_page() -> str:
    """docs/dialogues.md: written by hand, but for the chart and the table of states."""
    chart = ["```mermaid", mermaid().rstrip("\n"), "```"]
    page = replace_block((DOCS / "dialogues.md").read_text(encoding="utf-8"), "states", chart)
    page = replace_block(page, "transitions", _transitions())
    routes = [(str(at), name, TAKES[name]) for at, (name, _) in enumerate(ROUTES, start=1)]
    return replace_block(page, "routes", table(("#", "route", "takes"), routes))


def _transitions() -> list[str]:
    rows = []
    for row in TRANSITIONS:
        beside = [f"closes as {row.closure}"] if row.closure else []
        beside += ["new round"] * row.round_up + ["level above"] * row.level_up
        rows.append(
            (
                " ".join(state.value for state in CaseState if state in row.states),
                row.act.value,
                row.to.value,
                ", ".join(sorted(row.who)),
                ", ".join(row.needs),
                ", ".join(beside),
            )
        )
    return table(("from", "act", "to", "who", "needs", "beside"), rows)


def readme() -> str:
    """README.md: written by hand, but for the commands of make and of the command line."""
    blocks = [
        *table(("`make …`", "does"), [(f"`{name}`", words) for name, words in targets().items()]),
        "",
        *table(("`minqing …`", "does"), [(f"`{name}`", words) for name, words in subcommands().items()]),
    ]
    return replace_block((ROOT / "README.md").read_text(encoding="utf-8"), "commands", blocks)


def targets() -> dict[str, str]:
    """Targets of the Makefile that `make help` lists, with their words."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([a-z]+):.*## (.*)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


def subcommands() -> dict[str, str]:
    """Commands of `minqing` with their words."""
    found = argparse.ArgumentParser().add_subparsers()
    for name in dict.fromkeys(COMMANDS.values()):
        importlib.import_module(f"bot.commands.{name}").register(found)
    return {choice.dest: choice.help or "" for choice in found._choices_actions}


PAGES: Mapping[str, Callable[[], str]] = {
    "README.md": readme,
    "docs/commands.md": commands_page,
    "docs/texts.md": texts_page,
    "docs/limits.md": limits_page,
    "docs/templates.md": templates_page,
    "docs/dialogues.md": dialogues_page,
    "docs/life-of-a-case.md": lambda: lives.page(DOCS / "life-of-a-case.md", lives.ENGLISH),
    "docs/life-of-a-case.zh-CN.md": lambda: lives.page(DOCS / "life-of-a-case.zh-CN.md", lives.CHINESE),
}


def write_pages() -> list[str]:
    """Make every page again; returns the names of those that changed."""
    changed = []
    for name, make in PAGES.items():
        path, words = ROOT / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != words:
            path.write_text(words, encoding="utf-8")
            changed.append(name)
    return changed
