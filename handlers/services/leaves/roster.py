"""值班: who is in today, who is away and who answers instead, which posts are vacant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.context import Context
from handlers.services.leaves import acting
from models.domain.district import Post
from models.domain.escalation import stand_ins
from models.tables import Binding


@dataclass(frozen=True, slots=True)
class Line:
    """One post today."""

    post: Post
    state: str
    """in | away | vacant"""
    instead: Post | None = None
    """Who answers while its holder is away or nobody fills it, None for nobody."""
    until: date | None = None
    """Last day of a leave."""


def of_unit(ctx: Context, unit: str) -> list[Line]:
    """Every post of a unit that works, leaders and inspectors of the district apart."""
    posts = [post for post in ctx.district.posts_of(unit) if post.role not in {"leader", "inspector"}]
    return [line_of(ctx, post) for post in posts]


def line_of(ctx: Context, post: Post) -> Line:
    """How a post stands today."""
    leave = acting.away(ctx, post.code)
    if leave is not None:
        code = acting.answers_for(ctx, post.code)
        return Line(post, "away", ctx.district.posts[code] if code != post.code else None, leave.to_on)
    if ctx.tx.find(Binding, post=post.code, ended_at=None):
        return Line(post, "in")
    others = (one for one in stand_ins(ctx.district, post) if ctx.tx.find(Binding, post=one.code, ended_at=None))
    return Line(post, "vacant", next(others, None))


def absent(ctx: Context, units: Sequence[str]) -> list[Line]:
    """Posts of these units whose holder is on leave today."""
    wanted = set(units)
    posts = (ctx.district.posts.get(leave.post) for leave in acting.today(ctx))
    return [line_of(ctx, post) for post in posts if post is not None and not post.closed and post.unit in wanted]
