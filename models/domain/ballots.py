"""民意测评: the half-year ballot. When it opens and ends, what is asked about whom, and when a result may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, get_args

from models.domain.rates import Rate
from models.domain.working_time import DAY_OPENS, ONE_DAY, at_clock, shanghai_day

About = Literal["community", "street", "partner"]
ABOUT: tuple[About, ...] = get_args(About)
"""Whom a question judges: the voter's community, the street above it, the organisations paired with it (包联)."""
Choice = Literal["yes", "fair", "no", "unknown"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
BLANK = "blank"
"""A question that was left out."""
COUNTED = (*CHOICES, BLANK)
PAPERS = ("", "papers")
"""(question, choice) under which the ballots of a community are counted."""
FEWEST = 10
"""Below so many nothing is published."""
LONGEST = 30
"""Days a ballot may last: shorter than a link lives."""
MIDNIGHT = time(0)
CLOSES = time(20)
REMINDED = timedelta(days=3)
REMINDED_AT = time(10)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the form."""

    code: str
    about: About
    text: str


@dataclass(frozen=True, slots=True)
class Ballots:
    """A district's rules; without opening days it holds none."""

    opens: tuple[tuple[int, int], ...] = ()
    """(month, day), in the order of the year."""
    days: int = 14
    fewest: int = FEWEST
    questions: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One ballot of the calendar: named by its half-year, open from nine of its first day to eight of its last evening.

    Nobody has to come anywhere, so holidays do not move it.
    """

    round: str
    opens_at: datetime
    closes_at: datetime

    @property
    def reminder_at(self) -> datetime:
        """When whoever asked for a ballot and took none is told once more."""
        return at_clock(shanghai_day(self.closes_at - REMINDED), REMINDED_AT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was answered to one question about one unit: counts, nothing else."""

    asked: Asked
    counts: Mapping[str, int]

    @property
    def rate(self) -> Rate:
        """满意 of all who judged; who does not know and who left it out stand beside."""
        judged = sum(self.counts.get(choice, 0) for choice in ("yes", "fair", "no"))
        beside = self.counts.get("unknown", 0) + self.counts.get(BLANK, 0)
        return Rate(self.asked.code, self.counts.get("yes", 0), judged, unanswered=beside)


def read_ballots(given: Mapping[str, Any]) -> Ballots:
    """The rules a district file states. Raises ValueError naming what is wrong."""
    opens = []
    for said in given.get("opens") or ():
        month, _, day = str(said).partition("-")
        try:
            date(2025, int(month), int(day))  # a year without 29 February: the day exists every year
        except ValueError as error:
            raise ValueError(f"ballots.opens: {said} is no day of every year (06-15)") from error
        opens.append((int(month), int(day)))
    halves = [month > 6 for month, _ in opens]
    if len(set(halves)) != len(halves):
        raise ValueError("ballots.opens: one day in each half of the year at most")
    days = int(given.get("days") or 14)
    if not 1 <= days <= LONGEST:
        raise ValueError(f"ballots.days: 1 to {LONGEST} are expected")
    fewest = int(given.get("fewest") or FEWEST)
    if fewest < FEWEST:
        raise ValueError(f"ballots.fewest: a result of fewer than {FEWEST} would tell who said what")
    questions = tuple(Asked(str(one["code"]), one["about"], str(one["text"])) for one in given.get("questions") or ())
    if opens and not questions:
        raise ValueError("ballots.questions: at least one question is expected")
    if len({one.code for one in questions}) != len(questions):
        raise ValueError("ballots.questions: a code stands twice")
    return Ballots(tuple(sorted(opens)), days, fewest, questions)


def round_of(day: date) -> str:
    """2026-H1 or 2026-H2."""
    return f"{day.year}-H{1 if day.month <= 6 else 2}"


def term(rules: Ballots, day: date) -> Term:
    """The ballot that opens on this day."""
    last = day + (rules.days - 1) * ONE_DAY
    return Term(round_of(day), at_clock(day, DAY_OPENS), at_clock(last, CLOSES))


def terms(rules: Ballots, year: int) -> Iterator[Term]:
    """The ballots of a year, in order."""
    for month, day in rules.opens:
        yield term(rules, date(year, month, day))


def next_term(rules: Ballots, after: datetime) -> Term | None:
    """The first ballot that opens after an instant, None where the district holds none."""
    year = shanghai_day(after).year
    return next((one for of in (year, year + 1) for one in terms(rules, of) if one.opens_at > after), None)


def running_term(rules: Ballots, now: datetime) -> Term | None:
    """The ballot that is open now by the calendar; costs no reading."""
    year = shanghai_day(now).year
    found = (one for of in (year - 1, year) for one in terms(rules, of))
    return next((one for one in found if one.opens_at <= now < one.closes_at), None)
