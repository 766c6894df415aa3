"""What differs between SQLite and PostgreSQL: placeholders, ids, locks, savepoints, running numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Dialect, Engine
from sqlmodel import SQLModel

from models.store.rows import Shape, table_of
from models.tables import Account, Case, Conversation, Counter

if TYPE_CHECKING:
    from models.store.tx import Tx

LOCKED = (Account, Conversation, Case)
"""Rows that stand for a person or a case: read for writing, they are locked where other writers exist."""

IDS_PER_BLOCK = 64


class Shapes:
    """The shapes of one kind of database, made once for all its connections: a page opens one, and needs many."""

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self._by_model: dict[type, Shape] = {}
        self._by_row: dict[type, Shape] = {}
        self._making = Lock()

    def of(self, model: type[SQLModel], dialect: Dialect) -> Shape:
        """The shape of a table's rows."""
        found = self._by_model.get(model)
        if found is not None:
            return found
        with self._making:  # two readers that made it at once would have rows of two classes
            if model not in self._by_model:
                found = Shape(model, dialect, self._mark)
                self._by_row[found.row] = found
                self._by_model[model] = found
            return self._by_model[model]

    def of_row(self, row: Any) -> Shape:
        """The shape a row was made from."""
        return self._by_row[type(row)]


@cache
def places() -> Mapping[str, int]:
    """Tables in the order in which they may be written: those that others refer to first."""
    return {table.name: at for at, table in enumerate(SQLModel.metadata.sorted_tables)}


class Port:
    """One database connection with the differences of its dialect."""

    shapes: Shapes

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.connection: Connection = engine.connect()
        self._cursor: Any = None
        self._points = 0

    # -- the transaction -------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start the transaction of a batch, on a new connection where the last one was lost."""
        if self.connection.closed:
            self.connection = self._engine.connect()
        self.connection.begin()
        self._cursor = self.connection.connection.cursor()

    def commit(self) -> None:
        """Make it durable; returns only when it is."""
        self.connection.commit()

    def rollback(self) -> None:
        """Drop everything since `begin`; a broken connection is let go, and the next `begin` opens another."""
        try:
            self.connection.rollback()
        except Exception:  # the connection itself is gone, and perhaps the whole server for a while
            if not self.connection.closed:
                self.connection.invalidate()
                self.connection.close()

    def close(self) -> None:
        """Give the connection back; with a cursor left open SQLite would keep file and locks until it is collected."""
        if self._cursor is not None:
            self._cursor.close()
            self._cursor = None
        self.connection.close()

    def savepoint(self) -> str:
        """A point `rollback_to` returns to."""
        self._points += 1
        name = f"point_{self._points}"
        self._cursor.execute(f"SAVEPOINT {name}")
        return name

    def rollback_to(self, name: str) -> None:
        """Drop what happened since the savepoint."""
        self._cursor.execute(f"ROLLBACK TO SAVEPOINT {name}")

    # -- statements ------------------------------------------------------------------------------------------------

    def shape(self, model: type[SQLModel]) -> Shape:
        """The shape of a table's rows."""
        return self.shapes.of(model, self._engine.dialect)

    def shape_of_row(self, row: Any) -> Shape:
        """The shape a row was made from."""
        return self.shapes.of_row(row)

    def in_order(self, shapes: Iterable[Shape]) -> list[Shape]:
        """Referenced tables first."""
        return sorted(shapes, key=lambda shape: places()[shape.name])

    def fetch_one(self, statement: str, parameters: Sequence[Any]) -> Any:
        """The first record or None."""
        self._cursor.execute(statement, parameters)
        return self._cursor.fetchone()

    def fetch(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        """All records."""
        self._cursor.execute(statement, parameters)
        return list(self._cursor.fetchall())

    def run(self, statement: str, parameters: Sequence[Any]) -> None:
        """One write."""
        self._cursor.execute(statement, parameters)

    def run_many(self, statement: str, rows: list[Any]) -> None:
        """The same write for many rows."""
        self._cursor.executemany(statement, rows)

    # -- differences -----------------------------------------------------------------------------------------------

    is_alone = False
    """Whether nobody else writes while a batch runs, so that what a find answered stays true until the flush."""

    def must_lock(self, shape: Shape) -> bool:
        """Whether a row of this table must be locked before it is changed."""
        raise NotImplementedError(shape)

    def lock_clause(self, shape: Shape, *, many: bool = False) -> str:
        """What to append to a SELECT so that its rows are locked."""
        raise NotImplementedError(shape, many)

    def next_id(self, shape: Shape) -> int:
        """A fresh whole-number key."""
        raise NotImplementedError(shape)

    def count(self, tx: Tx, name: str) -> int:
        """The next running number."""
        raise NotImplementedError(tx, name)


class SqlitePort(Port):
    """One writer at a time: no row locks; ids follow the highest in the table."""

    shapes = Shapes("?")
    is_alone = True

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._ids: dict[Shape, int] = {}
        self._version: Any = None

    def begin(self) -> None:
        super().begin()
        version = self.fetch_one("PRAGMA data_version", ())
        if version != self._version:  # another process wrote: its rows may have taken the next ids
            self._ids.clear()
            self._version = version

    def must_lock(self, shape: Shape) -> bool:
        return False

    def lock_clause(self, shape: Shape, *, many: bool = False) -> str:
        return ""

    def next_id(self, shape: Shape) -> int:
        last = self._ids.get(shape)
        if last is None:
            last = self.fetch_one(f'SELECT coalesce(max(id), 0) FROM "{shape.name}"', ())[0]  # noqa: S608
        self._ids[shape] = last + 1
        return int(last) + 1

    def rollback(self) -> None:
        super().rollback()
        self._ids.clear()

    def count(self, tx: Tx, name: str) -> int:
        row = tx.get(Counter, name)
        if row is None:
            return tx.insert(Counter, name=name, value=1).value
        return tx.update(row, value=row.value + 1).value


class PostgresPort(Port):
    """Several writers: persons and cases are locked, ids come in blocks, numbers from a statement of their own."""

    shapes = Shapes("%s")

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._block: list[int] = []
        self._locked = {table_of(model).name for model in LOCKED}

    def must_lock(self, shape: Shape) -> bool:
        return shape.name in self._locked

    def lock_clause(self, shape: Shape, *, many: bool = False) -> str:
        if shape.name not in self._locked:
            return ""
        # the same order in every process, so that two batches cannot wait for each other
        return (f' ORDER BY "{shape.key_columns[0]}"' if many else "") + " FOR UPDATE"

    def next_id(self, shape: Shape) -> int:
        if not self._block:
            block = self.fetch_one("SELECT nextval('minqing_ids')", ())[0]
            self._block = list(range((block + 1) * IDS_PER_BLOCK - 1, block * IDS_PER_BLOCK - 1, -1))
        return self._block.pop()

    def count(self, tx: Tx, name: str) -> int:
        # in a transaction of its own: the hot row is not held until the batch commits; gaps are allowed
        with self._engine.connect() as apart:
            number: int = apart.exec_driver_sql(
                "INSERT INTO counter (name, value) VALUES (%s, 1) "
                "ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value",
                (name,),
            ).scalar_one()
            apart.commit()
        return number


def table_name(model: type[SQLModel]) -> str:
    """The table's name in the database."""
    return table_of(model).name
