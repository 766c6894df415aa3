"""Which closed cases look as if they were not solved, from facts: repeats, the same place, silence, no evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Why = Literal["same_person", "same_place", "low_confirmation", "no_evidence"]

WITHIN = timedelta(days=60)
"""After closing: the same matter told again within this is a repeat (dialogue rules 3.7)."""
FEWEST = 5
"""Closed cases of a unit under which nothing is said about how many were confirmed."""
LOW = 0.5
"""Share of confirmed ends up to which a unit's unconfirmed ones are looked at."""
STRONG: frozenset[Why] = frozenset({"same_person", "same_place"})
"""One of these is enough; of the others it takes two."""


@dataclass(frozen=True, slots=True)
class Told:
    """A case as it was told: who (account or household), which matter, where."""

    id: int
    number: str
    people: frozenset[str]
    category: str
    community: str
    place: str
    building: str
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class Ended:
    """A case that was closed by somebody's word, or by nobody's."""

    told: Told
    unit: str
    closed_at: datetime
    confirmed: bool
    without_evidence: bool
    own: frozenset[str] = frozenset()
    """Numbers of cases that are part of it: split from it, merged into it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign, with the case that gave it, `` for none."""

    why: Why
    case: str = ""


def find(ended: Sequence[Ended], told: Iterable[Told]) -> Mapping[int, tuple[Reason, ...]]:
    """Case id -> reasons, strongest first, for every ended case with enough of them."""
    after = list(told)
    by_person: dict[tuple[str, str], list[Told]] = defaultdict(list)
    by_place: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for one in after:
        for person in one.people:
            by_person[person, one.category].append(one)
        if where := _where(one):
            by_place[where].append(one)
    low = _low(ended)
    found: dict[int, tuple[Reason, ...]] = {}
    for end in ended:
        reasons = _reasons(end, by_person, by_place, low)
        if any(reason.why in STRONG for reason in reasons) or len(reasons) > 1:
            found[end.told.id] = reasons
    return found


def _reasons(
    one: Ended,
    by_person: Mapping[tuple[str, str], Sequence[Told]],
    by_place: Mapping[tuple[str, ...], Sequence[Told]],
    low: frozenset[str],
) -> tuple[Reason, ...]:
    same = {
        other.number
        for person in one.told.people
        for other in by_person.get((person, one.told.category), ())
        if _again(one, other)
    }
    where = _where(one.told)
    near = {other.number for other in (by_place.get(where, ()) if where else ()) if _again(one, other)} - same
    found = [Reason("same_person", number) for number in sorted(same)]
    found += [Reason("same_place", number) for number in sorted(near)]
    if not one.confirmed and one.unit in low:
        found.append(Reason("low_confirmation"))
    if one.without_evidence:
        found.append(Reason("no_evidence"))
    return tuple(found)


def _again(one: Ended, other: Told) -> bool:
    later = one.closed_at < other.filed_at <= one.closed_at + WITHIN
    return later and other.id != one.told.id and other.number not in one.own


def _where(one: Told) -> tuple[str, ...] | None:
    """The key of a place and matter; None where it is not known well enough to be the same place."""
    if not one.category or not one.community or not (one.place or one.building):
        return None
    return one.category, one.community, one.place, one.building


def _low(ended: Sequence[Ended]) -> frozenset[str]:
    by_unit: dict[str, list[bool]] = defaultdict(list)
    for one in ended:
        by_unit[one.unit].append(one.confirmed)
    return frozenset(unit for unit, said in by_unit.items() if len(said) >= FEWEST and sum(said) <= LOW * len(said))
