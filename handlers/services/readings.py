"""A reading as a document: what a draft keeps of what was understood, without the words themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.domain.reading import MatterReading, PlaceReading, Reading


def pack(reading: Reading) -> dict[str, Any]:
    """The reading without the words it was read from: those are sealed with the draft."""
    place = reading.place
    return {
        "intent": reading.intent,
        "matters": [
            [m.category, m.title, round(m.confidence, 3), list(m.alternatives), m.question] for m in reading.matters
        ],
        "place": [place.given, place.place, place.unit, list(place.candidates), place.detail],
        "urgency": reading.urgency,
        "emergency": reading.emergency,
        "vulnerable": reading.vulnerable,
        "outcome": reading.outcome,
        "confidence": round(reading.confidence, 3),
        "reasons": list(reading.reasons),
        "neglect": reading.neglect,
    }


def unpack(document: Mapping[str, Any]) -> Reading:
    """The reading again; an empty document is an empty complaint."""
    if not document:
        return Reading(intent="complaint")
    given, place, unit, candidates, detail = document["place"]
    return Reading(
        intent=document["intent"],
        matters=tuple(
            MatterReading(category, title, confidence, tuple(alternatives), question)
            for category, title, confidence, alternatives, question in document["matters"]
        ),
        place=PlaceReading(given, place, unit, tuple(candidates), detail),
        urgency=document["urgency"],
        emergency=document["emergency"],
        vulnerable=document["vulnerable"],
        outcome=document["outcome"],
        confidence=document["confidence"],
        reasons=tuple(document["reasons"]),
        neglect=bool(document.get("neglect", False)),
    )


_TIERS = ("2h", "24h", "3d", "7d", "15d")


def shorter(first: str, second: str) -> str:
    """The more urgent of two tier codes; `` is no tier."""
    return min((tier for tier in (first, second) if tier in _TIERS), key=_TIERS.index, default="")
