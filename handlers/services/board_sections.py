"""Sections of the public board beside the cases: the month's theme, promises in numbers, 四个及时, 满意度, 通报."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.context import Context
from handlers.services import reports, satisfaction, themes, timely_words
from handlers.services.closing import seeds
from handlers.services.inspecting import circulars, draws
from handlers.services.pledging import book, words
from handlers.services.publishing import may_be_shown
from handlers.texts import board as board_texts
from handlers.texts import circulars as circular_texts
from handlers.texts import pledges as pledge_texts
from handlers.texts import rates as rate_texts
from handlers.texts import themes as theme_texts
from models.domain.dates import format_day
from models.domain.district import Unit
from models.domain.publicity import Public, of_office, of_people
from models.domain.working_time import shanghai_day
from models.tables import Case, Circular

MOST_MISSING = 20
MOST_CIRCULARS = 10


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: lines that are read, and rows of what and how."""

    title: Public
    lines: tuple[Public, ...] = ()
    rows: tuple[tuple[Public, Public], ...] = ()
    drawing: satisfaction.Drawing | None = None
    link: tuple[Public, Public] | None = None
    """(path below the public address, words)."""


def sections(ctx: Context, unit: Unit, report: dict[str, Any]) -> tuple[Section, ...]:
    """What there is to show of a unit and what lies below it; empty sections are left out."""
    units = reports.scope(ctx.district, unit, below=True)
    found = (
        _theme(ctx, unit),
        _pledges(ctx, units),
        _timely(ctx, report),
        _satisfaction(report),
        _circulars(ctx, units),
    )
    return tuple(one for one in found if one is not None)


def _theme(ctx: Context, unit: Unit) -> Section | None:
    theme = themes.of_month(ctx.tx, reports.month_of(shanghai_day(ctx.now)))
    if theme is None or unit.code not in {ctx.district.root, theme.unit}:
        return None
    said = theme_texts.BOARD(
        month=int(theme.month[5:]),
        name=theme.name,
        unit=ctx.district.name_of(theme.unit),
        day=format_day(theme.ends_on),
        before=theme.told,
        **themes.figures(ctx.tx, theme, ctx.now),
    )
    return Section(of_office(theme_texts.BOARD_TITLE), (of_office(said),))


def _pledges(ctx: Context, units: Sequence[str] | None) -> Section | None:
    found = book.every(ctx.tx, ctx.now, units)
    if not found:
        return None
    rows = []
    for one in sorted(found, key=lambda listed: (listed.pledge.withdrawn or listed.now.whole, listed.pledge.number)):
        what = pledge_texts.BOARD_WHAT(
            measure=one.pledge.measure, unit=ctx.district.name_of(one.pledge.unit), person=one.pledge.person
        )
        kept = words.kept(one)
        how = [words.stand(one), *([pledge_texts.BOARD_KEPT(rows=rate_texts.SEPARATOR.join(kept))] if kept else [])]
        rows.append((of_people(what), of_people(rate_texts.SEPARATOR.join(how))))
    figures = book.figures(found)
    said = pledge_texts.BOARD_FIGURES(**{name: figures[name] for name in pledge_texts.BOARD_FIGURES.blanks})
    return Section(of_office(pledge_texts.BOARD_TITLE), (of_office(said),), tuple(rows))


def _timely(ctx: Context, report: dict[str, Any]) -> Section:
    document = report["timely"]
    numbers = tuple(sorted({one["number"] for one in document["missing"]}))
    cases = {case.number: case for case in ctx.tx.find(Case, number=numbers)} if numbers else {}
    rows: list[tuple[Public, Public]] = []
    for one in document["missing"]:
        case = cases[one["number"]]
        if may_be_shown(ctx.district, case) and len(rows) < MOST_MISSING:
            where = ctx.district.name_of(case.community) if case.community in ctx.district.units else ""
            what = board_texts.ROW(title=case.title, community=where or board_texts.SOMEWHERE)
            rows.append((of_people(what), of_office(reports.lacks(one))))
    lines = tuple(of_office(one) for one in timely_words.lines(document))
    return Section(of_office(theme_texts.TIMELY_TITLE), lines, tuple(rows))


def _satisfaction(report: dict[str, Any]) -> Section:
    one = report["satisfaction"]
    lines = tuple(of_office(line) for line in satisfaction.lines(one))
    return Section(of_office(rate_texts.SATISFIED_TITLE), lines, drawing=satisfaction.drawing(one))


def _circulars(ctx: Context, units: Sequence[str] | None) -> Section | None:
    found = circulars.shown(ctx.tx, ctx.now, tuple(units) if units is not None else None, MOST_CIRCULARS)
    month = seeds.month_of(ctx.now)
    drawn = draws.counted(draws.of_month(ctx, month)) if units is None else {"drawn": 0}
    said = (of_office(circular_texts.BOARD_DRAW(month=int(month[5:]), **drawn)),) if drawn["drawn"] else ()
    if not found and not said:
        return None
    year = shanghai_day(ctx.now).year
    rows = tuple(row(ctx, one) for one in found)
    link = (of_office(f"notices/{year}"), of_office(circular_texts.BOARD_MORE))
    return Section(of_office(circular_texts.BOARD_TITLE), said, rows, link=link)


def row(ctx: Context, one: Circular) -> tuple[Public, Public]:
    """A 通报 as everybody may read it: number, unit, finding, the rule, and what the unit answered."""
    name = circular_texts.NAME(year=one.year, number=one.number)
    day = format_day(shanghai_day(one.issued_at)).partition("（")[0]
    what = circular_texts.BOARD_UNIT(unit=ctx.district.name_of(one.unit), day=day, finding=one.finding)
    rule = circular_texts.BOARD_RULE(clause=one.clause, document=one.document, text=one.clause_text)
    return of_people(f"{name}　{what}"), of_people(f"{rule}\n{_outcome(ctx, one)}")


def _outcome(ctx: Context, one: Circular) -> str:
    if one.withdrawn_at is not None:
        return circular_texts.BOARD_WITHDRAWN(why=one.withdrawn_why)
    if one.answered_at is not None:
        return circular_texts.BOARD_ANSWERED(day=format_day(shanghai_day(one.answered_at)), words=one.answer)
    text = circular_texts.BOARD_LATE if ctx.now > one.answer_due_at else circular_texts.BOARD_WAITING
    return text(day=format_day(one.answer_by))


@dataclass(frozen=True, slots=True)
class Notices:
    """The page of a year's 通报."""

    title: str
    lead: str
    counts: str
    rows: tuple[tuple[Public, Public], ...]
    none: str
    years: tuple[int, ...]
    choose: str


def notices(ctx: Context, year: int) -> Notices:
    """Every 通报 of a year, withdrawn ones too, the newest first."""
    found = circulars.of_year(ctx.tx, year)
    this = shanghai_day(ctx.now).year
    live = [one for one in found if one.withdrawn_at is None]
    return Notices(
        title=circular_texts.PAGE_TITLE(district=ctx.district.name, year=year),
        lead=circular_texts.PAGE_LEAD(),
        counts=circular_texts.PAGE_COUNTS(
            year=year,
            issued=len(found),
            answered=sum(one.answered_at is not None for one in live),
            late=sum(one.answered_at is None and one.answer_due_at < ctx.now for one in live),
            withdrawn=len(found) - len(live),
        ),
        rows=tuple(row(ctx, one) for one in found),
        none=circular_texts.PAGE_NONE,
        years=tuple(one for one in (this, this - 1, this - 2) if one == this or circulars.of_year(ctx.tx, one)),
        choose=circular_texts.PAGE_YEARS,
    )
