"""The desk of visits of a cadre: coverage by community and building, 座谈会 with a search, issues to be ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.context import Context
from handlers.letters import of_topics
from handlers.pages.forms import ONCE
from handlers.services import accounts
from handlers.services.visiting import campaigns, coverage, ending, forums, homes, topics
from handlers.services.visiting.coverage import Covered, Span
from handlers.texts import field as texts
from handlers.texts import topics as topic_texts
from models.domain.dates import format_day
from models.domain.district import Post
from models.domain.errors import IllegalAct, MissingPart, NotFound
from models.domain.links import Link
from models.domain.visiting.quotas import month_span
from models.domain.working_time import shanghai_day
from models.tables import Case, Inbox, Opinion, Topic

PURPOSE = "f"
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks."""

    account_id: str
    posts: tuple[Post, ...]
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the coverage."""

    name: str
    words: str
    percent: float
    unit: str = ""
    """Community whose buildings are behind it."""


def enter(ctx: Context, link: Link) -> Visitor:
    """The holder of a link, as long as a post is filled. Raises NotFound."""
    posts = accounts.posts_of(ctx, link.holder) if link.purpose == PURPOSE else ()
    if not posts:
        raise NotFound(number="")
    return Visitor(link.holder, posts, homes.areas(ctx.district, posts))


def covered(ctx: Context, who: Visitor, unit: str = "") -> tuple[str, list[Bar]]:
    """Title and bars: communities, or the buildings of one. Raises NotFound for one the visitor has no part in."""
    if unit and unit not in who.areas:
        raise NotFound(number="")
    campaign = next((one for code in who.areas if (one := campaigns.running(ctx, code)) is not None), None)
    span = Span(campaign) if campaign is not None else Span(None, *month_span(shanghai_day(ctx.now)))
    name = campaign.name if campaign is not None else texts.THIS_MONTH()
    if unit or len(who.areas) == 1:
        unit = unit or who.areas[0]
        rows = coverage.by_building(ctx.tx, span, unit)
        bars = [_bar(texts.BUILDING(name=one.name), one) for one in rows]
        return texts.COVERED(name=name, unit=ctx.district.name_of(unit), **_figures(coverage.total("", rows))), bars
    rows = coverage.by_community(ctx.tx, span, who.areas)
    bars = [_bar(ctx.district.name_of(one.name), one, one.name) for one in rows if one.homes]
    return texts.COVERED(name=name, unit="", **_figures(coverage.total("", rows))), bars


def _bar(name: str, one: Covered, unit: str = "") -> Bar:
    return Bar(name, texts.BAR(visited=one.visited, homes=one.homes, percent=one.percent), one.percent, unit)


def _figures(one: Covered) -> dict[str, object]:
    return {"homes": one.homes, "visited": one.visited, "percent": one.percent}


def listed(ctx: Context, who: Visitor, asked: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """座谈会 by unit, month and words."""
    district = ctx.district
    units = [code for code in district.units if any(post.unit in district.line_of(code) for post in who.posts)]
    units = list(dict.fromkeys((*units, *who.areas, *(post.unit for post in who.posts))))
    if asked.get("unit") in units:
        units = [code for code in units if asked["unit"] in district.line_of(code)]
    first, last = _month(asked.get("month", ""))
    wanted = forums.Wanted(tuple(units), first, last, asked.get("words", "").strip()[:20])
    count, found = forums.listed(ctx.tx, wanted)
    rows = [
        (
            topic_texts.FORUM_ROW(
                n=one.number, day=format_day(one.day), unit=district.name_of(one.unit), topic=one.topic, opinions=taken
            ),
            topic_texts.FORUM_PEOPLE(people=one.people).lstrip(topic_texts.COMMA) if one.people else "",
        )
        for one, taken in found
    ]
    return texts.FORUMS(count=count, shown=len(rows)), rows


def units_of(ctx: Context, who: Visitor) -> list[tuple[str, str]]:
    """Communities to choose from."""
    return [(code, ctx.district.name_of(code)) for code in who.areas]


def issues(ctx: Context, who: Visitor) -> list[tuple[int, str]]:
    """Issues to be ordered, the proposed ones first."""
    found = topics.of_posts(ctx, who.posts)[:SHOWN]
    sizes = topics.sizes(ctx.tx, found)
    return [(one.number, _label(ctx, one, sizes.get(one.id, 0))) for one in found]


def issue(ctx: Context, who: Visitor, number: int) -> tuple[Topic, str, list[tuple[int, str]], str]:
    """One issue: its row, title, opinions and what became of it. Raises NotFound."""
    topic = topics.of_number(ctx, number, who.posts)
    found = topics.opinions_of(ctx, topic)
    case = ctx.tx.get(Case, topic.case_id) if topic.case_id is not None else None
    end = ""
    if topic.status == "over":
        end = topic_texts.SHOWN_OVER(outcome=topic.outcome)
    elif case is not None:
        end = topic_texts.SHOWN_CASE(number=case.number)
    return topic, _label(ctx, topic, len(found)), [(one.id, _said(one)) for one in found], end


def submit(ctx: Context, who: Visitor, number: int, fields: Mapping[str, str], chosen: Sequence[int]) -> str:
    """Do what the form says, once; returns what is said about it. Raises NotFound for a form that is none."""
    once = fields.get("once", "")
    if not ONCE.fullmatch(once):
        raise NotFound(number=str(number))
    key = f"field:{who.account_id}:{once}"
    known = ctx.tx.get(Inbox, key)
    if known is not None:
        return known.reply or ""
    topic = topics.of_number(ctx, number, who.posts)
    post = next(one for one in who.posts if topics.may_gather(ctx.district, one, topic))
    try:
        with ctx.tx.attempt():
            words = _do(ctx, who, topic, post, fields, chosen)
    except NotFound as error:
        what = error.params.get("what")
        return topic_texts.NO_MEETING(n=number) if what == "meeting" else topic_texts.NEEDS_OPINIONS(n=number)
    except MissingPart:
        return topic_texts.NEEDS_WORDS(n=number)
    except IllegalAct:
        return topic_texts.NOT_NOW(n=number, status=topic_texts.STATUS[topic.status])
    ctx.tx.insert(
        Inbox, key=key, account_id=who.account_id, kind="page:field", sent_at=ctx.now, received_at=ctx.now, reply=words
    )
    return words


def _do(ctx: Context, who: Visitor, topic: Topic, post: Post, fields: Mapping[str, str], chosen: Sequence[int]) -> str:
    does = fields.get("do", "")
    n = topic.number
    if does == "confirm":
        topics.confirm(ctx, topic, post)
        return topic_texts.CONFIRMED(n=n, title=topic.title, count=len(topics.opinions_of(ctx, topic)))
    if does == "split":
        made = topics.split(ctx, topic, chosen, post)
        count = len(topics.opinions_of(ctx, made))
        return topic_texts.SPLIT(n=n, made=made.number, title=made.title, count=count)
    if does in {"move", "merge"}:
        said = fields.get("to", "").strip()
        to = topics.of_number(ctx, int(said) if said.isdigit() and len(said) < 10 else 0, who.posts)
        if does == "merge":
            topics.merge(ctx, to, topic, post)
            return topic_texts.MERGED(n=to.number, other=n, count=len(topics.opinions_of(ctx, to)))
        if not chosen:
            raise NotFound(number="", what="opinion")
        for opinion in chosen:
            topics.move(ctx, opinion, to, who.posts)
        return texts.MOVED(count=len(chosen), n=to.number)
    if does == "undo":
        return topic_texts.UNDONE(count=topics.undo(ctx, who.posts))
    if does == "file":
        case = ending.to_case(ctx, topic, post, of_topics.case_words(ctx, topic))
        owner = ctx.district.name_of(case.unit or ctx.district.root)
        return topic_texts.FILED_KNOWN(n=n, case=case.running, number=case.number, owner=owner)
    if does == "meet":
        case, meeting = ending.to_meeting(ctx, topic, post, of_topics.case_words(ctx, topic))
        return texts.MEETING(n=n, number=case.number, day=format_day(shanghai_day(meeting.starts_at)))
    if does == "over":
        told = ending.answer(ctx, topic, post, fields.get("text", ""))
        count = told.accounts + told.by_cadres
        return texts.OVER(n=n, count=count)
    raise NotFound(number=str(n))


def _label(ctx: Context, topic: Topic, count: int) -> str:
    unit, status = ctx.district.name_of(topic.unit), topic_texts.STATUS[topic.status]
    return topic_texts.LIST_ROW(n=topic.number, title=topic.title, unit=unit, count=count, status=status)


def _said(one: Opinion) -> str:
    return topic_texts.SHOWN_ROW(n=one.id, source=topic_texts.SOURCES[one.source], words=one.text)


def _month(said: str) -> tuple[date | None, date | None]:
    try:
        return month_span(date.fromisoformat(f"{said}-01"))
    except ValueError:
        return None, None
