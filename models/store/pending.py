"""What one table is to be given at the next flush, and which of it a find has to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from models.store.rows import Key

Test = tuple[int, Any]
"""Place of a column and what it must equal; a tuple, list or set means any of."""


class Pending:
    """New rows and changed columns of one table, each by key."""

    __slots__ = ("_by_value", "inserts", "updates")

    def __init__(self) -> None:
        self.inserts: dict[Key, Any] = {}
        self.updates: dict[Key, frozenset[str]] = {}
        self._by_value: dict[int, dict[Any, dict[Key, None]]] = {}
        """Place of a column -> value -> keys of rows that held it: begun by the first find that asks by it."""

    def note(self, key: Key, row: Any) -> None:
        """A row is new or has changed."""
        if self._by_value:
            for at, keys in self._by_value.items():
                keys.setdefault(row[at], {})[key] = None

    def candidates(self, known: Mapping[Key, Any], tests: list[Test]) -> Iterable[Key]:
        """Keys among which every pending row is that passes the tests; the first one, usually whose row it is, sorts.

        Without that a find would look at all a batch has written, and a batch at the square of its size.
        """
        if not tests or not isinstance(tests[0][1], str | int):
            return (*self.inserts, *self.updates)
        at, value = tests[0]
        keys = self._by_value.get(at)
        if keys is None:
            keys = self._by_value[at] = {}
            for key in (*self.inserts, *self.updates):
                keys.setdefault(known[key][at], {})[key] = None
        return keys.get(value, ())


def fits(row: Any, tests: list[Test]) -> bool:
    """Whether a row passes every test."""
    for at, value in tests:
        if isinstance(value, tuple | list | set | frozenset):
            if row[at] not in value:
                return False
        elif row[at] != value:
            return False
    return True
