"""Issues (问题): opinions gathered by proposal, confirmed, split, moved and merged; every step can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlmodel import col

from handlers.context import Context
from handlers.services.visiting.counting import by_name
from models.domain.district import District, Post
from models.domain.errors import IllegalAct, NotFound
from models.domain.redact import redact
from models.domain.states import Act, Actor, CaseState
from models.store.rows import table_of
from models.store.tx import Reader
from models.tables import Opinion, Topic, TopicMove

DESK_ROLES = frozenset({"dispatcher", "duty", "head", "handler", "deputy"})
OPEN = ("proposed", "confirmed", "case", "meeting")
CHANGED = ("proposed", "confirmed")
"""Status in which opinions come and go: afterwards somebody works on what it says."""


def may_gather(district: District, post: Post, topic: Topic) -> bool:
    """Whether the post orders the opinions of an issue: the desks of its unit and of those above."""
    return post.role in DESK_ROLES and post.unit in district.line_of(topic.unit)


def of_posts(ctx: Context, posts: Sequence[Post], status: Sequence[str] = OPEN) -> list[Topic]:
    """Issues these posts may order, those with proposals first, then by number."""
    units = tuple(
        code
        for code in ctx.district.units
        if any(post.role in DESK_ROLES and post.unit in ctx.district.line_of(code) for post in posts)
    )
    found = ctx.tx.find(Topic, unit=units, status=tuple(status), order="id") if units else []
    return sorted(found, key=lambda one: (one.status != "proposed", one.number))


def of_number(ctx: Context, number: int, posts: Sequence[Post]) -> Topic:
    """An issue by its number. Raises NotFound where there is none these posts may order."""
    found = ctx.tx.find(Topic, number=number)
    topic = found[0] if found else None
    if topic is None or topic.status == "void" or not any(may_gather(ctx.district, post, topic) for post in posts):
        raise NotFound(number=str(number), what="topic")
    return topic


def opinions_of(ctx: Context, topic: Topic) -> list[Opinion]:
    """What belongs to an issue, oldest first."""
    return ctx.tx.find(Opinion, topic_id=topic.id, order="id")


def sizes(reader: Reader, found: Sequence[Topic]) -> dict[int, int]:
    """How many opinions each of these holds."""
    opinion = table_of(Opinion)
    of_these = opinion.c.topic_id.in_(tuple(topic.id for topic in found))
    return by_name(reader, select(opinion.c.topic_id, func.count()).where(of_these).group_by(opinion.c.topic_id))


def make(ctx: Context, unit: str, title: str, category: str, status: str = "proposed", post: str = "") -> Topic:
    """A new issue with nothing in it yet."""
    return ctx.tx.insert(
        Topic,
        number=ctx.tx.count("topic"),
        unit=unit,
        category=category,
        title=redact(title).text[:40],
        status=status,
        made_at=ctx.now,
        confirmed_at=ctx.now if status == "confirmed" else None,
        confirmed_by=post,
    )


def put(ctx: Context, found: Iterable[Opinion], topic: Topic | None, kind: str, post: str = "") -> int:
    """Opinions go into an issue (None = out of all), as one step; returns the number of the step."""
    batch = ctx.tx.count("topic_batch")
    for opinion in found:
        newest = ctx.tx.get(Opinion, opinion.id) or opinion
        ctx.tx.insert(
            TopicMove,
            batch=batch,
            opinion_id=opinion.id,
            from_id=newest.topic_id,
            to_id=topic.id if topic is not None else None,
            kind=kind,
            post=post,
            at=ctx.now,
        )
        ctx.tx.update(newest, topic_id=topic.id if topic is not None else None)
    return batch


def confirm(ctx: Context, topic: Topic, post: Post) -> Topic:
    """What the service proposed is one issue indeed."""
    if topic.status != "proposed":
        return topic
    return ctx.tx.update(topic, status="confirmed", confirmed_at=ctx.now, confirmed_by=post.code)


def split(ctx: Context, topic: Topic, numbers: Sequence[int], post: Post) -> Topic:
    """These opinions are another issue. Raises NotFound for one that is not in it, IllegalAct where all would go."""
    chosen = _chosen(ctx, topic, numbers)
    if len(chosen) == len(opinions_of(ctx, topic)):
        raise _not_now(topic)
    first = chosen[0]
    made = make(ctx, topic.unit, first.title or first.text, first.category, "confirmed", post.code)
    put(ctx, chosen, made, "split", post.code)
    return made


def move(ctx: Context, number: int, to: Topic, posts: Sequence[Post]) -> Topic:
    """One opinion belongs into another issue; returns the one it left, which is void when nothing is left in it."""
    opinion = ctx.tx.get(Opinion, number)
    if opinion is None or opinion.topic_id is None:
        raise NotFound(number=str(number), what="opinion")
    held = ctx.tx.get(Topic, opinion.topic_id)
    before = of_number(ctx, held.number if held is not None else 0, posts)
    check(before)
    check(to)
    post = next(one for one in posts if may_gather(ctx.district, one, to))
    put(ctx, [opinion], to, "moved", post.code)
    return _void_if_empty(ctx, before)


def merge(ctx: Context, main: Topic, other: Topic, post: Post) -> Topic:
    """Two issues are one: everything of the second goes into the first."""
    if main.id == other.id:
        raise _not_now(main)
    check(main)
    check(other)
    put(ctx, opinions_of(ctx, other), main, "merged", post.code)
    return _void_if_empty(ctx, other)


def undo(ctx: Context, posts: Sequence[Post]) -> int:
    """Take the posts' last step back: every opinion of it goes where it was; returns how many did.

    Raises NotFound where there is no step, IllegalAct where one of the issues is worked on by now.
    """
    codes = tuple(post.code for post in posts)
    last = ctx.tx.query(
        TopicMove,
        col(TopicMove.post).in_(codes),
        col(TopicMove.undone_at).is_(None),
        col(TopicMove.kind) != "undone",
        order_by=col(TopicMove.batch).desc(),
        limit=1,
    )
    if not last:
        raise NotFound(number="", what="step")
    moves = ctx.tx.find(TopicMove, batch=last[0].batch, order="id")
    touched = {number for one in moves for number in (one.from_id, one.to_id) if number is not None}
    topics = [topic for number in sorted(touched) if (topic := ctx.tx.get(Topic, number)) is not None]
    for topic in topics:
        if topic.status != "void":
            check(topic)
    for one in moves:
        opinion = ctx.tx.get(Opinion, one.opinion_id)
        back = ctx.tx.get(Topic, one.from_id) if one.from_id is not None else None
        if opinion is None or opinion.topic_id != one.to_id:
            continue  # it went on from there by a later step of somebody else
        if back is not None and back.status == "void":
            ctx.tx.update(back, status="confirmed" if back.confirmed_at is not None else "proposed")
        put(ctx, [opinion], back, "undone", one.post)
        ctx.tx.update(ctx.tx.get(TopicMove, one.id) or one, undone_at=ctx.now)
    for topic in topics:
        _void_if_empty(ctx, ctx.tx.get(Topic, topic.id) or topic)
    return len(moves)


def _chosen(ctx: Context, topic: Topic, numbers: Sequence[int]) -> list[Opinion]:
    check(topic)
    own = {one.id: one for one in opinions_of(ctx, topic)}
    strangers = [number for number in numbers if number not in own]
    if strangers or not numbers:
        raise NotFound(number=str(strangers[0]) if strangers else "", what="opinion")
    return [own[number] for number in dict.fromkeys(numbers)]


def check(topic: Topic) -> None:
    """Whether its opinions may still be ordered. Raises IllegalAct once somebody works on it."""
    if topic.status not in CHANGED:
        raise _not_now(topic)


def _not_now(topic: Topic) -> IllegalAct:
    return IllegalAct(
        state=CaseState.CLOSED, act=Act.SPLIT, actor=Actor.DESK, legal=(), topic=topic.id, status=topic.status
    )


def _void_if_empty(ctx: Context, topic: Topic) -> Topic:
    if topic.status in CHANGED and not opinions_of(ctx, topic):
        return ctx.tx.update(topic, status="void")
    return topic
