"""The card a resident checks before a matter is filed: what, where, who, until when."""

from __future__ import annotations

from handlers.context import Context, Talk
from handlers.services.prospects import URGENT_TIERS, Planning
from handlers.shared import asking
from handlers.texts import naming, resident, votes
from models.domain.reading import Reading
from models.tables import Draft

CHOICES = (("file", votes.LABELS["file"]), ("change", votes.LABELS["change"]))


def show_card(talk: Talk, draft: Draft, reading: Reading, planned: list[Planning], opening: str = "") -> str:
    """Show the draft as understood and ask whether it is right."""
    text = card_text(talk.ctx, draft, reading, planned)
    shown = f"{opening}\n{text}" if opening else text
    several = len(planned) > 1
    purpose = "several" if several else ""
    asking.ask(talk, "draft", text, CHOICES, purpose=purpose, lives=asking.DRAFT_LIVES, draft_id=draft.id)
    return shown


def card_text(ctx: Context, draft: Draft, reading: Reading, planned: list[Planning]) -> str:
    """The words of the card; also used where a push shows it."""
    if len(planned) > 1:
        rows = "　".join(
            resident.CARD_TWO_ROW(mark=mark, title=title_of(ctx, one), unit=unit_of(ctx, one))
            for mark, one in zip(naming.MARKS, planned, strict=False)
        )
        return resident.CARD_TWO(count=len(planned), matters=rows)
    one = planned[0]
    matter = title_of(ctx, one)
    if reading.vulnerable and one.tier in URGENT_TIERS:
        matter = resident.VULNERABLE(title=matter)
    if draft.media:
        matter = resident.CARD_PHOTOS(matter=matter, count=len(draft.media))
    place = reading.place
    said = naming.place(ctx.district, place.unit, place.place, place.detail)
    return resident.CARD(
        matter=matter,
        place=said or resident.PLACE_UNKNOWN(),
        unit=unit_line(ctx, one, place.unit),
        due=naming.due(one.due_at, ctx.now) if one.due_at else resident.PROGRESS_TRIAGE(),
        ask=resident.CARD_ASK(),
    )


def title_of(ctx: Context, one: Planning) -> str:
    """Title of a matter, or that it is what was said."""
    category = ctx.district.categories.get(one.matter.category)
    return one.matter.title or naming.category_title(category) or resident.UNTITLED()


def unit_of(ctx: Context, one: Planning) -> str:
    """Name of the unit that gets it, or that the desk decides."""
    return ctx.district.name_of(one.route.unit) if one.dispatched else resident.UNIT_DESK()


def unit_line(ctx: Context, one: Planning, community: str = "") -> str:
    """Who gets it, with the one thing worth adding: who is told, whose it is, or why not one's own unit."""
    name = unit_of(ctx, one)
    if not one.dispatched:
        return name
    if one.route.rule == "own_house":
        category = ctx.district.categories[one.matter.category]
        own = community if category.lead in {"community", "street"} else category.lead
        return resident.UNIT_OWN_HOUSE(unit=name, own=ctx.district.name_of(own))
    units = ctx.district.units
    # that the street above a community knows of it is no news: it gets it anyhow when the time is over
    above = units[one.route.unit].parent
    told = [unit for unit in one.route.told if units[unit].level in {"community", "street"} and unit != above]
    if told:
        return resident.UNIT_TOLD(unit=name, told=ctx.district.name_of(told[0]))
    unit = units[one.route.unit]
    if unit.kind == "utility" and unit.parent in units:
        return resident.UNIT_UNDER(unit=name, above=ctx.district.name_of(unit.parent or ""))
    return name
