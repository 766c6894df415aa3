"""Asking whether it is solved: when, how often, and when nobody waits for the answer any longer."""

from __future__ import annotations

from datetime import date, datetime

from handlers.context import Context
from handlers.services import questions, timers
from handlers.services.notices import push, urgency_of, voices_of
from handlers.services.reach import template_usable, window_ends
from handlers.services.timers import Planned
from models.domain import polls
from models.domain.polls import PollPlan
from models.tables import Case, Question, Voice

ASKS = ("ask1", "ask2", "ask3")
CLOSE = "close"


def begin(ctx: Context, case: Case, explained: bool) -> datetime:
    """Plan the asking of a case that has just entered `confirming`; returns the first ask (UTC).

    Answers of the round before are put aside. Where neither the window nor a card would carry the question at its
    hour, it is asked at once while the window is open (dialogues 3.6); the instant returned is then `ctx.now`.
    """
    plan = plan_of(ctx, case, explained)
    timers.cancel(ctx, "case", case.id, "promise")
    for stage, at in (*zip(ASKS, plan.asks, strict=True), (CLOSE, plan.closes_at)):
        timers.set_timer(ctx, "case", case.id, Planned("poll", at, stage=stage, round=case.round, rule="poll"))
    for question in ctx.tx.find(Question, case_id=case.id, status=("queued", "live")):
        if question.data.get("purpose") == "promise":
            questions.settle(ctx, question, "", status="dropped")
    early = []
    voices = voices_of(ctx, case)
    for voice in voices:
        voice = ctx.tx.update(  # noqa: PLW2901 - the newest row is the one that counts
            voice,
            asks=0,
            delivered=0,
            asked_at=None,
            solved=None,
            solved_at=None,
            satisfied=None,
            satisfied_at=None,
        )
        early.append(_ask_early(ctx, case, voice, plan.asks[0]))
    return ctx.now if early and all(early) else plan.asks[0]


def plan_of(ctx: Context, case: Case, explained: bool) -> PollPlan:
    """The instants of a poll about something reported done now."""
    category = ctx.district.categories.get(case.category)
    wait = "explanation" if explained else category.poll_wait if category else "visible"
    return polls.plan_poll(polls.first_ask(ctx.now, wait, ctx.calendar), ctx.calendar)


def ask(ctx: Context, case: Case, voice: Voice, stage: str) -> None:
    """Put the question of this stage to one complainant; it counts as asked whether or not a rung can carry it."""
    ctx.tx.update(voice, asks=voice.asks + 1, asked_at=ctx.now)
    push(
        ctx,
        "poll",
        {"stage": stage, "voice": voice.id},
        key=f"{case.id}:{case.round}:{stage}:{voice.id}:{voice.asks}",
        account_id=voice.account_id,
        case=case,
        urgency=urgency_of(case),
        priority=60,  # a deadline leaves before a poll
    )


def postpone(ctx: Context, case: Case) -> datetime:
    """Somebody wants to look first: ask again at 10:00 three days later; returns the instant."""
    at = polls.postponed(ctx.now, ctx.calendar)
    planned = Planned("poll", at, stage="again", round=case.round, rule="poll")
    timers.set_timer(ctx, "case", case.id, planned)
    return at


def plan_promise(ctx: Context, case: Case, day: date) -> datetime:
    """Ask the morning after `day` whether an interim promise was kept; a new date replaces the one before."""
    timers.cancel(ctx, "case", case.id, "promise")
    at = polls.promise_ask(day, ctx.calendar)
    planned = Planned("promise", at, stage=day.isoformat(), round=case.round, rule="promise")
    timers.set_timer(ctx, "case", case.id, planned)
    return at


def stop(ctx: Context, case: Case) -> None:
    """Nothing more is asked: the case was answered, taken back, moved or withdrawn."""
    timers.cancel(ctx, "case", case.id, "poll", "promise")


def _ask_early(ctx: Context, case: Case, voice: Voice, planned: datetime) -> bool:
    if template_usable(ctx, "T06"):
        return False
    ends = window_ends(ctx, voice.account_id)
    if ends is None or not ctx.now < ends <= planned:
        return False
    ask(ctx, case, voice, ASKS[0])
    return True
