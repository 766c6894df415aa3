"""What a text of the catalogue is."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

from models.domain.publicity import Public

_EMPTY_LINE = re.compile(r"\n\s*(?:\n|\Z)")
CATALOGUE: dict[str, Text] = {}
"""Every text by `module.NAME`, filled as the modules of texts are imported; docs/texts.md is made from it."""


class Text:
    """A sentence of the service with its blanks: `FILED(n=7, title="楼道灯")`.

    A missing word raises KeyError: a text is never said with a hole in it. Empty lines left by empty words at the
    end of a line are dropped, so that an optional line is a blank of its own.
    """

    __slots__ = ("_format", "blanks", "name", "note", "template")

    def __init__(self, template: str, note: str = "") -> None:
        self.template = template.strip("\n")
        self.note = note
        self.blanks = tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(self.template) if name))
        self.name = ""
        self._format = self.template.format

    def __call__(self, **words: Any) -> str:
        said = self._format(**words)
        if "\n" not in said or not (_EMPTY_LINE.search(said) or said[0].isspace()):
            return said
        return "\n".join(line for line in said.split("\n") if line.strip())

    def public(self, **words: Public | int) -> Public:
        """The sentence for everybody: only words that name no resident go in."""
        return Public(self(**words))

    def __repr__(self) -> str:
        return f"Text({self.template!r})"


def register(module: str, names: dict[str, Any]) -> None:
    """Enter every text of a module into the catalogue (called at the end of each module of texts)."""
    for name, text in names.items():
        if isinstance(text, Text):
            text.name = f"{module}.{name}"
            CATALOGUE[text.name] = text
