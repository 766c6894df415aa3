"""Column types: instants as microseconds, JSON as canonical text, sealed bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import BigInteger, Dialect, Integer, LargeBinary, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

SQLModel.model_config["defer_build"] = True
"""Rows are made by `models.store.rows`: validators of 76 tables would be built for nobody."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime kept as microseconds since 1970: the same order and cost on every database."""

    impl = BigInteger
    cache_ok = True

    @staticmethod
    def to_driver(value: datetime | None) -> int | None:
        """Microseconds since 1970."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    @staticmethod
    def from_driver(value: int | None) -> datetime | None:
        """The instant again."""
        return None if value is None else EPOCH + timedelta(microseconds=value)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return self.to_driver(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return self.from_driver(value)


class Json(TypeDecorator[Any]):
    """A JSON document as canonical text (sorted keys, no blanks): equal content is equal text."""

    impl = Text
    cache_ok = True

    @staticmethod
    def to_driver(value: Any) -> str | None:
        """Canonical text."""
        if value is None:
            return None
        return _EMPTY[type(value)] if not value and type(value) in _EMPTY else _encode(value)

    @staticmethod
    def from_driver(value: str | None) -> Any:
        """The document again."""
        return None if value is None else orjson.loads(value)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return self.to_driver(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return self.from_driver(value)


def _encode(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


_EMPTY: dict[type, str] = {dict: "{}", list: "[]"}


ROW_NUMBER: Any = BigInteger().with_variant(Integer(), "sqlite")
"""As INTEGER it is on SQLite the row's own place in its table: no second tree for the key."""


def instant(*, index: bool = False) -> Any:
    """A required instant."""
    return Field(sa_type=Instant, nullable=False, index=index)


def maybe_instant(*, index: bool = False) -> Any:
    """An instant that may still be to come."""
    return Field(default=None, sa_type=Instant, nullable=True, index=index)


def document() -> Any:
    """A JSON document, empty by default."""
    return Field(default_factory=dict, sa_type=Json, nullable=False)


def documents() -> Any:
    """A JSON list, empty by default."""
    return Field(default_factory=list, sa_type=Json, nullable=False)


def sealed() -> Any:
    """Bytes that only the holder of IDENTITY_KEY can read; null once erased."""
    return Field(default=None, sa_type=LargeBinary, nullable=True)


def identity() -> Any:
    """A whole-number key the store assigns before the flush."""
    return Field(sa_type=ROW_NUMBER, primary_key=True, sa_column_kwargs={"autoincrement": False})


def reference(target: str, *, index: bool = False, nullable: bool = False) -> Any:
    """A whole-number key of another table."""
    if nullable:
        return Field(default=None, sa_type=BigInteger, foreign_key=target, index=index, nullable=True)
    return Field(sa_type=BigInteger, foreign_key=target, index=index)


def loose(*, index: bool = False) -> Any:
    """A whole-number key of another table, kept without a constraint (polymorphic, or outliving its target)."""
    return Field(default=None, sa_type=BigInteger, index=index, nullable=True)
