"""A questionnaire's page: by QR for everybody, by a link that is good once; and its results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col

from handlers.context import Context
from handlers.pages.forms import ONCE
from handlers.services.visiting import surveys
from handlers.services.visiting.surveys import Answers
from handlers.texts import surveys as texts
from models.domain.dates import format_day
from models.domain.errors import MissingPart, NotFound
from models.domain.links import Link
from models.domain.publicity import of_people
from models.domain.visiting.surveys import LONGEST_WORDS, Line, Result
from models.tables import Opinion, Survey, Topic

OPTIONS_OF_RESULTS = 60


@dataclass(frozen=True, slots=True)
class Screen:
    """What stands on the page."""

    name: str
    by: str
    items: tuple[tuple[int, str, tuple[tuple[int, str], ...]], ...]
    """Number, words and options of each; without options own words are asked for."""
    hints: tuple[str, ...]
    communities: tuple[tuple[str, str], ...]
    longest: int = LONGEST_WORDS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What stands on the page of results."""

    name: str
    by: str
    count: str
    hint: str
    items: tuple[tuple[str, str, tuple[tuple[str, str, int], ...]], ...]
    """Words, how many answered, lines with their width in percent."""
    communities: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]


def of_number(ctx: Context, number: str) -> Survey:
    """The questionnaire of a public address. Raises NotFound."""
    found = surveys.of_number(ctx.tx, int(number)) if number.isdigit() and len(number) < 10 else None
    if found is None:
        raise NotFound(number=number)
    return found


def of_link(ctx: Context, link: Link) -> Survey:
    """The questionnaire of a link that is good once. Raises NotFound."""
    found = ctx.tx.get(Survey, link.subject)
    if link.purpose != surveys.PURPOSE or found is None:
        raise NotFound(number="")
    return found


def screen(ctx: Context, survey: Survey, *, own: bool) -> Screen:
    """The page before it is filled; `own` for a link that is good once."""
    items = tuple(
        (at, item.words, tuple(enumerate(item.options, start=1)))
        for at, item in enumerate(surveys.items(survey), start=1)
    )
    return Screen(
        name=survey.name,
        by=texts.BY(unit=ctx.district.name_of(survey.unit)),
        items=items,
        hints=(texts.SECRET(), texts.SECRET_ONCE() if own else texts.SECRET_OPEN()),
        communities=_communities(ctx, survey),
    )


def take(ctx: Context, survey: Survey, fields: Mapping[str, str], link: Link | None) -> bool:
    """What was sent; False where the link or the form was used before.

    Raises MissingPart where nothing was chosen or written, NotFound where it is over or the form is none.
    """
    once = fields.get("once", "")
    if not surveys.is_open(survey, ctx.now) or not ONCE.fullmatch(once):
        raise NotFound(number="")
    items = surveys.items(survey)
    chosen = []
    for at, item in enumerate(items, start=1):
        said = fields.get(f"a{at}", "")
        number = int(said) if said.isdigit() and len(said) < 3 else 0
        chosen.append(number if 1 <= number <= len(item.options) else 0)
    words = fields.get("words", "").strip()[:LONGEST_WORDS] if any(not item.options for item in items) else ""
    if not any(chosen) and not words:
        raise MissingPart(verb="survey", number=None, parts=("result",))
    community = fields.get("community", "")
    known = {code for code, _ in _communities(ctx, survey)}
    answers = Answers(tuple(chosen), words, community if community in known else _only(known))
    if link is None:
        return surveys.take(ctx, survey, answers, surveys.OPEN, once)
    turn = surveys.turn_of(ctx, survey, link.holder)
    return surveys.take(ctx, survey, answers, surveys.OWN, turn)


def is_used(ctx: Context, survey: Survey, link: Link) -> bool:
    """Whether the link was used."""
    return surveys.used(ctx.tx, survey, surveys.OWN, surveys.turn_of(ctx, survey, link.holder))


def outcome(ctx: Context, survey: Survey) -> Outcome:
    """The results as they may be told, and what became of what people wrote."""
    found = surveys.results(ctx.tx, survey)
    words = surveys.words_of(ctx.tx, survey)
    hint = "" if found.apart else texts.RESULTS_TOGETHER()
    return Outcome(
        name=survey.name,
        by=texts.BY(unit=ctx.district.name_of(survey.unit)),
        count=texts.RESULTS_COUNT(papers=found.papers, own=found.own, proxy=found.proxy, words=words)
        if found.apart
        else texts.RESULTS_PAPERS(papers=found.papers),
        hint=hint if found.shown else texts.RESULTS_HIDDEN(),
        items=tuple(_item(one) for one in found.items),
        communities=tuple(
            (ctx.district.name_of(code), str(count) if count is not None else texts.RESULTS_FEW())
            for code, count in sorted(surveys.by_community(ctx.tx, survey).items())
        ),
        topics=_topics(ctx, survey),
    )


def _item(one: Result) -> tuple[str, str, tuple[tuple[str, str, int], ...]]:
    return (
        one.item.words,
        texts.RESULTS_ANSWERED(answered=one.answered),
        tuple(_line(line, one.answered) for line in one.lines),
    )


def _line(line: Line, answered: int) -> tuple[str, str, int]:
    percent = round(100 * line.total / answered) if answered else 0
    said = texts.RESULTS_LINE(option=line.option, total=line.total, percent=percent)
    apart = texts.RESULTS_APART(own=line.own, proxy=line.proxy) if line.own is not None and line.proxy else ""
    return said, apart, percent


def _topics(ctx: Context, survey: Survey) -> tuple[tuple[str, str], ...]:
    """Issues that what was written went into, with what became of them: nobody else tells who wrote without a name."""
    held = {
        one.topic_id
        for one in ctx.tx.query(Opinion, col(Opinion.source) == "survey", col(Opinion.source_id) == survey.id)
        if one.topic_id is not None
    }
    if not held:
        return ()
    found = ctx.tx.query(Topic, col(Topic.id).in_(tuple(held)), order_by=col(Topic.number), limit=OPTIONS_OF_RESULTS)
    return tuple(
        (of_people(one.title), of_people(one.outcome) if one.status == "over" else texts.RESULTS_NOT_YET())
        for one in found
        if one.status not in {"proposed", "void"}
    )


def _communities(ctx: Context, survey: Survey) -> tuple[tuple[str, str], ...]:
    district = ctx.district
    return tuple(
        (unit.code, district.name_of(unit.code))
        for unit in district.units.values()
        if unit.level == "community" and not unit.closed and survey.unit in district.line_of(unit.code)
    )


def _only(known: set[str]) -> str:
    return next(iter(known)) if len(known) == 1 else ""


def until(survey: Survey) -> str:
    """The last day in words."""
    return format_day(surveys.closed_on(survey))
