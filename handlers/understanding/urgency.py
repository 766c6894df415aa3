"""The tier of a reading: the category's, shortened by people who cannot wait or were hurt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.understanding.evidence import Evidence
from models.domain.district import Category, TierCode
from models.domain.reading import MatterReading

TIERS: tuple[TierCode, ...] = ("2h", "24h", "3d", "7d", "15d")
"""Shortest first (dialogues 3.3)."""
_LIFELINES = frozenset({"供热", "供水", "供电", "燃气", "排水"})
"""Groups of what an old, very young or ill person cannot be without for days."""
_NO_TASK = frozenset({"progress", "poll_answer", "praise", "chat"})
_WITHOUT_HASTE = frozenset({"question", "suggestion", "misconduct"})


def shortest(categories: Mapping[str, Category], matters: Sequence[MatterReading]) -> Category | None:
    """The category with the shortest tier among the matters, None when none is known."""
    known = [categories[matter.category] for matter in matters if matter.category in categories]
    return min(known, key=lambda category: TIERS.index(category.tier)) if known else None


def find_urgency(evidence: Evidence, intent: str, category: Category | None, *, vulnerable: bool) -> str:
    """Tier code, `` when nothing has to be done or nothing is known; never longer than the category's own tier."""
    if intent == "emergency":
        return "2h"
    if category is None or intent in _NO_TASK:
        return ""
    if intent in _WITHOUT_HASTE:
        return category.tier
    hurried = "hurt" in evidence.signs or (vulnerable and category.group in _LIFELINES)
    return min(category.tier, "24h", key=TIERS.index) if hurried else category.tier
