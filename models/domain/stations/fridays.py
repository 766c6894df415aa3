"""On which Fridays the stations are staffed: a Friday that is a working day, and nothing else.

A working Saturday is no Friday (调休 moves work, not the station's day).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from models.domain.working_time import ONE_DAY, Calendar

FRIDAY = 5
WEEK = timedelta(days=7)
EPOCH = date(2000, 1, 7)
"""A Friday: turns are counted from it, so that a roster goes on over the years."""


def is_friday(day: date) -> bool:
    """Whether the day is a Friday, staffed or not."""
    return day.isoweekday() == FRIDAY


def is_staffed(day: date, calendar: Calendar) -> bool:
    """Whether somebody sits in the stations on that day."""
    return is_friday(day) and calendar.is_workday(day)


def friday_from(day: date) -> date:
    """The first Friday from a day on, holiday or not."""
    return day + timedelta(days=(FRIDAY - day.isoweekday()) % 7)


def next_staffed(day: date, calendar: Calendar) -> date:
    """The first staffed Friday from a day on."""
    friday = friday_from(day)
    while not calendar.is_workday(friday):
        friday += WEEK
    return friday


def staffed_days(first: date, last: date, calendar: Calendar) -> list[date]:
    """Every staffed Friday of a span."""
    found, day = [], friday_from(first)
    while day <= last:
        if calendar.is_workday(day):
            found.append(day)
        day += WEEK
    return found


def turn_of(posts: Sequence[str], day: date) -> str:
    """Whose turn a Friday is by the roster, `` for a roster without posts.

    Every Friday moves the roster on, holidays too, so that nobody's turn depends on what was planned when.
    """
    return posts[((day - EPOCH) // WEEK) % len(posts)] if posts else ""


def eve(friday: date) -> date:
    """The Thursday before."""
    return friday - ONE_DAY
