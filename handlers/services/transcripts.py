"""What a recording says, once a person has written it down: a matter and a place for the order, a card to confirm."""

from __future__ import annotations

from handlers.context import Context
from handlers.services import dispatching, readings
from handlers.services.notices import push, voices_of
from handlers.services.records import act, record
from handlers.services.routing import Route, route
from models.domain import redact
from models.domain.reading import Reading
from models.domain.states import Act, Actor, CaseState
from models.tables import Case, Statement


def fill(ctx: Context, case: Case, statement: Statement, words: str) -> Case:
    """Read what was written down and ask the complainants whether it is what they said.

    Only a case that nobody has yet and that is known by its recording alone takes a matter and a place from it.
    """
    if case.state != CaseState.TRIAGE or case.category:
        return case
    reading = ctx.world.understander.read(words, default_unit=case.community)
    case = _take(ctx, case, reading)
    for voice in voices_of(ctx, case):
        push(
            ctx,
            "transcript",
            {"statement": statement.id, "voice": voice.id},
            key=f"{case.id}:{statement.id}:{voice.id}",
            account_id=voice.account_id,
            case=case,
        )
    return case


def destination(ctx: Context, case: Case) -> Route:
    """Whose it is by the catalogue, now that it is known what and where."""
    return route(ctx, case.category, case.community, case.place)


def confirm(ctx: Context, case: Case) -> Case:
    """The resident says that it is right: the desk's line and the catalogue decide, nobody has to press once more."""
    found = destination(ctx, case)
    if case.state != CaseState.TRIAGE or not found.unit:
        return case
    case, _ = act(ctx, case, Act.ASSIGN, Actor.DESK, data={"unit": found.unit, "rule": found.rule, "by": "transcript"})
    return dispatching.dispatch(ctx, case, found)


def _take(ctx: Context, case: Case, reading: Reading) -> Case:
    matter = reading.matters[0] if reading.matters else None
    category = ctx.district.categories.get(matter.category) if matter is not None else None
    place = reading.place
    if category is None and not place.unit:
        return case
    tier = readings.shorter(reading.urgency, category.tier) if category is not None else case.tier
    return record(
        ctx,
        case,
        "understood",
        data={"category": category.code if category else "", "community": place.unit or case.community, "tier": tier},
        category=category.code if category else "",
        title=(matter.title or category.title) if matter is not None and category is not None else case.title,
        place=place.place,
        community=place.unit or case.community,
        detail=redact.split_detail(place.detail).public,
        tier=tier or case.tier,
        vulnerable=case.vulnerable or reading.vulnerable,
    )
