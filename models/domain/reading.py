"""What the service understood of a text. Understanding makes these; dialogues act on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Intent = Literal[
    "complaint", "question", "suggestion", "praise", "progress", "poll_answer", "misconduct", "emergency", "chat"
]
Outcome = Literal["route", "ask", "hand"]
Given = Literal["yes", "partial", "no"]


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """Where: `given` is yes when exactly one community (or a point in one) is determined."""

    given: Given = "no"
    place: str = ""
    """Code of the place (community, estate, road, ...) that was named, when exactly one fits."""
    unit: str = ""
    """Code of the community (or street, for a place that belongs to no single community)."""
    candidates: tuple[str, ...] = ()
    """Place codes to choose from when several fit (at most five)."""
    detail: str = ""
    """Building, unit and room as said, normalised: 3号楼2单元501."""
    said: str = ""
    """The words of the text that named the place."""


@dataclass(frozen=True, slots=True)
class MatterReading:
    """What: one matter of the text. A text may hold two."""

    category: str = ""
    """Code of the category, `` when unknown."""
    title: str = ""
    """Four to eight characters of our own, never a quotation: 楼道灯不亮."""
    confidence: float = 0.0
    alternatives: tuple[str, ...] = ()
    """Other category codes that may be meant, best first."""
    question: str = ""
    """Code of a clarifying question of the lexicon that separates the alternatives, else ``."""
    fragment: str = ""
    """The part of the text it was read from (the whole text if one matter)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole reading of one text with its reasons."""

    intent: Intent
    matters: tuple[MatterReading, ...] = ()
    place: PlaceReading = PlaceReading()
    urgency: str = ""
    """Tier code 2h | 24h | 3d | 7d | 15d, `` unknown; a danger or a vulnerable person may shorten the category's."""
    emergency: str = ""
    """Kind of the emergency (gas, fire, lift, carbon_monoxide, suicide, live_wire, falling, ...), else ``."""
    vulnerable: bool = False
    """An old, very young, ill, pregnant or disabled person is affected."""
    outcome: Outcome = "hand"
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    """Short Chinese lines a cadre can read."""
    neglect: bool = False
    """The unit of the place is said not to have acted (社区从来不管): the level above had better lead."""
