"""On which days a unit meets: the days of the rhythm, moved by rule where they are not worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.domain.working_time import ONE_DAY, Calendar

Shift = Literal["next", "previous", "skip"]
SHIFTS: tuple[Shift, ...] = ("next", "previous", "skip")
LAST_DAY = 28
"""A rhythm by days of the month names none that a month may lack."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every week on a weekday, or every month on days; exactly one of the two is given."""

    weekday: int = 0
    """1 = Monday … 7 = Sunday, 0 = by days of the month."""
    days: tuple[int, ...] = ()
    shift: Shift = "next"
    """What becomes of a day that is not worked."""


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A meeting as the calendar has it."""

    nominal: date
    """The day of the rhythm; it names the meeting."""
    day: date
    """The day it is held."""

    @property
    def moved(self) -> bool:
        return self.day != self.nominal


def meeting_days(rhythm: Rhythm, first: date, last: date, calendar: Calendar) -> list[MeetingDay]:
    """Meetings whose nominal day lies in `first`..`last`, in order.

    Two that fall on one day after the holidays are one meeting, the later of the two.
    """
    held: dict[date, MeetingDay] = {}
    day = first
    while day <= last:
        if _is_nominal(rhythm, day):
            at = shifted(day, rhythm.shift, calendar)
            if at is not None:
                held[at] = MeetingDay(day, at)
        day += ONE_DAY
    return [held[at] for at in sorted(held)]


def shifted(day: date, shift: Shift, calendar: Calendar) -> date | None:
    """The day it is held instead, None where it is left out."""
    if calendar.is_workday(day):
        return day
    if shift == "skip":
        return None
    if shift == "next":
        return calendar.next_workday(day)
    while not calendar.is_workday(day):
        day -= ONE_DAY
    return day


def _is_nominal(rhythm: Rhythm, day: date) -> bool:
    return day.isoweekday() == rhythm.weekday if rhythm.weekday else day.day in rhythm.days
