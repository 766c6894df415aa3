"""Letters about the month's papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from handlers.context import Context
from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.services.briefs.figures import adds_up
from handlers.texts import briefs as texts
from models.tables import Brief, Outbox

UNTIL = timedelta(days=1, hours=9)


def ready(ctx: Context, row: Outbox) -> Letter | None:
    """T12, to the head: the figures in one line, and what to answer."""
    brief = ctx.tx.get(Brief, int(row.params["brief"]))
    if brief is None or brief.status != "made":
        return None
    document, unit = brief.document, ctx.district.units.get(brief.unit)
    named = {"month": int(brief.month.partition("-")[2]), "unit": ctx.district.name_of(brief.unit)}
    above = unit is not None and unit.level != "district"
    counts = {name: document[name] for name in ("received", "solved", "open", "overdue", "reopened")}
    text = texts.READY(
        **named,
        **counts,
        **document["solved_by_level"],
        sums=(texts.READY_ABOVE if above else texts.READY_TOP)() if adds_up(document) else texts.DOES_NOT_ADD_UP,
    )
    card = cards.todo(texts.CARD_NAME(month=named["month"]), texts.CARD(), ctx.now + UNTIL)
    return Letter(text, card=card)


def doubted(ctx: Context, row: Outbox) -> Letter | None:
    """To the desk: a head doubts a number."""
    brief = ctx.tx.get(Brief, int(row.params["brief"]))
    if brief is None:
        return None
    month = int(brief.month.partition("-")[2])
    return Letter(texts.TOLD_DOUBT(month=month, unit=ctx.district.name_of(brief.unit), words=brief.doubt))


SERVICE_KINDS: Mapping[str, Callable[[Context, Outbox], Letter | None]] = {
    "brief_ready": ready,
    "brief_doubted": doubted,
}
