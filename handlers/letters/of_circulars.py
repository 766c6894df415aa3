"""Letters about 督查: to the inspector a unit was drawn for, to units and those above about a 通报."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from handlers.context import Context
from handlers.letters import cards
from handlers.letters.forms import Card, Letter
from handlers.services.case_facts import clip
from handlers.services.inspecting import draws
from handlers.texts import circulars as texts
from models.domain.dates import format_day
from models.domain.working_time import DAY_CLOSES, at_clock, shanghai_day
from models.tables import Circular, Inspection, Outbox

QUOTE = 60


def drawn(ctx: Context, row: Outbox) -> Letter | None:
    """To the inspector: which unit, until when; nothing once it is over."""
    found = ctx.tx.get(Inspection, int(row.params["inspection"]))
    if found is None or found.ended_at is not None:
        return None
    until = shanghai_day((found.told_at or ctx.now) + draws.LASTS)
    unit = ctx.district.name_of(found.unit)
    text = texts.TOLD_DRAWN(month=int(found.month[5:]), unit=unit, until=format_day(until))
    return Letter(text, card=cards.todo(texts.CARD_DRAWN(), unit, at_clock(until, DAY_CLOSES)))


def told(ctx: Context, row: Outbox) -> Letter | None:
    """To the unit what it must answer, to those above that it must."""
    found = _found(ctx, row)
    if found is None or found.withdrawn_at is not None:
        return None
    own = _is_own(ctx, found, row)
    facts = {
        "name": texts.NAME(year=found.year, number=found.number),
        "unit": ctx.district.name_of(found.unit),
        "finding": clip(found.finding, QUOTE),
        "clause": found.clause,
        "document": found.document,
        "text": clip(found.clause_text, QUOTE),
        "day": format_day(found.answer_by),
    }
    text = texts.TOLD(**facts, number=found.number) if own else texts.TOLD_ABOVE(**facts)
    return Letter(text, card=_card(texts.CARD_WHAT(number=found.number), found))


def late(ctx: Context, row: Outbox) -> Letter | None:
    """The day is over and nobody answered."""
    found = _found(ctx, row)
    if found is None or found.answered_at is not None or found.withdrawn_at is not None:
        return None
    facts = {
        "name": texts.NAME(year=found.year, number=found.number),
        "unit": ctx.district.name_of(found.unit),
        "day": format_day(found.answer_by),
    }
    own = _is_own(ctx, found, row)
    text = texts.TOLD_LATE(**facts, number=found.number) if own else texts.TOLD_LATE_OTHERS(**facts)
    until = ctx.now + timedelta(days=1)
    return Letter(text, card=cards.todo(texts.CARD_TOLD(), texts.CARD_LATE(number=found.number), until))


def answered(ctx: Context, row: Outbox) -> Letter | None:
    """To the inspectors: what the unit says it did."""
    found = _found(ctx, row)
    if found is None or found.withdrawn_at is not None:
        return None
    text = texts.TOLD_ANSWERED(
        name=texts.NAME(year=found.year, number=found.number),
        unit=ctx.district.name_of(found.unit),
        words=clip(found.answer, QUOTE),
    )
    return Letter(text, card=_card(texts.CARD_DONE(number=found.number), found))


def withdrawn(ctx: Context, row: Outbox) -> Letter | None:
    """To who was told before: it is taken back, and why."""
    found = _found(ctx, row)
    if found is None:
        return None
    text = texts.TOLD_WITHDRAWN(
        name=texts.NAME(year=found.year, number=found.number),
        unit=ctx.district.name_of(found.unit),
        why=clip(found.withdrawn_why, QUOTE),
    )
    return Letter(text, card=_card(texts.CARD_DONE(number=found.number), found))


def _found(ctx: Context, row: Outbox) -> Circular | None:
    return ctx.tx.get(Circular, int(row.params["circular"]))


def _is_own(ctx: Context, found: Circular, row: Outbox) -> bool:
    post = ctx.district.posts.get(row.post or "")
    return post is not None and post.unit == found.unit


def _card(what: str, found: Circular) -> Card:
    return cards.todo(texts.CARD_TOLD(), what, found.answer_due_at)


SERVICE_KINDS: Mapping[str, Callable[[Context, Outbox], Letter | None]] = {
    "inspection_drawn": drawn,
    "circular": told,
    "circular_late": late,
    "circular_answered": answered,
    "circular_withdrawn": withdrawn,
}
