"""The one place that reads a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from models.store.db import Database
from models.store.tx import Reader, Tx
from models.tables import Setting

CLOCK = "clock"
"""Setting row of the moved clock: {"ahead_us": microseconds ahead of real time}."""


class Clock:
    """Real time, or with clock control real time plus what it was moved by; never behind what it said before."""

    def __init__(self, ahead: timedelta = timedelta(0)) -> None:
        self._ahead = ahead

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    @property
    def ahead(self) -> timedelta:
        """How far it was moved."""
        return self._ahead

    def move_to(self, at: datetime) -> None:
        """Stand at `at` and run on from there; an instant in its past changes nothing."""
        self._ahead = max(self._ahead, at - datetime.now(UTC))

    def follow(self, other: Clock) -> None:
        """Be moved as far as another process has moved its own."""
        self._ahead = max(self._ahead, other.ahead)


def stored_clock(database: Database) -> Clock:
    """The clock this database lives by: moved ones stay moved over restarts and for other commands."""
    return database.read_now(read_clock)


def read_clock(reader: Reader) -> Clock:
    """The same within a transaction."""
    row = reader.get(Setting, CLOCK)
    return Clock(timedelta(microseconds=int(row.value["ahead_us"])) if row else timedelta(0))


def store_clock(tx: Tx, clock: Clock) -> None:
    """Keep how far the clock was moved."""
    value = {"ahead_us": clock.ahead // timedelta(microseconds=1)}
    row = tx.get(Setting, CLOCK)
    if row is None:
        tx.insert(Setting, key=CLOCK, value=value)
    else:
        tx.update(row, value=value)
