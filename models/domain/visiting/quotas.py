"""What a role owes every month: households to visit and days at the duty post; when it is reminded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models.domain.working_time import Calendar

VISITS, POSTS = 5, 1
REMINDED_ON = 20
LAST_DAYS = 3
"""Working days at the end of a month on which who is behind hears of it."""


@dataclass(frozen=True, slots=True)
class Quota:
    """At least so many households and days at the duty post a month."""

    visits: int = VISITS
    posts: int = POSTS


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is this month."""

    quota: Quota
    visits: int
    """Different households; the same one twice counts once."""
    posts: int
    """Days."""

    @property
    def owed(self) -> tuple[int, int]:
        """Households and days still to do."""
        return max(0, self.quota.visits - self.visits), max(0, self.quota.posts - self.posts)

    @property
    def done(self) -> bool:
        return self.owed == (0, 0)


def read_quotas(given: Mapping[str, Any]) -> dict[str, Quota]:
    """Quotas by role as the district file states them."""
    return {
        role: Quota(int(entry.get("visits", VISITS)), int(entry.get("posts", POSTS))) for role, entry in given.items()
    }


def reminder_days(month: date, calendar: Calendar) -> list[date]:
    """The 20th (the next working day where it is off) and the last three working days of the month, in order."""
    first = month.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    workdays = [day for day in _days(first, after) if calendar.is_workday(day)]
    twentieth = [day for day in workdays if day.day >= REMINDED_ON][:1]
    return sorted({*twentieth, *workdays[-LAST_DAYS:]})


def next_reminder(after: date, calendar: Calendar) -> date:
    """The first reminder day behind a day."""
    month = after.replace(day=1)
    while True:
        found = [day for day in reminder_days(month, calendar) if day > after]
        if found:
            return found[0]
        month = (month + timedelta(days=32)).replace(day=1)


def month_span(day: date) -> tuple[date, date]:
    """First and last day of the month a day lies in."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _days(first: date, until: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((until - first).days)]
