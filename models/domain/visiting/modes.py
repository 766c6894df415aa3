"""The five ways of the great visit, and the words cadres use for them."""

from __future__ import annotations

import re
from typing import Literal

Mode = Literal["talk", "interview", "random", "home", "review"]
HOME: Mode = "home"
NAMES: dict[Mode, str] = {
    "talk": "座谈会",
    "interview": "个别访谈",
    "random": "随机调研",
    "home": "入户走访",
    "review": "民主评议",
}
SAID: dict[str, Mode] = {
    "入户走访": "home",
    "入户": "home",
    "个别访谈": "interview",
    "个别": "interview",
    "访谈": "interview",
    "随机调研": "random",
    "随机": "random",
    "调研": "random",
    "民主评议": "review",
    "评议": "review",
}
"""How a way is written in front of 走访's words; a 座谈会 has a verb of its own."""
WITHOUT_A_HOUSE = frozenset({"random", "review"})
"""Ways in which whom one met need not belong to a household."""
_SAID = re.compile(
    rf"\s*({'|'.join(sorted(SAID, key=len, reverse=True))})(?=$|[\s,，。:：、\d])[\s,，:：、]*(.*)", re.DOTALL
)


def split_mode(text: str) -> tuple[Mode | None, str]:
    """The way a text names first and the words behind it, None where it names none."""
    found = _SAID.fullmatch(text)
    return (SAID[found[1]], found[2]) if found else (None, text.strip())
