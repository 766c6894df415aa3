"""Giving a case to a unit: the assignment with its own clock, the promise to the resident, timers, and the order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from handlers.context import Context
from handlers.services import timers
from handlers.services.notices import first_of_one_role, posts_for, push_to_posts, urgency_of
from handlers.services.records import record
from handlers.services.routing import Route
from handlers.services.timers import Planned
from models.domain import escalation, fold, limits
from models.domain.district import Role, TierCode
from models.domain.escalation import Rung
from models.domain.limits import Deadlines
from models.domain.states import CaseState
from models.domain.tiers import Column, length_after
from models.tables import Assignment, Case, Request

RESTING = frozenset({CaseState.PLANNED.value, CaseState.PAUSED.value, CaseState.REVIEW.value})
"""States in which no clock of a unit runs: a public date stands instead, a pause was approved, the district looks."""

OF_THE_OWNER = ("commitment", "commitment_move", "pause", "arbitration")
"""Requests that only make sense while their asker has the case."""

UPHELD = "upheld"
"""How a duty ended that a unit was right to refuse: nothing of it counts against the unit."""
INSPECTORS_FIRST_WORDS = "5wd"
"""Within this the filer of an accusation hears the inspectors' first words (dialogue (m))."""


def dispatch(ctx: Context, case: Case, route: Route, *, fresh: bool = False) -> Case:
    """The first dispatch: the unit becomes 首接 for life and the promise to the resident is fixed.

    The state was changed by the act that led here; this fills in who and until when.
    """
    rung = first_rung(ctx, route)
    case = assign(ctx, case, rung, promise=True, fresh=fresh)
    for unit in route.told if rung.role != "inspector" else ():
        push_to_posts(ctx, posts_for(ctx, unit), "told", {}, key=f"{case.id}", case=case, urgency=urgency_of(case))
    return case


def assign(
    ctx: Context,
    case: Case,
    rung: Rung,
    *,
    promise: bool,
    lead: str = "",
    keep_due: bool = False,
    cause: str = "order",
    params: dict[str, str] | None = None,
    fresh: bool = False,
    until: datetime | None = None,
) -> Case:
    """Make `rung` the owner of the case and start its duty clock now.

    `promise` moves the date promised to the resident to the new unit's limit (first dispatch, a level climbed, a new
    round); with `keep_due` the clock that was running goes on (转办). `cause` is the kind of push the unit gets.
    `until` is a limit that is not of the table of tiers.
    """
    if not fresh:
        _end_part(ctx, case, rung.unit)
    times = _deadlines(ctx, case, rung, ctx.now)
    due_at = until or (case.due_at if keep_due and case.due_at is not None else times.due_at)
    assignment = ctx.tx.insert(
        Assignment,
        case_id=case.id,
        unit=rung.unit,
        kind="lead",
        rung=rung.role,
        column=rung.column,
        round=case.round,
        given_at=ctx.now,
        sign_due_at=times.sign_at,
        words_due_at=times.first_words_at,
        due_at=due_at,
    )
    changes: dict[str, Any] = {
        "unit": rung.unit,
        "rung": rung.role,
        "column": rung.column,
        "lead": lead,
        "first_unit": case.first_unit or rung.unit,
        "dispatched_at": case.dispatched_at or ctx.now,
        "first_due_at": case.first_due_at or due_at,
        "calendar_version": ctx.calendar.version,
    }
    if promise:
        changes |= {"due_at": due_at, "provisional": times.provisional}
    owner = fold.changed(changes)
    if all(getattr(case, name) == value for name, value in owner.items()):  # the event before said so
        case = ctx.tx.update(case, **changes)
    else:
        case = record(ctx, case, "assigned", **changes)
    inherits = due_at != times.due_at
    plan_assignment(ctx, case, assignment, fresh=True, times=None if inherits else times)
    if not fresh:
        timers.cancel(ctx, "case", case.id, "triage")
    posts = first_of_one_role(escalation.posts_at(ctx.district, rung))
    push_to_posts(
        ctx, posts, cause, params or {}, key=f"{case.id}:{assignment.id}", case=case, urgency=urgency_of(case)
    )
    return case


def first_rung(ctx: Context, route: Route) -> Rung:
    """Where a route begins: the inspector's desk for accusations, else what the ladder says."""
    if route.role == "inspector":
        return Rung(route.unit, "inspector", "district")
    return escalation.first_rung(ctx.district, route.unit)


def rung_of(case: Case) -> Rung:
    """The rung a case is at now."""
    return Rung(case.unit, cast("Role", case.rung), cast("Column", case.column))


def tier_of(case: Case) -> TierCode:
    """The case's tier as the tables take it."""
    return cast("TierCode", case.tier)


def current(ctx: Context, case: Case) -> Assignment | None:
    """The lead assignment that runs now."""
    running = ctx.tx.find(Assignment, case_id=case.id, kind="lead", ended_at=None, order="-given_at")
    return running[0] if running else None


def end(ctx: Context, case: Case, how: str) -> None:
    """End the running lead assignment: its clock stops, its timers go."""
    for assignment in ctx.tx.find(Assignment, case_id=case.id, kind="lead", ended_at=None):
        ctx.tx.update(assignment, ended_at=ctx.now, ended_how=how)
        timers.cancel(ctx, "assignment", assignment.id)
    for request in ctx.tx.find(Request, case_id=case.id, kind=OF_THE_OWNER, status="open"):
        ctx.tx.update(request, status="moot", decided_at=ctx.now)
        timers.cancel(ctx, "request", request.id)


def become_assist(ctx: Context, case: Case, unit: str) -> None:
    """The unit helps from now on (协办)."""
    if not ctx.tx.find(Assignment, case_id=case.id, unit=unit, kind="assist", ended_at=None):
        ctx.tx.insert(Assignment, case_id=case.id, unit=unit, kind="assist", round=case.round, given_at=ctx.now)


def help_no_more(ctx: Context, case: Case, unit: str) -> None:
    """The unit has the case itself again: it does not help beside."""
    for one in ctx.tx.find(Assignment, case_id=case.id, unit=unit, kind="assist", ended_at=None):
        ctx.tx.update(one, ended_at=ctx.now, ended_how="done")


def _end_part(ctx: Context, case: Case, unit: str) -> None:
    """Who was called in and leads from now on has one clock, the lead's."""
    for helper in ctx.tx.find(Assignment, case_id=case.id, unit=unit, kind="assist", ended_at=None):
        if helper.help:
            ctx.tx.update(helper, ended_at=ctx.now, ended_how="leads")
            timers.cancel(ctx, "help", helper.id)


def assists(ctx: Context, case: Case) -> tuple[str, ...]:
    """Units that help now."""
    return tuple(
        one.unit for one in ctx.tx.find(Assignment, case_id=case.id, kind="assist", ended_at=None, order="given_at")
    )


def times_of(ctx: Context, case: Case, assignment: Assignment) -> Deadlines:
    """The limits of an assignment, derived from when it was given; an extended or inherited date is kept."""
    tier, tiers = tier_of(case), ctx.world.tiers
    rung = Rung(assignment.unit, cast("Role", assignment.rung), cast("Column", assignment.column))
    times = _deadlines(ctx, case, rung, assignment.given_at)
    if assignment.due_at is None or assignment.due_at == times.due_at:
        return times
    return limits.moved(times, tier, assignment.due_at, assignment.given_at, ctx.calendar, tiers)


def _deadlines(ctx: Context, case: Case, rung: Rung, start: datetime) -> Deadlines:
    """All instants of a level; the inspectors' first words to who accuses somebody have a limit of their own."""
    times = limits.deadlines(
        tier_of(case), rung.column, start, ctx.calendar, vulnerable=case.vulnerable, tiers=ctx.world.tiers
    )
    if rung.role != "inspector":
        return times
    return replace(times, first_words_at=length_after(start, INSPECTORS_FIRST_WORDS, ctx.calendar).at)


def plan_assignment(
    ctx: Context, case: Case, assignment: Assignment, *, fresh: bool = False, times: Deadlines | None = None
) -> None:
    """Plan what time does to this assignment: 签收 and first words while they are owed, then the next due stage.

    Only the next stage is planned, each plans its successor: one row instead of six. `times` are its limits where
    the caller has just worked them out.
    """
    if case.state in RESTING:
        timers.cancel(ctx, "assignment", assignment.id)
        return
    times = times or times_of(ctx, case, assignment)
    planned: list[Planned] = []
    if assignment.signed_at is None:
        planned += [Planned("sign", times.sign_at), Planned("sign", times.sign_twice_at, stage="twice")][
            : 1 if fresh else 2
        ]
    if case.first_words_at is None:
        planned.append(Planned("words", times.first_words_at))
    else:
        planned += next_words(ctx, case)
    if case.due_at is not None and ctx.now < case.due_at < times.due_at:
        # two clocks: what was promised to the resident ends before the duty of this unit does
        planned.append(Planned("promise", case.due_at, stage=case.due_at.isoformat(), rule="promise"))
    stage = next_stage(ctx, times, assignment, fresh=fresh)
    if stage is not None:
        planned.append(Planned("due", stage[1], stage=stage[0]))
    timers.plan(ctx, "assignment", assignment.id, planned, fresh=fresh)


def next_words(ctx: Context, case: Case) -> list[Planned]:
    """In the longest tier the resident hears something every few working days: when the next words are owed."""
    every = ctx.world.tiers[tier_of(case)].progress_every
    if not every or case.spoken_at is None:
        return []
    due = length_after(case.spoken_at, every, ctx.calendar)
    return [Planned("words", due.at, stage=case.spoken_at.date().isoformat(), rule="progress_every")]


def next_stage(
    ctx: Context, times: Deadlines, assignment: Assignment, *, fresh: bool = False
) -> tuple[str, datetime] | None:
    """The next due stage: a reminder still to come, else `overdue`, else `climb`; what was done is not repeated."""
    done = {} if fresh else timers.done(ctx, "assignment", assignment.id, "due")
    for stage, at in times.reminders:
        if at > ctx.now and done.get(stage) != at:
            return stage, at
    for stage, at in (("overdue", times.overdue_at), ("climb", times.climbs_at)):
        if done.get(stage) != at and at is not None:
            return stage, at
    return None
