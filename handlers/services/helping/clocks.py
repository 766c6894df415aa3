"""What time does to a unit that was called in: reminded, listed as late to those above the lead and to the desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.context import Context
from handlers.policies.permissions import rung_above
from handlers.services import dispatching, not_reached, timers
from handlers.services.notices import posts_for, push_to_posts, urgency_of
from handlers.services.records import record
from handlers.services.timers import Planned
from models.domain import limits
from models.domain.district import Post
from models.domain.states import HELPED
from models.domain.tiers import length_after
from models.domain.whistles import REMINDERS
from models.domain.working_time import DAY_CLOSES, at_clock, shanghai_day
from models.tables import Assignment, Case, Timer

SIGN, DUE = "sign", "due"
REMINDED_WITHIN = timedelta(hours=9)


def plan(ctx: Context, part: Assignment) -> None:
    """The answer while it is owed, the next reminder, the end of its time."""
    planned: list[Planned] = []
    if part.signed_at is None and part.sign_due_at is not None and part.sign_due_at > ctx.now:
        planned.append(Planned(SIGN, part.sign_due_at, rule="whistle"))
    if part.due_at is not None and part.due_at > ctx.now:
        before = limits.reminders_before(part.due_at, ctx.now, REMINDERS, ctx.calendar)
        ahead = [Planned("remind", at, stage=stage, rule="whistle") for stage, at in before[:1]]
        planned += [*ahead, Planned(DUE, part.due_at, rule="whistle")]
    timers.plan(ctx, "help", part.id, planned)


def due(ctx: Context, timer: Timer) -> None:
    """A reminder, an answer that did not come, or a part that is not done."""
    part = ctx.tx.get(Assignment, timer.subject_id)
    case = ctx.tx.get(Case, part.case_id) if part is not None else None
    if part is None or case is None or part.ended_at is not None or part.done_at is not None:
        return
    if case.state not in HELPED:
        _wait(ctx, case, part, timer)
    elif timer.kind == "remind":
        _remind(ctx, case, part, timer)
    elif timer.kind == DUE or part.signed_at is None:
        _late(ctx, case, part, timer.kind)


def is_late(part: Assignment, now: datetime) -> bool:
    """Whether the answer or the part came after its time, or has not come although it is over."""
    heard = part.sign_due_at is not None and (part.signed_at or now) > part.sign_due_at
    return heard or (part.due_at is not None and (part.done_at or now) > part.due_at)


def told_of_late(ctx: Context, case: Case, part: Assignment) -> tuple[Post, ...]:
    """Who hears that a unit did not come: who leads, the level above the lead, the desk, and the unit's own head."""
    above = rung_above(ctx, case)
    found = [*posts_for(ctx, case.unit, dispatching.rung_of(case).role)] if case.unit else []
    found += posts_for(ctx, above.unit, above.role) if above is not None else ()
    found += posts_for(ctx, ctx.district.root, "dispatcher")
    found += posts_for(ctx, part.unit, "head")
    return tuple(dict.fromkeys(found))


def _late(ctx: Context, case: Case, part: Assignment, stage: str) -> None:
    facts = {"assignment": part.id, "unit": part.unit, "stage": stage}
    case = record(ctx, case, "help_late", data=facts)
    urgent = "2h" if part.help == "emergency" else urgency_of(case)
    told = {"assignment": part.id, "stage": stage}
    key = f"{case.id}:{part.id}:{stage}"
    push_to_posts(ctx, told_of_late(ctx, case, part), "help_late", told, key=key, case=case, urgency=urgent)
    if part.help == "emergency" and stage == SIGN:
        for post in posts_for(ctx, part.unit, "duty"):
            not_reached.ask_for_call(ctx, case, "called_in", told, key=key, post=post.code, urgency="2h", priority=0)
    plan(ctx, part)


def _remind(ctx: Context, case: Case, part: Assignment, timer: Timer) -> None:
    day = shanghai_day(ctx.now)
    if ctx.now - timer.due_at <= REMINDED_WITHIN and day == shanghai_day(timer.due_at):
        push_to_posts(
            ctx,
            posts_for(ctx, part.unit),
            "help_due",
            {"assignment": part.id},
            key=f"{part.id}:{timer.stage}",
            case=case,
            urgency="duty",
            expires_at=at_clock(day, DAY_CLOSES),
        )
    plan(ctx, part)


def _wait(ctx: Context, case: Case, part: Assignment, timer: Timer) -> None:
    """While the resident is asked nobody owes a part; should the case come back, its time is looked at the next day."""
    if case.state == "confirming":
        at = length_after(ctx.now, "1wd@09:00", ctx.calendar).at
        timers.set_timer(ctx, "help", part.id, Planned(timer.kind, at, stage=timer.stage, rule="whistle"))
