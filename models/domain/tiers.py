"""Time limits of the tiers as one table.

A length is written as it is said: `30min`, `24h` on the clock; `2dh` clock hours that run only 07:00-22:00;
`4wh` working hours; `3wd` until 18:00 of the third working day after the day of receipt, `1wd@12:00` until noon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Literal, get_args

from models.domain.district import Sourced, TierCode
from models.domain.working_time import DAY_CLOSES, Calendar, Due, at_clock, shanghai_day

Column = Literal["first", "middle", "district"]
"""Where in the table of rungs a case is: the unit it began with, the street or the bureau's head, the district desk."""

COLUMNS: tuple[Column, ...] = get_args(Column)
DUTY_OPENS, DUTY_CLOSES = time(7), time(22)
LENGTH = re.compile(r"(\d+)(min|h|dh|wh|wd)(?:@([01]\d|2[0-3]):([0-5]\d))?")
REMINDER = re.compile(r"T(?:-(\d+))?")


@dataclass(frozen=True, slots=True)
class Tier:
    """One row of the table of limits."""

    sign: str
    """Until the unit has signed for the case, from dispatch."""
    first_words: str
    """Until the resident has heard something in words."""
    due: Mapping[Column, str]
    reminders: tuple[str, ...]
    """`T-1`: 09:00 of the working day before; `T`: 09:00 of the day itself; `30min`, `12h`: after the start."""
    climbs: str
    """From the due instant until the case goes up: `0min` at once, `1wd@09:00`."""
    extension: str
    """Longest extension from the due instant, `` = none."""
    basis: Sourced
    first_words_vulnerable: str = ""
    """The same when an old, very young, ill or disabled person waits, `` = no other."""
    progress_every: str = ""
    """The resident hears at least this often, `` = not asked for."""
    dispatch: str = "2h"
    """For the desk, while nobody has the case."""


_BEIJING = Sourced("12345市民服务热线服务与管理规范, draft of 2021-12, limits by kind of request")
_OWN = Sourced("own: class override for small matters")

TIERS: Mapping[TierCode, Tier] = {
    "2h": Tier(
        sign="10min",
        first_words="30min",
        due={"first": "2h", "middle": "1h", "district": "1h"},
        reminders=("5min", "30min", "60min", "90min"),
        climbs="0min",
        extension="",
        basis=_BEIJING,
        dispatch="10min",
    ),
    "24h": Tier(
        sign="2dh",
        first_words="4h",
        first_words_vulnerable="2h",
        due={"first": "24h", "middle": "12h", "district": "24h"},
        reminders=("1h", "12h", "20h"),
        climbs="0min",
        extension="24h",
        basis=_BEIJING,
    ),
    "3d": Tier(
        sign="1wd@12:00",
        first_words="24h",
        due={"first": "3wd", "middle": "3wd", "district": "5wd"},
        reminders=("T-1", "T"),
        climbs="1wd@09:00",
        extension="3wd",
        basis=_OWN,
    ),
    "7d": Tier(
        sign="4wh",
        first_words="1wd",
        due={"first": "7wd", "middle": "3wd", "district": "5wd"},
        reminders=("T-2", "T-1", "T"),
        climbs="1wd@09:00",
        extension="7wd",
        basis=_BEIJING,
    ),
    "15d": Tier(
        sign="1wd",
        first_words="1wd",
        due={"first": "15wd", "middle": "5wd", "district": "10wd"},
        reminders=("T-5", "T-2", "T-1", "T"),
        climbs="1wd@09:00",
        extension="15wd",
        basis=_BEIJING,
        progress_every="5wd",
    ),
}

OBJECTION_LIMIT = "4wh"
ARBITRATION_LIMIT = "1wd"
"""Of what was sent back twice: own, two units and a basis have to be heard."""
"""The desk decides on a 退单 within four working hours; the case's own time runs on."""
UNSIGNED_STAGES = frozenset({"5min", "1h"})
"""Reminders that are only for a case nobody has signed for."""


def length_after(start: datetime, length: str, calendar: Calendar, times: int = 1) -> Due:
    """The instant when a length as written in the table (`times` of it) has passed since `start`.

    Raises ValueError for a length that is not of the forms above.
    """
    once, unit, clock = _parts(length)
    amount = once * times
    if start.tzinfo is not UTC:
        start = start.astimezone(UTC)
    if unit == "wd":
        return calendar.on_working_day(start, amount, clock)
    if unit == "min":
        return Due(start + timedelta(minutes=amount), calendar_version=calendar.version)
    if unit == "h":
        return Due(start + timedelta(hours=amount), calendar_version=calendar.version)
    if unit == "dh":
        return Due(_duty_hours_after(start, timedelta(hours=amount)), calendar_version=calendar.version)
    return calendar.add_working_hours(start, amount)


@cache
def _parts(length: str) -> tuple[int, str, time]:
    """Amount, unit and clock of a length as it is written; the few that exist are read once."""
    match = LENGTH.fullmatch(length)
    if match is None:
        raise ValueError(f"not a length of time: {length!r} (30min, 24h, 2dh, 4wh, 3wd, 1wd@12:00)")
    return int(match[1]), match[2], time(int(match[3]), int(match[4])) if match[3] else DAY_CLOSES


def _duty_hours_after(start: datetime, left: timedelta) -> datetime:
    day = shanghai_day(start)
    at = max(start, at_clock(day, DUTY_OPENS))
    while left > (open_for := max(timedelta(0), at_clock(day, DUTY_CLOSES) - at)):
        left -= open_for
        day += timedelta(days=1)
        at = at_clock(day, DUTY_OPENS)
    return at + left
