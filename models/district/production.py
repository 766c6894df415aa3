"""What a district file may be while it is tried out, but not when people rely on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from models.domain.district import Category, District, Unit
from models.domain.working_time import calendar_of

URGENT_TIERS = frozenset({"2h", "24h"})
DEMO_PREFIX = "demo-"
CALENDAR_NOTICE = timedelta(days=45)
"""The notice for the next year comes out in November; the longest tier is three weeks of working days."""


def check(district: District, env: str) -> list[str]:
    """What keeps the service from starting with this district in production, one line each.

    Nothing is refused in another `env`. Refused are template ids that begin with `demo-`, and a 2 h or 24 h
    category for which nobody on the first two rungs of its ladder has a duty phone.
    """
    if env != "production":
        return []
    return [*_demo_templates(district), *_silent_ladders(district)]


def warnings(district: District, today: date | None = None) -> list[str]:
    """What a district should settle before it goes live, one line each; nothing here stops the service.

    With `today` also that the calendar ends soon: deadlines beyond its last year are provisional.
    """
    unverified: dict[str, list[str]] = {}
    for category in district.categories.values():
        if not category.basis.verified:
            unverified.setdefault(category.basis.source, []).append(category.code)
    found = [f"{len(codes)} limits rest on an unverified source: {source}" for source, codes in unverified.items()]
    if vacant := [post.code for post in district.posts.values() if post.person is None and not post.closed]:
        found.append(f"{len(vacant)} posts are vacant: {', '.join(vacant[:5])}{' ...' if len(vacant) > 5 else ''}")
    if invented := sum(person.invented for person in district.persons.values()):
        found.append(f"{invented} people are invented")
    prefix = district.settings.get("invented_phones")
    phones = [unit.phone for unit in district.units.values()] + [post.phone for post in district.posts.values()]
    phones += district.contacts.values()
    if isinstance(prefix, str) and prefix and (made_up := {phone for phone in phones if phone.startswith(prefix)}):
        found.append(f"{len(made_up)} phones are invented: they begin with {prefix}")
    if missing := [role for role, setting in district.templates.items() if not setting.template_id]:
        found.append(f"templates without an id are skipped: {', '.join(missing)}")
    if today is not None and (last := calendar_of(district).known_until) < today + CALENDAR_NOTICE:
        found.append(f"the calendar ends on {last}: later deadlines are provisional until 'calendar' brings the year")
    return found


def _demo_templates(district: District) -> Iterator[str]:
    for role, setting in district.templates.items():
        if setting.template_id.startswith(DEMO_PREFIX):
            yield f"template {role} has the demo id '{setting.template_id}': put the approved id of this account"


def _silent_ladders(district: District) -> Iterator[str]:
    told: set[str] = set()
    for category in district.categories.values():
        if category.tier not in URGENT_TIERS:
            continue
        for unit in _leads(district, category):
            if unit.code not in told and not _has_duty_phone(district, unit):
                told.add(unit.code)
                yield f"{unit.short} ({unit.code}) leads '{category.code}' ({category.tier}) but has no duty phone"


def _leads(district: District, category: Category) -> list[Unit]:
    if category.lead in {"community", "street"}:
        return [unit for unit in district.units.values() if unit.level == category.lead and not unit.closed]
    return [district.units[category.lead]]


def _has_duty_phone(district: District, unit: Unit) -> bool:
    """Whether the unit or the one above it can be telephoned at night; the district's own desk is too far off."""
    first_rungs = [unit.code]
    if unit.parent is not None and (unit.level == "community" or unit.kind == "utility"):
        first_rungs.append(unit.parent)
    return any(post.phone for code in first_rungs for post in district.posts_of(code, "duty"))
