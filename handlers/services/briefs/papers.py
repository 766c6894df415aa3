"""The month's papers: made on the first working day, confirmed by the head, never changed, corrected beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.context import Context
from handlers.services import reports, timers
from handlers.services.briefs import figures
from handlers.services.notices import posts_for, push_to_posts
from handlers.services.timers import Planned
from models.domain.district import Post, Unit
from models.domain.redact import redact
from models.domain.working_time import DAY_OPENS, ONE_DAY, at_clock, shanghai_day
from models.tables import Brief, BriefErratum, Timer

SUBJECT = ("service", 0)
KIND = "briefs"
HEADS = frozenset({"head", "deputy", "dispatcher", "leader"})
LATE = timedelta(days=5)
"""A paper that a standstill kept back is made all the same, but nobody is told weeks later."""


def ensure(ctx: Context) -> None:
    """Plan the next papers if none are planned."""
    if not ctx.tx.find(Timer, subject=SUBJECT[0], subject_id=SUBJECT[1], kind=KIND, status="pending"):
        _plan(ctx)


def fire(ctx: Context, timer: Timer) -> None:
    """Make the papers of the month that is over, and look whether older ones still count the same."""
    _plan(ctx)
    month = reports.month_before(reports.month_of(shanghai_day(timer.due_at)))
    recount(ctx)
    make(ctx, month, tell=ctx.now - timer.due_at <= LATE)


def make(ctx: Context, month: str, *, tell: bool = True) -> list[Brief]:
    """One paper a community, street and district; a paper that exists stays."""
    period = reports.period_of(month, ctx.now)
    every = figures.told(ctx.tx, ctx.district, period)
    made = []
    for unit in units(ctx):
        if ctx.tx.find(Brief, unit=unit.code, month=month):
            continue
        document = figures.brief(ctx.tx, ctx.district, unit, period, every)
        row = ctx.tx.insert(Brief, unit=unit.code, month=month, made_at=ctx.now, document=document)
        made.append(row)
        busy = any(document[name] for name in ("received", "solved", "open"))
        if tell and busy:
            role = "dispatcher" if unit.code == ctx.district.root else "head"
            posts = posts_for(ctx, unit.code, "dispatcher" if role == "dispatcher" else "head")
            push_to_posts(ctx, posts, "brief_ready", {"brief": row.id}, key=f"{row.id}", urgency="duty")
    return made


def units(ctx: Context) -> list[Unit]:
    """Who has a paper: the district, its streets, their communities."""
    return [
        unit
        for unit in ctx.district.units.values()
        if unit.level in {"community", "street", "district"} and not unit.closed
    ]


def waiting(ctx: Context, posts: Sequence[Post]) -> list[Brief]:
    """Papers these posts have to confirm, the oldest first."""
    own = tuple({post.unit for post in posts if post.role in HEADS})
    return ctx.tx.find(Brief, unit=own, status="made", order="month") if own else []


def confirm(ctx: Context, brief: Brief, post: Post) -> Brief:
    """确认专报: it goes up, and is public from now on."""
    return ctx.tx.update(brief, status="confirmed", confirmed_at=ctx.now, confirmed_by=post.code)


def doubt(ctx: Context, brief: Brief, post: Post, words: str) -> Brief:
    """专报有误: the desk looks into it; no number is changed by hand."""
    brief = ctx.tx.update(brief, doubt=redact(words).text, doubted_at=ctx.now)
    posts = posts_for(ctx, ctx.district.root, "dispatcher")
    key = f"{brief.id}:{ctx.now.isoformat()}"
    told = [one for one in posts if one.code != post.code]
    push_to_posts(ctx, told, "brief_doubted", {"brief": brief.id, "post": post.code}, key=key, urgency="duty")
    return brief


def recount(ctx: Context) -> int:
    """Count the last three months again: what a late answer changed is an erratum; returns how many numbers."""
    found = 0
    month = reports.month_before(reports.month_of(shanghai_day(ctx.now)))
    for _ in range(3):
        month = reports.month_before(month)
        rows = ctx.tx.find(Brief, month=month)
        if not rows:
            continue
        period = reports.period_of(month, ctx.now)
        every = figures.told(ctx.tx, ctx.district, period)
        for row in rows:
            unit = ctx.district.units.get(row.unit)
            if unit is not None:
                found += _correct(ctx, row, figures.brief(ctx.tx, ctx.district, unit, period, every))
    return found


def errata(ctx: Context, brief: Brief) -> list[BriefErratum]:
    """What was corrected, the oldest first."""
    return ctx.tx.find(BriefErratum, brief_id=brief.id, order="at")


FIXED = ("received", "solved", "ended_otherwise", "reopened", "excluded")
"""Figures of a month that is over; what is open or late is a picture of the day on which it was taken."""


def _correct(ctx: Context, row: Brief, now: dict[str, object]) -> int:
    known = {one.field: one.new for one in errata(ctx, row)}
    count = 0
    for name in FIXED:
        old, new = int(known.get(name, row.document[name])), int(str(now[name]))
        if old != new:
            ctx.tx.insert(BriefErratum, brief_id=row.id, at=ctx.now, field=name, old=old, new=new)
            count += 1
    return count


def _plan(ctx: Context) -> None:
    at = next_at(ctx, ctx.now)
    timers.set_timer(ctx, *SUBJECT, Planned(KIND, at, stage=shanghai_day(at).isoformat(), rule="briefs"))


def next_at(ctx: Context, after: datetime) -> datetime:
    """Nine o'clock of the first working day of a month."""
    day = shanghai_day(after).replace(day=1)
    while True:
        at = at_clock(ctx.calendar.next_workday(day), DAY_OPENS)
        if at > after:
            return at
        day = _first_of_next(day)


def _first_of_next(day: date) -> date:
    return (day + 32 * ONE_DAY).replace(day=1)
