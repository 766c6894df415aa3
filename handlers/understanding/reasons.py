"""Why a text was read as it was, in lines a cadre can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.understanding.evidence import Evidence
from handlers.understanding.matters import Score
from models.domain.district import District
from models.domain.reading import MatterReading, PlaceReading

_WORDS = 3


def explain(
    district: District,
    evidence: Evidence,
    matters: Sequence[MatterReading],
    scores: Mapping[str, Score],
    place: PlaceReading,
    *,
    danger: str,
    vulnerable: bool,
) -> tuple[str, ...]:
    """One line per decision: danger, each matter, the place, who is affected; words quoted as they were found.

    `danger` holds the words that made it an emergency, `` otherwise.
    """
    lines: list[str] = []
    if danger:
        lines.append(f"提到“{danger}”，按紧急事报")
    for matter in matters:
        found = scores.get(matter.category)
        if found is not None and found.words and not danger:
            quoted = "、".join(f"“{word}”" for word in dict.fromkeys(found.words[:_WORDS]))
            lines.append(f"提到{quoted}→ {matter.category}")
    if place.place and place.said:
        lines.append(f"“{place.said}”在册：{district.places[place.place].name}")
    elif place.place:
        lines.append(f"定位在{district.places[place.place].name}附近")
    elif place.said and len(place.candidates) > 1:
        lines.append(f"“{place.said}”有{len(place.candidates)}处同名或相近")
    elif place.given == "no":
        lines.append("没说清地方")
    if vulnerable:
        lines.append(f"提到“{evidence.signs['vulnerable'][0][0]}”，家有老弱病幼")
    return tuple(lines)
