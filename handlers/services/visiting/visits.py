"""A visit: who, which household, in which way, when, and what was heard there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col

from handlers.context import Context
from handlers.services.visiting import campaigns, opinions, spot
from models.domain.district import Post
from models.domain.visiting.modes import Mode
from models.domain.working_time import shanghai_day
from models.tables import DutyDay, Home, HomeVisit, Opinion

UNDO_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Made:
    """What was written down."""

    visit: HomeVisit
    opinion: Opinion | None
    again: bool
    """The post has been with this household this month before: it counts once."""


def record(
    ctx: Context, post: Post, account_id: str, home: Home | None, community: str, mode: Mode, words: str
) -> Made:
    """Write a visit down; words that were heard are an opinion of the household. One in ten is asked later."""
    day = shanghai_day(ctx.now)
    campaign = campaigns.running(ctx, community, day)
    again = home is not None and any(
        one.post == post.code and one.day >= day.replace(day=1)
        for one in ctx.tx.find(HomeVisit, home_id=home.id, undone_at=None)
    )
    visit = ctx.tx.insert(
        HomeVisit,
        campaign_id=campaign.id if campaign is not None else None,
        home_id=home.id if home is not None else None,
        community=community,
        post=post.code,
        account_id=account_id,
        mode=mode,
        day=day,
        at=ctx.now,
    )
    opinion = None
    if words.strip():
        heard = opinions.Heard("visit", visit.id, community, words, post=post.code)
        opinion = opinions.hear(ctx, heard, account_id=home.account_id if home is not None else "")
    if home is not None and not again:
        visit = spot.draw(ctx, visit, home)
    return Made(visit, opinion, again)


def last(ctx: Context, account_id: str, posts: Sequence[Post]) -> HomeVisit | None:
    """The visit somebody wrote down within the last ten minutes."""
    codes = tuple(post.code for post in posts)
    found = ctx.tx.query(
        HomeVisit,
        col(HomeVisit.post).in_(codes),
        col(HomeVisit.account_id) == account_id,
        col(HomeVisit.day) >= shanghai_day(ctx.now - UNDO_FOR),
        col(HomeVisit.undone_at).is_(None),
        order_by=(col(HomeVisit.at).desc(), col(HomeVisit.id).desc()),
        limit=1,
    )
    return found[0] if found and ctx.now - found[0].at <= UNDO_FOR else None


def undo(ctx: Context, visit: HomeVisit) -> None:
    """It was a slip: the visit no longer counts, what was heard goes with it, and nobody is asked about it."""
    for opinion in ctx.tx.find(Opinion, source="visit", source_id=visit.id):
        if opinion.case_id is None:  # what became a case is withdrawn there
            opinions.forget(ctx, opinion)
    newest = ctx.tx.get(HomeVisit, visit.id) or visit
    ctx.tx.update(newest, undone_at=ctx.now)


def duty(ctx: Context, post: Post, words: str, day: date | None = None) -> tuple[DutyDay, bool]:
    """A day at the duty post, and whether it is new: a day counts once."""
    day = day or shanghai_day(ctx.now)
    known = ctx.tx.find(DutyDay, post=post.code, day=day)
    if known:
        return known[0], False
    said = opinions.redacted(words)
    return ctx.tx.insert(DutyDay, post=post.code, day=day, at=ctx.now, words=said), True
