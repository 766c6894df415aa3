"""The tier of a reading: the category's, shortened by people who cannot wait or were hurt."""

from __future__ import annotations

from handlers.understanding.evidence import Evidence
from models.domain.district import Category, TierCode

TIERS: tuple[TierCode, ...] = ("2h", "24h", "3d", "7d", "15d")
"""Shortest first (dialogues 3.3)."""
_LIFELINES = frozenset({"供热", "供水", "供电", "燃气", "排水"})
"""Groups of what an old, very young or ill person cannot be without for days."""
_NO_TASK = frozenset({"progress", "poll_answer", "praise", "chat"})
_WITHOUT_HASTE = frozenset({"question", "suggestion", "misconduct"})


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
