"""docs/texts.md: every sentence the service says, by module of the catalogue."""

from __future__ import annotations

import importlib
import pkgutil
from itertools import groupby

import handlers.texts
from handlers.texts.text import CATALOGUE
from tests.docs.markdown import notice, table


def load_catalogue() -> None:
    """Import every module of texts, so that the catalogue is whole."""
    for module in pkgutil.iter_modules(handlers.texts.__path__):
        importlib.import_module(f"handlers.texts.{module.name}")


def texts_page() -> str:
    """The whole page; modules and names in the order of the alphabet."""
    load_catalogue()
    lines = [
        "# Texts",
        "",
        notice("`handlers/texts/`"),
        "",
        f"The {len(CATALOGUE)} sentences of the service, as they stand in the catalogue. `{{words}}` in braces are"
        " filled in when a sentence is said; a line that stays empty is left out.",
        "",
    ]
    for module, names in groupby(sorted(CATALOGUE), key=lambda name: name.partition(".")[0]):
        rows = [(f"`{name.partition('.')[2]}`", _words(name)) for name in names]
        lines += [f"## {module}", "", *table(("name", "words"), rows), ""]
    return "\n".join(lines)


def _words(name: str) -> str:
    text = CATALOGUE[name]
    words = text.template.replace("<", "&lt;")
    return f"{words}\n*{text.note}*" if text.note else words
