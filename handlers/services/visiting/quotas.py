"""我的走访: what a post owes this month, what it did, and the reminders of who is behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, cast

from sqlalchemy import select

from handlers.context import Context
from handlers.services import timers
from handlers.services.notices import push
from handlers.services.timers import Planned
from handlers.services.visiting import campaigns, spot
from handlers.services.visiting.counting import rows
from models.domain.district import District, Post
from models.domain.visiting import quotas as rules
from models.domain.visiting.quotas import Quota, Standing
from models.domain.working_time import at_clock, shanghai_day
from models.store.rows import table_of
from models.tables import DutyDay, HomeVisit, Timer

SUBJECT = ("service", 0)
KIND = "visits"
MORNING = time(9)
SAME_DAY = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Mine:
    """How a person stands this month."""

    standing: Standing | None
    """None where no role of theirs owes anything."""
    visits: int
    """Different households this month."""
    posts: int
    shares: Mapping[str, int]


def quotas_of(district: District) -> dict[str, Quota]:
    """What each role owes, as the district file says; nothing where it says nothing."""
    return rules.read_quotas(cast("Mapping[str, Any]", district.settings.get("duty_quota") or {}))


def quota(district: District, posts: Iterable[Post]) -> Quota | None:
    """What the posts of one person owe together: the most any of them does."""
    stated = quotas_of(district)
    found = [stated[post.role] for post in posts if post.role in stated]
    if not found:
        return None
    return Quota(max(one.visits for one in found), max(one.posts for one in found))


def mine(ctx: Context, posts: Sequence[Post], day: date | None = None) -> Mine:
    """This month of a person, by all the posts they fill."""
    day = day or shanghai_day(ctx.now)
    first, last = rules.month_span(day)
    codes = tuple(post.code for post in posts)
    homes = _homes(ctx, codes, first, last)
    days = {one.day for one in ctx.tx.find(DutyDay, post=codes) if first <= one.day <= last} if codes else set()
    owed = quota(ctx.district, posts)
    standing = Standing(owed, len(homes), len(days)) if owed is not None else None
    return Mine(standing, len(homes), len(days), spot.shares(ctx, codes, first, last))


def homes_this_month(ctx: Context, posts: Sequence[Post]) -> tuple[int, Quota | None]:
    """Different households of a person this month, and what is owed."""
    first, last = rules.month_span(shanghai_day(ctx.now))
    return len(_homes(ctx, tuple(post.code for post in posts), first, last)), quota(ctx.district, posts)


def ensure(ctx: Context) -> None:
    """Campaigns of the district file are known, and the next reminder is planned."""
    campaigns.ensure(ctx)
    if quotas_of(ctx.district) and not ctx.tx.find(
        Timer, subject=SUBJECT[0], subject_id=SUBJECT[1], kind=KIND, status="pending"
    ):
        _plan(ctx)


def fire(ctx: Context, timer: Timer) -> None:
    """The 20th and the last three working days, nine o'clock: who owes and is behind hears what is missing, once."""
    _plan(ctx)
    if ctx.now - timer.due_at > SAME_DAY:
        return
    day = shanghai_day(ctx.now)
    stated = quotas_of(ctx.district)
    for post in ctx.district.posts.values():
        if post.closed or post.role not in stated:
            continue
        standing = mine(ctx, of_one_person(ctx.district, post)).standing
        if standing is None or standing.done or _told_by_another(ctx.district, post, stated):
            continue
        until = at_clock(day + timedelta(days=1), time(0))
        push(ctx, "visits_owed", {"day": day.isoformat()}, key=day.isoformat(), post=post.code, urgency="duty",
             expires_at=until)  # fmt: skip


def _homes(ctx: Context, codes: tuple[str, ...], first: date, last: date) -> set[int | None]:
    if not codes:
        return set()
    visit = table_of(HomeVisit)
    which = (visit.c.post.in_(codes), visit.c.day >= first, visit.c.day <= last, visit.c.undone_at.is_(None))
    found = rows(ctx.tx, select(visit.c.home_id).where(*which, visit.c.home_id.is_not(None)).distinct())
    return {row[0] for row in found}


def of_one_person(district: District, post: Post) -> list[Post]:
    """All posts of whoever the district file says fills this one; what a person did counts for the person."""
    if post.person is None:
        return [post]
    return [one for one in district.posts.values() if one.person == post.person and not one.closed]


def _told_by_another(district: District, post: Post, stated: Mapping[str, Quota]) -> bool:
    owing = [one for one in of_one_person(district, post) if one.role in stated]
    return owing[0].code != post.code


def _plan(ctx: Context) -> None:
    today = shanghai_day(ctx.now)
    day = rules.next_reminder(today - timedelta(days=1), ctx.calendar)
    if at_clock(day, MORNING) <= ctx.now:
        day = rules.next_reminder(today, ctx.calendar)
    at = at_clock(day, MORNING)
    timers.set_timer(ctx, *SUBJECT, Planned(KIND, at, stage=day.isoformat(), rule="duty_quota"))
