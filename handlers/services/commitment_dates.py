"""The dates of a commitment: reminders before the day, the level above after a day that passed in silence."""

from __future__ import annotations

from typing import cast

from handlers.context import Context
from handlers.services import climbing, dispatching, timers
from handlers.services.alarms import raise_alarm
from handlers.services.notices import posts_for, push_to_posts, tell_voices, urgency_of
from handlers.services.records import act, record
from handlers.services.timers import Planned
from models.domain import limits
from models.domain.commitments import REMINDERS
from models.domain.district import Post, Role
from models.domain.states import Act, Actor, CaseState
from models.domain.tiers import length_after
from models.domain.working_time import DAY_CLOSES, at_clock, shanghai_day
from models.tables import Case, Commitment, Request

LIVE = ("open", "missed")
"""Status of a commitment that is still to be kept."""


def miss(ctx: Context, commitment: Commitment) -> None:
    """The day is over and nothing was said: the level above has the case, the residents hear it in plain words."""
    case = ctx.tx.get(Case, commitment.case_id)
    if case is None or case.state != CaseState.PLANNED or commitment.status != "open":
        return
    waiting = ctx.tx.find(Request, case_id=case.id, kind="commitment_move", status="open")
    if waiting:  # somebody asked in time: the day is judged once that is decided
        at = max(one.limit_at for one in waiting)
        timers.set_timer(ctx, "commitment", commitment.id, Planned("due", at, stage="miss", round=commitment.moves))
        return
    commitment = ctx.tx.update(commitment, status="missed")
    facts = {"commitment": commitment.id, "due": commitment.due_on.isoformat()}
    if climbing.above(ctx, case) is None:
        case, _ = act(ctx, case, Act.COMMITMENT_MISSED, Actor.TIMER, data=facts)
        dispatching.end(ctx, case, "missed")
        case = dispatching.assign(ctx, case, dispatching.rung_of(case), promise=True, cause="climbed", params=_MISSED)
        record(ctx, case, "top_overdue", data={"unit": case.unit})
        raise_alarm(ctx, "top_overdue", key=case.number, number=case.number)
        told = {"commitment": commitment.id, "from": case.unit}
        tell_voices(ctx, case, "commitment_missed", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    else:
        climbing.climb(
            ctx,
            case,
            actor=Actor.TIMER,
            what=Act.COMMITMENT_MISSED,
            how="missed",
            resident="commitment_missed",
            data=facts,
        )
    plan(ctx, commitment)


_MISSED = {"from": "", "reason": "missed"}


def remind(ctx: Context, commitment: Commitment, stage: str) -> None:
    """T-3, T-1 and T to the person who answers for it; after the day every working day to who has the case."""
    case = ctx.tx.get(Case, commitment.case_id)
    if case is None or commitment.status not in LIVE:
        return
    if commitment.status == "missed":
        if case.state not in _IN_HAND:
            return
        posts = posts_for(ctx, case.unit, cast("Role", case.rung or "handler"))
    else:
        posts = responsible(ctx, commitment)
    push_to_posts(
        ctx,
        posts,
        "commitment_due",
        {"commitment": commitment.id, "stage": stage},
        key=f"{commitment.id}:{commitment.moves}:{stage}",
        case=case,
        urgency="duty",
        expires_at=at_clock(shanghai_day(ctx.now), DAY_CLOSES),
    )
    plan(ctx, commitment)


_IN_HAND = frozenset({CaseState.DISPATCHED.value, CaseState.WORKING.value, CaseState.OBJECTED.value})


def responsible(ctx: Context, commitment: Commitment) -> tuple[Post, ...]:
    """The post of the named person in the unit, else the unit's handler."""
    own = [
        post
        for post in ctx.district.posts_of(commitment.unit)
        if ctx.district.person_of(post.code) == commitment.person
    ]
    return tuple(own[:1]) or posts_for(ctx, commitment.unit)


def plan(ctx: Context, commitment: Commitment) -> None:
    """Plan the next reminder, the end of the day that was named, or the next working morning after it was missed."""
    planned: list[Planned] = []
    if commitment.status == "open":
        before = limits.reminders_before(commitment.due_at, ctx.now, REMINDERS, ctx.calendar)
        planned = [
            Planned("due", at, stage=stage, round=commitment.moves, rule="commitment") for stage, at in before[:1]
        ] or [Planned("due", max(commitment.due_at, ctx.now), stage="miss", round=commitment.moves, rule="commitment")]
    elif commitment.status == "missed":
        at = length_after(ctx.now, "1wd@09:00", ctx.calendar).at
        stage = f"late:{shanghai_day(at).isoformat()}"
        planned = [Planned("due", at, stage=stage, round=commitment.moves, rule="commitment_late")]
    timers.plan(ctx, "commitment", commitment.id, planned)
