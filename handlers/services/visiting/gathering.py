"""Proposals: which opinions speak of one issue, worked out apart from the writer, written down in one step.

Each community is looked at by itself: the same words in two communities are two issues, and the desk may merge them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from handlers.context import Context
from handlers.services.notices import posts_for, push_to_posts
from handlers.services.visiting import opinions, topics
from handlers.services.visiting.counting import rows
from handlers.understanding.issues import grouping
from models.domain.working_time import shanghai_day
from models.store.rows import table_of
from models.store.tx import Reader
from models.tables import Opinion, Topic

Progress = Callable[[int, int], None]
ANCHORS = 3
"""Opinions of a known issue by which new ones find it."""
AT_NIGHT = 300
"""So many new opinions of one community are looked at inside the service; more are for the command beside it."""


AGREED = 0.6
ENOUGH, LONG = 10, timedelta(days=7)
"""A community's new opinions are looked at once there are so many, or one has waited so long."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Opinions that speak of one issue: a known one, or a new one."""

    unit: str
    title: str
    category: str
    members: tuple[int, ...]
    into: int | None = None


def waiting(reader: Reader, community: str | None = None) -> list[Opinion]:
    """Opinions that are in no issue yet."""
    conditions: list[Any] = [col(Opinion.topic_id).is_(None)]
    if community is not None:
        conditions.append(col(Opinion.community) == community)
    return reader.query(Opinion, *conditions, order_by=col(Opinion.id))


def plan(reader: Reader, root: str, found: Sequence[Opinion], progress: Progress) -> list[Proposal]:
    """What to propose for these opinions."""
    by_community: dict[str, list[Opinion]] = {}
    for one in found:
        by_community.setdefault(one.community, []).append(one)
    made: list[Proposal] = []
    for done, (community, fresh) in enumerate(sorted(by_community.items()), start=1):
        known = _anchors(reader, community or root)
        made += propose(community or root, fresh, known)
        progress(done, len(by_community))
    return made


def propose(unit: str, fresh: Sequence[Opinion], known: Sequence[Opinion] = ()) -> Iterable[Proposal]:
    """What one community's opinions come to: alike in words, or of one class; `known` ones stand for their issues."""
    everything = [*known, *fresh]
    asked = [grouping.Opinion(str(one.id), one.title or one.text, one.text, one.at) for one in everything]
    for title, members in _of_one_class(grouping.group(asked, lambda _done, _all: None), everything):
        new = [one for one in members if one.topic_id is None]
        homes = [one.topic_id for one in members if one.topic_id is not None]
        if not new:
            continue
        into = max(dict.fromkeys(homes), key=homes.count) if homes else None
        yield Proposal(unit, title, _class(new), tuple(one.id for one in new), into)


def _of_one_class(
    found: Sequence[grouping.Issue], everything: Sequence[Opinion]
) -> Iterable[tuple[str, list[Opinion]]]:
    """Groups of one community that are of one class are one issue: told in fifty ways, few of them share words."""
    by_class: dict[str, tuple[str, list[Opinion]]] = {}
    for number, issue in enumerate(found):
        members = [everything[at] for at in issue.members]
        key = _class(members) or str(number)
        by_class.setdefault(key, (issue.title, []))[1].extend(members)
    return by_class.values()


def _class(members: Sequence[Opinion]) -> str:
    """The category most of these have, `` where they do not agree."""
    codes = [one.category for one in members]
    most = max(dict.fromkeys(codes), key=codes.count)
    return most if codes.count(most) >= AGREED * len(codes) else ""


def write(ctx: Context, proposals: Iterable[Proposal]) -> tuple[int, int]:
    """Write proposals down; returns (opinions, new issues). What went into an issue meanwhile stays where it is."""
    put = made = 0
    for one in proposals:
        members = [opinion for number in one.members if (opinion := ctx.tx.get(Opinion, number)) is not None]
        free = [opinion for opinion in members if opinion.topic_id is None]
        if not free:
            continue
        topic = ctx.tx.get(Topic, one.into) if one.into is not None else None
        if topic is None or topic.status not in topics.OPEN:
            topic = topics.make(ctx, one.unit, one.title, one.category)
            made += 1
        topics.put(ctx, free, topic, "proposed")
        put += len(free)
    return put, made


def nightly(ctx: Context) -> int:
    """A night's new opinions, community by community, as long as they are few enough for the writer's patience."""
    opinions.collect(ctx, since=ctx.now - opinions.LOOKED_BACK)
    table = table_of(Opinion)
    put = 0
    for (community,) in rows(ctx.tx, select(table.c.community).where(table.c.topic_id.is_(None)).distinct()):
        fresh = waiting(ctx.tx, community)
        waited = len(fresh) >= ENOUGH or any(ctx.now - one.at >= LONG for one in fresh)
        if waited and len(fresh) <= AT_NIGHT:
            put += write(ctx, plan(ctx.tx, ctx.district.root, fresh, lambda _done, _all: None))[0]
    return put


def tonight(ctx: Context) -> None:
    """Gather, and tell the desks of the units in which something waits to be looked at."""
    if not nightly(ctx):
        return
    day = shanghai_day(ctx.now)
    units = {topic.unit for topic in ctx.tx.find(Topic, status="proposed")}
    posts = {post.code: post for unit in sorted(units) for post in posts_for(ctx, unit, "head")}
    push_to_posts(ctx, posts.values(), "topics_proposed", {}, key=day.isoformat(), urgency="duty")


def _anchors(reader: Reader, unit: str) -> list[Opinion]:
    known = reader.query(Topic, col(Topic.unit) == unit, col(Topic.status).in_(topics.OPEN))
    if not known:
        return []
    numbers = tuple(topic.id for topic in known)
    found: dict[int, list[Opinion]] = {}
    for one in reader.query(Opinion, col(Opinion.topic_id).in_(numbers), order_by=col(Opinion.id)):
        held = found.setdefault(one.topic_id or 0, [])
        if len(held) < ANCHORS:
            held.append(one)
    return [one for held in found.values() for one in held]
