"""What becomes of a case once an answer has decided it: closed, sent up a level, or left with its unit."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, cast

from handlers.context import Context
from handlers.services import (
    climbing,
    commitments,
    dispatching,
    polling,
    timers,
)
from handlers.services.closing import review
from handlers.services.handling import settle_requests
from handlers.services.notices import posts_for, push_to_posts, urgency_of
from handlers.services.records import act
from models.domain import escalation, limits
from models.domain.closing import MOST_ROUNDS, is_explanation
from models.domain.district import Role
from models.domain.states import Act, Actor, CaseState, Closure
from models.domain.working_time import ONE_DAY, at_clock, shanghai_day
from models.tables import Case, Outbox, Voice

RESULT_CLOCK = time(8, 30)
"""The handler learns a result with the next working morning, never at once: nobody is to be coached."""
REDONE = frozenset({CaseState.DISPATCHED, CaseState.WORKING, CaseState.REVIEW})
"""States after a "no" that may still be taken back within a day."""
_SOLVED_AS: dict[str, Closure] = {commitments.KEPT_CLAIM: Closure.KEPT}
"""What a confirmed end is called when the unit claimed more than a repair."""
_REOPENED: dict[str, Any] = {
    "closed_at": None, "closure": None, "done_at": None, "claim": None, "promised_at": None, "solved": False,
    "satisfied": None, "next_step": "",
}  # fmt: skip


def close(
    ctx: Context,
    case: Case,
    voice: Voice,
    how: Act,
    facts: dict[str, Any] | None = None,
    stood: dict[str, Any] | None = None,
) -> Case:
    """Confirmed: every clock and question of it ends; who worked on it hears the result next morning.

    `stood` is who had the case before a no that is taken back: it is as if it had never gone up.
    """
    was_open = case.state in REDONE
    claim = (stood or {}).get("claim") or case.claim
    if is_explanation(claim) and stood:
        how = Act.ACKNOWLEDGED
    confirmed = Closure.EXPLAINED if how is Act.ACKNOWLEDGED else _SOLVED_AS.get(claim or "", Closure.SOLVED)
    redoing = (case.unit, case.rung)
    case, _ = act(
        ctx,
        case,
        how,
        Actor.RESIDENT,
        data={"voice": voice.id, **(facts or {})},
        closure=confirmed.value,
        closed_at=case.closed_at or ctx.now,
        solved=True,
        **(stood or {}),
    )
    polling.stop(ctx, case)
    timers.cancel(ctx, "case", case.id, review.KIND)
    dispatching.end(ctx, case, "done")
    settle_requests(ctx, case)
    if stood:  # it is as if it had never gone up: who was to redo it hears that nothing is to be done
        dispatching.help_no_more(ctx, case, case.unit)
        if redoing != (case.unit, case.rung):
            told = posts_for(ctx, redoing[0], cast("Role", redoing[1]))
            push_to_posts(ctx, told, "vote_result", {}, key=f"{case.id}:{case.seq}:back", case=case)
        was_open = False
    # who works on a round that is over has to hear it now, everybody else with the next working morning
    at = ctx.now if was_open else _next_morning(ctx)
    posts = posts_for(ctx, case.unit, cast("Role", case.rung))
    push_to_posts(ctx, posts, "vote_result", {}, key=f"{case.id}:{case.seq}", case=case, not_before=at)
    return case


def send_up(ctx: Context, case: Case, what: Act, voice: Voice, words: int | str, actor: Actor, post: str = "") -> Case:
    """Not solved: a new round at the level above; after the third one the district looks itself."""
    _forget_results(ctx, case)
    commitments.denied(ctx, case)
    if case.rung == "inspector":
        # an accusation never leaves the inspector's desk, however often it is contested
        case, _ = act(ctx, case, what, actor, post=post, data={"voice": voice.id}, **_REOPENED)
        polling.stop(ctx, case)
        return dispatching.assign(
            ctx, case, dispatching.rung_of(case), promise=True, cause="reopened", params={"words": str(words)}
        )
    if case.round >= MOST_ROUNDS:
        return review.begin(ctx, case, voice, words, actor, post, **_REOPENED)
    return climbing.climb(
        ctx,
        case,
        actor=actor,
        what=what,
        how="reopened",
        cause="reopened",
        params={"words": words},
        reopened=True,
        resident="climbed_to",
        spared=voice.account_id if actor is Actor.RESIDENT else "",
        post=post,
        data={"voice": voice.id},
        solved=False,
        satisfied=None,
    )


def keep(ctx: Context, case: Case, words: int | str) -> Case:
    """没全好 for the first time: the unit goes on under the limit of the level that is told."""
    _forget_results(ctx, case)
    commitments.denied(ctx, case)
    rung = dispatching.rung_of(case)
    told = escalation.told_rung(ctx.district, climbing.base_unit(ctx, case), rung)
    case, _ = act(ctx, case, Act.PARTIAL, Actor.RESIDENT, data={"told": told.unit}, **_REOPENED)
    polling.stop(ctx, case)
    said: dict[str, Any] = {"words": words, "partial": True}
    case = dispatching.assign(ctx, case, rung, promise=True, cause="reopened", params=said)
    times = limits.deadlines(
        dispatching.tier_of(case), told.column, ctx.now, ctx.calendar, vulnerable=case.vulnerable, tiers=ctx.world.tiers
    )
    running = dispatching.current(ctx, case)
    if running is not None:
        running = ctx.tx.update(running, due_at=times.due_at, signed_at=ctx.now)
        case = ctx.tx.update(case, due_at=times.due_at, provisional=times.provisional)
        dispatching.plan_assignment(ctx, case, running)
    if told.unit != case.unit:
        posts = posts_for(ctx, told.unit, told.role)
        push_to_posts(ctx, posts, "told", {}, key=f"{case.id}:{case.seq}", case=case, urgency=urgency_of(case))
    return case


def _forget_results(ctx: Context, case: Case) -> None:
    """A result that waits for the morning is not told any more once it has changed."""
    for row in ctx.tx.find(Outbox, case_id=case.id, kind="vote_result", state="pending"):
        ctx.tx.update(row, state="skipped", error="vote_changed")


def _next_morning(ctx: Context) -> datetime:
    return at_clock(ctx.calendar.next_workday(shanghai_day(ctx.now) + ONE_DAY), RESULT_CLOCK)
