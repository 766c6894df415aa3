"""Values of template messages: title, place and dates only; never words of a person, a name or a room.

The values stand in the order of the role's fields (models.domain.templates).
"""

from __future__ import annotations

from datetime import datetime

from handlers.letters.forms import Card
from handlers.services.case_facts import Facts
from handlers.texts import letters as texts
from models.domain.closing import is_explanation
from models.domain.dates import format_moment
from models.domain.redact import MASKS, redact
from models.domain.templates import TEMPLATE_ROLES
from models.tables import Assignment, Commitment

MASKED = next(iter(MASKS.values()))[0]
"""How a mask begins: words that hold one spoke of a person."""


def order(facts: Facts) -> Card:
    """T01, a new order."""
    return _order(facts, facts.case.title, facts.case.due_at)


def helping(facts: Facts, part: Assignment) -> Card:
    """T01 for a unit that is called in, with the date of its own part."""
    urgency = texts.PHRASE_OF_TIER["2h"]() if part.help == "emergency" else texts.PHRASE_ORDINARY()
    return _card("T01", facts.case.number, facts.case.title, facts.building, _at(part.due_at, facts), urgency)


def triage(facts: Facts, due: datetime | None) -> Card:
    """T01 for the dispatcher."""
    return _order(facts, texts.CARD_TRIAGE(title=facts.case.title or texts.CARD_UNTITLED()), due)


def _order(facts: Facts, title: str, due: datetime | None) -> Card:
    urgency = texts.PHRASE_OF_TIER.get(facts.case.tier, texts.PHRASE_ORDINARY)()
    return _card("T01", facts.case.number, title, facts.building, _at(due, facts), urgency)


def reminder(facts: Facts, what: str) -> Card:
    """T02, something falls due."""
    return _card("T02", facts.case.number, what, facts.case.title, _at(facts.case.due_at, facts))


def raised(facts: Facts, reason: str, phrase: str = "", due: datetime | None = None) -> Card:
    """T03, it came up to a level above."""
    until = _at(due or facts.case.due_at, facts)
    return _card("T03", facts.case.number, reason, facts.case.title, until, phrase or texts.PHRASE_RAISED())


def progress(facts: Facts, phrase: str = "") -> Card:
    """T04, who works on it."""
    return _card("T04", facts.case.number, _yours(facts), facts.unit, phrase or texts.PHRASE_WORKING())


def result(facts: Facts) -> Card:
    """T05, the unit says it is done."""
    done = _at(facts.case.done_at, facts)
    return _card("T05", facts.case.number, _yours(facts), _what_was_done(facts), facts.unit, done)


def _what_was_done(facts: Facts) -> str:
    """The cadre's own words where nothing in them points at a person or a door, else that there is an answer."""
    said = facts.last_statement("answer", "done")
    if said is not None and not redact(said.words).taken and MASKED not in said.words:
        return said.words
    return texts.CARD_EXPLAINED() if is_explanation(facts.case.claim) else texts.CARD_DONE()


def answered(facts: Facts, said: str, at: datetime | None) -> Card:
    """T05, the unit has said something that binds it."""
    return _card("T05", facts.case.number, _yours(facts), said, facts.unit, _at(at, facts))


def commitment(facts: Facts, promised: Commitment) -> Card:
    """T09, a public commitment falls due."""
    due = _at(promised.due_at, facts)
    late = promised.status == "missed"
    phrase = texts.PHRASE_LATE() if late else texts.PHRASE_PLANNED()
    return _card("T09", facts.case.number, promised.measure, promised.person, due, phrase)


def question(facts: Facts, what: str, until: datetime | None) -> Card:
    """T06, is it solved?"""
    return _card("T06", facts.case.number, _yours(facts), what, _at(until, facts))


def moved(facts: Facts, reason: str, old: datetime | None, new: datetime | None) -> Card:
    """T07, another date."""
    return _card("T07", facts.case.number, _yours(facts), reason, _at(old, facts), _at(new, facts))


def emergency(facts: Facts) -> Card:
    """T08, go now."""
    what = texts.CARD_EMERGENCY(title=facts.case.title)
    filed = _at(facts.case.filed_at, facts)
    return _card("T08", facts.case.number, what, facts.building, filed, texts.PHRASE_OF_TIER["2h"]())


def task(facts: Facts, what: str, at: datetime, state: str) -> Card:
    """T11, something to be done by a day."""
    place = facts.ctx.district.name_of(facts.case.community) or facts.unit
    return _card("T11", what, format_moment(at), place, state)


def todo(name: str, what: str, until: datetime) -> Card:
    """T12, the day's work."""
    return _card("T12", name, what, format_moment(until))


def _card(role: str, *values: str) -> Card:
    return Card(role, dict(zip(TEMPLATE_ROLES[role].names, values, strict=True)))


def _yours(facts: Facts) -> str:
    return texts.CARD_YOUR_MATTER(title=facts.case.title)


def _at(at: datetime | None, facts: Facts) -> str:
    # a card with a date missing would be refused as a whole
    return format_moment(at or facts.case.due_at or facts.ctx.now)
