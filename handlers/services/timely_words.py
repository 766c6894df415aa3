"""四个及时 in words: one line a rate, one a case that lacks something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.services.reports import figure
from handlers.texts import themes as texts
from models.domain.tiers import LENGTH
from models.domain.timely import MARKS, Missing, Timely


def lines(found: Timely, limits: Mapping[str, str]) -> list[str]:
    """The four rates."""
    missing = {mark: sum(one.mark == mark for one in found.missing) for mark in MARKS}
    said = []
    for mark, rate in zip(MARKS, found.rates, strict=True):
        document: dict[str, Any] = rate.document()
        late = rate.beside["late"]
        said.append(
            texts.TIMELY_LINE(
                name=texts.TIMELY_NAMES[rate.code],
                figure=figure(document),
                limit=length(limits[mark]),
                late=texts.TIMELY_LATE(count=late) if late else "",
                missing=texts.TIMELY_MISSING(count=missing[mark]) if missing[mark] else "",
            )
        )
    return said


def length(said: str) -> str:
    """4wh in words."""
    match = LENGTH.fullmatch(said)
    return texts.LENGTH[match[2]].format(n=match[1]) if match is not None else said


def mark(one: Missing) -> str:
    """What is missing."""
    return texts.MARKS[one.mark]
