"""What time does to a unit that has a case in hand: sign for it, say something, finish, or lose it upwards."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services import climbing, dispatching, not_reached, requests
from handlers.services.alarms import raise_alarm
from handlers.services.notices import first_of_one_role, posts_for, push_to_posts, tell_voices, urgency_of
from handlers.services.records import may, record
from models.domain.district import Post
from models.domain.escalation import posts_at
from models.domain.states import Act, Actor, CaseState
from models.domain.tiers import UNSIGNED_STAGES
from models.domain.working_time import SHANGHAI, Calendar, at_clock, shanghai_day
from models.tables import Assignment, Case, Outbox, Request, Timer

IN_HAND = frozenset({CaseState.DISPATCHED.value, CaseState.WORKING.value, CaseState.OBJECTED.value})
REMINDER_HOURS = (time(9), time(15))
"""At most two reminder pushes a day and person outside the 2 h and 24 h tiers."""
DIGEST_HOUR = time(8, 30)
"""What is said in this minute goes out with the morning's digest."""
HOURLY_TIERS = frozenset({"2h", "24h"})
STALE_AFTER = timedelta(minutes=20)
"""A reminder counted in minutes or hours that could not be said within this time is not said."""
QUIET_ENOUGH = timedelta(hours=24)
"""The apology is spared when somebody spoke to the resident within this time."""
PHONE_FIRST = "5min"
"""The stage of the 2 h tier at which somebody telephones."""


def sign(ctx: Context, timer: Timer) -> None:
    """签收 limit: the unit's head is told; at twice the limit the level above and the list of calls."""
    found = subject_of(ctx, timer)
    if found is None or found[1].signed_at is not None:
        return
    case, assignment = found
    key = f"{case.id}:{assignment.id}:{timer.stage}"
    if is_confidential(case):  # nobody beside the inspectors may hear that there is something to sign for
        posts = owners(ctx, case)
    elif timer.stage == "twice":
        rung = climbing.above(ctx, case)
        posts = posts_for(ctx, rung.unit, "duty") if rung else posts_for(ctx, ctx.district.root, "duty")
        for post in owners(ctx, case):
            params = {"stage": timer.stage}
            not_reached.ask_for_call(
                ctx, case, "unsigned", params, key=key, post=post.code, urgency=urgency_of(case), priority=20
            )
    else:
        posts = tuple(post for post in posts_for(ctx, case.unit, "head") if post not in owners(ctx, case))
    params = {"stage": timer.stage, "unit": case.unit}
    push_to_posts(ctx, posts, "unsigned", params, key=key, case=case, urgency=urgency_of(case))
    dispatching.plan_assignment(ctx, case, assignment)


def words(ctx: Context, timer: Timer) -> None:
    """The resident has heard nothing yet, or nothing for too long in the longest tier: the handler is reminded."""
    found = subject_of(ctx, timer)
    if found is None or _stale(ctx, timer, found[0]):
        return
    case, assignment = found
    again = bool(timer.stage)
    together = any(at == timer.due_at for _, at in dispatching.times_of(ctx, case, assignment).reminders)
    if not again and case.first_words_at is None and not together:  # a reminder of this minute says it already
        _remind(ctx, case, assignment, "words")
    elif again and case.spoken_at is not None and case.spoken_at.date().isoformat() == timer.stage:
        _remind(ctx, case, assignment, "words", key=f"words:{timer.stage}")


def due(ctx: Context, timer: Timer) -> None:
    """One due stage: a reminder, `overdue` at the due instant, `climb` when the level has let its time pass."""
    found = subject_of(ctx, timer)
    if found is None:
        return
    case, assignment = found
    if timer.stage == "climb":
        _climb(ctx, case, assignment)
        return
    if timer.stage == "overdue":
        _overdue(ctx, case, assignment)
    elif not _stale(ctx, timer, case):
        unsigned_only = timer.stage in UNSIGNED_STAGES
        if not unsigned_only or assignment.signed_at is None:
            _remind(ctx, case, assignment, timer.stage)
        if timer.stage == PHONE_FIRST and assignment.signed_at is None:
            _telephone(ctx, case, assignment)
    dispatching.plan_assignment(ctx, case, assignment)


def promise(ctx: Context, timer: Timer) -> None:
    """The date promised to the resident has passed while the unit's own duty still runs: it is said, and why."""
    found = subject_of(ctx, timer)
    if found is None or found[0].due_at is None or found[0].due_at > ctx.now:
        return
    case, assignment = found
    case = record(ctx, case, "promise_passed", data={"due": case.due_at.isoformat() if case.due_at else ""})
    if ctx.tx.find(Outbox, case_id=case.id, kind="apology"):
        return
    params = {"duty": assignment.due_at.isoformat() if assignment.due_at else ""}
    tell_voices(ctx, case, "apology", params, key=f"{case.id}", urgency=urgency_of(case))


def owners(ctx: Context, case: Case) -> tuple[Post, ...]:
    """The posts that have the case in hand."""
    return first_of_one_role(posts_at(ctx.district, dispatching.rung_of(case)))


def subject_of(ctx: Context, timer: Timer) -> tuple[Case, Assignment] | None:
    """The case and running assignment of a timer, None when the unit no longer has it in hand."""
    assignment = ctx.tx.get(Assignment, timer.subject_id)
    if assignment is None or assignment.ended_at is not None:
        return None
    case = ctx.tx.get(Case, assignment.case_id)
    if case is None or case.state not in IN_HAND or case.unit != assignment.unit:
        return None
    return case, assignment


def _date(assignment: Assignment) -> str:
    """Part of a key: what was said about one due date is said again about another."""
    return assignment.due_at.isoformat() if assignment.due_at is not None else ""


def _stale(ctx: Context, timer: Timer, case: Case) -> bool:
    if case.tier in HOURLY_TIERS:
        return ctx.now - timer.due_at > STALE_AFTER
    return shanghai_day(ctx.now) != shanghai_day(timer.due_at)


def _remind(ctx: Context, case: Case, assignment: Assignment, stage: str, *, key: str = "") -> None:
    hourly = case.tier in HOURLY_TIERS
    at = ctx.now if hourly else reminder_slot(ctx.now, ctx.calendar)
    ends = [one for one in (assignment.due_at, at_clock(shanghai_day(at), time(21))) if one is not None and one > at]
    push_to_posts(
        ctx,
        owners(ctx, case),
        "reminder",
        {"stage": stage},
        key=f"{case.id}:{assignment.id}:{key or stage}:{_date(assignment)}",
        case=case,
        urgency=urgency_of(case),
        fold="" if hourly else "reminder",
        not_before=at,
        expires_at=min(ends) if ends else at + STALE_AFTER,
        priority=None if hourly else 45,
    )


def reminder_slot(at: datetime, calendar: Calendar) -> datetime:
    """The first of a working day's two reminder hours that is not over."""
    local = at.astimezone(SHANGHAI)
    day, minute = local.date(), local.time().replace(second=0, microsecond=0)
    if calendar.is_workday(day):
        if minute == DIGEST_HOUR:
            return at
        for hour in REMINDER_HOURS:
            # what fell due a moment ago still belongs to this hour
            if minute <= hour:
                return max(at, at_clock(day, hour))
    return at_clock(calendar.next_workday(day + timedelta(days=1)), REMINDER_HOURS[0])


def _overdue(ctx: Context, case: Case, assignment: Assignment) -> None:
    key = f"{case.id}:{assignment.id}:{_date(assignment)}"
    data = {"unit": case.unit, "due": case.due_at.isoformat() if case.due_at else ""}
    case = record(ctx, case, "overdue", data=data)
    for row in ctx.tx.find(Outbox, case_id=case.id, kind="reminder", state="pending"):
        ctx.tx.update(row, state="expired", error="overdue")
    for request in ctx.tx.find(Request, case_id=case.id, kind="extension", status="open"):
        lapse_extension(ctx, case, request)
    climbs = climbing.above(ctx, case) is not None
    times = dispatching.times_of(ctx, case, assignment)
    at_once = climbs and times.climbs_at <= ctx.now
    push_to_posts(ctx, owners(ctx, case), "overdue", {}, key=key, case=case, urgency=urgency_of(case), priority=40)
    quiet_since = case.spoken_at is None or ctx.now - case.spoken_at >= QUIET_ENOUGH
    if at_once or not quiet_since or ctx.tx.find(Outbox, case_id=case.id, kind="apology"):
        return  # the message that names the next level apologises as well
    params = {"climbs": times.climbs_at.isoformat() if climbs else ""}
    until = times.climbs_at if climbs else None
    tell_voices(ctx, case, "apology", params, key=f"{case.id}", urgency=urgency_of(case), expires_at=until)


def lapse_extension(ctx: Context, case: Case, request: Request) -> None:
    """Nobody decided before the date that was to be moved: the request is void and its asker hears of it."""
    requests.lapse(ctx, case, request, "extension_refused")


def _climb(ctx: Context, case: Case, assignment: Assignment) -> None:
    if not may(case, Act.LIMIT_PASSED, Actor.TIMER):
        return
    if climbing.above(ctx, case) is None:
        # above the district's desk is the leader's weekly card, and no machine rings a leader
        record(ctx, case, "top_overdue", data={"unit": case.unit})
        if is_confidential(case):
            return
        raise_alarm(ctx, "top_overdue", key=case.number, number=case.number)
        if case.tier in HOURLY_TIERS:
            _telephone(ctx, case, assignment)
        return
    for request in ctx.tx.find(Request, case_id=case.id, kind="objection", status="open"):
        ctx.tx.update(request, status="lapsed", decided_at=ctx.now, decision="climbed")
    climbing.climb(ctx, case, actor=Actor.TIMER, what=Act.LIMIT_PASSED, how="climbed")


def _telephone(ctx: Context, case: Case, assignment: Assignment) -> None:
    key = f"{case.id}:{assignment.id}:phone"
    for post in owners(ctx, case):
        not_reached.ask_for_call(ctx, case, "order", {}, key=key, post=post.code, urgency=urgency_of(case), priority=0)
    raise_alarm(ctx, "unsigned_emergency", key=case.number, number=case.number)
