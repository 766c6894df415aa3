"""A database that lives as long as what is played in it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.migrations import migrate
from models.store.db import Database

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
"""Where there is such a thing, nothing waits for a disk: the database is thrown away anyway."""


@contextmanager
def throwaway_database(name: str) -> Iterator[Database]:
    """An empty database with its tables; `name` is seen in the folder it has for a while."""
    memory = str(IN_MEMORY) if IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix=f"minqing-{name}-", dir=memory) as folder:
        database = Database(f"sqlite:///{Path(folder) / 'thrown-away.db'}")
        try:
            migrate(database)
            yield database
        finally:
            database.close()
