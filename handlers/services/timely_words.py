"""四个及时 in words: one line a rate, one word for what a case lacks."""

from __future__ import annotations

from collections import Counter
from typing import Any

from handlers.services.rate_words import figure
from handlers.texts import themes as texts
from models.domain.tiers import LENGTH
from models.domain.timely import MARKS


def lines(document: dict[str, Any]) -> list[str]:
    """The four rates with their limits, what was late, and what is missing."""
    missing = Counter(one["mark"] for one in document["missing"])
    said = []
    for mark, rate in zip(MARKS, document["rates"], strict=True):
        late = rate["beside"]["late"]
        said.append(
            texts.TIMELY_LINE(
                name=texts.TIMELY_NAMES[rate["code"]],
                figure=figure(rate),
                limit=length(document["limits"][mark]),
                late=texts.TIMELY_LATE(count=late) if late else "",
                missing=texts.TIMELY_MISSING(count=missing[mark]) if missing[mark] else "",
            )
        )
    return said


def length(said: str) -> str:
    """4wh in words."""
    match = LENGTH.fullmatch(said)
    return texts.LENGTH[match[2]].format(n=match[1]) if match is not None else said


def mark(code: str) -> str:
    """What is missing."""
    return texts.MARKS[code]
