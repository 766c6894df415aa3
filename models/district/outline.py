"""The entries of a district file by code, with where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.district.errors import Loc
from models.district.schema import DistrictFile, PlaceEntry, PostEntry, UnitEntry


@dataclass(frozen=True, slots=True)
class UnitAt:
    """A unit of the file and where it stands."""

    code: str
    entry: UnitEntry
    loc: Loc
    parent: str | None
    powers: frozenset[str]


class Outline:
    """Everything of a file that others refer to, by code."""

    def __init__(self, file: DistrictFile) -> None:
        self.file = file

    @cached_property
    def listed(self) -> list[UnitAt]:
        """All units in the order of the file, also those whose code stands twice."""
        return list(_units(self.file))

    @cached_property
    def units(self) -> Mapping[str, UnitAt]:
        return {unit.code: unit for unit in self.listed}

    @cached_property
    def places(self) -> list[tuple[str, PlaceEntry, Loc, str]]:
        """(code, entry, where it stands, unit) of all places."""
        return list(_places(self.file))

    @cached_property
    def posts(self) -> Mapping[str, str]:
        """Role by code of post."""
        return {post_code(unit.code, post): post.role for unit in self.listed for post in unit.entry.posts}


def _units(file: DistrictFile) -> Iterator[UnitAt]:
    root = file.district.code
    yield UnitAt(root, file.district, ("district",), None, frozenset(file.district.powers))
    for code, street in file.streets.items():
        at: Loc = ("streets", code)
        yield UnitAt(code, street, at, root, frozenset(street.powers + file.street_powers))
        for inner, community in street.communities.items():
            powers = frozenset(community.powers + file.community_powers)
            yield UnitAt(inner, community, (*at, "communities", inner), code, powers)
    for code, department in file.departments.items():
        yield UnitAt(code, department, ("departments", code), department.parent or root, frozenset(department.powers))
    for code, partner in file.partners.items():
        yield UnitAt(code, partner, ("partners", code), root, frozenset(partner.powers))


def _places(file: DistrictFile) -> Iterator[tuple[str, PlaceEntry, Loc, str]]:
    for code, street in file.streets.items():
        at: Loc = ("streets", code)
        for key, place in street.places.items():
            yield key, place, (*at, "places", key), code
        for inner, community in street.communities.items():
            for key, place in community.places.items():
                yield key, place, (*at, "communities", inner, "places", key), inner


def post_code(unit: str, post: PostEntry) -> str:
    """Code of a post: its own, or `unit/role`."""
    return post.code or f"{unit}/{post.role}"
