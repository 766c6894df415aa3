"""A lock file that lets one process serve an SQLite database."""

from __future__ import annotations

import fcntl
from pathlib import Path

from models.domain.errors import BadInputError


class FileBusyError(BadInputError):
    """Another process already serves this database."""


class FileLock:
    """Held until `release` or the end of the process."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise FileBusyError(f"another process serves {path.name.removesuffix('.lock')}") from error

    @classmethod
    def of(cls, database: str) -> FileLock:
        """The lock of this database file. Raises FileBusyError while a service has it."""
        return cls(Path(database + ".lock"))

    def release(self) -> None:
        """Let another process serve it."""
        self._file.close()
