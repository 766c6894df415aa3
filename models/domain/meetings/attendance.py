"""Who comes to a meeting: a table of its level and of how hard its hardest item is; a district may write its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from models.domain.meetings.agenda import HARDS, MEETING_LEVELS, Hard, MeetingLevel

Attendee = Literal["own", "concerned", "above", "leader", "communities", "streets", "partners", "convener", "observers"]
"""own: the unit's own posts · concerned: units with an item, and those that help · above: the head of the level above ·
leader: who is linked with the community · communities, streets: those of the area · partners: 驻区和包联单位 ·
convener: who calls the district's meeting (政法委) · observers: who reads and does not speak (纪委、组织部)"""
ATTENDEES: tuple[Attendee, ...] = get_args(Attendee)
Table = Mapping[MeetingLevel, Mapping[Hard, tuple[Attendee, ...]]]

ATTENDANCE: Table = {
    "community": {
        "plain": ("own", "concerned"),
        "joint": ("own", "concerned"),
        "hard": ("own", "concerned", "above", "leader"),
    },
    "street": {
        "plain": ("own", "concerned", "communities"),
        "joint": ("own", "concerned", "communities", "partners"),
        "hard": ("own", "concerned", "communities", "partners", "above"),
    },
    "district": {
        "plain": ("convener", "observers", "own", "streets", "concerned"),
        "joint": ("convener", "observers", "own", "streets", "concerned"),
        "hard": ("convener", "observers", "own", "streets", "concerned", "leader"),
    },
}
"""W2, W3, W4 and W8 of the bulletin's institutions."""


def read_attendance(overrides: Mapping[str, object]) -> Table:
    """The table with a district's own rows: {"community": {"hard": ["own", "concerned", "leader"]}}.

    Raises ValueError naming the row that is not known.
    """
    table = {level: dict(rows) for level, rows in ATTENDANCE.items()}
    for said, rows in overrides.items():
        level = next((one for one in MEETING_LEVELS if one == said), None)
        if level is None or not isinstance(rows, Mapping):
            raise ValueError(f"attendance.{said}: not a level ({', '.join(MEETING_LEVELS)})")
        for name, row in rows.items():
            hard = next((one for one in HARDS if one == name), None)
            if hard is None or not isinstance(row, list | tuple):
                raise ValueError(f"attendance.{said}.{name}: a list for any of {', '.join(HARDS)} is expected")
            if strangers := [one for one in row if one not in ATTENDEES]:
                raise ValueError(f"attendance.{said}.{name}: {strangers[0]} is none of {', '.join(ATTENDEES)}")
            table[level][hard] = tuple(one for one in ATTENDEES if one in row)
    return table
