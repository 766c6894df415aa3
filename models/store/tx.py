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

from models.store.held import Held
from models.store.pending import Pending, fits
from models.store.ports import Port
from models.store.rows import Key, table_of

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


Follow = Sequence[tuple[type[SQLModel] | Lookup, str, type[SQLModel]]]
"""(table or find, column, table it points to): what is preloaded behind what was preloaded."""


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
        self._tables: dict[type[SQLModel], Held] = {}
        self._by_row: dict[type, Held] = {}
        self._journal: list[tuple[Any, ...]] = []
        self._flushes = 0
        self.filled: set[type[SQLModel]] = set()
        """Tables that were given new rows."""

    @property
    def wrote(self) -> bool:
        """Whether anything was sent to the database to be written."""
        return self._flushes > 0

    # -- reading ---------------------------------------------------------------------------------------------------

    def get(self, model: type[T], key: Key) -> T | None:
        held = self._tables.get(model) or self._hold(model)
        row: T | None
        if key in held.known and (not held.must_lock or held.is_safe(key)):
            row = held.known[key]
        else:
            row = self._fetch(held, key)
        return row

    def find(self, model: type[T], *, order: str = "", limit: int | None = None, **equals: Any) -> list[T]:
        held = self._tables.get(model) or self._hold(model)
        shape, known = held.shape, held.known
        if shape.whole_number_key and self._port.is_alone and type(equals.get("id")) is tuple:
            return _sorted(self._by_ids(held, equals), order)[:limit]
        conditions = tuple(equals.items())
        asked = conditions if limit is None else (*conditions, order, limit)
        keys = held.answered(asked)
        if keys is None:
            where, parameters = shape.condition(conditions)
            keys = held.learn(self._port.fetch(shape.select + where + shape.first(order, limit), parameters))
            if self._port.is_alone:
                with suppress(TypeError):
                    held.found[asked] = keys
        pending = held.pending
        if not keys and pending is None:
            return []
        tests = [(shape.place[name], value) for name, value in conditions]
        if pending is not None:
            keys = list(dict.fromkeys((*keys, *pending.candidates(known, tests))))
        rows = [row for key in keys if (row := known.get(key)) is not None and fits(row, tests)]
        return _sorted(rows, order)[:limit]

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
        held = self._tables.get(model) or self._hold(model)
        shape, known = held.shape, held.known
        statement = select(*table_of(model).columns).where(*cast("Any", conditions)).limit(limit)
        statement = statement.order_by(*(order_by if isinstance(order_by, tuple | list) else (order_by,)))
        if claim:
            statement = statement.with_for_update(skip_locked=True)
        rows = []
        for record in self._port.connection.execute(statement):
            row = shape.row._make(record)
            key = shape.key_of(row)
            if known.get(key) is None:
                known[key] = row
            rows.append(known[key])
        return rows

    def select(self, statement: Executable) -> Sequence[Row[Any]]:
        self.flush()
        return super().select(statement)

    # -- writing ---------------------------------------------------------------------------------------------------

    def insert(self, model: type[T], **values: Any) -> T:
        """A new row; a whole-number `id` is assigned when it is not given.

        Raises TypeError for a missing or unknown column, DuplicateRowError for a key already known here; a key
        that only the database knows is refused at the flush.
        """
        held = self._tables.get(model) or self._hold(model)
        shape = held.shape
        if shape.whole_number_key and "id" not in values:
            values["id"] = self._port.next_id(shape)
        row: T = shape.make(values)
        key = shape.key_of(row)
        before = held.known.get(key, _ABSENT)
        if before is not _ABSENT and before is not None:
            raise DuplicateRowError(f"{shape.name} {key}")
        self._journal.append(("insert", held, key, before))
        held.known[key] = row
        pending = held.pending
        if pending is None:
            pending = held.pending = Pending()
        pending.inserts[key] = row
        pending.note(key, row)
        return row

    def update(self, row: T, **changes: Any) -> T:
        """The row with `changes`; values that are equal already are not written.

        Raises StaleRowError when `row` is not the newest known: lost updates are loud.
        """
        held = self._held_of(row)
        shape, known = held.shape, held.known
        current: Any = row
        key = shape.key_of(row)
        if held.must_lock and not held.is_safe(key):
            self._fetch(held, key)
        if known.get(key) is not row and known.get(key) != row:
            raise StaleRowError(f"{shape.name} {key}")
        place = shape.place
        changed = {name: value for name, value in changes.items() if current[place[name]] != value}
        if not changed:
            return row
        newest: T = shape.revise(current, changed)
        pending = held.pending
        if pending is None:
            pending = held.pending = Pending()
        if key in pending.inserts:
            self._journal.append(("revise", held, key, row))
            pending.inserts[key] = newest
        else:
            before = pending.updates.get(key)
            self._journal.append(("update", held, key, row, before))
            pending.updates[key] = frozenset(changed) if before is None else before.union(changed)
        known[key] = newest
        pending.note(key, newest)
        return newest

    def delete(self, row: Any) -> None:
        """Remove a row for good (erasure and retention only: history is not deleted)."""
        self.flush()
        held = self._held_of(row)
        key = held.shape.key_of(row)
        self._port.run(held.shape.delete, held.shape.key_parameters(key))
        held.known[key] = None
        self._journal.append(("forget", held))
        self._flushes += 1

    def execute(self, statement: Executable) -> int:
        """Any other statement, for sweeps over many rows; returns how many rows it touched.

        What is known of every table is forgotten.
        """
        self.flush()
        touched: int = self._port.connection.execute(statement).rowcount
        for held in self._tables.values():
            held.known = {}
            held.found.clear()
            self._journal.append(("forget", held))
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
                self._forget_finds()
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

    def preload(self, wanted: Preload, follow: Follow = ()) -> None:
        """Read rows by key, and what finds are going to ask for, with one statement a table and kind of find.

        What stands behind the answer of a find is read ahead only where nothing is locked by it.
        """
        by_table: dict[Held, set[Key]] = {}
        lookups: dict[Lookup, set[Any]] = {}
        for what, value in wanted:
            if isinstance(what, Lookup):
                lookups.setdefault(what, set()).add(value)
                continue
            held = self._tables.get(what) or self._hold(what)
            if value not in held.known:
                by_table.setdefault(held, set()).add(value)
        for held, keys in by_table.items():
            shape, known = held.shape, held.known
            known.update(dict.fromkeys(keys))
            where, parameters = shape.condition([(shape.key_columns[0], sorted(keys))])
            for record in self._port.fetch(shape.select + where + self._port.lock_clause(shape, many=True), parameters):
                row = shape.decode(record)
                known[shape.key_of(row)] = row
            if held.must_lock:
                held.locked.update(key for key in keys if known[key] is not None)
        for lookup, values in lookups.items():  # after the rows that lock a person, whose rows these are
            self._look_up(lookup, sorted(values))
        for what, column, target in follow:
            if isinstance(what, Lookup) and self._hold(target).must_lock:
                continue
            behind = {getattr(row, column) for row in self._preloaded(wanted, what)}
            self.preload([(target, key) for key in behind if key is not None])

    def _preloaded(self, wanted: Preload, what: type[SQLModel] | Lookup) -> Iterator[Any]:
        held = self._hold(what.model if isinstance(what, Lookup) else what)
        for value in (value for named, value in wanted if named is what):
            keys = held.found[((what.column, value), *what.equals)] if isinstance(what, Lookup) else (value,)
            yield from (row for key in keys if (row := held.known.get(key)) is not None)

    def _look_up(self, lookup: Lookup, values: Sequence[Any]) -> None:
        held = self._hold(lookup.model)
        shape = held.shape
        where, parameters = shape.condition([(lookup.column, values), *lookup.equals])
        at = shape.place[lookup.column]
        by_value: dict[Any, list[Any]] = {value: [] for value in values}
        for record in self._port.fetch(shape.select + where, parameters):
            by_value[record[at]].append(record)
        for value, records in by_value.items():
            held.found[((lookup.column, value), *lookup.equals)] = held.learn(records)

    def flush(self) -> None:
        """Write what has been collected, one statement a table and set of columns."""
        full = {
            held.shape: held
            for held in self._tables.values()
            if held.pending is not None and (held.pending.inserts or held.pending.updates)
        }
        if not full:
            return
        self._flushes += 1
        for shape in self._port.in_order(full):
            pending, known = full[shape].pending or Pending(), full[shape].known
            if pending.inserts:
                self.filled.add(shape.model)
                self._port.run_many(shape.insert, [shape.encode(row) for row in pending.inserts.values()])
            by_columns: dict[frozenset[str], list[Any]] = {}
            for key, columns in pending.updates.items():
                by_columns.setdefault(columns, []).append(known[key])
            for columns, rows in by_columns.items():
                statement, parameters = shape.update(columns)
                self._port.run_many(statement, [parameters(row) for row in rows])
        for held in self._tables.values():
            held.pending = None
        self._forget_finds()

    # -- inside ----------------------------------------------------------------------------------------------------

    def _hold(self, model: type[SQLModel]) -> Held:
        held = self._tables.get(model)
        if held is None:
            shape = self._port.shape(model)
            held = self._tables[model] = self._by_row[shape.row] = Held(shape, must_lock=self._port.must_lock(shape))
        return held

    def _held_of(self, row: Any) -> Held:
        return self._by_row.get(type(row)) or self._hold(self._port.shape_of_row(row).model)

    def _by_ids(self, held: Held, equals: dict[str, Any]) -> list[Any]:
        """Rows of these ids that pass the other tests too: each is read once, however often it is asked for."""
        ids = sorted(set(equals["id"]))
        self.preload([(held.shape.model, key) for key in ids])
        tests = [(held.shape.place[name], value) for name, value in equals.items()]
        return [row for key in ids if (row := held.known.get(key)) is not None and fits(row, tests)]

    def _fetch(self, held: Held, key: Key) -> Any:
        shape, known = held.shape, held.known
        record = self._port.fetch_one(shape.by_key + self._port.lock_clause(shape), shape.key_parameters(key))
        row = None if record is None else shape.decode(record)
        if (held.pending is not None and key in held.pending.updates) or (row is not None and known.get(key) == row):
            row = known[key]
        known[key] = row
        if row is not None:
            held.locked.add(key)
        return row

    def _forget_finds(self) -> None:
        for held in self._tables.values():
            held.found.clear()

    def _undo(self, mark: int) -> None:
        while len(self._journal) > mark:
            entry = self._journal.pop()
            what, held = entry[0], entry[1]
            if what == "forget":
                held.known.clear()
                self._forget_finds()
                continue
            key, before = entry[2], entry[3]
            known, pending = held.known, held.pending or Pending()  # a flush may have taken it
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
    if not order or len(rows) < 2:
        return rows
    name = order.lstrip("-")
    if rows and name != "id" and "id" in rows[0]._fields:
        return sorted(rows, key=lambda row: (getattr(row, name), row.id), reverse=order.startswith("-"))
    return sorted(rows, key=lambda row: getattr(row, name), reverse=order.startswith("-"))
