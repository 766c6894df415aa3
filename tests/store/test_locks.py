"""One process serves an SQLite file."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.store.db import Database
from models.store.locks import FileBusyError


def test_a_second_server_of_one_file_is_refused_and_another_command_is_not(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/m.db"
    first = Database(url, exclusive=True)
    with pytest.raises(FileBusyError):
        Database(url, exclusive=True)
    Database(url).close()
    first.close()
    Database(url, exclusive=True).close()
