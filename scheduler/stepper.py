"""Moving the virtual clock: from due instant to due instant, all due work done and the outbox drained at each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.context import Registry
from models.store.db import Database
from models.store.tx import Reader
from scheduler.due import next_due, tick
from scheduler.outbox import lease, next_send
from scheduler.parcels import Parcel, SendResult
from scheduler.results import record

MOST_ROUNDS = 10_000
"""A bound on the work at one instant: what makes itself due again and again must not stop the clock for ever."""
NUDGE = timedelta(seconds=1)
Send = Callable[[Parcel], SendResult]


@dataclass(frozen=True, slots=True)
class Stepped:
    """Where the clock stands and what was done on the way."""

    now: datetime
    fired: int
    sent: int


def next_instant(reader: Reader) -> datetime | None:
    """When something is due next, a timer or a message (UTC)."""
    found = [at for at in (next_due(reader), next_send(reader)) if at is not None]
    return min(found) if found else None


def next_stop(now: datetime, upcoming: datetime | None, until: datetime) -> datetime | None:
    """Where the clock goes next: the next due instant, never back, never standing still; None when it is over."""
    if now >= until:
        return None
    if upcoming is None or upcoming >= until:
        return until
    return upcoming if upcoming > now else min(now + NUDGE, until)


async def advance(
    now: datetime,
    until: datetime,
    *,
    move: Callable[[datetime], None],
    tick_at: Callable[[datetime], Awaitable[int]],
    drain_at: Callable[[datetime], Awaitable[int]],
    upcoming: Callable[[], Awaitable[datetime | None]],
) -> Stepped:
    """Move the clock from `now` to `until` (both UTC); the edge brings how to move it, tick, drain and look ahead."""
    at: datetime | None = now
    fired = sent = 0
    while at is not None:
        move(at)
        now = at
        fired += await tick_at(now)
        sent += await drain_at(now)
        at = next_stop(now, await upcoming(), until)
    return Stepped(now, fired, sent)


def advance_sync(
    database: Database,
    registry: Registry,
    now: datetime,
    until: datetime,
    send: Send,
    *,
    move: Callable[[datetime], None] | None = None,
) -> Stepped:
    """The same for synchronous callers, with `send` in place of the WeChat client."""
    at: datetime | None = now
    fired = sent = 0
    while at is not None:
        now = at
        if move is not None:
            move(now)
        fired += tick_sync(database, registry, now)
        sent += drain_sync(database, registry, now, send)
        at = next_stop(now, database.read_now(next_instant), until)
    return Stepped(now, fired, sent)


def tick_sync(database: Database, registry: Registry, now: datetime) -> int:
    """Fire everything that is due at `now`; returns how many timers."""
    total = 0
    for _ in range(MOST_ROUNDS):
        fired = database.write_now(lambda tx: tick(tx, registry, now))
        total += fired
        if not fired:
            break
    return total


def drain_sync(database: Database, registry: Registry, now: datetime, send: Send) -> int:
    """Send everything that may leave at `now`; returns how many messages were accepted."""
    accepted = 0
    for _ in range(MOST_ROUNDS):
        parcels = database.write_now(lambda tx: lease(tx, registry, now))
        for parcel in parcels:
            accepted += _send_one(database, registry, now, parcel, send)
        upcoming = database.read_now(next_send)
        if not parcels and (upcoming is None or upcoming > now):
            break
    return accepted


def _send_one(database: Database, registry: Registry, now: datetime, parcel: Parcel, send: Send) -> int:
    result = send(parcel)
    database.write_now(lambda tx: record(tx, registry, parcel, result, now))
    return int(result.ok)
