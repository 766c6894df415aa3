"""Ledgers for people, made of the exports: Chinese heads, codes in words, days and instants as such."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.services.exports import EXPORTS
from handlers.texts import ledgers as texts
from models.domain.district import District
from models.domain.publicity import Public, of_office, of_people
from models.store.tx import Reader

Cell = Public | int | date | datetime | None
"""What a ledger holds; a text in it names no resident."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger, as it stands now."""

    name: Public
    heads: tuple[Public, ...]
    rows: tuple[tuple[Cell, ...], ...]


def ledger(reader: Reader, district: District, name: str) -> Ledger:
    """The ledger of an export that people keep as a table. Raises KeyError for any other."""
    columns = texts.COLUMNS[name]
    rows = tuple(
        tuple(READ[kind](row[field]) if kind in READ else _worded(kind, row[field]) for field, _, kind in columns)
        for row in EXPORTS[name].rows(reader, district)
    )
    return Ledger(of_office(texts.NAMES[name]), tuple(of_office(head) for _, head, _ in columns), rows)


def all_ledgers(reader: Reader, district: District) -> tuple[Ledger, ...]:
    """Every one of them."""
    return tuple(ledger(reader, district, name) for name in texts.NAMES)


def _words(value: Any) -> Cell:
    return of_people(str(value)) if value else None


def _code(value: Any) -> Cell:
    return of_office(str(value)) if value else None


def _day(value: Any) -> Cell:
    return date.fromisoformat(value) if value else None


def _moment(value: Any) -> Cell:
    return datetime.fromisoformat(value) if value else None


def _number(value: Any) -> Cell:
    return int(value) if value is not None else None


def _yes(value: Any) -> Cell:
    return None if value is None else of_office(texts.YES if value else texts.NO)


def _worded(kind: str, value: Any) -> Cell:
    """A code, or several, in words; a code that is not known here stays itself."""
    codes = texts.CODES[kind]
    if isinstance(value, list):
        return _code(texts.SEPARATOR.join(str(codes.get(one, one)) for one in value))
    return _code(codes.get(value, value))


READ: Mapping[str, Callable[[Any], Cell]] = {
    "words": _words,
    "code": _code,
    "day": _day,
    "moment": _moment,
    "number": _number,
    "yes": _yes,
}
