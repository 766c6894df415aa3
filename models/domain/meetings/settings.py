"""What a district says about its meetings: rhythm, hour, name and place of each level, hosts, notice, drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from models.domain.meetings.agenda import MEETING_LEVELS, MeetingLevel
from models.domain.meetings.attendance import ATTENDANCE, Table, read_attendance
from models.domain.meetings.notice import NOTICE_DAYS
from models.domain.meetings.rhythm import LAST_DAY, SHIFTS, Rhythm, Shift


@dataclass(frozen=True, slots=True)
class Rule:
    """How the meetings of one level are held."""

    name: str
    rhythm: Rhythm
    at: time
    place: str


@dataclass(frozen=True, slots=True)
class Meetings:
    """All of a district's rules; a level without a rule holds no meetings."""

    rules: Mapping[MeetingLevel, Rule] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    """Streets in the order of their turns, none = by their codes."""
    convener: str = ""
    """Unit that calls the district's meeting."""
    observers: tuple[str, ...] = ()
    """Units that are always on the district's list and read only."""
    notice_days: int = NOTICE_DAYS
    draft_days: int = 5
    """Working days before the meeting on which the units concerned are told."""
    attendance: Table = field(default_factory=lambda: ATTENDANCE)


def read_meetings(given: Mapping[str, Any]) -> Meetings:
    """The rules a district file states. Raises ValueError naming what is wrong."""
    rules: dict[MeetingLevel, Rule] = {}
    for level in MEETING_LEVELS:
        if level in given and given[level] is not None:
            rules[level] = _rule(level, given[level])
    return Meetings(
        rules=rules,
        hosts=tuple(given.get("hosts") or ()),
        convener=str(given.get("convener") or ""),
        observers=tuple(given.get("observers") or ()),
        notice_days=int(given.get("notice_days") or NOTICE_DAYS),
        draft_days=int(given.get("draft_days") or 5),
        attendance=read_attendance(given.get("attendance") or {}),
    )


def _rule(level: str, given: Mapping[str, Any]) -> Rule:
    weekday, days = int(given.get("weekday") or 0), tuple(sorted({int(one) for one in given.get("days") or ()}))
    if bool(weekday) == bool(days):
        raise ValueError(f"meetings.{level}: either a weekday or days of the month are expected")
    if not 0 <= weekday <= 7 or any(not 1 <= one <= LAST_DAY for one in days):
        raise ValueError(f"meetings.{level}: a weekday is 1 to 7, a day of the month 1 to {LAST_DAY}")
    shift: Shift | None = next((one for one in SHIFTS if one == (given.get("holiday") or "next")), None)
    if shift is None:
        raise ValueError(f"meetings.{level}.holiday: one of {', '.join(SHIFTS)} is expected")
    return Rule(
        name=str(given["name"]),
        rhythm=Rhythm(weekday, days, shift),
        at=time.fromisoformat(str(given.get("at") or "15:00")),
        place=str(given.get("place") or ""),
    )
