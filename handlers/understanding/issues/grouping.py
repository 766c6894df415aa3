"""Issues out of opinions, with their heat, span and the title that speaks for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.understanding.issues.alike import Edge, Progress, alike
from handlers.understanding.issues.merging import merge

HALF_LIFE = 30.0
"""Days in which the fresh part of a message's heat halves."""
MEMORY = 0.3
"""Heat that is left of a message however old it is: a problem told often is not cold for being old."""
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Opinion:
    """One message to be grouped."""

    id: str
    title: str
    detail: str = ""
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem: its members (numbers of the opinions, ascending) and what can be said of it."""

    id: str
    """Id of its first message, so that an issue keeps its name while it grows."""
    title: str
    heat: float
    members: tuple[int, ...]
    since: datetime | None
    until: datetime | None


def group(opinions: Sequence[Opinion], progress: Progress) -> list[Issue]:
    """Every opinion in exactly one issue, hottest issue first."""
    edges = list(alike([one.title or one.detail for one in opinions], [one.detail for one in opinions], progress))
    groups = merge(len(opinions), edges)
    centre = _centrality(len(opinions), edges, groups)
    newest = max((one.time for one in opinions if one.time), default=None)
    made = [_issue(opinions, members, centre, newest) for members in groups]
    return sorted(made, key=lambda issue: (-issue.heat, issue.members))


def heat(times: Sequence[datetime | None], newest: datetime | None) -> float:
    """Sum over the messages of 0.3 + 0.7 x 0.5^(age / 30 days); the age is counted from the newest message of the file.

    A message without a time counts as one of the newest day, so without times the heat is the number of messages.
    """
    total = 0.0
    for time in times:
        age = max(0.0, (newest - time).total_seconds() / _DAY) if time and newest else 0.0
        total += MEMORY + (1 - MEMORY) * 0.5 ** (age / HALF_LIFE)
    return total


def _centrality(count: int, edges: Sequence[Edge], groups: Sequence[Sequence[int]]) -> list[float]:
    """How alike each message is to the others of its issue, added up."""
    of = [0] * count
    for number, members in enumerate(groups):
        for member in members:
            of[member] = number
    centre = [0.0] * count
    for one, other, value in edges:
        if of[one] == of[other]:
            centre[one] += value
            centre[other] += value
    return centre


def _issue(
    opinions: Sequence[Opinion], members: Sequence[int], centre: Sequence[float], newest: datetime | None
) -> Issue:
    speaker = opinions[max(members, key=lambda number: (centre[number], -number))]
    times = [opinions[number].time for number in members]
    known = [time for time in times if time]
    first = min(members, key=lambda number: (opinions[number].time or datetime.max, number))  # noqa: DTZ901
    return Issue(
        opinions[first].id,
        " ".join((speaker.title or speaker.detail[:40]).split()),
        round(heat(times, newest), 2),
        tuple(members),
        min(known, default=None),
        max(known, default=None),
    )
