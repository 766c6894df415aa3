"""Whose it is: dated decisions, the catalogue, powers, and nobody judges his own house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from handlers.context import Context
from models.domain.district import Category, Role
from models.domain.working_time import shanghai_day
from models.tables import RoutingDecision


@dataclass(frozen=True, slots=True)
class Route:
    """Where a matter goes and why; no unit = a person decides (待派单)."""

    unit: str = ""
    role: Role = "handler"
    rule: str = ""
    """catalogue:<n> | decision:<id> | rule:<code> | own_house | none"""
    reasons: tuple[str, ...] = ()
    told: tuple[str, ...] = field(default=())
    """Units that are told beside the lead."""


def route(ctx: Context, category: str, community: str, place: str = "", filer_units: Iterable[str] = ()) -> Route:
    """The unit that must answer for a category in a place.

    A unit without the power for the category never leads; the filer's own unit never leads what he files.
    """
    found = ctx.district.categories.get(category)
    if found is None:
        return Route(rule="none")
    unit, rule = _decided(ctx, found, community, place)
    if not unit:
        unit, rule = _place_unit(ctx, found.lead, community), f"catalogue:{found.catalogue or found.code}"
    if not unit or not has_power(ctx, unit, found):
        return Route(rule="none")
    role: Role = found.desk or "handler"
    if unit in set(filer_units) and role != "inspector":
        above = ctx.district.units[unit].parent or ctx.district.root
        unit, rule = above, "own_house"
        role = "dispatcher" if above == ctx.district.root else "handler"
    told = tuple(u for u in (_place_unit(ctx, one, community) for one in found.assist) if u and u != unit)
    return Route(unit, role, rule, told=told)


def has_power(ctx: Context, unit: str, category: Category) -> bool:
    """Whether a unit may lead a category: it holds the power, or the category asks for none."""
    found = ctx.district.units.get(unit)
    if found is None or found.closed or found.level == "partner":
        return False
    return not category.power or category.power in found.powers


def _decided(ctx: Context, category: Category, community: str, place: str) -> tuple[str, str]:
    """A dated decision or a rule of the file, the narrowest first."""
    today = shanghai_day(ctx.now)
    rules = ctx.district.rules_of.get(category.code, ())
    decisions = [
        one
        for one in ctx.tx.find(RoutingDecision, category=category.code, order="-valid_from")
        if one.valid_from <= today and (one.valid_to is None or today <= one.valid_to)
    ]
    if not decisions and not rules:
        return "", ""
    line = (place, *ctx.district.line_of(community), "") if community else (place, "")
    for where in dict.fromkeys(line):
        for decision in decisions:
            if decision.place == where:
                return decision.unit, f"decision:{decision.id}"
        for rule in rules:
            if rule.where == where and (rule.valid_from is None or rule.valid_from <= today):
                return rule.unit, f"rule:{rule.code}"
    return "", ""


def _place_unit(ctx: Context, lead: str, community: str) -> str:
    """`community` and `street` stand for the unit of the place; `` when the place does not say."""
    if lead not in {"community", "street"}:
        return lead if lead in ctx.district.units else ""
    unit = ctx.district.units.get(community)
    if unit is None:
        return ""
    if lead == "street" and unit.level == "community":
        return unit.parent or ""
    if lead == "community" and unit.level != "community":
        return ""
    return unit.code
