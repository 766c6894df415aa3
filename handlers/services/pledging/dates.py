"""The days of a pledge: reminders before each step, one word to everybody responsible when a day has passed."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.context import Context
from handlers.services import timers
from handlers.services.inspecting import members
from handlers.services.notices import posts_for, push_to_posts
from handlers.services.pledging import book
from handlers.services.timers import Planned
from models.domain import limits
from models.domain.commitments import REMINDERS
from models.domain.district import Post
from models.domain.working_time import DAY_CLOSES, at_clock, shanghai_day
from models.tables import Pledge, PledgeStep, Timer

SUBJECT, KIND, MISS = "pledge", "due", "miss"
SAME_DAY = timedelta(hours=9)


def plan(ctx: Context, pledge: Pledge) -> None:
    """Plan the next reminder of the step that is waited for, or the end of its day; nothing where all is kept."""
    step = next((one for one in _open(ctx, pledge) if _ends(one) > ctx.now), None)
    planned: list[Planned] = []
    if step is not None and not pledge.withdrawn:
        stage = f"{step.number}.{step.moves}"
        before = limits.reminders_before(_ends(step), ctx.now, REMINDERS, ctx.calendar)
        planned = [Planned(KIND, at, stage=f"{when}:{stage}", rule=SUBJECT) for when, at in before[:1]] or [
            Planned(KIND, _ends(step), stage=f"{MISS}:{stage}", rule=SUBJECT)
        ]
    timers.plan(ctx, SUBJECT, pledge.id, planned)


def due(ctx: Context, timer: Timer) -> None:
    """One stage: a reminder that a standstill kept back is not said, a day that passed always is."""
    pledge = ctx.tx.get(Pledge, timer.subject_id)
    if pledge is None or pledge.withdrawn:
        return
    when, _, of = timer.stage.partition(":")
    step = next((one for one in _open(ctx, pledge) if of == f"{one.number}.{one.moves}"), None)
    if step is not None and when == MISS:
        _missed(ctx, pledge, step)
    elif step is not None and ctx.now - timer.due_at <= SAME_DAY:
        told = {"pledge": pledge.id, "step": step.number}
        until = at_clock(shanghai_day(ctx.now), DAY_CLOSES)
        key = f"{pledge.id}:{timer.stage}"
        push_to_posts(ctx, responsible(ctx, pledge), "pledge_due", told, key=key, urgency="duty", expires_at=until)
    plan(ctx, pledge)


def _open(ctx: Context, pledge: Pledge) -> list[PledgeStep]:
    done = book.listed(ctx.tx, pledge, ctx.now).now.done
    return [one for one in ctx.tx.find(PledgeStep, pledge_id=pledge.id, order="number") if done < one.amount]


def _ends(step: PledgeStep) -> datetime:
    return at_clock(step.due_on, DAY_CLOSES)


def responsible(ctx: Context, pledge: Pledge) -> tuple[Post, ...]:
    """The post of the named person, else the unit's worker; its head beside."""
    own = [one for one in ctx.district.posts_of(pledge.unit) if ctx.district.person_of(one.code) == pledge.person]
    return tuple(dict.fromkeys((*(own[:1] or posts_for(ctx, pledge.unit)), *posts_for(ctx, pledge.unit, "head"))))


def _missed(ctx: Context, pledge: Pledge, step: PledgeStep) -> None:
    """It is recorded, said to the unit, the district's leaders and the inspectors, and stays open on the board."""
    book.record(ctx, pledge, "missed", amount=step.amount)
    root = ctx.district.root
    posts = (*responsible(ctx, pledge), *ctx.district.posts_of(root, "leader"), *members.inspectors(ctx.district))
    told = {"pledge": pledge.id, "step": step.number}
    key = f"{pledge.id}:{step.number}.{step.moves}"
    push_to_posts(ctx, tuple(dict.fromkeys(posts)), "pledge_missed", told, key=key, urgency="duty")
