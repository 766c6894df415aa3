"""Light rows: what the store hands out instead of table objects.

A row is a named tuple with the columns of its table, made in under a microsecond and immutable; mypy sees the
table class. Values pass through the column types' own processors, once per column that needs it.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Boolean, Dialect, Table
from sqlmodel import SQLModel

Key = Any
"""A primary key: the bare value, or a tuple for a composite key."""


def table_of(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table behind a table class."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]


class Shape:
    """How one table's rows look in one dialect: columns, key, conversions and ready statements."""

    def __init__(self, model: type[SQLModel], dialect: Dialect, mark: str) -> None:
        table = table_of(model)
        self.model = model
        self.name = table.name
        self.columns = tuple(column.name for column in table.columns)
        self.place = {name: i for i, name in enumerate(self.columns)}
        make_row: Any = namedtuple  # the class is made from the table, not declared
        self.row = make_row(model.__name__, self.columns)
        keys = [column.name for column in table.primary_key.columns]
        self.key_columns = tuple(keys)
        self.key_of: Callable[[Any], Key] = itemgetter(*(self.place[name] for name in keys))
        self.whole_number_key = keys == ["id"] and table.columns["id"].type.python_type is int
        self._bind = _processors(table, "to_driver", lambda kind: kind.dialect_impl(dialect).bind_processor(dialect))
        self._load = _processors(
            table, "from_driver", lambda kind: kind.dialect_impl(dialect).result_processor(dialect, None)
        )
        self._binder = dict(self._bind)
        self._updates: dict[frozenset[str], tuple[str, Callable[[Any], Sequence[Any]]]] = {}
        self._blank: list[Any] = [_MISSING] * len(self.columns)
        self._made: list[tuple[int, Callable[[], Any]]] = []
        for name, field in model.model_fields.items():
            if field.default_factory is not None:
                self._made.append((self.place[name], cast("Callable[[], Any]", field.default_factory)))
            elif not field.is_required():
                self._blank[self.place[name]] = field.default
        self._mark = mark
        quoted = ", ".join(f'"{name}"' for name in self.columns)
        self.select = f'SELECT {quoted} FROM "{self.name}"'  # noqa: S608 - names of our own tables
        self.by_key = f"{self.select} WHERE " + " AND ".join(f'"{name}" = {mark}' for name in keys)
        self.insert = f'INSERT INTO "{self.name}" ({quoted}) VALUES ({", ".join([mark] * len(self.columns))})'  # noqa: S608
        self.delete = f'DELETE FROM "{self.name}" WHERE ' + " AND ".join(f'"{name}" = {mark}' for name in keys)  # noqa: S608

    def make(self, values: dict[str, Any]) -> Any:
        """A new row with the table's defaults.

        Raises TypeError for unknown or missing columns: a misspelt column must not be lost in silence.
        """
        whole, place = self._blank.copy(), self.place
        try:
            for name, value in values.items():
                whole[place[name]] = value
        except KeyError as error:
            raise TypeError(f"{self.name}: unknown {sorted(values.keys() - set(self.columns))}") from error
        for at, default in self._made:
            if whole[at] is _MISSING:
                whole[at] = default()
        if _MISSING in whole:
            missing = [name for name, value in zip(self.columns, whole, strict=True) if value is _MISSING]
            raise TypeError(f"{self.name}: missing {missing}")
        return _tuple(self.row, whole)

    def revise(self, row: Any, changes: dict[str, Any]) -> Any:
        """The row with some values replaced."""
        whole, place = list(row), self.place
        for name, value in changes.items():
            whole[place[name]] = value
        return _tuple(self.row, whole)

    def encode(self, row: Any) -> Sequence[Any]:
        """The row's values as the driver takes them."""
        values = list(row)
        for at, convert in self._bind:
            if values[at] is not None:
                values[at] = convert(values[at])
        return values

    def decode(self, record: Sequence[Any]) -> Any:
        """A row from the driver's record."""
        values = list(record)
        for at, convert in self._load:
            if values[at] is not None:
                values[at] = convert(values[at])
        return _tuple(self.row, values)

    def bind(self, column: str, value: Any) -> Any:
        """One value of one column as the driver takes it."""
        convert = self._binder.get(self.place[column])
        return value if convert is None else convert(value)

    def key_parameters(self, key: Key) -> tuple[Any, ...]:
        """Parameters of `by_key`."""
        parts = key if isinstance(key, tuple) else (key,)
        return tuple(self.bind(name, part) for name, part in zip(self.key_columns, parts, strict=True))

    def update(self, columns: frozenset[str]) -> tuple[str, Callable[[Any], Sequence[Any]]]:
        """Statement that writes `columns` of one row, and what makes its parameters of the row."""
        known = self._updates.get(columns)
        if known is None:
            ordered = [*sorted(columns), *self.key_columns]
            sets = ", ".join(f'"{name}" = {self._mark}' for name in sorted(columns))
            where = " AND ".join(f'"{name}" = {self._mark}' for name in self.key_columns)
            places = [self.place[name] for name in ordered]
            converts = [(at, convert) for at, place in enumerate(places) if (convert := self._binder.get(place))]
            known = self._updates[columns] = (
                f'UPDATE "{self.name}" SET {sets} WHERE {where}',  # noqa: S608 - names of our own tables
                partial(_some, itemgetter(*places), converts),
            )
        return known

    def condition(self, equals: Iterable[tuple[str, Any]]) -> tuple[str, list[Any]]:
        """WHERE clause for equalities; a tuple, list or set means any of, None means null."""
        parts: list[str] = []
        parameters: list[Any] = []
        for name, value in equals:
            if name not in self.place:
                raise TypeError(f"{self.name} has no column {name}")
            if value is None:
                parts.append(f'"{name}" IS NULL')
            elif isinstance(value, tuple | list | set | frozenset):
                parts.append(f'"{name}" IN ({", ".join([self._mark] * len(value))})' if value else "1 = 0")
                parameters += [self.bind(name, one) for one in value]
            else:
                parts.append(f'"{name}" = {self._mark}')
                parameters.append(self.bind(name, value))
        return (" WHERE " + " AND ".join(parts) if parts else ""), parameters

    def first(self, order: str, limit: int | None) -> str:
        """ORDER BY and LIMIT for the first rows of an order, `` for all of them. Raises TypeError without an order."""
        if limit is None:
            return ""
        name = order.lstrip("-")
        if name not in self.place:
            raise TypeError(f"{self.name}: the first {limit} of no order")
        direction = " DESC" if order.startswith("-") else ""
        return f' ORDER BY "{name}"{direction} LIMIT {limit}'


_MISSING: Any = object()
_tuple: Any = tuple.__new__
"""A row from its values, without a look at how many there are."""


def _some(pick: Callable[[Any], Sequence[Any]], converts: Sequence[tuple[int, Callable[[Any], Any]]], row: Any) -> Any:
    values = list(pick(row))
    for at, convert in converts:
        if values[at] is not None:
            values[at] = convert(values[at])
    return values


def _processors(table: Table, direct: str, of: Callable[[Any], Any]) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """(place, conversion) of the columns that need one: our own types' plain function, else the dialect's."""
    found = []
    for at, column in enumerate(table.columns):
        if isinstance(column.type, Boolean) and direct == "to_driver":
            continue  # every driver takes a bool as it is
        convert = getattr(column.type, direct, None) or of(column.type)
        if convert is not None:
            found.append((at, convert))
    return tuple(found)
