"""SQLite: the online backup copies the file page by page from one read transaction, beside the running writer."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from models.store.snapshots.form import Snapshot, Table, UnfitSnapshotError

KIND = "sqlite"
FILE = "minqing.db"
PAGES_A_STEP = 4096


def take(engine: Engine, folder: Path, tell: Callable[[int, int], None]) -> Snapshot:
    """Copy the database into `folder`; the copy is checked before it counts."""
    target = folder / FILE
    with closing(_connect(_path(engine))) as source, closing(_connect(target)) as copy:
        # one open read transaction: the pages of all steps are those of this instant, whatever is written meanwhile
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(copy, pages=PAGES_A_STEP, progress=lambda _, left, total: tell(total - left, total))
        source.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        _must_be_sound(copy)
        return Snapshot(KIND, _revision(copy), tuple(_tables(copy)))


def is_empty(engine: Engine) -> bool:
    """Whether the file is missing or has no tables."""
    path = _path(engine)
    if not path.exists() or path.stat().st_size == 0:
        return True
    with closing(_connect(path)) as at:
        try:
            return not at.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        except sqlite3.DatabaseError:  # damaged: something may be saved from it yet
            return False


def clear(engine: Engine) -> None:
    """Nothing to do: `put` replaces the file."""
    del engine


def put(engine: Engine, folder: Path, snapshot: Snapshot) -> None:
    """Replace the file in one step; killed at any moment, the old one or the new one is there, never a mixture."""
    new, target = folder / FILE, _path(engine)
    with closing(_connect(new)) as at:
        _must_be_sound(at)
        if tuple(_tables(at)) != snapshot.tables:
            raise UnfitSnapshotError("the copy does not have the rows its manifest names")
    target.parent.mkdir(parents=True, exist_ok=True)
    _quieten(target)
    near = target.with_name(target.name + ".restored")
    with new.open("rb") as source, near.open("wb") as out:
        while block := source.read(1 << 20):
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    near.replace(target)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _quieten(path: Path) -> None:
    """Bring the old file's log into it and remove it: a log that outlives its file would be applied to the next."""
    if path.exists():
        try:
            with closing(_connect(path)) as at:
                at.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError:  # a damaged file is what is being replaced
            pass
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _path(engine: Engine) -> Path:
    return Path(engine.url.database or "")


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=30)


def _must_be_sound(at: sqlite3.Connection) -> None:
    said = [row[0] for row in at.execute("PRAGMA integrity_check")]
    if said != ["ok"]:
        raise UnfitSnapshotError(f"the copy is damaged: {said[0]}")


def _revision(at: sqlite3.Connection) -> str:
    try:
        return str(at.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except (sqlite3.OperationalError, TypeError):
        raise UnfitSnapshotError("this database holds no schema of minqing") from None


def _tables(at: sqlite3.Connection) -> list[Table]:
    names = [row[0] for row in at.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return [
        Table(name, int(at.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]))  # noqa: S608
        for name in names
        if not name.startswith("sqlite_")
    ]
