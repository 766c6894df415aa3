"""What a ballot came to: from the counts alone, after its end, and for nobody about whom fewer than ten spoke."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from handlers.services.ballots.rounds import questions_of
from models.domain import ballots as rules
from models.domain.ballots import Outcome
from models.domain.district import District
from models.store.tx import Reader
from models.tables import Ballot, BallotCount, BallotIssue

COLUMNS = ("round", "status", "unit", "question", "about", "text", "choice", "n")


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many could vote, took a ballot, and gave it back."""

    eligible: int
    given: int
    returned: int


def last(reader: Reader) -> Ballot | None:
    """The newest round that is over."""
    found = reader.find(Ballot, status="closed", order="-opened_on", limit=1)
    return found[0] if found else None


def turnout(reader: Reader, district: District, ballot: Ballot, unit: str) -> Turnout:
    """Of a community, a street or the whole district."""
    inside = {code for code in ballot.eligible if unit in district.line_of(code)}
    given = select(col(BallotIssue.unit), func.count()).where(col(BallotIssue.ballot_id) == ballot.id)
    by_unit: dict[str, int] = dict(map(tuple, reader.select(given.group_by(col(BallotIssue.unit)))))
    question, choice = rules.PAPERS
    returned = reader.find(BallotCount, ballot_id=ballot.id, question=question, choice=choice)
    return Turnout(
        eligible=sum(int(ballot.eligible[code]) for code in inside),
        given=sum(by_unit.get(code, 0) for code in inside),
        returned=sum(one.n for one in returned if one.unit in inside),
    )


def outcomes(reader: Reader, ballot: Ballot, unit: str) -> tuple[Outcome, ...]:
    """What was answered about a unit, question by question; () while the round is open.

    A question is counted for the unit it is about and for no other, so that no two published results differ by the
    answers of a few.
    """
    if ballot.status != "closed":
        return ()
    found: dict[str, dict[str, int]] = {}
    for one in reader.find(BallotCount, ballot_id=ballot.id, unit=unit):
        found.setdefault(one.question, {})[one.choice] = one.n
    return tuple(Outcome(asked, found[asked.code]) for asked in questions_of(ballot) if asked.code in found)


def may_be_shown(ballot: Ballot, outcome: Outcome) -> bool:
    """Whether so many judged that nobody's own answer shows."""
    return outcome.rate.denominator >= ballot.fewest


def export(reader: Reader, district: District) -> Iterator[dict[str, Any]]:
    """The raw counts of every round that is over, one row a cell: who adds them up gets what the board says."""
    for ballot in reader.find(Ballot, status="closed", order="opened_on"):
        asked_by_code = {one.code: one for one in questions_of(ballot)}
        units = dict.fromkeys(one.unit for one in reader.find(BallotCount, ballot_id=ballot.id, order="unit"))
        for unit in units:
            for outcome in outcomes(reader, ballot, unit):
                shown = may_be_shown(ballot, outcome)
                asked = asked_by_code[outcome.asked.code]
                for choice in rules.COUNTED:
                    yield {
                        "round": ballot.round,
                        "status": ballot.status if shown else "withheld",
                        "unit": district.name_of(unit),
                        "question": asked.code,
                        "about": asked.about,
                        "text": asked.text,
                        "choice": choice,
                        "n": outcome.counts.get(choice, 0) if shown else None,
                    }
