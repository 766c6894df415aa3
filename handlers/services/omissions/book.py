"""The book of omissions: each found once, kept as a trace, listed while it is open, closed when it was made good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import col

from handlers.context import Context
from handlers.services.omissions.finders import Missed, find
from models.domain.working_time import shanghai_day
from models.tables import Omission


@dataclass(frozen=True, slots=True)
class Entry:
    """An omission as it is listed to a post."""

    missed: Missed
    new: bool
    """Not listed on an earlier day."""
    days: int
    """Shanghai days since it was found."""


def renew(ctx: Context) -> Mapping[str, tuple[Entry, ...]]:
    """Look at everything once; returns what is open now by post code, new ones first, and marks it as listed today."""
    found = find(ctx)
    rows = _write(ctx, found)
    today = shanghai_day(ctx.now)
    for row in rows.values():
        if row.listed_on != today:
            ctx.tx.update(row, listed_on=today)
    return _by_post(found, rows, today)


def current(ctx: Context) -> Mapping[str, tuple[Entry, ...]]:
    """The same for somebody who asks: what is found now, nothing is marked as listed."""
    found = find(ctx)
    rows = {row.key: row for row in ctx.tx.find(Omission, key=tuple(one.key for one in found))} if found else {}
    return _by_post(found, rows, shanghai_day(ctx.now))


def _write(ctx: Context, found: Iterable[Missed]) -> dict[str, Omission]:
    """One row a key; what is no longer found was made good."""
    wanted = {one.key: one for one in found}
    rows: dict[str, Omission] = {}
    for row in ctx.tx.query(Omission, col(Omission.cleared_at).is_(None), order_by=col(Omission.id)):
        if row.key in wanted:
            rows[row.key] = row
        else:
            ctx.tx.update(row, cleared_at=ctx.now)
    for key, one in wanted.items():
        if key in rows:
            continue
        again = ctx.tx.find(Omission, key=key)
        if again:  # it came back: the first day on which it was found stays
            rows[key] = ctx.tx.update(again[0], cleared_at=None)
            continue
        rows[key] = ctx.tx.insert(
            Omission, key=key, kind=one.kind, case_id=one.case.id, unit=one.unit, since=one.since, found_at=ctx.now
        )
    return rows


def _by_post(found: Iterable[Missed], rows: Mapping[str, Omission], today: date) -> Mapping[str, tuple[Entry, ...]]:
    by_post: dict[str, list[Entry]] = {}
    for one in found:
        row = rows.get(one.key)
        first = shanghai_day(row.found_at) if row is not None else today
        new = row is None or row.listed_on is None or first == today
        for post in one.posts:
            by_post.setdefault(post.code, []).append(Entry(one, new, (today - first).days))
    return {code: tuple(sorted(entries, key=lambda entry: not entry.new)) for code, entries in by_post.items()}
