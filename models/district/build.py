"""A checked district file as the frozen, indexed District every rule and dialogue takes."""

from __future__ import annotations

from collections.abc import Iterator

from models.district.outline import Outline, UnitAt, post_code
from models.district.schema import DistrictFile, MenuButton, MenuItem, PartnerEntry
from models.domain.district import (
    Category,
    District,
    Level,
    Person,
    Place,
    PlaceKind,
    Post,
    RoutingRule,
    Sourced,
    TemplateSetting,
    Unit,
    UnitKind,
)

LEVELS: dict[UnitKind, Level] = {
    "district": "district",
    "street": "street",
    "town": "street",
    "zone": "street",
    "community": "community",
    "village": "community",
    "department": "department",
    "utility": "department",
    "partner": "partner",
}
PLACE_KINDS: dict[UnitKind, PlaceKind] = {
    "street": "street",
    "town": "street",
    "zone": "street",
    "community": "community",
    "village": "village",
}
"""Units that residents name when they say where: each is a place of the same code."""
FIXED_KINDS: dict[str | int, UnitKind] = {"district": "district", "partners": "partner"}


def build(file: DistrictFile, version: int) -> District:
    """The District of a file that `read_district` returned; equal files give equal districts but for `version`."""
    outline = Outline(file)
    units = {unit.code: _unit(unit) for unit in outline.listed}
    return District(
        code=file.code,
        name=file.name,
        service_name=file.service_name,
        version=version,
        root=file.district.code,
        units=units,
        persons={code: Person(code, entry.name, entry.invented) for code, entry in file.people.items()},
        posts={post.code: post for unit in outline.listed for post in _posts(unit)},
        places={place.code: place for place in _places(outline, units)},
        categories={category.code: category for category in _categories(file)},
        templates={
            role: TemplateSetting(role, entry.template_id, dict(entry.fields)) for role, entry in file.templates.items()
        },
        routing_rules=tuple(
            RoutingRule(code, rule.category, rule.unit, rule.where or "", rule.valid_from, rule.source)
            for code, rule in file.routing_rules.items()
        ),
        contacts={code: entry.phone for code, entry in file.contacts.items()},
        extra_holidays=frozenset(file.calendar.extra_holidays),
        extra_workdays=frozenset(file.calendar.extra_workdays),
        calendar_until=file.calendar.known_until,
        settings=_settings(file),
        menu={"residents": _buttons(file.menu.residents), "posts": _buttons(file.menu.posts)},
    )


def _kind(unit: UnitAt) -> UnitKind:
    found: UnitKind = FIXED_KINDS.get(unit.loc[0]) or getattr(unit.entry, "kind")  # noqa: B009 (not of every entry)
    return found


def _unit(unit: UnitAt) -> Unit:
    kind, entry = _kind(unit), unit.entry
    partner = entry if isinstance(entry, PartnerEntry) else PartnerEntry(name=entry.name)
    return Unit(
        code=unit.code,
        name=entry.name,
        kind=kind,
        level=LEVELS[kind],
        parent=unit.parent,
        short=entry.short or entry.name,
        aliases=entry.aliases,
        phone=entry.phone,
        powers=unit.powers,
        partnership=partner.partnership,
        serves=partner.serves,
    )


def _posts(unit: UnitAt) -> Iterator[Post]:
    for post in unit.entry.posts:
        yield Post(
            code=post_code(unit.code, post),
            unit=unit.code,
            role=post.role,
            person=post.person,
            title=post.title,
            phone=post.phone,
            deputy_of=post.deputy_of,
        )


def _places(outline: Outline, units: dict[str, Unit]) -> Iterator[Place]:
    for unit in units.values():
        if kind := PLACE_KINDS.get(unit.kind):
            yield Place(unit.code, unit.name, kind, unit.code, unit.aliases)
    for code, entry, _, unit_code in outline.places:
        latitude, longitude = entry.at or (None, None)
        yield Place(
            code, entry.name, entry.kind, unit_code, entry.aliases, latitude, longitude, invented=entry.invented
        )


def _categories(file: DistrictFile) -> Iterator[Category]:
    for code, entry in file.categories.items():
        yield Category(
            code=code,
            title=entry.title,
            lead=entry.lead,
            power=entry.power,
            tier=entry.tier,
            assist=entry.assist,
            poll_wait=entry.poll_wait,
            evidence=entry.evidence,
            closing=entry.closing,
            excusable=entry.excusable,
            file_unasked=entry.file_unasked,
            basis=Sourced(entry.source or file.tier_source, entry.verified),
            catalogue=entry.no,
            desk=entry.desk,
        )


def _settings(file: DistrictFile) -> dict[str, object]:
    """The settings section as plain data, with what the rest of the file says about scenes, names and links."""
    settings: dict[str, object] = file.settings.model_dump(mode="json", exclude={"leader_links", "tiers"})
    settings["tiers"] = {
        tier: entry.model_dump(mode="json", exclude_none=True) for tier, entry in file.settings.tiers.items()
    }
    settings["leader_links"] = {link.post: list(link.units) for link in file.settings.leader_links}
    settings["scenes"] = {
        community.scene or code: code
        for street in file.streets.values()
        for code, community in street.communities.items()
    }
    settings["directory"] = [
        {"code": code, **entry.model_dump(mode="json")} for code, entry in sorted(file.settings.directory.items())
    ]
    settings["invented_phones"] = file.invented_phones
    settings["power_names"] = dict(file.powers)
    settings["contact_names"] = {code: entry.name for code, entry in file.contacts.items()}
    return settings


def _buttons(buttons: tuple[MenuButton, ...]) -> list[dict[str, object]]:
    return [
        {**_item(button), "items": [_item(item) for item in button.items]} if button.items else _item(button)
        for button in buttons
    ]


def _item(item: MenuItem) -> dict[str, object]:
    given = {"name": item.name, "says": item.says, "page": item.page}
    return {key: value for key, value in given.items() if value}
