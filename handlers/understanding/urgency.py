"""The tier of a reading: the category's, shortened by people who cannot wait or were hurt."""

from __future__ import annotations

from handlers.understanding.evidence import Evidence
from models.domain.district import TierCode

TIERS: tuple[TierCode, ...] = ("2h", "24h", "3d", "7d", "15d")
"""Shortest first (dialogues 3.3)."""
_LIFELINES = (
    "供热/室温不达标",
    "供热/管道漏水",
    "供水/停水",
    "供水/农村饮水",
    "供电/停电",
    "燃气/停气",
    "物业管理/电梯故障",
)
"""Groups of what an old, very young or ill person cannot be without for days."""
_WITHOUT_HASTE = frozenset({"question", "suggestion", "misconduct"})


def find_urgency(evidence: Evidence, intent: str, category: str, tier: TierCode | None, *, vulnerable: bool) -> str:
    """Tier code, `` when nothing has to be done; never longer than the category's own tier."""
    if intent == "emergency":
        return "2h"
    if intent in {"progress", "poll_answer", "praise", "chat"}:
        return ""
    if tier is None or intent in _WITHOUT_HASTE:
        return tier or ""
    hurried = evidence.has("hurt") or (vulnerable and category.partition("/")[0] in _LIFELINES)
    if hurried and TIERS.index(tier) > TIERS.index("24h"):
        return "24h"
    return tier
