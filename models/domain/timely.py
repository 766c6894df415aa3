"""四个及时: 梳理, 交办, 公示, 测评 as four instants of an issue, each with its limit, counted and never averaged.

An instant is what happened, not what somebody wrote down: the matter got its unit, the unit signed, the outcome stood
on the board, the resident was asked. A limit that is still running counts nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.domain.rated import Period
from models.domain.rates import Rate
from models.domain.tiers import LENGTH, length_after
from models.domain.working_time import Calendar

MARKS = ("sorted", "handed", "posted", "assessed")
LIMITS: Mapping[str, str] = {"sorted": "4wh", "handed": "1wd", "posted": "3wd", "assessed": "5wd"}
"""From told to sorted, from sorted to signed, from confirmed to the board, from reported done to asked.

Source: our own, no rule sets them; a district writes its own into `settings.timely`.
"""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue: from when each mark is waited for, and when it was made; what is not waited for is left out."""

    number: str
    unit: str
    since: Mapping[str, datetime]
    made: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """A mark that an issue lacks although its limit is over."""

    number: str
    mark: str
    limit_at: datetime


@dataclass(frozen=True, slots=True)
class Timely:
    """The four rates of a period, and what is missing at its end, the oldest first."""

    rates: tuple[Rate, ...]
    missing: tuple[Missing, ...]


def read_limits(given: Mapping[str, Any] | None) -> Mapping[str, str]:
    """The limits in force: those of the service, changed where the district says so. Raises ValueError."""
    found = dict(LIMITS)
    for mark in MARKS:
        length = (given or {}).get(mark)
        if length is not None:
            if LENGTH.fullmatch(str(length)) is None:
                raise ValueError(f"timely.{mark}: {length!r} is no length")
            found[mark] = str(length)
    return found


def timely(issues: Iterable[Issue], limits: Mapping[str, str], period: Period, calendar: Calendar) -> Timely:
    """Each mark whose limit fell in the period: made by then, of all of them; and those still missing."""
    n, d = dict.fromkeys(MARKS, 0), dict.fromkeys(MARKS, 0)
    late = dict.fromkeys(MARKS, 0)
    missing: list[Missing] = []
    for issue in issues:
        for mark, since in issue.since.items():
            limit = length_after(since, limits[mark], calendar).at
            at = issue.made.get(mark)
            if not period.holds(limit):
                continue
            d[mark] += 1
            n[mark] += at is not None and at <= limit
            late[mark] += at is not None and at > limit
            if at is None:
                missing.append(Missing(issue.number, mark, limit))
    found = tuple(Rate(f"timely_{mark}", n[mark], d[mark], beside={"late": late[mark]}) for mark in MARKS)
    return Timely(found, tuple(sorted(missing, key=lambda one: (one.limit_at, one.number))))
