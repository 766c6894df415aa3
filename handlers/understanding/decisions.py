"""Sure -> route, unsure -> one question, hopeless -> a person (architecture: understanding text)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.understanding.matters import ASK, ROUTE
from models.domain.district import Category
from models.domain.reading import Intent, MatterReading, Outcome, PlaceReading

SPOKEN_FOR = frozenset({"praise", "progress", "poll_answer", "chat"})
"""Intents that need neither a category nor a place."""
_PLACELESS = frozenset({"question", "misconduct"})
"""Intents that are not held up by a missing place, unless the unit of the place is to answer."""
_OF_THE_PLACE = frozenset({"community", "street"})
_CERTAIN, _USUAL = 0.95, 0.8
"""Confidence of an emergency (doubt goes there) and of what needs no unit."""


def decide(
    intent: Intent,
    matters: Sequence[MatterReading],
    place: PlaceReading,
    categories: Mapping[str, Category],
    *,
    brief: bool = False,
) -> tuple[Outcome, float]:
    """What happens next with a reading, and how sure that is (0..1).

    `brief`: the text is so short that the person is better asked what it is about than handed on.
    """
    if intent == "emergency":
        return "route", _CERTAIN
    if intent in SPOKEN_FOR:
        return "route", _USUAL
    if not matters:
        return ("ask" if brief or place.given != "no" else "hand"), 0.0
    sure = min(matter.confidence for matter in matters)
    if sure >= ROUTE:
        leads = {categories[matter.category].lead for matter in matters if matter.category in categories}
        needs_place = intent not in _PLACELESS or bool(leads & _OF_THE_PLACE)
        return ("ask" if needs_place and place.given != "yes" else "route"), sure
    if sure >= ASK or brief or place.given != "no" or any(matter.question for matter in matters):
        return "ask", sure
    return "hand", sure
