"""The due date of a duty, worked out from its history: when it was given, what was granted, when no clock ran."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import cast

from handlers.context import Context
from models.domain import limits, pauses
from models.domain.closing import REVIEW_LIMIT
from models.domain.district import TierCode
from models.domain.pauses import Standstill
from models.domain.states import Act, CaseState
from models.domain.tiers import Column, length_after
from models.tables import Assignment, Case, Event, Pause, Request

HANDED_ON = frozenset({"transferred", "handed_down"})
"""How a duty ended whose clock went on in the next unit."""
HOURLY_TIERS = frozenset({"2h", "24h"})


def due_of(ctx: Context, case: Case, assignment: Assignment) -> datetime:
    """When the duty is due by the calendar of today, every extension and pause of its time counted."""
    found = ctx.tx.find(Assignment, case_id=case.id, kind="lead", order="given_at")
    line = [one for one in found if one.given_at <= assignment.given_at]
    first = next(at for at, one in enumerate(line) if one.id == assignment.id)
    while first > 0 and line[first - 1].ended_how in HANDED_ON and line[first - 1].ended_at == line[first].given_at:
        first -= 1  # 转办 keeps the clock that was running
    start = line[first]
    if case.state == CaseState.REVIEW:
        return length_after(start.given_at, REVIEW_LIMIT, ctx.calendar).at
    due_at = limits.deadlines(
        cast("TierCode", case.tier),
        _column(ctx, case, start),
        start.given_at,
        ctx.calendar,
        vulnerable=case.vulnerable,
        tiers=ctx.world.tiers,
    ).due_at
    for _, change in sorted(_changes(ctx, case, start.given_at), key=lambda one: one[0]):
        due_at = change(due_at)
    return due_at


def _column(ctx: Context, case: Case, start: Assignment) -> Column:
    """The column of limits of a duty; after a first 没全好 that of the level that was told."""
    for event in ctx.tx.find(Event, case_id=case.id, kind=Act.PARTIAL.value):
        if event.at == start.given_at:
            return "district" if event.data.get("told") == ctx.district.root else "middle"
    return cast("Column", start.column)


def _changes(ctx: Context, case: Case, since: datetime) -> list[tuple[datetime, Callable[[datetime], datetime]]]:
    """What moved the date, with the instant from which it did: granted extensions and pauses."""
    found = [
        (request.decided_at, _set_to(request.asked_due_at))
        for request in ctx.tx.find(Request, case_id=case.id, kind="extension", status="granted")
        if request.decided_at is not None and request.asked_at >= since and request.asked_due_at is not None
    ]
    for pause in ctx.tx.find(Pause, case_id=case.id):
        if pause.since >= since:
            stood = Standstill(pause.since, pause.ended_at or pauses.resumes(pause.until_on))
            found.append((pause.since, _moved_by(ctx, case, stood)))
    return found


def _set_to(at: datetime) -> Callable[[datetime], datetime]:
    return lambda _: at


def _moved_by(ctx: Context, case: Case, stood: Standstill) -> Callable[[datetime], datetime]:
    return lambda due_at: pauses.moved(due_at, [stood], ctx.calendar, hours=case.tier in HOURLY_TIERS)
