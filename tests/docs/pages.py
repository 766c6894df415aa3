"""The pages of docs/ that are made from the code: one table of path and maker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from handlers.grammar import to_markdown
from models.domain.states import mermaid
from tests.docs.limits import limits_page
from tests.docs.markdown import notice, replace_block
from tests.docs.templates import templates_page
from tests.docs.texts import texts_page

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"


def commands_page() -> str:
    """docs/commands.md."""
    title, _, rest = to_markdown().partition("\n")
    return f"{title}\n\n{notice('`handlers/grammar/verbs.py`')}\n{rest}"


def dialogues_page() -> str:
    """docs/dialogues.md: written by hand, but for the chart of states."""
    chart = ["```mermaid", mermaid().rstrip("\n"), "```"]
    return replace_block((DOCS / "dialogues.md").read_text(encoding="utf-8"), "states", chart)


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "texts.md": texts_page,
    "limits.md": limits_page,
    "templates.md": templates_page,
    "dialogues.md": dialogues_page,
}


def write_pages() -> list[str]:
    """Make every page again; returns the names of those that changed."""
    changed = []
    for name, make in PAGES.items():
        path, words = DOCS / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != words:
            path.write_text(words, encoding="utf-8")
            changed.append(name)
    return changed
