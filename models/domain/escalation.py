"""Who answers next when a level has let its time pass, and who takes a case the resident sends back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.domain.district import District, Post, Role, Unit
from models.domain.tiers import Column


@dataclass(frozen=True, slots=True)
class Rung:
    """A place on the ladder: a unit, the post in it that is asked, and the column of limits it works under."""

    unit: str
    role: Role
    column: Column


STAND_IN: Mapping[Role, tuple[Role, ...]] = {
    "handler": ("handler", "duty", "head"),
    "duty": ("duty", "handler", "head"),
    "head": ("head", "deputy", "handler"),
    "dispatcher": ("dispatcher", "duty"),
}
"""Which posts of the unit may be asked for a role, best first (a roster's name comes before all of them)."""

ANSWERS_FOR: Mapping[Role, tuple[Role, ...]] = {
    "handler": ("duty", "head", "deputy"),
    "duty": ("handler", "dispatcher", "head", "deputy"),
    "dispatcher": ("duty",),
    "head": ("deputy",),
}
"""Who of the unit is told in place of a vacant post, best first; a head's letters never fall to those he heads."""


def first_rung(district: District, unit: str) -> Rung:
    """Where a case begins that is dispatched to `unit`: it has the tier's full time there, whatever its level."""
    lead = district.units[unit]
    if lead.level == "district":
        return desk_rung(district)
    return Rung(unit, "duty" if lead.level == "street" else "handler", "first")


def desk_rung(district: District) -> Rung:
    """The district dispatcher's desk, the last rung a machine climbs to."""
    return Rung(district.root, "dispatcher", "district")


def next_rung(district: District, lead: str, current: Rung | None) -> Rung | None:
    """The rung above `current` for a case led by `lead`; None above the district desk (the leader's weekly card).

    `lead` is the unit the case was dispatched to, `current` None means that rung. A street is never asked for a
    department: a department climbs to its own head, a utility to the head of its bureau, both then to the desk.
    """
    at = current or first_rung(district, lead)
    if at.column == "district" or at.unit == district.root:
        return None
    unit = district.units[lead]
    if at.column == "middle" or unit.level == "street":
        return desk_rung(district)
    if unit.level == "community":
        street = _above(district, unit, "street")
        return Rung(street.code, "duty", "middle") if street else desk_rung(district)
    return Rung(_bureau(district, unit).code, "head", "middle")


def reopened_rung(district: District, lead: str, current: Rung) -> Rung:
    """Where a case goes that the resident says is not solved: a contested case does not stay in the same house.

    A community's goes to its street, a department's past its own head to the district desk; from the middle
    or the top it goes to the desk.
    """
    unit = district.units[lead]
    if unit.level == "community" and current.column == "first":
        street = _above(district, unit, "street")
        if street is not None:
            return Rung(street.code, "duty", "middle")
    return desk_rung(district)


def told_rung(district: District, lead: str, current: Rung) -> Rung:
    """The level that is told when something is better but not well: its column gives the new limit, the unit stays."""
    return reopened_rung(district, lead, current)


def posts_at(district: District, rung: Rung) -> tuple[Post, ...]:
    """Open posts that may be asked at a rung, best first; empty if the unit has none (the district file is checked)."""
    return district.posts_of(rung.unit, *STAND_IN.get(rung.role, (rung.role,)))


def stand_ins(district: District, post: Post) -> tuple[Post, ...]:
    """Open posts of the unit that are told in place of a vacant one, best first; its own person's other posts lead."""
    roles = ANSWERS_FOR.get(post.role, ("head", "deputy"))
    others = [one for one in district.posts_of(post.unit, *roles) if one.code != post.code]
    return tuple(sorted(others, key=lambda one: one.person != post.person or not post.person))


def _above(district: District, unit: Unit, level: str) -> Unit | None:
    for code in district.line_of(unit.code)[1:]:
        above = district.units[code]
        if above.level == level and not above.closed:
            return above
    return None


def _bureau(district: District, unit: Unit) -> Unit:
    """The bureau a utility stands under; a department is its own."""
    if unit.kind != "utility":
        return unit
    return _above(district, unit, "department") or unit
