"""Asking for a leave, agreeing to stand in, ending it early, and what its first and last morning say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from handlers.context import Context
from handlers.services import timers
from handlers.services.leaves import acting
from handlers.services.notices import push
from handlers.services.timers import Planned
from models.domain import leaves
from models.domain.district import Post
from models.domain.errors import LimitReached, MissingPart, NotFound
from models.domain.working_time import ONE_DAY, at_clock, shanghai_day
from models.tables import Binding, Leave, Outbox

MORNING = time(8)
TIME_TO_AGREE = timedelta(minutes=30)
"""On the day itself the head is told when nobody has agreed by then."""
VERB = "leave"


def ask(
    ctx: Context, posts: Sequence[Post], account_id: str, from_on: date, to_on: date, substitute: Post | None
) -> list[Leave]:
    """请假: one row a post; who is named is asked, and until he agrees the head answers.

    Raises LimitReached for days that overlap a leave of one of these posts.
    """
    if not posts:
        raise MissingPart(verb=VERB, number=None, parts=("code",))
    for post in posts:
        if overlapping(ctx, post, from_on, to_on) is not None:
            raise LimitReached(act=VERB, limit=1, number="")
    made: list[Leave] = []
    for post in posts:
        row = ctx.tx.insert(
            Leave,
            batch=made[0].batch if made else 0,
            post=post.code,
            account_id=account_id,
            from_on=from_on,
            to_on=to_on,
            substitute=substitute.code if substitute is not None else "",
            status="asked" if substitute is not None else "open",
            asked_at=ctx.now,
        )
        if not made:
            row = ctx.tx.update(row, batch=row.id)
        made.append(row)
    first = made[0]
    if substitute is not None:
        push(ctx, "leave_asked", {"leave": first.id}, key=f"{first.id}", post=substitute.code, urgency="duty")
    begins = max(at_clock(from_on, MORNING), ctx.now + (TIME_TO_AGREE if substitute is not None else timedelta(0)))
    timers.set_timer(ctx, "leave", first.id, Planned("start", begins, rule="leave"))
    timers.set_timer(ctx, "leave", first.id, Planned("end", at_clock(to_on + ONE_DAY, MORNING), rule="leave"))
    return made


def overlapping(ctx: Context, post: Post, from_on: date, to_on: date) -> Leave | None:
    """A leave of the post that shares a day with these."""
    for one in ctx.tx.find(Leave, post=post.code, ended_at=None, order="from_on"):
        if one.from_on <= to_on and from_on <= one.to_on:
            return one
    return None


def waiting_for(ctx: Context, posts: Sequence[Post]) -> list[Leave]:
    """Leaves whose substitute these posts are and that wait for their word, one a batch."""
    codes = tuple(post.code for post in posts)
    found = ctx.tx.find(Leave, substitute=codes, status="asked", ended_at=None, order="id") if codes else []
    day = shanghai_day(ctx.now)
    return list({one.batch: one for one in reversed(found) if one.to_on >= day}.values())[::-1]


def agree(ctx: Context, leave: Leave) -> Leave:
    """同意 请假: from now on, within its days, orders and reminders go to who agreed, who may act for the post."""
    return _answer(ctx, leave, acting.AGREED)


def refuse(ctx: Context, leave: Leave) -> Leave:
    """驳回 请假: the head answers instead; who asked may name somebody else."""
    return _answer(ctx, leave, "refused")


def current(ctx: Context, posts: Sequence[Post]) -> list[Leave]:
    """Leaves of these posts that are not over, the nearest first, one a batch."""
    day = shanghai_day(ctx.now)
    codes = tuple(post.code for post in posts)
    found = ctx.tx.find(Leave, post=codes, ended_at=None, order="from_on") if codes else []
    return list({one.batch: one for one in reversed(found) if one.to_on >= day}.values())[::-1]


def end(ctx: Context, leave: Leave) -> str:
    """The cadre is back, or never goes: returns early | cancelled; who stood in hears it."""
    started = leave.from_on <= shanghai_day(ctx.now)
    how = "early" if started else "cancelled"
    stood_in = acting.answers_for(ctx, leave.post) if started else leave.substitute
    for row in batch(ctx, leave):
        ctx.tx.update(row, ended_at=ctx.now, ended_how=how)
        _release(ctx, row.post)
    timers.cancel(ctx, "leave", leave.batch)
    if stood_in and stood_in != leave.post:
        push(ctx, "leave_over", {"leave": leave.id}, key=f"{leave.batch}", post=stood_in, urgency="duty")
    return how


def batch(ctx: Context, leave: Leave) -> list[Leave]:
    """All posts of one leave."""
    return ctx.tx.find(Leave, batch=leave.batch, order="id")


def due(ctx: Context, leave_id: int, kind: str) -> None:
    """The first morning tells who stands in what there is; the last one tells both that it is over."""
    leave = ctx.tx.get(Leave, leave_id)
    if leave is None or leave.ended_at is not None:
        return
    if kind == "start":
        for row in batch(ctx, leave):
            _release(ctx, row.post)
        stands_in = acting.answers_for(ctx, leave.post)
        if stands_in != leave.post:
            told = {"leave": leave.id, "for": leave.post}
            push(ctx, "standing_in", told, key=f"{leave.batch}", post=stands_in, urgency="duty")
        return
    stood_in = leave.substitute if leave.status == acting.AGREED else ""
    for row in batch(ctx, leave):
        ctx.tx.update(row, ended_at=ctx.now, ended_how="over")
        _release(ctx, row.post)
    push(ctx, "leave_back", {"leave": leave.id}, key=f"{leave.batch}", post=leave.post, urgency="duty")
    if stood_in:
        push(ctx, "leave_over", {"leave": leave.id}, key=f"{leave.batch}", post=stood_in, urgency="duty")


def _release(ctx: Context, post: str) -> None:
    """What is held for a post's next word waits for whoever answers for it from now on."""
    for row in ctx.tx.find(Outbox, post=post, state="held"):
        ctx.tx.update(row, account_id=None)


def may_be_asked(ctx: Context, posts: Sequence[Post], other: Post) -> bool:
    """Whether somebody may stand in for all of these posts and could be asked."""
    fits = all(leaves.may_stand_in(ctx.district, post, other) for post in posts)
    return fits and bool(ctx.tx.find(Binding, post=other.code, ended_at=None))


def _answer(ctx: Context, leave: Leave, status: str) -> Leave:
    if leave.status != "asked" or leave.ended_at is not None:
        raise NotFound(number="", what="leave")
    for row in batch(ctx, leave):
        ctx.tx.update(row, status=status, answered_at=ctx.now)
    newest = ctx.tx.get(Leave, leave.id)
    assert newest is not None
    told = {"leave": leave.id, "status": status}
    # to who asked, not to who answers for the post today
    push(
        ctx, "leave_answered", told, key=f"{leave.batch}", post=leave.post, account_id=leave.account_id, urgency="duty"
    )
    if status == acting.AGREED and newest.from_on <= shanghai_day(ctx.now):
        timers.set_timer(ctx, "leave", leave.batch, Planned("start", ctx.now, rule="leave"))
    return newest
