"""Rows of a count as plain tuples."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Executable

from models.store.tx import Reader


def rows(reader: Reader, statement: Executable) -> list[tuple[Any, ...]]:
    """What a SELECT finds."""
    return [tuple(row) for row in reader.select(statement)]


def number(reader: Reader, statement: Executable) -> int:
    """The one number a SELECT counts."""
    return int(rows(reader, statement)[0][0])


def by_name(reader: Reader, statement: Executable) -> dict[Any, int]:
    """Counts by what stands before them."""
    return {row[0]: int(row[1]) for row in rows(reader, statement)}
