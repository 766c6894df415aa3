"""The transaction that handlers and services see: get, find, query, insert, update, attempt.

One `Tx` serves a whole batch of units of work (group commit). It knows the rows it has read or written, collects
what is to be written and flushes it per table; a journal undoes a unit that raises. A newcomer sees no batching.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Executable, Row, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from models.store.pending import Pending, fits
from models.store.ports import Port
from models.store.rows import Key, Shape, table_of

T = TypeVar("T", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class Lookup:
    """A find that every unit of a batch is going to make, each with its own value of one column."""

    model: type[SQLModel]
    column: str
    equals: tuple[tuple[str, Any], ...] = ()
    """The other conditions in the order in which the find names them, behind `column`."""


Preload = Sequence[tuple[type[SQLModel] | Lookup, Any]]
"""Keys a unit will ask for and finds it will make: a hint for speed, never needed for correctness."""


class StaleRowError(RuntimeError):
    """The row to be changed is not the newest one known: somebody changed it in between."""


class DuplicateRowError(RuntimeError):
    """A row with this key was read or written before in this transaction."""


class UncleanError(RuntimeError):
    """Something raised after its rows were flushed: the batch must be rolled back and run again one by one."""


class Reader:
    """Reads within one transaction."""

    def __init__(self, port: Port) -> None:
        self._port = port

    def get(self, model: type[T], key: Key) -> T | None:
        """The row with this key, or None."""
        shape = self._port.shape(model)
        record = self._port.fetch_one(shape.by_key, shape.key_parameters(key))
        return None if record is None else cast("T", shape.decode(record))

    def find(self, model: type[T], *, order: str = "", limit: int | None = None, **equals: Any) -> list[T]:
        """Rows by equality (a tuple means any of), sorted by column `order` (`-name` for newest first).

        Ids grow in time within one writer only: what must be in order is sorted by its instant. With `limit` the
        first so many of that order, which must be given.
        """
        shape = self._port.shape(model)
        where, parameters = shape.condition(equals.items())
        statement = shape.select + where + shape.first(order, limit)
        rows = [shape.decode(record) for record in self._port.fetch(statement, parameters)]
        return cast("list[T]", _sorted(rows, order))

    def query(
        self, model: type[T], *conditions: ColumnElement[bool] | bool, order_by: Any = (), limit: int | None = None
    ) -> list[T]:
        """Rows by SQLAlchemy conditions on the table class."""
        shape = self._port.shape(model)
        statement = select(*table_of(model).columns).where(*cast("Any", conditions)).limit(limit)
        statement = statement.order_by(*(order_by if isinstance(order_by, tuple | list) else (order_by,)))
        return cast("list[T]", [shape.row._make(record) for record in self._port.connection.execute(statement)])

    def select(self, statement: Executable) -> Sequence[Row[Any]]:
        """Any SELECT: for ledgers, boards and counts."""
        return self._port.connection.execute(statement).all()


class Tx(Reader):
    """Reads and writes within one transaction; see the module's docstring."""

    def __init__(self, port: Port, *, solo: bool = False, last_try: bool = False) -> None:
        super().__init__(port)
        self._solo = solo
        self._last_try = last_try
        self._known: dict[Shape, dict[Key, Any]] = {}
        self._locked: set[tuple[Shape, Key]] = set()
        self._pending: dict[Shape, Pending] = {}
        self._found: dict[Shape, dict[tuple[Any, ...], list[Key]]] = {}
        """What the database answered to finds since the last flush, by their conditions: keys of known rows."""
        self._journal: list[tuple[Any, ...]] = []
        self._flushes = 0

    @property
    def wrote(self) -> bool:
        """Whether anything was sent to the database to be written."""
        return self._flushes > 0

    # -- reading ---------------------------------------------------------------------------------------------------

    def get(self, model: type[T], key: Key) -> T | None:
        shape = self._port.shape(model)
        known = self._known.setdefault(shape, {})
        if key in known and (not self._port.must_lock(shape) or (shape, key) in self._locked or self._own(shape, key)):
            return cast("T | None", known[key])
        return cast("T | None", self._fetch(shape, key))

    def find(self, model: type[T], *, order: str = "", limit: int | None = None, **equals: Any) -> list[T]:
        shape = self._port.shape(model)
        known = self._known.setdefault(shape, {})
        conditions = tuple(equals.items())
        asked = conditions if limit is None else (*conditions, order, limit)
        keys = self._answered(shape, asked)
        if keys is None:
            where, parameters = shape.condition(conditions)
            keys = self._learn(shape, self._port.fetch(shape.select + where + shape.first(order, limit), parameters))
            if self._port.is_alone:
                with suppress(TypeError):
                    self._found.setdefault(shape, {})[asked] = keys
        tests = [(shape.place[name], value) for name, value in conditions]
        if pending := self._pending.get(shape):
            keys = list(dict.fromkeys((*keys, *pending.candidates(known, tests))))
        rows = (known.get(key) for key in keys)
        return cast("list[T]", _sorted([row for row in rows if row is not None and fits(row, tests)], order)[:limit])

    def query(
        self,
        model: type[T],
        *conditions: ColumnElement[bool] | bool,
        order_by: Any = (),
        limit: int | None = None,
        claim: bool = False,
    ) -> list[T]:
        """Rows by conditions; with `claim` they are locked and rows locked by others are skipped."""
        self.flush()
        shape = self._port.shape(model)
        statement = select(*table_of(model).columns).where(*cast("Any", conditions)).limit(limit)
        statement = statement.order_by(*(order_by if isinstance(order_by, tuple | list) else (order_by,)))
        if claim:
            statement = statement.with_for_update(skip_locked=True)
        known = self._known.setdefault(shape, {})
        rows = []
        for record in self._port.connection.execute(statement):
            row = shape.row._make(record)
            rows.append(self._newest(shape, known, shape.key_of(row), row))
        return cast("list[T]", [row for row in rows if row is not None])

    def select(self, statement: Executable) -> Sequence[Row[Any]]:
        self.flush()
        return super().select(statement)

    # -- writing ---------------------------------------------------------------------------------------------------

    def insert(self, model: type[T], **values: Any) -> T:
        """A new row; a whole-number `id` is assigned when it is not given.

        Raises TypeError for a missing or unknown column, DuplicateRowError for a key already known here; a key
        that only the database knows is refused at the flush.
        """
        shape = self._port.shape(model)
        if shape.whole_number_key and "id" not in values:
            values["id"] = self._port.next_id(shape)
        row = shape.make(values)
        key = shape.key_of(row)
        known = self._known.setdefault(shape, {})
        if known.get(key) is not None:
            raise DuplicateRowError(f"{shape.name} {key}")
        self._journal.append(("insert", shape, key, known.get(key, _ABSENT)))
        known[key] = row
        pending = self._pending_of(shape)
        pending.inserts[key] = row
        pending.note(key, row)
        return cast("T", row)

    def update(self, row: T, **changes: Any) -> T:
        """The row with `changes`; values that are equal already are not written.

        Raises StaleRowError when `row` is not the newest known: lost updates are loud.
        """
        shape = self._port.shape_of_row(row)
        key = shape.key_of(row)
        known = self._known.setdefault(shape, {})
        if self._port.must_lock(shape) and (shape, key) not in self._locked and not self._own(shape, key):
            self._fetch(shape, key)
        if known.get(key) is not row and known.get(key) != row:
            raise StaleRowError(f"{shape.name} {key}")
        current = cast("Any", row)
        place = shape.place
        changed = {name: value for name, value in changes.items() if current[place[name]] != value}
        if not changed:
            return row
        newest = shape.revise(current, changed)
        pending = self._pending_of(shape)
        if key in pending.inserts:
            self._journal.append(("revise", shape, key, row))
            pending.inserts[key] = newest
        else:
            before = pending.updates.get(key)
            self._journal.append(("update", shape, key, row, before))
            pending.updates[key] = (before or frozenset()) | frozenset(changed)
        known[key] = newest
        pending.note(key, newest)
        return cast("T", newest)

    def delete(self, row: Any) -> None:
        """Remove a row for good (erasure and retention only: history is not deleted)."""
        self.flush()
        shape = self._port.shape_of_row(row)
        key = shape.key_of(row)
        self._port.run(shape.delete, shape.key_parameters(key))
        self._known.setdefault(shape, {})[key] = None
        self._journal.append(("forget", shape))
        self._flushes += 1

    def execute(self, statement: Executable) -> int:
        """Any other statement, for sweeps over many rows; returns how many rows it touched.

        What is known of every table is forgotten.
        """
        self.flush()
        touched: int = self._port.connection.execute(statement).rowcount
        for shape in list(self._known):
            self._known[shape] = {}
            self._journal.append(("forget", shape))
        self._found.clear()
        self._flushes += 1
        return touched

    def count(self, name: str) -> int:
        """The next running number of this name, from 1; gaps are allowed, repeats are not."""
        return self._port.count(self, name)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What happens inside is dropped if it raises (and the exception goes on)."""
        mark, flushes = len(self._journal), self._flushes
        point = None
        if self._solo:
            self.flush()
            point = self._port.savepoint()
            flushes = self._flushes
        try:
            yield
            if point is not None:
                self.flush()  # alone, what the database refuses shows here, where it can still be undone
        except UncleanError:
            raise
        except Exception as error:
            if point is not None:
                try:
                    self._port.rollback_to(point)
                except Exception:  # SQLite gave the whole transaction up: its disk is full
                    raise UncleanError from error
                self._found.clear()
            elif self._flushes != flushes:
                raise UncleanError from error
            self._undo(mark)
            raise

    def is_for_another_try(self, error: Exception) -> bool:
        """Whether whoever catches `error` must let it go on, because the unit is going to be run again.

        What the driver refuses and rows that changed meanwhile say nothing about the unit itself, until it fails
        alone for the last time.
        """
        if isinstance(error, UncleanError):
            return True
        return not self._last_try and (isinstance(error, StaleRowError | DuplicateRowError) or is_of_driver(error))

    # -- the lane's side -------------------------------------------------------------------------------------------

    def preload(self, wanted: Preload) -> None:
        """Read rows by key, and what finds are going to ask for, with one statement a table and kind of find."""
        by_shape: dict[Shape, set[Key]] = {}
        lookups: dict[Lookup, set[Any]] = {}
        for what, value in wanted:
            if isinstance(what, Lookup):
                lookups.setdefault(what, set()).add(value)
                continue
            shape = self._port.shape(what)
            if value not in self._known.setdefault(shape, {}):
                by_shape.setdefault(shape, set()).add(value)
        for shape, keys in by_shape.items():
            known = self._known[shape]
            known.update(dict.fromkeys(keys))
            where, parameters = shape.condition([(shape.key_columns[0], sorted(keys))])
            for record in self._port.fetch(shape.select + where + self._port.lock_clause(shape, many=True), parameters):
                row = shape.decode(record)
                known[shape.key_of(row)] = row
            if self._port.must_lock(shape):
                self._locked.update((shape, key) for key in keys if known[key] is not None)
        for lookup, values in lookups.items():  # after the rows that lock a person, whose rows these are
            self._look_up(lookup, sorted(values))

    def _look_up(self, lookup: Lookup, values: Sequence[Any]) -> None:
        shape = self._port.shape(lookup.model)
        where, parameters = shape.condition([(lookup.column, values), *lookup.equals])
        at = shape.place[lookup.column]
        by_value: dict[Any, list[Any]] = {value: [] for value in values}
        for record in self._port.fetch(shape.select + where, parameters):
            by_value[record[at]].append(record)
        answers = self._found.setdefault(shape, {})
        for value, records in by_value.items():
            answers[((lookup.column, value), *lookup.equals)] = self._learn(shape, records)

    def flush(self) -> None:
        """Write what has been collected, one statement a table and set of columns."""
        if not any(pending.inserts or pending.updates for pending in self._pending.values()):
            return
        self._flushes += 1
        for shape in self._port.in_order(self._pending):
            pending = self._pending[shape]
            if pending.inserts:
                self._port.run_many(shape.insert, [shape.encode(row) for row in pending.inserts.values()])
            known = self._known[shape]
            by_columns: dict[frozenset[str], list[Any]] = {}
            for key, columns in pending.updates.items():
                by_columns.setdefault(columns, []).append(shape.encode(known[key]))
            for columns, rows in by_columns.items():
                statement, places = shape.update(columns)
                self._port.run_many(statement, [[row[at] for at in places] for row in rows])
        self._pending.clear()
        self._found.clear()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _answered(self, shape: Shape, conditions: tuple[Any, ...]) -> list[Key] | None:
        answers = self._found.get(shape)
        if answers is None:
            return None
        try:
            return answers.get(conditions)
        except TypeError:  # a list or a set among the values cannot be looked up
            return None

    def _learn(self, shape: Shape, records: Sequence[Any]) -> list[Key]:
        """Make records known that are not yet; their keys."""
        known = self._known.setdefault(shape, {})
        keys = []
        for record in records:
            row = shape.decode(record)
            key = shape.key_of(row)
            self._newest(shape, known, key, row)
            keys.append(key)
        return keys

    def _own(self, shape: Shape, key: Key) -> bool:
        pending = self._pending.get(shape)
        return pending is not None and key in pending.inserts

    def _pending_of(self, shape: Shape) -> Pending:
        pending = self._pending.get(shape)
        if pending is None:
            pending = self._pending[shape] = Pending()
        return pending

    def _fetch(self, shape: Shape, key: Key) -> Any:
        record = self._port.fetch_one(shape.by_key + self._port.lock_clause(shape), shape.key_parameters(key))
        row = None if record is None else shape.decode(record)
        known = self._known.setdefault(shape, {})
        pending = self._pending.get(shape)
        if (pending is not None and key in pending.updates) or (row is not None and known.get(key) == row):
            row = known[key]
        known[key] = row
        if row is not None:
            self._locked.add((shape, key))
        return row

    def _newest(self, shape: Shape, known: dict[Key, Any], key: Key, row: Any) -> Any:
        if known.get(key) is not None:
            return known[key]
        known[key] = row
        return row

    def _undo(self, mark: int) -> None:
        while len(self._journal) > mark:
            entry = self._journal.pop()
            what, shape = entry[0], entry[1]
            known = self._known[shape]
            if what == "forget":
                known.clear()
                self._found.clear()
                continue
            key, before = entry[2], entry[3]
            pending = self._pending.get(shape) or Pending()  # a flush may have taken it
            if what == "insert":
                pending.inserts.pop(key, None)
                if before is _ABSENT:
                    known.pop(key, None)
                else:
                    known[key] = before
            elif what == "revise":
                known[key] = before
                if key in pending.inserts:
                    pending.inserts[key] = before
            else:
                known[key] = before
                columns = entry[4]
                if columns is None:
                    pending.updates.pop(key, None)
                elif key in pending.updates:
                    pending.updates[key] = columns


_ABSENT: Any = object()


def is_of_driver(error: Exception) -> bool:
    """Whether the database or its driver raised, rather than the unit's own code."""
    return isinstance(error, DBAPIError) or type(error).__module__.startswith(("sqlite3", "psycopg"))


def _sorted(rows: list[Any], order: str) -> list[Any]:
    """By a column, `-name` for newest first; rows of one instant by their id, which one writer gives in order."""
    if not order:
        return rows
    name = order.lstrip("-")
    if rows and name != "id" and "id" in rows[0]._fields:
        return sorted(rows, key=lambda row: (getattr(row, name), row.id), reverse=order.startswith("-"))
    return sorted(rows, key=lambda row: getattr(row, name), reverse=order.startswith("-"))
