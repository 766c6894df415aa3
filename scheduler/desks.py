"""What time does to the desks: nobody dispatched, nobody decided."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import cast

from handlers.context import Context
from handlers.services import climbing, pausing, requests, timers
from handlers.services.alarms import raise_alarm
from handlers.services.closing import appeals
from handlers.services.notices import posts_for, push_to_posts, tell_voices, urgency_of
from handlers.services.records import act, may, record
from handlers.services.ruling import arbitration
from handlers.services.timers import Planned
from models.domain import limits
from models.domain.district import Role, TierCode
from models.domain.states import Act, Actor, CaseState
from models.domain.working_time import at_clock, shanghai_day
from models.tables import Case, Request, Timer
from scheduler.duties import lapse_extension

LATE, DAILY = "late", "daily"
"""Stages after the first limit: the second one, and every working morning after that."""
MORNING = time(9)
LAPSING = {
    "commitment": "commitment_refused",
    "commitment_move": "commitment_refused",
    "pause": "pause_refused",
    "statutory": "statutory_refused",
    "finding": "finding_refused",
    "exclusion": "exclusion_refused",
}
"""Requests that are void when nobody decides, and what their asker hears."""


def triage(ctx: Context, timer: Timer) -> None:
    """The dispatch limit passed: the district's duty is told and the resident hears a new hour, once.

    After the second limit it stands on the leader's card, and the desk is told again every working morning.
    """
    case = ctx.tx.get(Case, timer.subject_id)
    if case is None or case.state != CaseState.TRIAGE.value:
        return
    if timer.stage == LATE:
        record(ctx, case, "top_overdue", data={"stage": "triage"})
        raise_alarm(ctx, "undispatched", key=case.number, number=case.number)
        _tomorrow(ctx, case)
        return
    if timer.stage == DAILY:
        _remind(ctx, case, "dispatcher", f"{case.id}:{timer.round}")
        _tomorrow(ctx, case, timer.round + 1)
        return
    case, _ = act(ctx, case, Act.LIMIT_PASSED, Actor.TIMER, data={"stage": "triage"})
    until = limits.dispatch_limit(cast("TierCode", case.tier), ctx.now, ctx.calendar, ctx.world.tiers)
    timers.set_timer(ctx, "case", case.id, Planned("triage", until, stage=LATE, rule="dispatch_limit"))
    _remind(ctx, case, "duty", f"{case.id}:late", until)
    tell_voices(ctx, case, "dispatch_late", {"until": until.isoformat()}, key=f"{case.id}", urgency=urgency_of(case))


def _tomorrow(ctx: Context, case: Case, times: int = 1) -> None:
    """What nobody dispatched is never left without a day on which it is asked about again."""
    at = at_clock(ctx.calendar.next_workday(shanghai_day(ctx.now) + timedelta(days=1)), MORNING)
    timers.set_timer(ctx, "case", case.id, Planned("triage", at, stage=DAILY, round=times, rule="dispatch_limit"))


def _remind(ctx: Context, case: Case, role: Role, key: str, until: datetime | None = None) -> None:
    params = {"due": (until or ctx.now).isoformat(), "late": True}
    posts = posts_for(ctx, ctx.district.root, role)
    push_to_posts(ctx, posts, "triage", params, key=key, case=case, urgency=urgency_of(case))


def decide(ctx: Context, timer: Timer) -> None:
    """Nobody decided in time: an objection goes to the level above with the case, an extension is void."""
    request = ctx.tx.get(Request, timer.subject_id)
    if request is None or request.status != "open":
        return
    case = ctx.tx.get(Case, request.case_id)
    if case is None:
        return
    if request.kind == "extension":
        lapse_extension(ctx, case, request)
        return
    if request.kind == "contest":
        pausing.lapse_contest(ctx, case, request)
        return
    if request.kind == appeals.KIND:
        appeals.lapse(ctx, case, request)
        return
    if request.kind in LAPSING:
        requests.lapse(ctx, case, request, LAPSING[request.kind])
        return
    if request.kind == arbitration.KIND:
        arbitration.overdue(ctx, case, request)
        return
    ctx.tx.update(request, status="lapsed", decided_at=ctx.now, decision="limit")
    if case.state != CaseState.OBJECTED.value or not may(case, Act.LIMIT_PASSED, Actor.TIMER):
        return
    if climbing.above(ctx, case) is None:
        record(ctx, case, "top_overdue", data={"stage": "objection"})
        raise_alarm(ctx, "undecided", key=case.number, number=case.number)
        return
    climbing.climb(ctx, case, actor=Actor.TIMER, what=Act.LIMIT_PASSED, how="objected", data={"request": request.id})
