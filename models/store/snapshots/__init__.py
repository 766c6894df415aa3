"""A whole database at one instant as plain files, taken while others write, and put back into an empty one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from models.store.snapshots import postgres, sqlite
from models.store.snapshots.form import Snapshot, Table, UnfitSnapshotError

__all__ = ["Snapshot", "Table", "UnfitSnapshotError", "snapshots_of"]

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Snapshots:
    """How one kind of database is copied and put back."""

    kind: str
    take: Callable[[Engine, Path, Tell], Snapshot]
    """Write the files of a snapshot into a folder; writers are not kept waiting."""
    is_empty: Callable[[Engine], bool]
    """Whether nothing would be lost by putting a snapshot here."""
    clear: Callable[[Engine], None]
    """Remove every table of ours."""
    put: Callable[[Engine, Path, Snapshot], None]
    """Put the files into a database without rows, all or nothing. Raises UnfitSnapshotError."""


def snapshots_of(engine: Engine) -> Snapshots:
    """What fits the database behind this engine."""
    if engine.dialect.name == "sqlite":
        return Snapshots(sqlite.KIND, sqlite.take, sqlite.is_empty, sqlite.clear, sqlite.put)
    return Snapshots(postgres.KIND, postgres.take, postgres.is_empty, postgres.clear, postgres.put)
