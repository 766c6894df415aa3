"""The figures of a 民意专报: what came from a unit's own area, and at which level it was solved; parts add up.

A case belongs to the place it lies in, whoever worked on it: so every case stands in exactly one community, street or
remainder, and communities add up to their street, streets to the district.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col

from handlers.services import reports
from handlers.services.rate_facts import LOOK_BACK, facts
from models.domain.district import District, Unit
from models.domain.rated import Facts, Period
from models.domain.states import CONFIRMED, OPEN
from models.domain.working_time import SHANGHAI, shanghai_day
from models.store.tx import Reader
from models.tables import Case, Commitment, Meeting

LEVELS = ("community", "street", "district")
ANSWERED = frozenset(one.value for one in CONFIRMED)
STILL_OPEN = frozenset(state.value for state in OPEN)


@dataclass(frozen=True, slots=True)
class Told:
    """One case with what a paper asks of it."""

    facts: Facts
    case: Case
    home: str
    """The unit it lies in: a community, a street where no community is known, else the district."""


def told(reader: Reader, district: District, period: Period) -> list[Told]:
    """Every case that may count in the period; accusations of staff are in no paper."""
    found = facts(reader, period.start - LOOK_BACK)
    cases = {case.number: case for case in reader.query(Case, col(Case.filed_at) >= period.start - LOOK_BACK)}
    return [Told(one, cases[one.number], home_of(district, cases[one.number])) for one in found]


def home_of(district: District, case: Case) -> str:
    """Where a case lies."""
    if case.community in district.units:
        return case.community
    first = district.units.get(case.first_unit)
    return first.code if first is not None and first.level in {"community", "street"} else district.root


def brief(
    reader: Reader, district: District, unit: Unit, period: Period, every: Sequence[Told] | None = None
) -> dict[str, Any]:
    """The paper of a unit as one document, with its parts."""
    every = told(reader, district, period) if every is None else every
    parts = [
        {"unit": one.name, "code": one.code, **figures(every, district, period, _inside(district, one.code))}
        for one in below(district, unit)
    ]
    rest = figures(every, district, period, lambda home: home == unit.code)
    whole = figures(every, district, period, _inside(district, unit.code))
    return {
        "report": "brief",
        "unit": unit.name,
        "code": unit.code,
        "level": unit.level,
        "from": period.start.astimezone(SHANGHAI).isoformat(),
        "to": period.end.astimezone(SHANGHAI).isoformat(),
        **whole,
        "commitments": commitments(reader, district, period, unit),
        "meetings": meetings(reader, district, period, unit),
        "parts": parts,
        "elsewhere": rest if below(district, unit) else None,
    }


def figures(every: Sequence[Told], district: District, period: Period, inside: Callable[[str], bool]) -> dict[str, Any]:
    """The counts of one area."""
    mine = [one for one in every if inside(one.home)]
    received = [one for one in mine if period.holds(one.facts.filed_at)]
    solved = [one for one in mine if one.case.closure in ANSWERED and period.holds(one.facts.closed_at)]
    by_level = Counter(level_of(district, one.facts.unit) for one in solved)
    still = [one for one in mine if one.case.state in STILL_OPEN and one.facts.filed_at < period.until]
    return {
        "received": len(received),
        "by_class": dict(sorted(Counter(_group(one.case) for one in received).items())),
        "solved": len(solved),
        "solved_by_level": {level: by_level[level] for level in LEVELS},
        "ended_otherwise": sum(one.case.closure not in ANSWERED and period.holds(one.facts.closed_at) for one in mine),
        "open": len(still),
        "overdue": sum(one.case.due_at is not None and one.case.due_at < period.until for one in still),
        "reopened": sum(period.holds(at) for one in mine for at in one.facts.reopened),
        "excluded": sum(period.holds(one.facts.excluded_at) for one in mine),
    }


def level_of(district: District, unit: str) -> str:
    """At which level a unit works: departments and utilities are the district's."""
    found = district.units.get(unit)
    return found.level if found is not None and found.level in {"community", "street"} else "district"


def below(district: District, unit: Unit) -> list[Unit]:
    """Streets of the district, communities of a street."""
    return [
        one
        for code in district.children.get(unit.code, ())
        if (one := district.units[code]).level in {"community", "street"}
    ]


def commitments(reader: Reader, district: District, period: Period, unit: Unit) -> dict[str, int]:
    """Public promises of the area that fell due in the period, by their first date, and how many were kept."""
    inside = _inside(district, unit.code)
    due = kept = 0
    for one in reader.query(Commitment, col(Commitment.confirmed_at).is_not(None)):
        case = reader.get(Case, one.case_id)
        if case is None or not inside(home_of(district, case)) or not _holds_day(period, one.first_on):
            continue
        due += 1
        kept += one.kept_at is not None and one.denied_at is None
    return {"due": due, "kept": kept}


def meetings(reader: Reader, district: District, period: Period, unit: Unit) -> dict[str, int]:
    """Meetings that were really held in the area, by level."""
    inside = _inside(district, unit.code)
    held = Counter(
        one.level
        for one in reader.query(Meeting, col(Meeting.opened_at).is_not(None))
        if period.holds(one.opened_at) and inside(one.unit)
    )
    return {level: held[level] for level in LEVELS}


def period_of(said: str, now: datetime) -> Period:
    """`2014-05`, `2014-H1`, `2014-H2`, `2014`. Raises ValueError for anything else."""
    year, _, part = said.partition("-")
    if part in {"H1", "H2", ""}:
        months = {"H1": (1, 7), "H2": (7, 13), "": (1, 13)}[part]
        first, last = (reports.period_of(f"{int(year):04}-{month:02}", now) for month in (months[0], months[1] - 1))
        return Period(first.start, last.end, now)
    return reports.period_of(said, now)


def _inside(district: District, unit: str) -> Callable[[str], bool]:
    if unit == district.root:
        return lambda _home: True
    return lambda home: unit in district.line_of(home)


def _holds_day(period: Period, day: date) -> bool:
    return shanghai_day(period.start) <= day < shanghai_day(period.end - timedelta(seconds=1)) + timedelta(days=1)


def _group(case: Case) -> str:
    return case.category.partition("/")[0] or "-"


SUMS = ("received", "solved", "ended_otherwise", "open", "overdue", "reopened", "excluded")
"""Figures whose parts add up to the whole."""


def adds_up(document: Mapping[str, Any]) -> bool:
    """Whether parts and remainder give the whole, figure by figure; a community is its own whole."""
    if document["elsewhere"] is None:
        return True
    parts = [*document["parts"], document["elsewhere"]]
    plain = all(sum(one[name] for one in parts) == document[name] for name in SUMS)
    levels = all(
        sum(one["solved_by_level"][level] for one in parts) == document["solved_by_level"][level] for level in LEVELS
    )
    return plain and levels and sum(document["solved_by_level"].values()) == document["solved"]
