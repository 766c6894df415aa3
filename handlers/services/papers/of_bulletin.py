"""民情简报: one paper a month, read in three renderings (报, 发, 挂) that differ only in what each may not know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import col

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services import promises_told, reports
from handlers.services.board import IN_HAND, WITHOUT_REPORT, belongs
from handlers.services.papers import parts
from handlers.services.rate_words import figure
from handlers.services.supervising import dates
from handlers.texts import board as board_texts
from handlers.texts import papers as texts
from models.domain.district import Unit
from models.domain.papers import Block, Column, Copies, Heading, Holds, Paper, Paragraph, Row, Table
from models.domain.publicity import Public, of_office, of_people
from models.domain.rated import Period
from models.domain.states import CaseState
from models.domain.working_time import shanghai_day
from models.tables import Case, Supervision

Entry = tuple[tuple[Public, ...], Holds]
MOST = 40
"""Rows of a table; what is more is counted in a line below it."""


def bulletin(ctx: Context, code: str, month: str = "") -> Paper:
    """The bulletin of a unit for `YYYY-MM`, the month that runs where none is named."""
    unit = ctx.district.units[code]
    month = month or reports.month_of(shanghai_day(ctx.now))
    period = reports.period_of(month, ctx.now)
    report = reports.monthly(ctx.tx, ctx.district, month, ctx.now, unit, below=True, trend=False)
    down = parts.below(ctx, code)
    body: list[Block] = [
        *_figures(report),
        *_table(texts.BULLETIN_LATE, LATE, _late(ctx, unit, period)),
        *_table(texts.BULLETIN_MARKS, MARKS, _marks(ctx, unit), holds="demand"),
        *_table(texts.BULLETIN_PROMISES, PROMISES, _promises(ctx, unit, period)),
        *_table(texts.BULLETIN_DONE, DONE, _done(ctx, unit, period)),
        *_conduct(ctx, period, code),
    ]
    return Paper(
        kind="bulletin",
        style="bulletin",
        masthead=Public(texts.NAMES["bulletin"]),
        number=texts.ISSUE_OF_YEAR.public(year=int(month[:4]), number=int(month[5:7])),
        title=texts.BULLETIN_TITLE.public(unit=parts.whole_name(ctx, code), month=parts.month_of(month)),
        issuer=parts.whole_name(ctx, code),
        dated=shanghai_day(min(ctx.now, period.end)),
        body=tuple(body),
        copies=(
            Copies(texts.UP, parts.above(ctx, code)),
            *((Copies(texts.DOWN, down),) if down else ()),
            Copies(texts.WEB, texts.BOARD),
        ),
    )


def _columns(*named: tuple[str, int]) -> tuple[Column, ...]:
    return tuple(
        parts.column(texts.BULLETIN_COLUMNS[name], width, "number" if name == "number" else "open")
        for name, width in named
    )


LATE = _columns(("number", 22), ("what", 26), ("where", 16), ("unit", 18), ("due", 18))
MARKS = _columns(("number", 22), ("what", 22), ("unit", 16), ("demand", 24), ("until", 16))
PROMISES = _columns(("number", 24), ("what", 22), ("measure", 26), ("by", 20), ("day", 18), ("how", 18))
DONE = _columns(("number", 22), ("what", 26), ("where", 16), ("unit", 18), ("closed", 18))


def _figures(report: dict[str, Any]) -> list[Block]:
    counts = report["cases"]
    said = texts.BULLETIN_COUNTS.public(**{name: int(counts[name]) for name in texts.BULLETIN_COUNTS.blanks})
    rates = [
        Heading(
            texts.BULLETIN_RATE.public(name=of_office(one["name"]), figure=of_office(figure(one))),
            3,
        )
        for one in report["rates"]
        if one["d"]
    ]
    return [Heading(texts.BULLETIN_FIGURES), Paragraph(said), *rates, Paragraph(texts.BULLETIN_HOW.public())]


def _late(ctx: Context, unit: Unit, period: Period) -> list[Entry]:
    found: list[Entry] = []
    for case in ctx.tx.query(Case, col(Case.state).in_(IN_HAND), order_by=(col(Case.due_at), col(Case.id))):
        if case.due_at is None or case.due_at >= period.until or not belongs(ctx.district, case, unit):
            continue
        holds = parts.holds(ctx, case)
        if holds is not None:
            named = (parts.title(case), parts.community(ctx, case), parts.unit(ctx, case.unit), parts.day(case.due_at))
            found.append(((parts.number(case), *named), holds))
    return found


def _marks(ctx: Context, unit: Unit) -> list[Entry]:
    found: list[Entry] = []
    for mark in ctx.tx.find(Supervision, lifted_at=None, order="due_at"):
        case = dates.target(ctx, mark)
        if case is None or not belongs(ctx.district, case, unit):
            continue
        holds = parts.holds(ctx, case)
        if holds is not None:
            named = (
                parts.what(ctx, case),
                parts.unit(ctx, case.unit),
                of_people(mark.demand),
                parts.day(mark.due_on),
            )
            found.append(((parts.number(case), *named), holds))
    return found


def _promises(ctx: Context, unit: Unit, period: Period) -> list[Entry]:
    """Commitments that fall due in the month or run, and those kept in it."""
    found: list[Entry] = []
    first, last = shanghai_day(period.start), shanghai_day(period.end)
    for one in promises_told.told(ctx, lambda case: belongs(ctx.district, case, unit)):
        row, holds = one.row, parts.holds(ctx, one.case)
        if holds is None or (one.standing == "kept" and not first <= row.due_on < last):
            continue
        named = (
            parts.what(ctx, one.case),
            of_people(row.measure),
            texts.BY.public(unit=parts.unit(ctx, row.unit), person=parts.person(row.person)),
            parts.day(row.due_on),
            one.how,
        )
        found.append(((parts.number(one.case), *named), holds))
    return found


def _done(ctx: Context, unit: Unit, period: Period) -> list[Entry]:
    found: list[Entry] = []
    closed = ctx.tx.query(
        Case,
        col(Case.state) == CaseState.CLOSED.value,
        col(Case.closed_at) >= period.start,
        col(Case.closed_at) < period.until,
        order_by=col(Case.closed_at).desc(),
    )
    for case in closed:
        holds = parts.holds(ctx, case)
        if case.closure in WITHOUT_REPORT or holds is None or not belongs(ctx.district, case, unit):
            continue
        how = of_office(board_texts.HOW.get(case.closure or "", ""))
        named = (parts.title(case), parts.community(ctx, case), parts.unit(ctx, case.unit), how)
        found.append(((parts.number(case), *named), holds))
    return found


def _conduct(ctx: Context, period: Period, code: str) -> list[Block]:
    """How many accusations there are, for the level above the district alone: nobody below learns even that."""
    if code != ctx.district.root:
        return []
    held = [one for one in ctx.tx.query(Case, col(Case.filed_at) >= period.start) if is_confidential(one)]
    filed = sum(period.holds(one.filed_at) for one in held)
    closed = sum(period.holds(one.closed_at) for one in held)
    said = texts.BULLETIN_ACCUSATIONS.public(filed=filed, closed=closed)
    return [Heading(texts.BULLETIN_CONDUCT, holds="conduct"), Paragraph(said, "conduct")]


def _table(
    head: Public, columns: tuple[Column, ...], entries: Sequence[Entry], *, holds: Holds = "open"
) -> list[Block]:
    rows = tuple(Row(cells, kind) for cells, kind in entries[:MOST])
    left_out = sum(kind != "open" for _, kind in entries) if holds == "open" else 0
    if not rows:
        return [Heading(head, holds=holds), Paragraph(texts.NONE, holds)]
    return [Heading(head, holds=holds), Table(head, columns, rows, holds=holds), *parts.hidden(left_out)]
