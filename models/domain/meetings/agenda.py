"""Which open cases belong on which agenda, why, in which order, and how hard they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

MeetingLevel = Literal["community", "street", "district"]
MEETING_LEVELS: tuple[MeetingLevel, ...] = ("community", "street", "district")
Why = Literal["raised", "overdue", "promise", "due", "many", "old", "open", "added"]
WHYS: tuple[Why, ...] = ("raised", "overdue", "promise", "due", "many", "old", "open", "added")
"""In the order in which an agenda lists its items; the first that fits is the one that is told."""
Hard = Literal["plain", "joint", "hard"]
HARDS: tuple[Hard, ...] = ("plain", "joint", "hard")
MANY = 5
"""So many households with one matter are everybody's matter."""
OLD_DAYS = 7
"""A matter that has been open so long is talked about, in whose hands it may be."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a case when an agenda is made."""

    own: bool
    """It is in the hands of the unit that meets."""
    area: bool
    """It lies in the area of the unit that meets."""
    raised: bool
    """It has come up from a level below the one it is at now; at the district: from a street."""
    handed_down: bool
    """It was given down again to a street or community, and nobody above answers for it."""
    at_top: bool
    """The district's desk or a department has it, or the desk still answers for it."""
    overdue: bool
    due_before: bool
    """Its date lies before the meeting after this one."""
    planned: bool
    """It has a public commitment whose day is still to come."""
    missed: bool
    """Its commitment was not kept."""
    voices: int
    days: int
    """Since it was filed."""
    helpers: int
    supervised: bool


def why(level: MeetingLevel, case: Standing) -> Why | None:
    """Why a case is on the agenda of a meeting of this level, None when it is not.

    The district talks about exactly what streets handed up and nothing else; a commitment that runs is not talked
    about again unless it is missed or falls due.
    """
    if level == "district":
        if not case.raised or not case.at_top:
            return None
        if case.planned and not case.due_before:
            return None
        return "promise" if case.missed or case.planned else "raised"
    if not (case.own or case.area):
        return None
    if case.planned:
        return "promise" if case.due_before else None
    if case.missed:
        return "promise"
    if level == "street" and not case.own and not case.overdue:
        return None  # what is in time in a community is the community's own meeting's matter
    return _reason(case)


def _reason(case: Standing) -> Why | None:
    if case.raised:
        return "raised"
    if case.overdue:
        return "overdue"
    if case.due_before:
        return "due"
    if case.voices >= MANY:
        return "many"
    if case.days >= OLD_DAYS:
        return "old"
    return "open" if case.own else None


def difficulty(case: Standing) -> Hard:
    """How hard a case is: it decides who is asked to come."""
    if case.voices >= MANY or case.supervised or case.missed or (case.raised and case.overdue):
        return "hard"
    return "joint" if case.helpers or not case.own else "plain"


def hardest(found: Mapping[int, Hard]) -> Hard:
    """The hardest of an agenda: the meeting is as large as that."""
    return max(found.values(), key=HARDS.index, default="plain")
