"""The month's draw of units to look at: made in the night, each told to its inspector on the morning it begins."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any, cast

from handlers.context import Context
from handlers.services import timers
from handlers.services.closing import seeds
from handlers.services.inspecting import members
from handlers.services.notices import push
from handlers.services.timers import Planned
from models.domain import inspection as rules
from models.domain.district import Post
from models.domain.redact import redact
from models.domain.working_time import DAY_CLOSES, ONE_DAY, at_clock, shanghai_day
from models.tables import Inspection

TOLD_AT = time(9)
LASTS = timedelta(days=21)
"""How long an inspector has for a unit; after that it counts as not looked at."""
SUBJECT = "inspection"


def draw(ctx: Context) -> int:
    """Draw for this month if it was not done and its seed is fixed; returns how many units."""
    count = _settings(ctx).get("units_a_month", 0)
    month = seeds.month_of(ctx.now)
    seed = seeds.seed_of(ctx.tx, month)
    if not count or seed is None or ctx.tx.find(Inspection, month=month):
        return 0
    own = {post.code: members.own_units(ctx, post) for post in members.inspectors(ctx.district)}
    units = [
        unit.code
        for unit in ctx.district.units.values()
        if not unit.closed and unit.level != "partner" and unit.code != ctx.district.root
    ]
    found = rules.draw(seed.seed, month, units, own, _days(ctx, month), int(count))
    for one in found:
        row = ctx.tx.insert(
            Inspection,
            month=month,
            unit=one.unit,
            inspector=one.inspector,
            begins_on=one.day,
            drawn_at=ctx.now,
        )
        timers.set_timer(ctx, SUBJECT, row.id, Planned("begin", at_clock(one.day, TOLD_AT), rule=SUBJECT))
    return len(found)


def due(ctx: Context, subject_id: int, kind: str) -> None:
    """The morning it begins, and the day on which it counts as not looked at."""
    row = ctx.tx.get(Inspection, subject_id)
    if row is None or row.ended_at is not None:
        return
    if kind == "begin":
        row = ctx.tx.update(row, told_at=ctx.now)
        push(ctx, "inspection_drawn", {"inspection": row.id}, key=f"{row.id}", post=row.inspector, urgency="duty")
        ends = at_clock(shanghai_day(ctx.now + LASTS), DAY_CLOSES)
        timers.set_timer(ctx, SUBJECT, row.id, Planned("end", ends, rule=SUBJECT))
    else:
        ctx.tx.update(row, ended_at=ctx.now, result="unseen")


def running(ctx: Context, post: Post) -> list[Inspection]:
    """What the inspector has to look at now."""
    found = ctx.tx.find(Inspection, inspector=post.code, ended_at=None, order="begins_on")
    return [one for one in found if one.told_at is not None]


def of_unit(ctx: Context, post: Post, unit: str) -> Inspection | None:
    """The inspector's running draw of a unit."""
    return next((one for one in running(ctx, post) if one.unit == unit), None)


def end(ctx: Context, row: Inspection, result: str, words: str = "") -> Inspection:
    """Looked at: in order, or a 通报 was written."""
    timers.cancel(ctx, SUBJECT, row.id)
    return ctx.tx.update(row, ended_at=ctx.now, result=result, words=redact(words).text)


def counted(rows: list[Inspection]) -> dict[str, int]:
    """How many were drawn, and what came of them; those whose day has not come are not told apart."""
    results = ("clean", "circular", "unseen")
    return {"drawn": len(rows), **{name: sum(one.result == name for one in rows) for name in results}}


def of_month(ctx: Context, month: str) -> list[Inspection]:
    """All of a month."""
    return ctx.tx.find(Inspection, month=month, order="id")


def answer_days(ctx: Context) -> int:
    """Working days a unit has for its answer where none is named."""
    return int(_settings(ctx).get("answer_days", 10))


def _settings(ctx: Context) -> dict[str, Any]:
    return cast("dict[str, Any]", ctx.district.settings.get("inspection") or {})


def _days(ctx: Context, month: str) -> list[date]:
    """Working days of the month that are still to come."""
    day, found = max(date.fromisoformat(f"{month}-01"), shanghai_day(ctx.now) + ONE_DAY), []
    while f"{day:%Y-%m}" == month:
        if ctx.calendar.is_workday(day):
            found.append(day)
        day += ONE_DAY
    return found
