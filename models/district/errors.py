"""What is wrong with a district file, with its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.domain.errors import BadInputError

Loc = tuple[str | int, ...]
"""Where an entry stands: keys and list indexes from the top of the file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, before its line is known."""

    loc: Loc
    what: str
    expected: str


def path_of(loc: Loc) -> str:
    """A place of the file in words: streets > binhai > communities."""
    return " > ".join(str(part) for part in loc)


class DistrictFileError(BadInputError):
    """One thing in a district file that keeps it from being loaded; its text is one line for a person."""

    def __init__(self, path: Path, line: int, what: str, expected: str) -> None:
        self.path = path
        self.line = line
        self.what = what
        self.expected = expected
        super().__init__(f"{path.name}:{line}: {what}; expected {expected}")
