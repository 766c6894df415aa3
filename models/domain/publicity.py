"""What may stand on the public board: no accusation, no matter of need, health or family, nothing kept back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NewType

from models.domain.redact import redact

Public = NewType("Public", str)
"""A text that names no resident. Board, papers and posters hold nothing else, and only the two functions below and the
catalogue of texts (`Text.public`) make one, so that a text straight from a row does not pass the type check."""

PRIVATE = ("低保", "救助", "家庭", "家暴", "邻里", "残疾", "精神", "未成年", "作风", "举报", "欠薪", "婚", "病")
"""A category with one of these in its code is about one household: even its title would name it to neighbours."""
PRIVATE_DANGERS = frozenset({"suicide", "violence", "missing", "person_down"})
UNLISTED = "unlisted"
"""Key in a case's decision: voices that said 不公开."""


def may_be_shown(category: str, danger: str, unlisted: Iterable[int], also_private: Iterable[str] = ()) -> bool:
    """Whether a case of this category may stand on the board with its title and community.

    One voice that said 不公开 keeps it off; `also_private` are categories or groups the district keeps off.
    """
    if not category or any(sign in category for sign in PRIVATE) or danger in PRIVATE_DANGERS:
        return False
    if any(True for _ in unlisted):
        return False
    return not any(category == one or category.startswith(f"{one}/") for one in also_private)


def of_people(text: str) -> Public:
    """What a person wrote about a case (title, measure, reason): masked again, whoever masked it before."""
    return Public(redact(text, workmen=True).text)


def of_office(text: str) -> Public:
    """What no resident wrote: names of units and of those who answer for them, dates, figures."""
    return Public(text)
