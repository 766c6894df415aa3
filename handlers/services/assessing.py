"""年度测评: what the year says about a street, a community or a partner, counted, each figure with its denominator.

No score and no rank: service (from the papers' own counting), promises, help that was asked for, visits, and the two
ballots of the year. Whoever assesses reads them side by side.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import col

from handlers.services.ballots import lines as ballot_lines
from handlers.services.ballots import results
from handlers.services.briefs import figures
from handlers.services.helping import clocks
from handlers.texts import assessing as texts
from models.domain.ballots import round_of
from models.domain.district import District, Unit
from models.domain.rated import Period
from models.store.tx import Reader
from models.tables import Assignment, Ballot, HomeVisit, SpotCheck


def assessment(reader: Reader, district: District, unit: Unit, year: int, now: datetime) -> dict[str, Any]:
    """One unit's year as a document; partners have help and ballots, but no cases of their own."""
    period = figures.period_of(f"{year:04}", now)
    inside = {code for code in district.units if unit.code in district.line_of(code)}
    own = unit.level != "partner"
    brief = figures.brief(reader, district, unit, period) if own else None
    rounds = {round_of(date(year, 6, 15)), round_of(date(year, 12, 15))}
    return {
        "report": "assessment",
        "unit": unit.name,
        "code": unit.code,
        "level": unit.level,
        "year": year,
        "service": {name: brief[name] for name in SERVICE} if brief is not None else None,
        "promises": brief["commitments"] if brief is not None else None,
        "false_closings": _false(reader, year, inside) if own else None,
        "help": _help(reader, period, inside, now),
        "visits": _visits(reader, period, inside) if own else None,
        "ballots": [
            _ballot(reader, district, one, unit)
            for one in reader.find(Ballot, status="closed", order="opened_on")
            if one.round in rounds
        ],
    }


SERVICE = ("received", "solved", "open", "overdue", "reopened", "excluded")


def lines(document: dict[str, Any]) -> list[str]:
    """The same in words."""
    said = [texts.TITLE(unit=document["unit"], year=document["year"])]
    if document["service"] is not None:
        said.append(texts.SERVICE(**document["service"]))
        said.append(texts.PROMISES(**document["promises"]))
        said.append(texts.FALSE(**document["false_closings"]))
        said.append(texts.VISITS(**document["visits"]))
    said.append(texts.HELP(**document["help"]))
    for ballot in document["ballots"]:
        said += ballot["lines"]
    if not document["ballots"]:
        said.append(texts.NO_BALLOT)
    return [*said, texts.FOOT]


def _ballot(reader: Reader, district: District, ballot: Ballot, unit: Unit) -> dict[str, Any]:
    answers = results.outcomes(reader, ballot, unit.code)
    return {
        "round": ballot.round,
        "questions": [
            {
                "code": one.asked.code,
                "text": one.asked.text,
                "withheld": not results.may_be_shown(ballot, one),
                **(one.rate.document() if results.may_be_shown(ballot, one) else {}),
            }
            for one in answers
        ],
        "lines": ballot_lines.of_round(reader, district, ballot, unit),
    }


def _help(reader: Reader, period: Period, inside: set[str], now: datetime) -> dict[str, int]:
    asked = [
        one
        for one in reader.query(Assignment, col(Assignment.kind) == "assist", col(Assignment.help) != "")
        if one.unit in inside and period.holds(one.given_at)
    ]
    return {
        "asked": len(asked),
        "done": sum(one.done_at is not None for one in asked),
        "late": sum(clocks.is_late(one, one.ended_at or now) for one in asked),
    }


def _false(reader: Reader, year: int, inside: set[str]) -> dict[str, int]:
    held = [one for one in reader.find(SpotCheck) if one.month.startswith(f"{year:04}-") and one.unit in inside]
    done = [one for one in held if one.status == "done"]
    return {"drawn": len(held), "answered": len(done), "overturned": sum(one.answer != "solved" for one in done)}


def _visits(reader: Reader, period: Period, inside: set[str]) -> dict[str, int]:
    standing = reader.query(HomeVisit, col(HomeVisit.undone_at).is_(None))
    made = [one for one in standing if one.community in inside and period.holds(one.at)]
    return {"visits": len(made), "homes": len({one.home_id for one in made if one.home_id is not None})}
