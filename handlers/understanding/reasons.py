"""Why a text was read as it was, in lines a cadre can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.understanding.evidence import Evidence
from handlers.understanding.matters import Score
from models.domain.district import District
from models.domain.reading import MatterReading, PlaceReading

_WORDS = 3
_LOWEST = ("社区", "找社区", "找街道", "街道", "居委会", "找居委会", "村", "找村", "网格员", "镇")
"""Whose own failure a message may name: it stays ordinary, but the level above should lead (dialogues (m))."""
_ARROW = "→ "
_NO_PLACE = "没说清地方"
_KNOWN, _NEAR, _SAME = "在册：", "定位在", "处同名或相近"
_PLACE_MARKS = (_NO_PLACE, _KNOWN, _NEAR, _SAME)


def explain(
    district: District,
    evidence: Evidence,
    matters: Sequence[MatterReading],
    scores: Mapping[str, Score],
    place: PlaceReading,
    *,
    danger: str,
    vulnerable: bool,
    learnt: Mapping[str, Sequence[str]] | None = None,
) -> tuple[str, ...]:
    """One line per decision: danger, each matter, the place, who is affected; words quoted as they were found.

    `danger` holds the words that made it an emergency, `` otherwise; `learnt` by category those that resemble earlier
    messages, quoted where the lexicon found none.
    """
    lines: list[str] = []
    if danger:
        lines.append(f"提到“{danger}”，按紧急事报")
    for matter in matters:
        found = scores.get(matter.category)
        if found is not None and found.words and not danger:
            quoted = "、".join(f"“{word}”" for word in dict.fromkeys(found.words[:_WORDS]))
            lines.append(f"提到{quoted}{_ARROW}{matter.category}")
        elif matter.category and not danger and (alike := (learnt or {}).get(matter.category)):
            quoted = "、".join(f"“{word}”" for word in alike)
            lines.append(f"{quoted}像以往这类来信{_ARROW}{matter.category}")
    if place.place and place.said:
        lines.append(f"“{place.said}”{_KNOWN}{district.places[place.place].name}")
    elif place.place:
        lines.append(f"{_NEAR}{district.places[place.place].name}附近")
    elif place.said and len(place.candidates) > 1:
        lines.append(f"“{place.said}”有{len(place.candidates)}{_SAME}")
    elif place.given == "no":
        lines.append(_NO_PLACE)
    if failed := failed_unit(evidence):
        lines.append(f"居民说“{failed}”，牵头宜往上一级")
    if vulnerable:
        lines.append(f"提到“{evidence.signs['vulnerable'][0][0]}”，家有老弱病幼")
    return tuple(lines)


def failed_unit(evidence: Evidence) -> str:
    """The words that say the unit of the place has not acted, `` when nobody says so."""
    return next((word for word, _ in evidence.signs.get("neglect", ()) if word.startswith(_LOWEST)), "")


def revise(reasons: Sequence[str], line: str, *, matter: bool, place: bool) -> tuple[str, ...]:
    """The lines with `line` added, without those on the matter or the place that it overrules."""
    kept = (
        reason
        for reason in reasons
        if not (matter and _ARROW in reason) and not (place and any(mark in reason for mark in _PLACE_MARKS))
    )
    return (*kept, line)


def correction(words: str) -> str:
    """The line for what the resident put right."""
    return f"居民改正：“{words}”"


def choice(label: str) -> str:
    """The line for what the resident chose."""
    return f"居民选了：{label}"


def joined(reasons: Sequence[str], *, placed: bool) -> tuple[str, ...]:
    """Lines of several messages, each once; a missing place is not mentioned once it is known."""
    return tuple(line for line in dict.fromkeys(reasons) if not (placed and line == _NO_PLACE))
