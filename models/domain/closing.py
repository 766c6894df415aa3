"""What a unit may say that became of a matter, and what it has to show for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

REVIEW_LIMIT = "10wd"
"""Until when the district has looked and decided after three rounds (dialogue rules 3.1; own)."""
STATUTORY_LIMIT = "1wd"
"""Until when the desk agrees to a legal route (own)."""
AGREE_LIMIT = "1wd"
"""Until when the other desk agrees to what a review found (own)."""
MOST_ROUNDS = 3
"""The third no is not handed to the same house again (dialogue rules 3.2)."""

Claim = Literal["solved", "explained", "planned", "legal", "impossible", "kept"]

ASKED: tuple[Claim, ...] = ("solved", "explained", "planned", "legal", "impossible")
"""Options 1 to 5 of 办结. A commitment that was kept is claimed by 兑现."""
ASKED_IN_SECRET: tuple[Claim, ...] = ("solved", "explained")
"""What an inspector chooses from who answers an accusation."""
EXPLANATIONS = frozenset({"explained", "impossible"})
"""Claims after which the question is 说清楚了吗, never 解决了吗: asking that of a refusal insults both sides."""
EXCUSABLE = frozenset({"photo", "document"})
"""Evidence that may be missing for a reason. A value that was measured and words with the resident never may: they are
the closing condition itself. A category of the district file says otherwise by `excusable`."""
NEVER_EXCUSED = frozenset({"2h"})
"""Tiers in which the danger was either seen to be gone or it was not."""


def is_explanation(claim: str | None) -> bool:
    """Whether the complainant is asked if it was put clearly."""
    return claim in EXPLANATIONS


def excusable(kinds: Iterable[str], tier: str, allowed: Iterable[str] | None) -> bool:
    """Whether the unit may say why this evidence is missing instead of bringing it."""
    if tier in NEVER_EXCUSED:
        return False
    may = EXCUSABLE if allowed is None else frozenset(allowed)
    return all(kind in may for kind in kinds)


@dataclass(frozen=True, slots=True)
class Route:
    """A way the law names for what no office may decide."""

    code: str
    """Also the name of its contact in the district file."""
    name: str
    phone: str
    """Said where the district names none."""
    signs: re.Pattern[str]
    source: str
    verified: bool = False


ROUTES: tuple[Route, ...] = (
    Route("arbitration", "劳动仲裁", "12333", re.compile(r"仲裁|劳动争议"), "劳动争议调解仲裁法 2007"),
    Route("court", "法院诉讼", "12368", re.compile(r"法院|诉讼|起诉|打官司"), "民事诉讼法 2023"),
    Route("reconsideration", "行政复议", "12348", re.compile(r"复议"), "行政复议法 2023"),
    Route("petitions", "信访", "12345", re.compile(r"信访"), "信访工作条例 2022"),
    Route("police", "公安报案", "110", re.compile(r"报案|立案|派出所|公安"), "治安管理处罚法 2025"),
    Route("legal_aid", "法律援助", "12348", re.compile(r"法律援助|司法所|律师|公证"), "法律援助法 2021"),
)
"""Ways a case may be pointed to; the first one named in the words. Names of laws and numbers are to be confirmed."""
BY_CODE: Mapping[str, Route] = {route.code: route for route in ROUTES}


def route_in(words: str) -> Route | None:
    """The legal route that words name, None for none."""
    return next((route for route in ROUTES if route.signs.search(words)), None)
