"""Giving a case to somebody else: 派单, 转办, 上报. The catalogue decides, a person only where it does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from handlers.context import Context
from handlers.policies.permissions import actor_for
from handlers.services import climbing, dispatching, polling, routing
from handlers.services.handling import settle_requests
from handlers.services.notices import tell_voices, urgency_of
from handlers.services.records import act, record
from handlers.services.statements import say
from models.domain import escalation
from models.domain.district import Category, Post, Role
from models.domain.errors import MissingPart, NoPower, UnknownUnit
from models.domain.escalation import Rung
from models.domain.states import Act, Actor, CaseState
from models.domain.tiers import Column
from models.tables import Case

MAX_OBJECTIONS = 2
"""In the life of a case; then it is arbitrated."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did."""

    case: Case
    category: str = ""
    """The matter was read wrongly and is this one now."""
    down: bool = False
    """The giver stays 牵头."""


def assign_unit(ctx: Context, case: Case, post: Post, unit: str, account_id: str = "") -> Moved:
    """派单: the desk (a street for its own area) decides who must act on a case that nobody has.

    Raises NoPower for a unit that may not lead the matter; a case that has a unit already is a transfer.
    """
    if case.state != CaseState.TRIAGE:
        return transfer(ctx, case, post, unit, account_id)
    actor = actor_for(ctx, case, post, Act.ASSIGN, account_id)
    if actor is Actor.STREET and post.unit not in ctx.district.line_of(unit):
        raise NoPower(unit=unit, category=case.category, number=case.running)
    category = fitting_category(ctx, case, unit, anywhere=True)
    case, changed = _read_anew(ctx, case, category)
    case = place_at(ctx, case, unit)
    if changed and not case.urgent:  # nobody was promised a date yet: the matter's own limits count
        case = ctx.tx.update(case, tier=ctx.district.categories[category].tier)
    case, _ = act(ctx, case, Act.ASSIGN, actor, post=post.code, data={"unit": unit, "category": category})
    role: Role = "dispatcher" if unit == ctx.district.root else "handler"
    case = dispatching.dispatch(ctx, case, routing.Route(unit, role, rule=f"desk:{post.code}"))
    tell_voices(ctx, case, "dispatched", {}, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return Moved(case, category if changed else "")


def transfer(ctx: Context, case: Case, post: Post, unit: str, account_id: str = "") -> Moved:
    """转办: down the own line (the giver stays 牵头), back to the 牵头, or to the unit the catalogue names.

    The date promised to the resident stays, the clock runs on. Raises NoPower where the catalogue says otherwise:
    then only the desk may decide (退单).
    """
    if unit == case.unit:
        raise UnknownUnit(said=ctx.district.name_of(unit), near=(), same=True, number=case.running)
    actor = actor_for(ctx, case, post, Act.TRANSFER, account_id)
    old, rung = case.unit, escalation.first_rung(ctx.district, unit)
    down = unit != post.unit and post.unit in ctx.district.line_of(unit) and actor is not Actor.DESK
    back = actor is Actor.LEAD and unit == post.unit
    category = case.category
    if down or back:
        # the level the case has climbed to is kept: a case sent down does not begin the ladder anew
        rung = replace(rung, column=cast("Column", case.column or rung.column))
        if down and not routing.has_power(ctx, unit, _category(ctx, case)):
            raise NoPower(unit=unit, category=case.category, number=case.running)
    elif actor is Actor.LEAD:
        raise NoPower(unit=unit, category=case.category, number=case.running)
    else:
        if actor is not Actor.DESK and not _catalogue_allows(ctx, case, unit):
            raise NoPower(unit=unit, category=case.category, number=case.running)
        category = fitting_category(ctx, case, unit, anywhere=actor is Actor.DESK)
    case, changed = _read_anew(ctx, case, category)
    if actor is Actor.DESK:
        case = place_at(ctx, case, unit)
    facts = {"unit": unit, "before": old, "lead": case.lead, "down": down}
    case, _ = act(
        ctx, case, Act.TRANSFER, actor, post=post.code, data=facts, signed_at=None, promised_at=None, next_step=""
    )
    polling.stop(ctx, case)
    settle_requests(ctx, case)
    dispatching.end(ctx, case, "handed_down" if down else "transferred")
    case = give(ctx, case, rung, old, lead=post.unit if down else "", cause="handed_down" if down else "transferred")
    return Moved(case, category if changed else "", down)


def give(ctx: Context, case: Case, rung: Rung, old: str, *, lead: str, cause: str) -> Case:
    """Assign under the running promise and tell the residents that the unit changed."""
    case = dispatching.assign(
        ctx, case, rung, promise=False, lead=lead, keep_due=True, cause=cause, params={"from": old}
    )
    tell_voices(ctx, case, "unit_changed", {"from": old}, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return case


def hand_up(ctx: Context, case: Case, post: Post, words: str, account_id: str = "") -> Case:
    """上报: the case goes to the level above with that level's own time, the unit helps from now on."""
    if not words.strip():
        raise MissingPart(verb=Act.RAISE.value, number=case.running, parts=("reason",))
    actor = actor_for(ctx, case, post, Act.RAISE, account_id)
    statement = say(ctx, case, "handover", words, post=post.code, public=False)
    settle_requests(ctx, case)
    return climbing.climb(
        ctx,
        case,
        actor=actor,
        what=Act.RAISE,
        how="handed_up",
        post=post.code,
        data={"statement": statement.id, "lead": case.lead},
    )


def fitting_category(ctx: Context, case: Case, unit: str, words: str = "", *, anywhere: bool = False) -> str:
    """The matter under which the unit may lead the case: its own, or the nearest of its kind that the unit leads.

    路灯 read as 楼道灯 is put right by giving it to the unit of street lamps; `words` are those of who says so.
    `anywhere`: a desk decides, so a community may lie elsewhere than the place that was read.
    Raises UnknownUnit, NoPower.
    """
    found = ctx.district.units.get(unit)
    if found is None or found.closed:
        raise UnknownUnit(said=unit, near=(), number=case.running)
    category = ctx.district.categories.get(case.category)
    if category is not None and routing.has_power(ctx, unit, category) and _leads(ctx, case, unit, category, anywhere):
        return category.code
    guesses = _guesses(ctx, case, words)
    others = [
        one
        for one in ctx.district.categories.values()
        if one.power and routing.has_power(ctx, unit, one) and _leads(ctx, case, unit, one, anywhere)
        if (one.group == category.group if category is not None else one.code in guesses)
    ]
    if others:
        rank = {code: at for at, code in enumerate(guesses)}
        tier = category.tier if category is not None else ""
        return min(others, key=lambda one: (rank.get(one.code, len(rank)), one.tier != tier)).code
    if category is None and found.level != "partner":
        return case.category
    if category is not None and routing.has_power(ctx, unit, category) and found.level in {"department", "district"}:
        return category.code
    raise NoPower(unit=unit, category=case.category, number=case.running)


def place_at(ctx: Context, case: Case, unit: str) -> Case:
    """A desk gave the case to a community: that is where it lies, whatever was read before."""
    if ctx.district.units[unit].level != "community" or case.community == unit:
        return case
    place = ctx.district.places.get(case.place)
    here = case.place if place is not None and place.unit == unit else ""
    return record(ctx, case, "corrected", community=unit, place=here)


def _catalogue_allows(ctx: Context, case: Case, unit: str) -> bool:
    """Whether the catalogue gives the unit this matter in this place, or a sister matter that it alone leads."""
    route = routing.route(ctx, case.category, case.community, case.place)
    category = ctx.district.categories.get(case.category)
    if category is None:
        return False
    return route.unit == unit or (routing.has_power(ctx, unit, category) and _leads(ctx, case, unit, category))


def _leads(ctx: Context, case: Case, unit: str, category: Category, anywhere: bool = False) -> bool:
    """Whether the catalogue names the unit for the matter; a community or street only in its own place."""
    level = ctx.district.units[unit].level
    if category.lead in {"community", "street"}:
        here = anywhere or not case.community or unit in ctx.district.line_of(case.community)
        return level == category.lead and here
    return unit == category.lead


def _guesses(ctx: Context, case: Case, words: str) -> tuple[str, ...]:
    """Matters the words may mean, likeliest first."""
    found: list[str] = []
    for text in (words, case.text):
        if text:
            for matter in ctx.world.understander.read(text, default_unit=case.community).matters:
                found += [matter.category, *matter.alternatives]
    return tuple(dict.fromkeys(code for code in found if code))


def _category(ctx: Context, case: Case) -> Category:
    found = ctx.district.categories.get(case.category)
    return found or Category(code="", title=case.title, lead="", power="", tier="7d")


def _read_anew(ctx: Context, case: Case, category: str) -> tuple[Case, bool]:
    if category == case.category:
        return case, False
    found = ctx.district.categories[category]
    corrected = {**case.decision, "corrected_from": case.category}
    return record(ctx, case, "corrected", category=category, title=found.title, decision=corrected), True
