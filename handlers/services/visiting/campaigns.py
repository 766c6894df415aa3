"""Campaigns: begun by the district file or in chat, ended by their day or by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from handlers.context import Context
from models.domain.district import Post
from models.domain.errors import BadDate, LimitReached
from models.domain.working_time import shanghai_day
from models.tables import Campaign

LEADING = frozenset({"head", "dispatcher", "duty", "deputy"})
"""Roles that begin and end a campaign of their unit."""


def ensure(ctx: Context) -> None:
    """Campaigns of the district file that are not known yet; a changed day moves the known one."""
    stated = cast("Sequence[Mapping[str, Any]]", ctx.district.settings.get("campaigns") or ())
    for entry in stated:
        first, last = (date.fromisoformat(str(entry[name])) for name in ("from_", "to"))
        known = ctx.tx.find(Campaign, unit=str(entry["unit"]), name=str(entry["name"]))
        if known:
            ctx.tx.update(known[0], from_on=first, to_on=last)
        else:
            _make(ctx, str(entry["unit"]), str(entry["name"]), first, last)


def leads(post: Post) -> bool:
    """Whether the post may begin a campaign of its unit."""
    return post.role in LEADING


def begin(ctx: Context, post: Post, name: str, first: date, last: date) -> Campaign:
    """A campaign of the post's unit. Raises BadDate, LimitReached where one of this name or these days is known."""
    if last < first or last < shanghai_day(ctx.now):
        raise BadDate(said=last.isoformat(), reason="past")
    for one in ctx.tx.find(Campaign, unit=post.unit):
        apart = last < one.from_on or first > one.to_on or one.ended_at is not None
        if one.name == name or not apart:
            raise LimitReached(act="campaign", limit=1, number="")
    return _make(ctx, post.unit, name, first, last, post.code)


def end(ctx: Context, campaign: Campaign) -> Campaign:
    """The campaign is over today."""
    return ctx.tx.update(campaign, ended_at=ctx.now)


def running(ctx: Context, community: str, day: date | None = None) -> Campaign | None:
    """The campaign a visit in a community counts for: its own, else its street's, else the district's."""
    day = day or shanghai_day(ctx.now)
    line = ctx.district.line_of(community)
    found = [one for one in ctx.tx.find(Campaign, unit=line, ended_at=None) if one.from_on <= day <= one.to_on]
    return min(found, key=lambda one: line.index(one.unit), default=None)


def any_running(ctx: Context) -> bool:
    """Whether any unit is in a campaign today."""
    day = shanghai_day(ctx.now)
    return any(one.from_on <= day <= one.to_on for one in ctx.tx.find(Campaign, ended_at=None))


def of_unit(ctx: Context, unit: str) -> list[Campaign]:
    """Campaigns that cover a unit, the newest first."""
    found = ctx.tx.find(Campaign, unit=ctx.district.line_of(unit))
    return sorted(found, key=lambda one: (one.from_on, one.id), reverse=True)


def _make(ctx: Context, unit: str, name: str, first: date, last: date, post: str = "") -> Campaign:
    return ctx.tx.insert(Campaign, unit=unit, name=name, from_on=first, to_on=last, post=post, made_at=ctx.now)
