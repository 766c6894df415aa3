"""公示栏: figures as n/d and lists of titles with their community, for everybody; what it may show is one rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col

from handlers.context import Context
from handlers.services import board_sections, promises_told, reports
from handlers.services.ballots import lines as ballot_lines
from handlers.services.briefs import lines as brief_lines
from handlers.services.briefs import papers
from handlers.services.closing import bulletins
from handlers.services.meetings import callbacks, posting
from handlers.services.meetings import counting as meeting_counts
from handlers.services.publishing import may_be_shown as may_be_shown  # noqa: PLC0414 - papers ask the board for it
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
from models.domain.publicity import Public, of_office, of_people
from models.domain.states import CaseState
from models.domain.working_time import shanghai_day
from models.tables import Brief, Case, Posting, Voice

MOST_ROWS = 20
DIGESTS_SHOWN = 14
DONE_SHOWN = timedelta(days=30)
IN_HAND = tuple(
    state.value
    for state in (CaseState.DISPATCHED, CaseState.WORKING, CaseState.OBJECTED, CaseState.PAUSED, CaseState.PLANNED)
)
PROMISES_SHOWN = timedelta(days=60)
"""How long a kept commitment stands there."""
WITHOUT_REPORT = frozenset({"withdrawn", "merged"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: what and where, and how it stands."""

    what: Public
    how: Public


@dataclass(frozen=True, slots=True)
class Figure:
    """One rate: what is read, what it means, and n of d for the bar beside it."""

    line: Public
    means: Public
    n: int
    d: int


@dataclass(frozen=True, slots=True)
class Trend:
    """One rate over the last months, as a sentence and as (month, n, d)."""

    line: Public
    months: tuple[tuple[Public, int, int], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page; a text that is not `Public` does not pass the type check."""

    title: Public
    lead: Public
    counts: Public
    rates: tuple[Figure, ...]
    trend: tuple[Trend, ...]
    checks: tuple[Public, ...]
    """Second calls, what they were drawn with, and what was taken out of the figures."""
    parts: tuple[board_sections.Section, ...]
    """The month's theme, promises in numbers, 四个及时, 满意度, 通报."""
    notices: tuple[posting.Posted, ...]
    results: tuple[posting.Posted, ...]
    slipping: tuple[Listed, ...]
    """Commitments that were missed, moved or denied."""
    promised: tuple[Listed, ...]
    """Commitments whose day is still to come."""
    kept: tuple[Listed, ...]
    called: tuple[tuple[Public, Public, Public, Public], ...]
    """回访: problem, who answered for it, what came of it, when it was asked."""
    called_foot: Public
    meetings: Public
    """How many were held this year and the year before."""
    bulletins: tuple[tuple[Public, Public], ...]
    """(month, name) of 抽查通报, on the district's page."""
    ballot: tuple[Public, ...]
    """民意测评: that one runs, and what the last one came to."""
    brief: tuple[Public, ...]
    """The last confirmed 民意专报, with what was corrected."""
    sections: tuple[works_board.Section, ...]
    """代办站、实事、项目、五项任务, where the district has them."""
    late: tuple[Listed, ...]
    open: tuple[Listed, ...]
    done: tuple[Listed, ...]
    units: tuple[tuple[Public, Public], ...]
    """(code, name) of units to choose from."""
    digests: tuple[Public, ...]
    """The days' digests of the log, newest first; on the district's page only."""
    foot: Public
    words: dict[str, Any]


def board(ctx: Context, code: str = "") -> Board:
    """The board of the district or one unit. Raises NotFound for a unit that is not there."""
    district = ctx.district
    unit = unit_of(district, code)
    month = reports.month_of(shanghai_day(ctx.now))
    report = reports.monthly(ctx.tx, district, month, ctx.now, unit, below=True)
    late, in_hand, done = _lists(ctx, unit)
    called, first_called = _called(ctx, unit)
    slipping, promised, kept = _promises(ctx, unit)
    counts: dict[str, Public | int] = {n: int(report["cases"][n]) for n in ("filed", "closed", "open", "filed_for")}
    checks = (*reports.checks(report["second_calls"]), *reports.excluded(report["exclusions"]))
    return Board(
        title=texts.TITLE.public(unit=of_office(unit.name)),
        lead=texts.LEAD.public(month=of_office(month), day=of_office(format_day(shanghai_day(ctx.now)))),
        counts=texts.COUNTS.public(**counts),
        rates=tuple(
            Figure(of_office(reports.line(one)), of_office(one["means"]), int(one["n"]), int(one["d"]))
            for one in report["rates"]
        ),
        trend=tuple(_trend(report["trend"])),
        checks=tuple(of_office(one) for one in checks),
        parts=board_sections.sections(ctx, unit, report),
        notices=posting.notices(ctx, unit.code, lambda case: may_be_shown(district, case)),
        slipping=slipping,
        promised=promised,
        kept=kept,
        meetings=of_office(meeting_counts.line(ctx.tx, district, unit.code, shanghai_day(ctx.now))),
        called=called,
        called_foot=posting_texts.FOOT.public(number=first_called) if called else of_office(""),
        brief=_brief(ctx, unit),
        bulletins=()
        if code
        else tuple((of_office(m), of_office(bulletins.number_of(m))) for m in bulletins.months(ctx)),
        ballot=tuple(of_people(one) for one in ballot_lines.board(ctx, unit)),
        results=posting.results(ctx, unit.code, lambda case: may_be_shown(district, case)),
        sections=works_board.sections(ctx, unit),
        late=tuple(late),
        open=tuple(in_hand),
        done=tuple(done),
        units=tuple(_units(district, unit)),
        digests=() if code else tuple(of_office(one) for one in day_roots.lines(ctx.tx, DIGESTS_SHOWN)),
        foot=texts.FOOT.public(hotline=of_office(district.contacts.get("hotline", "12345"))),
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
            "without": texts.WITHOUT_NUMBERS(count=sum(not one["d"] for one in report["rates"])),
            "promises": texts.PROMISES,
            "slipping": texts.SLIPPING,
            "promised": texts.PROMISED,
            "kept": texts.KEPT,
            "papers": texts.PAPERS,
            "skip": texts.SKIP,
            "contents": texts.CONTENTS,
            "download": texts.DOWNLOAD,
        },
    )


def unit_of(district: District, code: str) -> Unit:
    """The unit a board is asked for, `` = the district. Raises NotFound for one that is not there."""
    unit = district.units.get(code) if code else district.units[district.root]
    if unit is None or unit.closed or unit.level == "partner":
        raise NotFound(number="")
    return unit


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
        said = text.public(unit=_named(ctx, case.unit), due=of_office(due))
        (late if is_late else in_hand).append(_row(ctx, case, said))
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
            done.append(_row(ctx, case, texts.ROW_DONE.public(unit=_named(ctx, case.unit), how=of_office(how))))
    return late[:MOST_ROWS], in_hand[:MOST_ROWS], done[:MOST_ROWS]


def _promises(ctx: Context, unit: Unit) -> tuple[tuple[Listed, ...], tuple[Listed, ...], tuple[Listed, ...]]:
    """Public commitments of the unit or its area: slipping, still to come, kept lately; what is over long is left."""
    found: dict[str, list[Listed]] = {"late": [], "open": [], "kept": []}
    since = shanghai_day(ctx.now - PROMISES_SHOWN)
    told = promises_told.told(ctx, lambda case: belongs(ctx.district, case, unit) and may_be_shown(ctx.district, case))
    for one in told:
        row = one.row
        if row.kept_at is not None and shanghai_day(row.kept_at) < since:
            continue
        how = texts.ROW_PROMISE.public(
            measure=of_people(row.measure),
            day=of_office(format_day(row.due_on)),
            unit=_named(ctx, row.unit),
            person=of_people(row.person),
            how=one.how,
        )
        found[one.standing].append(_row(ctx, one.case, how))
    late, to_come, kept = (tuple(found[name][:MOST_ROWS]) for name in ("late", "open", "kept"))
    return late, to_come, kept


def _called(ctx: Context, unit: Unit) -> tuple[tuple[tuple[Public, Public, Public, Public], ...], int]:
    """The rows of 回访, and the number of the first one for the example."""
    found = callbacks.shown(ctx, lambda case: belongs(ctx.district, case, unit) and may_be_shown(ctx.district, case))
    rows = tuple(called_row(ctx, *one) for one in found)
    return rows, found[0][0].number if found else 0


def called_row(ctx: Context, one: Posting, case: Case, objections: int) -> tuple[Public, Public, Public, Public]:
    """问题, 领办责任人, 落实情况, 回访时间 of one callback."""
    outcome = posting_texts.OUTCOME[one.closure].public()
    if objections:
        outcome = posting_texts.OBJECTED.public(outcome=outcome, count=objections)
    title = of_people(case.title)
    return (
        posting_texts.PROBLEM.public(number=one.number, title=title, community=community_of(ctx, case)),
        posting_texts.RESPONSIBLE.public(unit=_named(ctx, one.unit), person=of_people(one.person)),
        outcome,
        of_office(format_day(one.called_on)),
    )


def community_of(ctx: Context, case: Case) -> Public:
    """The community a case lies in, as everybody may read it."""
    return _named(ctx, case.community) if case.community in ctx.district.units else of_office(texts.SOMEWHERE)


def _brief(ctx: Context, unit: Unit) -> tuple[Public, ...]:
    found = ctx.tx.find(Brief, unit=unit.code, status="confirmed", order="-month", limit=1)
    if not found:
        return ()
    corrected = [
        brief_texts.ERRATUM.public(name=of_office(brief_texts.NAMES[one.field]), old=one.old, new=one.new)
        for one in papers.errata(ctx, found[0])
    ]
    return (*(of_office(one) for one in brief_lines.lines(found[0].document)), *corrected)


def _row(ctx: Context, case: Case, how: Public) -> Listed:
    return Listed(texts.ROW.public(title=of_people(case.title), community=community_of(ctx, case)), how)


def _named(ctx: Context, unit: str) -> Public:
    return of_office(ctx.district.name_of(unit))


def belongs(district: District, case: Case, unit: Unit) -> bool:
    """Whether a case stands on the board of a unit: it works on it or it lies there."""
    if unit.code == district.root:
        return True
    return any(unit.code in district.line_of(one) for one in (case.unit, case.community) if one in district.units)


def _units(district: District, unit: Unit) -> Iterable[tuple[Public, Public]]:
    """The district, and the units below the one that is shown (streets first, then departments)."""
    if unit.code != district.root:
        yield of_office(""), of_office(texts.WHOLE)
        if unit.parent and unit.parent != district.root:
            yield of_office(unit.parent), of_office(district.name_of(unit.parent))
    for one in district.units.values():
        if one.parent == unit.code and not one.closed and one.level != "partner":
            yield of_office(one.code), of_office(one.short or one.name)


def _trend(months: Sequence[dict[str, Any]]) -> Iterable[Trend]:
    by_code: dict[str, list[tuple[Public, int, int]]] = {}
    for month in months:
        for one in month["rates"]:
            name = of_office(month["month"][5:].lstrip("0"))
            by_code.setdefault(one["code"], []).append((name, int(one["n"]), int(one["d"])))
    for code in ("on_time", "solved", "satisfied"):
        found = tuple(by_code.get(code, ()))
        said = rate_texts.COMMA.join(rate_texts.TREND_MONTH(month=name, n=n, d=d) for name, n, d in found)
        yield Trend(rate_texts.TREND.public(name=of_office(rate_texts.NAMES[code]), months=of_office(said)), found)
