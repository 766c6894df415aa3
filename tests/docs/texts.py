"""docs/texts.md: every sentence the service says, by module of the catalogue."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from types import ModuleType

import handlers.texts
from handlers.texts.text import CATALOGUE, Text
from tests.docs.markdown import notice, table

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def texts_page() -> str:
    """The whole page; modules and names in the order of the alphabet."""
    sections: list[str] = []
    count = 0
    for module in sorted(modules(), key=lambda one: one.__name__):
        rows = sorted(rows_of(module))
        count += len(rows)
        name = module.__name__.rpartition(".")[2]
        if rows:
            sections += [f"## {name}", "", *table(("name", "words"), rows), ""]
    return "\n".join(
        [
            "# Texts",
            "",
            notice("`handlers/texts/`"),
            "",
            (
                f"The {count} sentences and fixed words of the service, as they stand in the catalogue."
                f" `{{words}}` in braces are filled in when a sentence is said; a line that stays empty is left out."
            ),
            "",
            *sections,
        ]
    )


def modules() -> list[ModuleType]:
    """Every module of texts; importing them fills the catalogue."""
    names = [found.name for found in pkgutil.iter_modules(handlers.texts.__path__) if found.name != "text"]
    return [importlib.import_module(f"handlers.texts.{name}") for name in names]


def rows_of(module: ModuleType) -> Iterator[tuple[str, str]]:
    """(name, words) of a module's own texts, those inside tables of texts as `NAME[key]`."""
    own = f"{module.__name__.rpartition('.')[2]}."
    for name, value in vars(module).items():
        if not name.isupper() or name == "CATALOGUE":
            continue
        if isinstance(value, Text):
            if value.name in CATALOGUE and value.name.startswith(own):
                yield f"`{name}`", _words(value)
        else:
            yield from ((f"`{name}{path}`", words) for path, words in _inside(value))


def _inside(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Text):
        # one that has a name of its own stands under it
        if value.name not in CATALOGUE:
            yield path, _words(value)
    elif isinstance(value, str):
        if CHINESE.search(value):  # the others are codes of options
            yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _inside(inner, f"{path}[{key}]")
    elif isinstance(value, tuple | list):
        for at, inner in enumerate(value):
            yield from _inside(inner, f"{path}[{at}]")


def _words(text: Text) -> str:
    words = text.template.replace("<", "&lt;")
    return f"{words}\n*{text.note}*" if text.note else words
