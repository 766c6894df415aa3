"""One root a day over all events, each tied to the day before; published, it binds even whoever holds the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from sqlmodel import col

from handlers.context import Context
from handlers.texts import rights as texts
from models.domain.chain import GENESIS, day_link, merkle_root, short
from models.domain.working_time import SHANGHAI, shanghai_day
from models.store.tx import Reader
from models.tables import Case, DayRoot, Event

SETTLED = timedelta(hours=1)
"""After midnight nothing of the day before is being written any more."""
Leaf = tuple[str, str]
"""(case and number of the event, its hash)."""


def leaf_name(number: str, seq: int) -> str:
    """How an event is called among those of its day."""
    return f"{number}#{seq:06d}"


def close(ctx: Context) -> int:
    """Make the roots of all days that are over and have none; returns how many."""
    known = ctx.tx.query(DayRoot, order_by=col(DayRoot.day).desc(), limit=1)
    last = known[0] if known else None
    start = _midnight(date.fromisoformat(last.day) + timedelta(days=1)) if last is not None else None
    end = _midnight(shanghai_day(ctx.now - SETTLED))
    before = last.chained if last is not None else GENESIS
    made = 0
    for day, leaves in _days(ctx.tx, start, end):
        root = merkle_root(leaves)
        before = day_link(day, root, before)
        ctx.tx.insert(DayRoot, day=day, events=len(leaves), root=root, chained=before, made_at=ctx.now)
        made += 1
    return made


def leaves_of(reader: Reader, day: str) -> list[Leaf]:
    """All events of a day."""
    start = _midnight(date.fromisoformat(day))
    return next((leaves for _, leaves in _days(reader, start, start + timedelta(days=1))), [])


def newest(reader: Reader, count: int) -> list[DayRoot]:
    """The last days that were closed, newest first."""
    return reader.query(DayRoot, order_by=col(DayRoot.day).desc(), limit=count)


def lines(reader: Reader, count: int) -> list[str]:
    """The last days as they are published, one a line, newest first."""
    rows = newest(reader, count)
    return [texts.DIGEST(day=row.day, count=row.events, digest=short(row.chained)) for row in rows]


def of_month(reader: Reader, month: str) -> list[dict[str, object]]:
    """The days of a month `YYYY-MM` with their digests, for the report."""
    rows = reader.query(DayRoot, col(DayRoot.day).startswith(f"{month}-"), order_by=DayRoot.day)
    return [{"day": row.day, "events": row.events, "digest": short(row.chained)} for row in rows]


def wrong_days(reader: Reader) -> list[str]:
    """Days whose root is not that of their events, or that do not follow from the day before."""
    stored = {row.day: row for row in reader.query(DayRoot)}
    if not stored:
        return []
    end = _midnight(date.fromisoformat(max(stored)) + timedelta(days=1))
    computed = {day: (merkle_root(leaves), len(leaves)) for day, leaves in _days(reader, None, end)}
    wrong, before = [], GENESIS
    for day in sorted(stored.keys() | computed.keys()):
        row, found = stored.get(day), computed.get(day)
        sound = row is not None and found == (row.root, row.events) and row.chained == day_link(day, row.root, before)
        wrong += [] if sound else [day]
        before = row.chained if row is not None else before
    return wrong


def _days(reader: Reader, start: datetime | None, end: datetime) -> Iterator[tuple[str, list[Leaf]]]:
    since = (col(Event.at) >= start,) if start is not None else ()
    events = reader.query(Event, col(Event.at) < end, *since, order_by=(Event.at, Event.case_id, Event.seq))
    numbers = {case.id: case.number for case in reader.query(Case)} if events else {}
    for day, of_day in groupby(events, key=lambda event: shanghai_day(event.at)):
        yield day.isoformat(), [(leaf_name(numbers[one.case_id], one.seq), one.hash) for one in of_day]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)
