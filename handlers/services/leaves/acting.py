"""Who answers for a post today: its holder, who agreed to stand in, at the end of the chain the head.

Everything is resolved when it is used, so that a leave that begins, ends early or is taken back needs nothing moved.
"""

from __future__ import annotations

from datetime import date

from handlers.context import Context
from models.domain import leaves
from models.domain.district import Post
from models.domain.working_time import shanghai_day
from models.tables import Binding, Leave

AGREED = "agreed"


def away(ctx: Context, post: str) -> Leave | None:
    """The leave that keeps the holder of a post away today, None while he is in."""
    today = shanghai_day(ctx.now)
    found = [one for one in _open(ctx) if one.post == post and one.from_on <= today <= one.to_on]
    return found[-1] if found else None


def today(ctx: Context) -> list[Leave]:
    """Every leave of today."""
    day = shanghai_day(ctx.now)
    return [one for one in _open(ctx) if one.from_on <= day <= one.to_on]


def _open(ctx: Context) -> list[Leave]:
    """Leaves that are not over: few, and asked for once in a batch whoever is looked for."""
    return ctx.tx.find(Leave, ended_at=None, order="id")


def answers_for(ctx: Context, post: str) -> str:
    """Code of the post that answers for a post today: itself while its holder is in, or where nobody else can."""
    return _resolve(ctx, post, set()) or post


def stands_in_for(ctx: Context, own: tuple[Post, ...]) -> tuple[Post, ...]:
    """Posts these posts answer for today beside themselves, one person's after the other's."""
    if not own:
        return ()
    codes = {post.code for post in own}
    found = []
    for leave in today(ctx):
        post = ctx.district.posts.get(leave.post)
        if post is not None and not post.closed and post.code not in codes and answers_for(ctx, post.code) in codes:
            found.append(post)
    return tuple(dict.fromkeys(found))


def accounts_now(ctx: Context, post: str) -> tuple[str, ...]:
    """Accounts that hear what is meant for a post today."""
    return _bound(ctx, answers_for(ctx, post))


def person_now(ctx: Context, post: str) -> str:
    """Name of who answers for a post today, `` when the post is vacant."""
    return ctx.district.person_of(answers_for(ctx, post))


def person_at(ctx: Context, post: str, day: date) -> str:
    """Name of who answered for a post on a day, as it was agreed then."""
    for one in ctx.tx.find(Leave, post=post, status=AGREED):
        over = one.ended_at is not None and shanghai_day(one.ended_at) < day
        if one.from_on <= day <= one.to_on and not over and one.ended_how != "cancelled":
            return ctx.district.person_of(one.substitute)
    return ctx.district.person_of(post)


def _resolve(ctx: Context, code: str, seen: set[str]) -> str:
    """Follow the chain; `` where it leads to nobody who could be told."""
    leave = away(ctx, code)
    if leave is None:
        return code if not seen or _bound(ctx, code) else ""
    seen.add(code)
    post = ctx.district.posts.get(code)
    substitute = ctx.district.posts.get(leave.substitute) if leave.status == AGREED else None
    if substitute is not None and not substitute.closed and substitute.code not in seen:
        found = _resolve(ctx, substitute.code, seen)
        if found:
            return found
    for one in leaves.falls_to(ctx.district, post) if post is not None else ():
        if one.code not in seen:
            found = _resolve(ctx, one.code, seen)
            if found:
                return found
    return ""


def _bound(ctx: Context, post: str) -> tuple[str, ...]:
    return tuple(one.account_id for one in ctx.tx.find(Binding, post=post, ended_at=None, order="bound_at"))
