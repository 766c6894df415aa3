"""What a snapshot says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from models.domain.errors import BadInputError


class UnfitSnapshotError(BadInputError):
    """The snapshot cannot be put here, or is not whole; the message says why."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a snapshot; `columns` is empty where the file is the database itself."""

    name: str
    rows: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole database at one instant."""

    kind: str
    revision: str
    tables: tuple[Table, ...]
    """Referenced tables first."""
    ids: int = 0
    """The newest block of ids handed out, where the database counts them apart from the rows."""
