"""What is wrong with a district file, with its line."""

from __future__ import annotations

from pathlib import Path


class DistrictFileError(Exception):
    """One thing in a district file that keeps it from being loaded; its text is one line for a person."""

    def __init__(self, path: Path, line: int, what: str, expected: str) -> None:
        self.path = path
        self.line = line
        self.what = what
        self.expected = expected
        super().__init__(f"{path.name}:{line}: {what}; expected {expected}")
