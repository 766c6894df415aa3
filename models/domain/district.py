"""The district in memory: units, posts, places, categories and settings, read-only and indexed.

Built from the district file by `models.district`; every rule and dialogue takes it as an argument.
Codes are stable text keys; names are what people see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, cast

from models.domain.stations.asking import Service, read_directory

Level = Literal["community", "street", "department", "district", "partner"]
UnitKind = Literal["community", "village", "street", "town", "zone", "department", "utility", "district", "partner"]
PlaceKind = Literal["community", "village", "street", "estate", "road", "school", "landmark"]
Partnership = Literal["resident", "paired"]
"""驻区单位 (lies there) and 包联共建单位 (paired with it)."""
Role = Literal["handler", "head", "duty", "dispatcher", "leader", "inspector", "deputy"]
TierCode = Literal["2h", "24h", "3d", "7d", "15d"]


@dataclass(frozen=True, slots=True)
class Sourced:
    """Where a legal or official number comes from and whether somebody has confirmed it."""

    source: str
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that can be asked to act. The district's own desks are posts of the district unit."""

    code: str
    name: str
    kind: UnitKind
    level: Level
    parent: str | None
    short: str = ""
    """What people call it: 滨海社区, 区住建局."""
    aliases: tuple[str, ...] = ()
    phone: str = ""
    powers: frozenset[str] = frozenset()
    """Power codes this unit holds; a unit without a category's power never leads it."""
    closed: bool = False
    """No longer in the district file; kept because old cases name it."""
    partnership: Partnership | None = None
    """Of a partner: how it belongs to the streets and communities it serves."""
    serves: tuple[str, ...] = ()
    """Streets and communities a partner works with; () = the whole district."""


@dataclass(frozen=True, slots=True)
class Person:
    code: str
    name: str
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A place in a unit that a person fills; rights and pushes go to posts."""

    code: str
    unit: str
    role: Role
    person: str | None
    title: str = ""
    """网格员, 书记, 值班 ..."""
    phone: str = ""
    deputy_of: str | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Something residents name when they say where."""

    code: str
    name: str
    kind: PlaceKind
    unit: str
    """Community that answers for it; the street where it belongs to no single community."""
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    """GCJ-02."""
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """A second-level matter: who leads, how long it may take and when it counts as done."""

    code: str
    """一级/二级, as in `供热/室温不达标`."""
    title: str
    """Four to eight characters for the name of a case: 暖气不热."""
    lead: str
    """Unit code of a department or utility, or `community` / `street` for the unit of the place."""
    power: str
    tier: TierCode
    assist: tuple[str, ...] = ()
    """Unit codes (or community / street) that are told."""
    poll_wait: str = "visible"
    """Code of a poll wait (models.domain.polls): visible, lamp, night, days3, money, explanation."""
    evidence: tuple[str, ...] = ()
    """What 办结 needs beside words: photo, call, document, measured. Empty = words alone."""
    closing: str = ""
    """The closing condition in words, for the order."""
    excusable: tuple[str, ...] | None = None
    """Evidence that may be missing if the unit says why; None = the general rule (models.domain.closing)."""
    file_unasked: bool = False
    """Filed without confirmation (a danger, or heat and a vulnerable person)."""
    basis: Sourced = Sourced("own")
    """Source of the tier."""
    catalogue: str = ""
    """Entry number in the dispatch catalogue, quoted to cadres: 2.3."""
    desk: Role | Literal[""] = ""
    """Post of the lead unit that gets it instead of the handler: inspector for misconduct."""

    @property
    def group(self) -> str:
        return self.code.partition("/")[0]


@dataclass(frozen=True, slots=True)
class TemplateSetting:
    """How one of our template roles T01..T12 maps to an approved template of this account."""

    role: str
    template_id: str
    fields: Mapping[str, str]
    """Our field name -> keyword key with its type: {"编号": "character_string1", "事项": "thing2"}."""


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """A dated decision on who leads: narrower than the catalogue, with its source."""

    code: str
    category: str
    unit: str
    """Unit that leads under this rule."""
    where: str = ""
    """Unit or place code the rule is limited to, `` = everywhere."""
    valid_from: date | None = None
    source: str = ""


@dataclass(frozen=True)
class District:
    """One district as loaded; equal version means equal content."""

    code: str
    """2-4 capital letters, the head of case numbers: WD."""
    name: str
    service_name: str
    """What the account calls itself: 乌达民情直通."""
    version: int
    root: str
    """Code of the district unit itself."""
    units: Mapping[str, Unit]
    persons: Mapping[str, Person]
    posts: Mapping[str, Post]
    places: Mapping[str, Place]
    categories: Mapping[str, Category]
    templates: Mapping[str, TemplateSetting] = field(default_factory=dict)
    routing_rules: tuple[RoutingRule, ...] = ()
    contacts: Mapping[str, str] = field(default_factory=dict)
    """Phones said to people: hotline (12345), gas, desk, heating ..."""
    extra_holidays: frozenset[date] = frozenset()
    extra_workdays: frozenset[date] = frozenset()
    calendar_until: date | None = None
    """Last day for which the extra days make the calendar complete, None = the shipped years only."""
    settings: Mapping[str, object] = field(default_factory=dict)
    """Everything else that a rule table can be overridden by: tiers, quiet hours, number_start, heating season ..."""
    menu: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for unit in self.units.values():
            if unit.parent is not None and not unit.closed:
                found.setdefault(unit.parent, []).append(unit.code)
        return {code: tuple(codes) for code, codes in found.items()}

    @cached_property
    def posts_by_unit(self) -> Mapping[str, tuple[Post, ...]]:
        found: dict[str, list[Post]] = {}
        for post in self.posts.values():
            if not post.closed:
                found.setdefault(post.unit, []).append(post)
        return {code: tuple(posts) for code, posts in found.items()}

    @cached_property
    def holders(self) -> Mapping[str, tuple[str, ...]]:
        """Full name -> codes of the persons of that name who fill a post."""
        found: dict[str, tuple[str, ...]] = {}
        for code in sorted({post.person for post in self.posts.values() if post.person and not post.closed}):
            if code in self.persons:
                found[self.persons[code].name] = (*found.get(self.persons[code].name, ()), code)
        return found

    @cached_property
    def directory(self) -> tuple[Service, ...]:
        """便民服务目录, read once a version: every plain message is held against it."""
        return read_directory(cast("Sequence[Mapping[str, Any]]", self.settings.get("directory") or ()))

    @cached_property
    def any_holder(self) -> re.Pattern[str]:
        """Finds out in one go that no such name is in a text, as it is with nearly all."""
        return re.compile("|".join(map(re.escape, self.holders)))

    @cached_property
    def rules_of(self) -> Mapping[str, tuple[RoutingRule, ...]]:
        """Category -> the file's rules about it."""
        found: dict[str, list[RoutingRule]] = {}
        for rule in self.routing_rules:
            found.setdefault(rule.category, []).append(rule)
        return {category: tuple(rules) for category, rules in found.items()}

    def posts_of(self, unit: str, *roles: Role) -> tuple[Post, ...]:
        """Open posts of a unit, limited to `roles` when given, in the order of the roles."""
        posts = self.posts_by_unit.get(unit, ())
        if not roles:
            return posts
        found = self._asked.get((unit, roles))
        if found is None:
            found = tuple(post for role in roles for post in posts if post.role == role)
            self._asked[unit, roles] = found
        return found

    @cached_property
    def _asked(self) -> dict[tuple[str, tuple[Role, ...]], tuple[Post, ...]]:
        return {}

    def name_of(self, unit: str) -> str:
        """What people call the unit."""
        found = self.units.get(unit)
        return (found.short or found.name) if found else unit

    def person_of(self, post: str) -> str:
        """Name of the person who fills a post, `` when it is vacant or unknown."""
        found = self.posts.get(post)
        person = self.persons.get(found.person) if found and found.person else None
        return person.name if person else ""

    def line_of(self, unit: str) -> tuple[str, ...]:
        """The unit and everything above it, nearest first."""
        line: list[str] = []
        current: str | None = unit
        while current is not None and current in self.units and current not in line:
            line.append(current)
            current = self.units[current].parent
        return tuple(line)
