"""The monthly report of a unit or the district: every rate with its parts, what is counted apart, its own trend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlmodel import col

from handlers.services import satisfaction, timely, timely_words
from handlers.services.closing import doubts, seeds, spot_checks
from handlers.services.commitments import due_of
from handlers.services.pledging import documents as pledge_documents
from handlers.services.pledging import words as pledge_words
from handlers.services.rate_facts import LOOK_BACK, OWN, STAFF, facts
from handlers.services.rate_words import figure
from handlers.services.rights import day_roots
from handlers.texts import checks as check_texts
from handlers.texts import doubts as doubt_texts
from handlers.texts import exclusion as exclusion_texts
from handlers.texts import pledges as pledge_texts
from handlers.texts import rates as texts
from handlers.texts import themes as theme_texts
from models.domain import rates
from models.domain.dates import format_day
from models.domain.district import District, Unit
from models.domain.rated import Commitment, Facts, Period
from models.domain.rates import Rate
from models.domain.states import OPEN
from models.domain.working_time import SHANGHAI, calendar_of, shanghai_day
from models.store.tx import Reader
from models.tables import Case, Doubt, Event, SpotCheck
from models.tables import Commitment as Promise

TREND_MONTHS = 6
GROUPS = ("own", "filed_for", "staff")


def month_of(day: date) -> str:
    """2026-11"""
    return f"{day:%Y-%m}"


def period_of(month: str, now: datetime) -> Period:
    """The period of a month `YYYY-MM` in Shanghai days. Raises ValueError for anything else."""
    first = date.fromisoformat(f"{month}-01")
    after = (first + timedelta(days=32)).replace(day=1)
    return Period(_midnight(first), _midnight(after), now)


def month_before(month: str) -> str:
    """The month before `YYYY-MM`."""
    return month_of(date.fromisoformat(f"{month}-01") - timedelta(days=1))


def scope(district: District, unit: Unit | None, *, below: bool = False) -> tuple[str, ...] | None:
    """Units a report counts: None is the whole district; `below` adds those under the unit."""
    if unit is None or unit.code == district.root:
        return None
    if not below:
        return (unit.code,)
    return tuple(code for code in district.units if unit.code in district.line_of(code))


def monthly(
    reader: Reader,
    district: District,
    month: str,
    now: datetime,
    unit: Unit | None = None,
    *,
    below: bool = False,
    trend: bool = True,
) -> dict[str, Any]:
    """The report as one document; nothing in it names a person, and no unit stands beside another."""
    period = period_of(month, now)
    months = [month]
    while trend and len(months) < TREND_MONTHS:
        months.append(month_before(months[-1]))
    earliest = period_of(months[-1], now).start
    found = facts(reader, earliest - LOOK_BACK)
    promises = commitments(reader, earliest)
    units = scope(district, unit, below=below)
    by_group = grouped(found)
    own = documents(rates.all_rates(by_group["own"], period, units, promises))
    return {
        "report": "monthly",
        "month": month,
        "from": period.start.astimezone(SHANGHAI).isoformat(),
        "to": period.end.astimezone(SHANGHAI).isoformat(),
        "as_of": now.astimezone(UTC).isoformat(),
        "district": district.name,
        "unit": unit.name if unit is not None else district.name,
        "cases": counts(reader, found, period, units),
        "rates": own,
        "apart": {name: documents(rates.all_rates(by_group[name], period, units)) for name in GROUPS[1:]},
        "satisfaction": satisfaction.document(own, district),
        "timely": timely.document(timely.of_period(reader, district, period, calendar_of(district), units), district),
        "pledges": pledge_documents.documents(reader, district, min(now, period.end), units),
        "second_calls": second_calls(reader, month, now, units),
        "doubts": doubted(reader, period, units),
        "exclusions": exclusions(reader, period, units),
        "digests": day_roots.of_month(reader, month),
        "trend": [_of_month(by_group["own"], one, now, units, promises) for one in reversed(months)] if trend else [],
    }


def grouped(found: Sequence[Facts]) -> dict[str, list[Facts]]:
    """Residents' own cases, those filed for somebody, and those of staff: never in one denominator."""
    groups: dict[str, list[Facts]] = {name: [] for name in GROUPS}
    for one in found:
        groups["own" if one.channel == OWN else "staff" if one.channel == STAFF else "filed_for"].append(one)
    return groups


def counts(reader: Reader, found: Sequence[Facts], period: Period, units: Sequence[str] | None) -> dict[str, int]:
    """Plain numbers beside the rates."""
    mine = [one for one in found if units is None or one.unit in units]
    names = {one.number for one in mine}
    states = {case.number: case.state for case in reader.find(Case, state=tuple(state.value for state in OPEN))}
    return {
        "filed": sum(period.holds(one.filed_at) for one in mine),
        "dispatched": sum(period.holds(one.dispatched_at) for one in mine),
        "closed": sum(any(period.holds(at) for at in one.closed_times) for one in mine),
        "open": len(names & states.keys()),
        "filed_for": sum(period.holds(one.filed_at) and one.channel not in {OWN, STAFF} for one in mine),
    }


def second_calls(reader: Reader, month: str, now: datetime, units: Sequence[str] | None) -> dict[str, Any]:
    """随机回访 of the cases closed in a month: counts, what was committed to before, and the seed once it is open."""
    held = [one for one in reader.find(SpotCheck, month=month) if units is None or one.unit in units]
    seed = seeds.seed_of(reader, month)
    opened = seed.seed.hex() if seed is not None and seeds.is_open(month, now) else None
    drawn = spot_checks.counted(one for one in held if one.reason != "doubt")
    return {**drawn, "commitment": seed.commitment if seed is not None else None, "seed": opened}


def doubted(reader: Reader, period: Period, units: Sequence[str] | None) -> dict[str, int]:
    """疑件 listed in the period, and what came of them."""
    held = [one for one in reader.find(Doubt) if period.holds(one.found_at) and (units is None or one.unit in units)]
    return doubts.counted(held)


def exclusions(reader: Reader, period: Period, units: Sequence[str] | None) -> dict[str, Any]:
    """剔除 in the period and appeals against it: counts and reasons, never only a share."""
    told = reader.query(Event, col(Event.kind).in_(_OF_EXCLUSION), col(Event.at) >= period.start)
    told = [one for one in told if period.holds(one.at) and one.data.get("of", "excluded") == "excluded"]
    if units is not None:
        held = {one.id: one.unit for one in reader.query(Case, col(Case.id).in_({one.case_id for one in told}))}
        told = [one for one in told if held.get(one.case_id) in units]
    counts = Counter(one.kind for one in told)
    return {
        **{name: counts[kind] for kind, name in _OF_EXCLUSION.items()},
        "reasons": dict(sorted(Counter(one.data["reason"] for one in told if one.kind == "grant_exclusion").items())),
    }


_OF_EXCLUSION = {
    "ask_exclusion": "asked",
    "grant_exclusion": "granted",
    "refuse_exclusion": "refused",
    "appeal": "appealed",
    "grant_appeal": "overturned",
}


def documents(found: Sequence[Rate]) -> list[dict[str, Any]]:
    """Rates as documents, with the name people know them by."""
    return [{"name": texts.NAMES[one.code], "means": texts.MEANS[one.code], **one.document()} for one in found]


def commitments(reader: Reader, since: datetime) -> list[Commitment]:
    """Public promises that were confirmed and whose first day is not before `since`."""
    confirmed = col(Promise.confirmed_at).is_not(None)
    return [
        Commitment(
            one.unit,
            first_at=due_of(one.first_on),
            kept_at=one.kept_at,
            denied=one.denied_at is not None,
            last_at=due_of(one.due_on),
            quantity=one.amount or 1,
            kept=one.done if one.amount else int(one.kept_at is not None and one.denied_at is None),
        )
        for one in reader.query(Promise, confirmed, col(Promise.first_on) >= shanghai_day(since))
    ]


def _of_month(
    found: Sequence[Facts], month: str, now: datetime, units: Sequence[str] | None, promises: Sequence[Commitment]
) -> dict[str, Any]:
    period = period_of(month, now)
    every = rates.all_rates(found, period, units, promises)
    return {"month": month, "rates": [{"code": one.code, "n": one.numerator, "d": one.denominator} for one in every]}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


def lines(report: dict[str, Any]) -> list[str]:
    """The same for reading."""
    said = [texts.TITLE(unit=report["unit"], month=report["month"]), texts.COUNTS(**_named(report["cases"])), ""]
    said += [*checks(report["second_calls"]), doubt_texts.BOARD(**_doubts(report["doubts"]))]
    said += [*excluded(report["exclusions"]), ""]
    said += [theme_texts.TIMELY_TITLE, *timely_words.lines(report["timely"])]
    said += [missing(one) for one in report["timely"]["missing"]]
    said += ["", texts.SATISFIED_TITLE, *satisfaction.lines(report["satisfaction"]), ""]
    if report["pledges"]:
        said += [pledge_texts.BOARD_TITLE, *map(pledge_words.of_document, report["pledges"]), ""]
    for group in GROUPS:
        found = report["rates"] if group == "own" else report["apart"][group]
        shown = [one for one in found if one["d"] or group == "own"]
        if shown:
            said += [texts.APART[group], *(line(one) for one in shown), ""]
    return said[:-1]


def missing(one: dict[str, Any]) -> str:
    """A case that lacks one of the four, by its number: the report is read inside."""
    return theme_texts.TIMELY_REPORT(number=one["number"], what=lacks(one))


def lacks(one: dict[str, Any]) -> str:
    """没公示，该在11月26日（周四）前"""
    day = format_day(shanghai_day(datetime.fromisoformat(one["limit"])))
    return theme_texts.TIMELY_LACKS(mark=timely_words.mark(one["mark"]), day=day)


def checks(calls: dict[str, Any]) -> list[str]:
    """The second calls, in words."""
    figures = {name: calls[name] for name in ("drawn", "answered", "overturned", "unreached")}
    said = [check_texts.BOARD(**figures)]
    if calls["commitment"]:
        said.append(check_texts.COMMITTED(commitment=calls["commitment"]))
    if calls["seed"]:
        said.append(check_texts.OPENED(seed=calls["seed"]))
    return said


def _doubts(counts: dict[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in ("listed", "checking", "reopened", "dismissed")}


def excluded(counts: dict[str, Any]) -> list[str]:
    """剔除 in words: how many, and for which reasons."""
    said = [exclusion_texts.BOARD(**{name: counts[name] for name in _EXCLUSIONS})]
    rows = [exclusion_texts.ROW(reason=exclusion_texts.REASONS[why](), count=n) for why, n in counts["reasons"].items()]
    return [*said, exclusion_texts.BY_REASON(rows=texts.COMMA.join(rows))] if rows else said


_EXCLUSIONS = ("asked", "granted", "refused", "appealed", "overturned")


def line(one: dict[str, Any]) -> str:
    """响应率　18/20（90.0%，95%区间 69.9–97.2%）；…"""
    rest = [texts.UNANSWERED(count=one["unanswered"])] if one["unanswered"] else []
    rest += [texts.LEFT_OUT(name=texts.EXCLUDED.get(k, k), count=n) for k, n in one["excluded"].items()]
    for name, value in one["beside"].items():
        if isinstance(value, dict) and value["d"]:
            rest.append(texts.BESIDE[name](figure=figure(value)))
        elif isinstance(value, int) and value:
            rest.append(texts.BESIDE[name](count=value))
    if one["provisional"]:
        rest.append(texts.PROVISIONAL())
    told = "".join(texts.SEPARATOR + part for part in rest)
    return texts.LINE(name=one["name"], figure=figure(one), rest=told)


def _named(cases: dict[str, int]) -> dict[str, int]:
    return {name: cases[name] for name in ("filed", "dispatched", "closed", "open")}
