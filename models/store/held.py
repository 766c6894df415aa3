"""What a transaction holds of one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.store.pending import Pending
from models.store.rows import Key, Shape


class Held:
    """Rows that are known of it, and what it is to be given; asked for on every read and write, so without ceremony."""

    __slots__ = ("found", "known", "locked", "must_lock", "pending", "shape")

    def __init__(self, shape: Shape, *, must_lock: bool) -> None:
        self.shape = shape
        self.must_lock = must_lock
        self.locked: set[Key] = set()
        self.known: dict[Key, Any] = {}
        self.pending: Pending | None = None
        self.found: dict[tuple[Any, ...], list[Key]] = {}
        """What the database answered to finds since the last flush, by their conditions: keys of known rows."""

    def is_safe(self, key: Key) -> bool:
        """Whether nobody else can change this row while the transaction lasts."""
        return not self.must_lock or key in self.locked or (self.pending is not None and key in self.pending.inserts)

    def answered(self, asked: tuple[Any, ...]) -> list[Key] | None:
        """What a find was answered before."""
        try:
            return self.found.get(asked)
        except TypeError:  # a list or a set among the values cannot be looked up
            return None

    def learn(self, records: Sequence[Any]) -> list[Key]:
        """Make records known that are not yet; their keys."""
        shape, known = self.shape, self.known
        keys = []
        for record in records:
            row = shape.decode(record)
            key = shape.key_of(row)
            if known.get(key) is None:
                known[key] = row
            keys.append(key)
        return keys
