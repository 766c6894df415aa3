"""Who has a case, as residents hear it: the unit, the person, the office telephone, who comes next."""

from __future__ import annotations

from typing import cast

from handlers.context import Context
from handlers.services.dispatching import rung_of
from handlers.services.leaves import acting
from handlers.texts import naming
from models.domain.district import Role
from models.domain.escalation import Rung, next_rung, posts_at
from models.domain.tiers import Column
from models.tables import Case


def holder(ctx: Context, case: Case) -> str:
    """滨海社区 李晓; the unit alone where the post is vacant or confidential."""
    unit = ctx.district.name_of(case.unit)
    if case.rung == "inspector":
        return unit
    person = person_at(ctx, rung_of(case))
    return f"{unit} {person}" if person else unit


def person_or_unit(ctx: Context, case: Case) -> str:
    """李晓, or the unit where nobody is named: for sentences in which the unit was said before."""
    if not case.unit:
        return ctx.district.name_of(ctx.district.root)
    return (person_at(ctx, rung_of(case)) if case.rung != "inspector" else "") or ctx.district.name_of(case.unit)


def person_at(ctx: Context, rung: Rung) -> str:
    """Name of who answers at a rung, `` when the post is vacant."""
    posts = posts_at(ctx.district, rung)
    return acting.person_now(ctx, posts[0].code) if posts else ""


def phone_at(ctx: Context, rung: Rung) -> str:
    """The office telephone of a rung: the post's, else the unit's."""
    posts = posts_at(ctx.district, rung)
    unit = ctx.district.units.get(rung.unit)
    return (posts[0].phone if posts else "") or (unit.phone if unit else "")


def next_unit(ctx: Context, case: Case) -> str:
    """Name of the level that gets it when time has passed, `` above the desk."""
    if case.rung == "inspector" or case.unit not in ctx.district.units:
        return ""
    lead = case.lead or case.unit
    rung = next_rung(ctx.district, lead if case.column == "first" else case.first_unit or lead, rung_of(case))
    if rung is None:
        return ""
    return naming.OWN_HEAD if rung.unit == case.unit else ctx.district.name_of(rung.unit)


def unit_rung(unit: str, role: str, column: str) -> Rung:
    """A rung from what a case or an assignment keeps of it."""
    return Rung(unit, cast("Role", role), cast("Column", column))
