"""What time asks residents: whether it is solved, whether a promise was kept; and when it stops asking."""

from __future__ import annotations

from datetime import timedelta

from handlers.context import Context
from handlers.services import households, polling, questions, timers, voting
from handlers.services.notices import push, urgency_of, voices_of
from handlers.services.records import act
from handlers.services.timers import Planned
from models.domain import polls
from models.domain.states import Act, Actor, CaseState, Closure
from models.tables import Case, Outbox, Statement, Timer, Voice

MOST_ASKS = 3
"""Touches of one poll."""
LEAST_ASKS = 2
"""Nobody counts as silent who was not asked twice."""
LATE = timedelta(hours=12)
IN_HAND = frozenset({CaseState.DISPATCHED.value, CaseState.WORKING.value})


def poll(ctx: Context, timer: Timer) -> None:
    """One stage of a poll: ask again who has not answered, or close what nobody answered."""
    case = ctx.tx.get(Case, timer.subject_id)
    if case is None or case.state != CaseState.CONFIRMING.value or case.round != timer.round:
        return
    silent = [voice for voice in voices_of(ctx, case) if not households.has_answered(ctx, voice)]
    if timer.stage != polling.CLOSE and ctx.now - timer.due_at > LATE:
        _replan(ctx, case, timer)  # the service slept: nobody is asked at an odd hour, nor three times at once
    elif timer.stage != polling.CLOSE:
        for voice in silent:
            early = timer.stage == polling.ASKS[0] and voice.asks > 0
            if voice.asks < MOST_ASKS and not early:
                polling.ask(ctx, case, voice, timer.stage)
    elif silent and min(voice.asks for voice in silent) < LEAST_ASKS:
        _replan(ctx, case, timer)
    else:
        close(ctx, case)


def close(ctx: Context, case: Case) -> Case:
    """End a poll that nobody answered: 未确认, or 失联 when no question could be sent; never counted as solved.

    Where neighbours have answered and one was silent, the answers decide.
    """
    voices = voices_of(ctx, case)
    decided = voting.settle(ctx, case, final=True, facts={"by": "others"} | _unanswered(ctx, voices))
    if decided is not None:
        case = decided
        if case.state != CaseState.CLOSED.value:
            return case  # a third of those who answered say no
    else:
        reached = any(voice.delivered > 0 for voice in voices)
        closure = Closure.UNCONFIRMED if reached else Closure.UNREACHED
        asks = max((voice.asks for voice in voices), default=0)
        data = {"closure": closure.value, "asks": asks, "claim": case.claim or "solved"} | _unanswered(ctx, voices)
        case, _ = act(
            ctx, case, Act.SILENCE, Actor.TIMER, data=data, closure=closure.value, closed_at=ctx.now, solved=None
        )
    timers.cancel(ctx, "case", case.id, "poll", "promise")
    questions.drop(ctx, case=case)
    for row in ctx.tx.find(Outbox, case_id=case.id, kind="poll", state=("pending", "held", "phone")):
        ctx.tx.update(row, state="expired", error="closed")
    return case


def promise(ctx: Context, timer: Timer) -> None:
    """The morning after a date somebody named in passing: was it kept? It neither closes nor re-opens anything."""
    case = ctx.tx.get(Case, timer.subject_id)
    if case is None or case.state not in IN_HAND or case.round != timer.round or ctx.now - timer.due_at > LATE * 2:
        return
    said = [one for one in ctx.tx.find(Statement, case_id=case.id, order="-at") if one.kind in {"progress", "answer"}]
    params = {"date": timer.stage, "statement": said[0].id if said else None}
    for voice in voices_of(ctx, case):
        push(
            ctx,
            "promise_check",
            params,
            key=f"{case.id}:{timer.stage}:{voice.id}:{timer.round}",
            account_id=voice.account_id,
            case=case,
            urgency=urgency_of(case),
            priority=60,
        )


def _unanswered(ctx: Context, voices: list[Voice]) -> dict[str, int]:
    """How many were asked and silent, and how many no message reached: a household is one."""
    left = [one for one in households.counted(voices) if not households.has_answered(ctx, one)]
    return {"silent": sum(one.delivered > 0 for one in left), "unreached": sum(one.delivered == 0 for one in left)}


def _replan(ctx: Context, case: Case, timer: Timer) -> None:
    """Begin the stages that are left anew at the next slot."""
    first = polls.first_ask(ctx.now - timedelta(hours=4), "visible", ctx.calendar)
    plan = polls.plan_poll(first, ctx.calendar)
    stages = list(polling.ASKS)
    left = stages[stages.index(timer.stage) :] if timer.stage in stages else ["late1", "late2"]
    for stage, at in zip([*left, polling.CLOSE], [*plan.asks[: len(left)], plan.closes_at], strict=True):
        timers.set_timer(ctx, "case", case.id, Planned("poll", at, stage=stage, round=case.round, rule="poll"))
