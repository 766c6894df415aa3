"""座谈会: held, minuted, searched; every sentence of the minutes that asks for something is an opinion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from handlers.context import Context
from handlers.services.visiting import campaigns, opinions
from handlers.services.visiting.counting import by_name, number
from handlers.services.visiting.opinions import Heard
from models.domain.district import Post
from models.domain.working_time import shanghai_day
from models.store.rows import table_of
from models.store.tx import Reader
from models.tables import Forum, Opinion

_PARTS = re.compile(r"[;；\n]|(?<=[。！!])")
MOST = 60
"""Opinions of one meeting: more than anybody writes down."""
LISTED = 100


def hold(ctx: Context, post: Post, unit: str, day: date, topic: str, people: int, minutes: str) -> tuple[Forum, int]:
    """A 座谈会 of a unit with what was said there; returns how many opinions that is."""
    campaign = campaigns.running(ctx, unit, day)
    forum = ctx.tx.insert(
        Forum,
        number=ctx.tx.count("forum"),
        campaign_id=campaign.id if campaign is not None else None,
        unit=unit,
        day=day,
        topic=opinions.redacted(topic),
        people=people,
        post=post.code,
        at=ctx.now,
    )
    return forum, add(ctx, forum, post, minutes)


def add(ctx: Context, forum: Forum, post: Post, minutes: str) -> int:
    """More of what was said: one opinion a sentence; returns how many."""
    before = ctx.tx.find(Opinion, source="talk", source_id=forum.id)
    latest = max((one.part for one in before), default=0)
    said = sentences(minutes)[: MOST - latest]
    level = ctx.district.units[forum.unit].level
    community = forum.unit if level == "community" else ""
    for at, words in enumerate(said, start=latest + 1):
        opinions.hear(ctx, Heard("talk", forum.id, community, words, part=at, post=post.code))
    return len(said)


def sentences(minutes: str) -> list[str]:
    """The minutes in parts: one matter each."""
    parts = (re.sub(r"^\s*\d{1,2}\s*[.、．)）]\s*", "", part).strip(" 。，,\t") for part in _PARTS.split(minutes))
    return [part for part in parts if part]


def of_post(ctx: Context, which: int, posts: Sequence[Post]) -> Forum | None:
    """A 座谈会 that one of these posts held."""
    found = ctx.tx.find(Forum, number=which)
    return found[0] if found and found[0].post in {post.code for post in posts} else None


def today(ctx: Context, posts: Sequence[Post]) -> Forum | None:
    """The last one these posts held today."""
    codes = tuple(post.code for post in posts)
    found = ctx.tx.find(Forum, post=codes, day=shanghai_day(ctx.now), order="-id") if codes else []
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which ones."""

    units: tuple[str, ...]
    first: date | None = None
    last: date | None = None
    words: str = ""


def listed(reader: Reader, wanted: Wanted, limit: int = LISTED) -> tuple[int, list[tuple[Forum, int]]]:
    """How many there are, and the newest of them with the number of opinions taken from each."""
    conditions: list[Any] = [col(Forum.unit).in_(wanted.units)]
    if wanted.first is not None:
        conditions.append(col(Forum.day) >= wanted.first)
    if wanted.last is not None:
        conditions.append(col(Forum.day) <= wanted.last)
    if wanted.words:
        conditions.append(col(Forum.topic).contains(wanted.words, autoescape=True))
    count = number(reader, select(func.count()).select_from(table_of(Forum)).where(*conditions))
    found = reader.query(Forum, *conditions, order_by=(col(Forum.day).desc(), col(Forum.id).desc()), limit=limit)
    taken = _taken(reader, [forum.id for forum in found])
    return count, [(forum, taken.get(forum.id, 0)) for forum in found]


def _taken(reader: Reader, ids: Sequence[int]) -> dict[int, int]:
    opinion = table_of(Opinion)
    which = (opinion.c.source == "talk") & opinion.c.source_id.in_(tuple(ids))
    return by_name(reader, select(opinion.c.source_id, func.count()).where(which).group_by(opinion.c.source_id))
