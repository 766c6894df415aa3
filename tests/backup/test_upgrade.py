"""The newest schema beside the program before it: what the old one writes goes on while tables change, and back."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import BigInteger, Date, Integer, LargeBinary, MetaData, Table, insert, select
from sqlalchemy.engine import Engine

from models.migrations import HEAD, migrate, revision_of
from models.store.db import Database
from models.store.engines import open_engine
from tests.store.test_migrations import FOLDER
from tests.town import MONDAY

PREVIOUS = str(ScriptDirectory(str(FOLDER)).get_revision(HEAD).down_revision)
ROWS = 25
BIG = 10**12


def _tables(engine: Engine) -> list[Table]:
    """Tables as the old program knows them: reflected before the upgrade."""
    metadata = MetaData()
    metadata.reflect(engine)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _row(table: Table, number: int) -> dict[str, Any]:
    """A row of what the old program must give: every column without NULL, keys that nobody has."""
    row: dict[str, Any] = {}
    for column in table.columns:
        if column.nullable and not column.primary_key:
            continue
        kind = column.type
        if isinstance(kind, BigInteger):
            row[column.name] = BIG + number
        elif isinstance(kind, Integer):
            row[column.name] = number
        elif isinstance(kind, LargeBinary):
            row[column.name] = b"x"
        elif isinstance(kind, Date):
            row[column.name] = MONDAY.date()
        elif column.type.python_type is bool:
            row[column.name] = False
        elif column.type.python_type is float:
            row[column.name] = 0.0
        else:
            row[column.name] = f"old-{number}" if column.primary_key or column.unique else "{}"
    return row


class OldProgram(threading.Thread):
    """Writes and reads as the program before the upgrade does, one short transaction after another."""

    def __init__(self, url: str, tables: list[Table]) -> None:
        super().__init__(daemon=True)
        self._engine = open_engine(url)
        self._tables = tables
        self.over = threading.Event()
        self.written = 0
        self.refused: list[str] = []

    def run(self) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            try:
                with self._engine.begin() as connection:
                    for table in self._tables:
                        connection.execute(insert(table).values(_unique(table, number)))
                        connection.execute(select(table).limit(1)).all()
                self.written += 1
            except Exception as error:
                self.refused.append(str(error).splitlines()[0])
            self.over.wait(0.01)  # SQLite has no queue of writers: who never pauses lets nobody else write
        self._engine.dispose()


def _unique(table: Table, number: int) -> dict[str, Any]:
    row = _row(table, number)
    for constraint in table.constraints:
        for column in getattr(constraint, "columns", ()):
            if column.name in row and isinstance(row[column.name], str) and column.type.python_type is str:
                row[column.name] = f"old-{number}"
    for index in table.indexes:
        if index.unique:
            row |= {column.name: f"old-{number}" for column in index.columns if column.type.python_type is str}
    return row


@pytest.fixture
def previous(database_url: str) -> str:
    """A database at the schema before the newest."""
    database = Database(database_url, lanes=1)
    migrate(database, PREVIOUS)
    database.close()
    return database_url


def test_the_old_program_writes_on_while_the_schema_goes_up_and_back(previous: str) -> None:
    engine = open_engine(previous)
    old = OldProgram(previous, [table for table in _tables(engine) if not table.foreign_keys])
    engine.dispose()
    old.start()
    database = Database(previous, lanes=1)
    try:
        for target in ("head", PREVIOUS, "head"):
            _write_some(old)
            assert migrate(database, target) is True
            assert revision_of(database) == (HEAD if target == "head" else PREVIOUS)
        _write_some(old)
    finally:
        old.over.set()
        old.join()
        database.close()
    assert old.refused == []


def _write_some(old: OldProgram) -> None:
    before = old.written
    waited = threading.Event()
    for _ in range(400):
        if old.written >= before + ROWS or old.refused:
            break
        waited.wait(0.05)
    assert old.written >= before + ROWS, old.refused[:3]
