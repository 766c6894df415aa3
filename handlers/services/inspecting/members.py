"""Who inspects, and which units are an inspector's own: those he is a part of are never his to look at."""

from __future__ import annotations

from handlers.context import Context
from models.domain.district import District, Post
from models.tables import Binding


def inspectors(district: District) -> tuple[Post, ...]:
    """The posts of 督查组."""
    return district.posts_of(district.root, "inspector")


def own_units(ctx: Context, post: Post) -> frozenset[str]:
    """Units whose posts the inspector's person or account fills, what stands above and below them, and the district."""
    district = ctx.district
    people = {post.person} - {None}
    accounts = {one.account_id for one in ctx.tx.find(Binding, post=post.code, ended_at=None)}
    held = {one.unit for one in district.posts.values() if one.person in people and not one.closed}
    for account in accounts:
        held |= {
            district.posts[one.post].unit
            for one in ctx.tx.find(Binding, account_id=account, ended_at=None)
            if one.post in district.posts
        }
    held.discard(district.root)
    found = {district.root, *held}
    for code in district.units:
        line = district.line_of(code)
        if held & set(line):
            found.add(code)
    for code in held:
        found |= set(district.line_of(code))
    return frozenset(found)


def may_inspect(ctx: Context, post: Post, unit: str) -> bool:
    """Whether the inspector may look at the unit and write about it."""
    return post.role == "inspector" and post.unit == ctx.district.root and unit not in own_units(ctx, post)
