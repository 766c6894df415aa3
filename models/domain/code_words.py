"""Code words of accusations: 松-4172. They say nothing about the matter, and can be remembered and read out."""

from __future__ import annotations

import re
from dataclasses import dataclass

SIGNS = "松竹梅兰菊荷桂柏槐杨柳榆枫桐枣杏桃梨"
"""First characters: plants everybody can write; none of them begins a verb."""
RANDOM_BYTES = 4
_CODE = re.compile(rf"(?<![\u4e00-\u9fff])([{SIGNS}])\s*[-－—–_·~]?\s*([0-9０-９]{{4}})(?![0-9０-９])")
_SEPARATORS = " \t\n,，。.;；:：、|｜!！-—~"
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Named:
    """A code word in a text, and what stands before and behind it."""

    code: str
    before: str
    behind: str


def make(random: bytes) -> str:
    """A code word from four random bytes."""
    return f"{SIGNS[random[0] % len(SIGNS)]}-{int.from_bytes(random[1:RANDOM_BYTES], 'big') % 10000:04d}"


def find(text: str) -> Named | None:
    """The code word a text names; blanks, width and the dash do not matter. None when it names none."""
    match = _CODE.search(text)
    if match is None:
        return None
    code = f"{match[1]}-{match[2].translate(_DIGITS)}"
    return Named(code, text[: match.start()].strip(_SEPARATORS), text[match.end() :].strip(_SEPARATORS))
