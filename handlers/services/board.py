"""公示栏: figures as n/d and lists of titles with their community, for everybody; what it may show is one rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services import reports
from handlers.services.ballots import lines as ballot_lines
from handlers.services.briefs import lines as brief_lines
from handlers.services.briefs import papers
from handlers.services.meetings import callbacks, posting
from handlers.services.records import record
from handlers.services.rights import day_roots
from handlers.services.works import board as works_board
from handlers.texts import ballots as ballot_texts
from handlers.texts import board as texts
from handlers.texts import briefs as brief_texts
from handlers.texts import meetings_board as meeting_texts
from handlers.texts import naming
from handlers.texts import postings as posting_texts
from handlers.texts import rates as rate_texts
from handlers.texts import rights as rights_texts
from models.domain import publicity
from models.domain.dates import format_day
from models.domain.district import District, Unit
from models.domain.errors import NotFound
from models.domain.states import CaseState
from models.domain.working_time import shanghai_day
from models.tables import Brief, Case, Voice

MOST_ROWS = 20
DIGESTS_SHOWN = 14
DONE_SHOWN = timedelta(days=30)
IN_HAND = tuple(
    state.value
    for state in (CaseState.DISPATCHED, CaseState.WORKING, CaseState.OBJECTED, CaseState.PAUSED, CaseState.PLANNED)
)
WITHOUT_REPORT = frozenset({"withdrawn", "merged"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: what and where, and how it stands."""

    what: str
    how: str


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page."""

    title: str
    lead: str
    counts: str
    rates: tuple[str, ...]
    means: tuple[tuple[str, str], ...]
    trend: tuple[str, ...]
    checks: tuple[str, ...]
    """Second calls, what they were drawn with, and what was taken out of the figures."""
    notices: tuple[posting.Posted, ...]
    results: tuple[posting.Posted, ...]
    called: tuple[tuple[str, str, str, str], ...]
    """回访: problem, who answered for it, what came of it, when it was asked."""
    called_foot: str
    ballot: tuple[str, ...]
    """民意测评: that one runs, and what the last one came to."""
    brief: tuple[str, ...]
    """The last confirmed 民意专报, with what was corrected."""
    sections: tuple[works_board.Section, ...]
    """代办站、实事、项目、五项任务, where the district has them."""
    late: tuple[Listed, ...]
    open: tuple[Listed, ...]
    done: tuple[Listed, ...]
    units: tuple[tuple[str, str], ...]
    """(code, name) of units to choose from."""
    digests: tuple[str, ...]
    """The days' digests of the log, newest first; on the district's page only."""
    foot: str
    words: dict[str, Any]


def board(ctx: Context, code: str = "") -> Board:
    """The board of the district or one unit. Raises NotFound for a unit that is not there."""
    district = ctx.district
    unit = district.units.get(code) if code else district.units[district.root]
    if unit is None or unit.closed or unit.level == "partner":
        raise NotFound(number="")
    month = reports.month_of(shanghai_day(ctx.now))
    report = reports.monthly(ctx.tx, district, month, ctx.now, unit, below=True)
    late, in_hand, done = _lists(ctx, unit)
    called, first_called = _called(ctx, unit)
    return Board(
        title=texts.TITLE(unit=unit.name),
        lead=texts.LEAD(month=month, day=format_day(shanghai_day(ctx.now))),
        counts=texts.COUNTS(**{n: report["cases"][n] for n in ("filed", "closed", "open", "filed_for")}),
        rates=tuple(reports.line(one) for one in report["rates"]),
        means=tuple((one["name"], one["means"]) for one in report["rates"]),
        trend=tuple(_trend(report["trend"])),
        checks=(*reports.checks(report["second_calls"]), *reports.excluded(report["exclusions"])),
        notices=posting.notices(ctx, unit.code, lambda case: may_be_shown(district, case)),
        called=called,
        called_foot=posting_texts.FOOT(number=first_called) if called else "",
        brief=_brief(ctx, unit),
        ballot=tuple(ballot_lines.board(ctx, unit)),
        results=posting.results(ctx, unit.code, lambda case: may_be_shown(district, case)),
        sections=works_board.sections(ctx, unit),
        late=tuple(late),
        open=tuple(in_hand),
        done=tuple(done),
        units=tuple(_units(district, unit)),
        digests=() if code else tuple(day_roots.lines(ctx.tx, DIGESTS_SHOWN)),
        foot=texts.FOOT(hotline=district.contacts.get("hotline", "12345")),
        words={
            "rates": texts.RATES,
            "late": texts.LATE,
            "open": texts.OPEN,
            "done": texts.DONE,
            "none": texts.NONE,
            "units": texts.UNITS,
            "notices": meeting_texts.NOTICES,
            "results": meeting_texts.RESULTS,
            "no_items": meeting_texts.NO_ITEMS,
            "called": posting_texts.TITLE,
            "brief": brief_texts.BOARD_TITLE,
            "ballot": ballot_texts.BOARD_TITLE,
            "columns": posting_texts.COLUMNS,
            "trend": texts.TREND,
            "digests": rights_texts.DIGESTS(),
            "checks": texts.CHECKS,
        },
    )


def may_be_shown(district: District, case: Case) -> bool:
    """Whether a case may stand on the board."""
    if is_confidential(case):
        return False
    private: Any = district.settings.get("board_private") or ()
    unlisted: Iterable[int] = case.decision.get(publicity.UNLISTED) or ()
    return publicity.may_be_shown(case.category, str(case.decision.get("kind", "")), unlisted, private)


def unlist(ctx: Context, case: Case, voice: Voice, *, hidden: bool) -> Case:
    """不公开 and 公开: one voice is enough to keep a case off the board."""
    said = [one for one in case.decision.get(publicity.UNLISTED) or [] if one != voice.id]
    decision = {**case.decision, publicity.UNLISTED: [*said, voice.id] if hidden else said}
    return record(ctx, case, "unlisted" if hidden else "listed", data={"voice": voice.id}, decision=decision)


def _lists(ctx: Context, unit: Unit) -> tuple[list[Listed], list[Listed], list[Listed]]:
    late: list[Listed] = []
    in_hand: list[Listed] = []
    done: list[Listed] = []
    for case in ctx.tx.query(Case, col(Case.state).in_(IN_HAND), order_by=(col(Case.due_at), col(Case.id))):
        if not belongs(ctx.district, case, unit) or not may_be_shown(ctx.district, case):
            continue
        is_late = case.due_at is not None and case.due_at < ctx.now
        due = naming.due(case.due_at, ctx.now) if case.due_at is not None else ""
        text = texts.ROW_LATE if is_late else texts.ROW_OPEN
        (late if is_late else in_hand).append(_row(ctx, case, text(unit=ctx.district.name_of(case.unit), due=due)))
    since: datetime = ctx.now - DONE_SHOWN
    closed = ctx.tx.query(
        Case,
        col(Case.state) == CaseState.CLOSED.value,
        col(Case.closed_at) >= since,
        order_by=col(Case.closed_at).desc(),
    )
    for case in closed:
        if case.closure in WITHOUT_REPORT or not belongs(ctx.district, case, unit):
            continue
        if may_be_shown(ctx.district, case):
            how = texts.HOW.get(case.closure or "", "")
            done.append(_row(ctx, case, texts.ROW_DONE(unit=ctx.district.name_of(case.unit), how=how)))
    return late[:MOST_ROWS], in_hand[:MOST_ROWS], done[:MOST_ROWS]


def _called(ctx: Context, unit: Unit) -> tuple[tuple[tuple[str, str, str, str], ...], int]:
    """The rows of 回访, and the number of the first one for the example."""
    district = ctx.district
    found = callbacks.shown(ctx, lambda case: belongs(district, case, unit) and may_be_shown(district, case))
    rows = []
    for one, case, objections in found:
        outcome = posting_texts.OUTCOME[one.closure]()
        if objections:
            outcome = posting_texts.OBJECTED(outcome=outcome, count=objections)
        where = district.name_of(case.community) if case.community in district.units else texts.SOMEWHERE
        rows.append(
            (
                posting_texts.PROBLEM(number=one.number, title=case.title, community=where),
                posting_texts.RESPONSIBLE(unit=district.name_of(one.unit), person=one.person),
                outcome,
                format_day(one.called_on),
            )
        )
    return tuple(rows), found[0][0].number if found else 0


def _brief(ctx: Context, unit: Unit) -> tuple[str, ...]:
    found = ctx.tx.find(Brief, unit=unit.code, status="confirmed", order="-month", limit=1)
    if not found:
        return ()
    corrected = [
        brief_texts.ERRATUM(name=brief_texts.NAMES[one.field], old=one.old, new=one.new)
        for one in papers.errata(ctx, found[0])
    ]
    return (*brief_lines.lines(found[0].document), *corrected)


def _row(ctx: Context, case: Case, how: str) -> Listed:
    where = ctx.district.name_of(case.community) if case.community in ctx.district.units else texts.SOMEWHERE
    return Listed(texts.ROW(title=case.title, community=where), how)


def belongs(district: District, case: Case, unit: Unit) -> bool:
    """Whether a case stands on the board of a unit: it works on it or it lies there."""
    if unit.code == district.root:
        return True
    return any(unit.code in district.line_of(one) for one in (case.unit, case.community) if one in district.units)


def _units(district: District, unit: Unit) -> Iterable[tuple[str, str]]:
    """The district, and the units below the one that is shown (streets first, then departments)."""
    if unit.code != district.root:
        yield "", texts.WHOLE
        if unit.parent and unit.parent != district.root:
            yield unit.parent, district.name_of(unit.parent)
    for one in district.units.values():
        if one.parent == unit.code and not one.closed and one.level != "partner":
            yield one.code, one.short or one.name


def _trend(months: Sequence[dict[str, Any]]) -> Iterable[str]:
    by_code: dict[str, list[str]] = {}
    for month in months:
        for one in month["rates"]:
            said = rate_texts.TREND_MONTH(month=month["month"][5:].lstrip("0"), n=one["n"], d=one["d"])
            by_code.setdefault(one["code"], []).append(said)
    for code in ("on_time", "solved", "satisfied"):
        yield rate_texts.TREND(name=rate_texts.NAMES[code], months=rate_texts.COMMA.join(by_code.get(code, [])))
