"""立行立改: what a district promised to everybody, in numbers and by steps; how it stands is counted from its events.

A pledge has steps: 4 of the 6 by 30 November, all 6 by 31 August. It is never done while one is missing, and what was
reported and found untrue does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.domain.dates import SaidDate, split_date
from models.domain.errors import BadDate
from models.domain.working_time import Calendar, shanghai_day

NOUNS = "[所个处盏户条栋台辆家间套座根块扇棵株项口片段组米次名人]"
_COUNT = re.compile(rf"(?<![\d.年月日号])(\d{{1,6}})\s*({NOUNS})(?!月)")
_MONEY = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*(亿|万)?元")
_UNITS = {"": 1, "万": 10_000, "亿": 100_000_000}
_BETWEEN = re.compile(r"\s*[，,、]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Step:
    """So many in all by a day."""

    amount: int
    due_on: date
    first_on: date
    """The day that was named first; it never moves."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event of a pledge: so many were kept, or found not to be."""

    kind: str
    """kept | denied"""
    at: datetime
    amount: int
    cents: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a pledge stands at an instant."""

    amount: int
    done: int
    on_time: int
    """Of these, those that were kept by the first day of the step that asked for them."""
    late: tuple[Step, ...]
    """Steps whose day is over and that lack something."""
    next: Step | None
    """The first step that is still to come."""
    kept: tuple[tuple[date, int], ...]
    """(day, how many) that count, in order."""
    cents: int = 0

    @property
    def open(self) -> int:
        """How many are still missing."""
        return self.amount - self.done

    @property
    def whole(self) -> bool:
        return self.done >= self.amount


def standing(steps: Sequence[Step], events: Iterable[Told], now: datetime) -> Standing:
    """Counted from what happened until `now`."""
    kept = _counting(events, now)
    done = sum(count for _, count, _ in kept)
    today = shanghai_day(now)
    amount = max((step.amount for step in steps), default=0)
    due = sorted(steps, key=lambda step: (step.due_on, step.amount))
    return Standing(
        amount=amount,
        done=min(done, amount),
        on_time=_on_time(steps, [(day, count) for day, count, _ in kept]),
        late=tuple(step for step in due if step.due_on < today and _by(kept, today) < step.amount),
        next=next((step for step in due if step.due_on >= today and done < step.amount), None),
        kept=tuple((day, count) for day, count, _ in kept),
        cents=sum(cents for _, _, cents in kept),
    )


def promised(steps: Sequence[Step], events: Iterable[Told], first: date, last: date, now: datetime) -> tuple[int, int]:
    """(kept by the first day, due) of the steps whose first day lies in a period, each counted for what it adds."""
    kept = [(day, count) for day, count, _ in _counting(events, now)]
    due = done = before = 0
    for step in sorted(steps, key=lambda one: (one.first_on, one.amount)):
        adds = max(0, step.amount - before)
        if first <= step.first_on <= last:
            due += adds
            by = sum(count for day, count in kept if day <= step.first_on)
            done += max(0, min(by, step.amount) - before)
        before = max(before, step.amount)
    return done, due


def count_in(text: str) -> tuple[int, str] | None:
    """The first number with a word of measure: 6所幼儿园 is (6, 所)."""
    match = _COUNT.search(text)
    return (int(match[1]), match[2]) if match is not None else None


def cents_in(text: str) -> int:
    """Money in a text as whole fen, 0 for none: 2293.32万元 is 2 293 320 000."""
    return sum(int(Decimal(match[1]) * _UNITS[match[2] or ""] * 100) for match in _MONEY.finditer(text))


def read_steps(text: str, today: date, calendar: Calendar, amount: int, noun: str) -> list[tuple[int, SaidDate]]:
    """`4所 2014年11月30日，6所 2015年8月31日`, or one day for all of it; [] where no day is said.

    Raises BadDate for a day that is past or none.
    """
    found: list[tuple[int, SaidDate]] = []
    waits = amount
    for part in (one for one in _BETWEEN.split(text.strip()) if one):
        said = re.match(rf"(\d{{1,6}})\s*({re.escape(noun) if noun else NOUNS})(?!月)", part)
        if said is not None:
            waits = int(said[1])
            part = part[said.end() :]  # noqa: PLW2901 - what is left of it is the day
        if not part:
            continue
        try:
            day, rest = split_date(part, today, calendar)
        except BadDate as error:
            if error.params["reason"] == "unreadable" and not found:
                return []
            raise
        if rest:
            return []
        found.append((waits, day))
        waits = amount
    return found


def _counting(events: Iterable[Told], now: datetime) -> list[tuple[date, int, int]]:
    """(day, count, fen) of what was kept, less what was found untrue: the newest report loses it first."""
    kept: list[list[int | date]] = []
    for one in sorted(events, key=lambda event: event.at):
        if one.at > now:
            continue
        if one.kind == "kept":
            kept.append([shanghai_day(one.at), one.amount, one.cents])
        elif one.kind == "denied":
            missing = one.amount
            for row in reversed(kept):
                taken = min(missing, int(row[1]))  # type: ignore[arg-type]
                row[2] = 0 if taken == row[1] else row[2]
                row[1] = int(row[1]) - taken  # type: ignore[arg-type]
                missing -= taken
    return [(row[0], int(row[1]), int(row[2])) for row in kept if row[1]]  # type: ignore[misc,arg-type]


def _by(kept: Sequence[tuple[date, int, int]], day: date) -> int:
    return sum(count for on, count, _ in kept if on <= day)


def _on_time(steps: Sequence[Step], kept: Sequence[tuple[date, int]]) -> int:
    found = before = 0
    for step in sorted(steps, key=lambda one: (one.first_on, one.amount)):
        by = sum(count for day, count in kept if day <= step.first_on)
        found += max(0, min(by, step.amount) - before)
        before = max(before, step.amount)
    return found
