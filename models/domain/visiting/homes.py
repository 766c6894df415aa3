"""Household codes as cadres write them: 3-2-501, ３号楼２单元501, 3栋501室; the same household has one code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

LONGEST = 24
_PART = r"[A-Za-z]?\d{1,5}[A-Za-z]?"
_CODE = re.compile(rf"(?:{_PART}|平)(?:\s*-\s*{_PART}){{1,4}}(?!\s*-|\d)")
_WORDS = re.compile(
    rf"(?P<building>平房|平|{_PART})\s*(?:号楼|栋|幢|座|号院|排|楼|房)?\s*(?<=[号楼栋幢座院排房平])"
    rf"(?:(?P<entrance>{_PART})\s*(?:单元|门|号门)\s*)?(?P<room>{_PART})\s*(?:室|号|户)?"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－ー~～/", "-"))
_BEHIND = " \t\n,，。:：;；、"
_FAMILY = "家户"


def flatten(text: str) -> str:
    """Full width and every kind of dash made plain, each character by one."""
    return "".join(flat if len(flat := unicodedata.normalize("NFKC", one)) == 1 else one for one in text).translate(
        _DASHES
    )


def split_code(text: str) -> tuple[str, str]:
    """The household's code a text begins with and the words behind it as they were written, `` when it has none."""
    kept = text.strip()
    flat = flatten(kept)
    found = _CODE.match(flat)
    if found is not None:
        return clean(found[0]), kept[found.end() :].lstrip(_FAMILY).strip(_BEHIND)
    found = _WORDS.match(flat)
    if found is None:
        return "", kept
    parts = ("平" if found["building"].startswith("平") else found["building"], found["entrance"], found["room"])
    return clean("-".join(part for part in parts if part)), kept[found.end() :].lstrip(_FAMILY).strip(_BEHIND)


def clean(code: str) -> str:
    """A code as the register keeps it: plain dashes, capitals, numbers without leading noughts.

    Raises ValueError for what is no code.
    """
    flat = flatten(code).strip().upper()
    parts = [re.sub(r"^0+(?=\d)", "", part.strip()) for part in flat.split("-")]
    said = "-".join(parts)
    if not said or len(said) > LONGEST or any(not re.fullmatch(r"[A-Z0-9\u4e00-\u9fff]{1,12}", part) for part in parts):
        raise ValueError(code)
    return said


def building_of(code: str) -> str:
    """The first part of a code: what coverage is told by."""
    return code.partition("-")[0]


def order(code: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts codes as people count: 2 before 10."""
    return tuple(
        (0, int(found[0]), part) if (found := re.match(r"\d+", part)) else (1, 0, part) for part in code.split("-")
    )


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "community": ("社区", "community"),
    "code": ("户号", "household", "code"),
    "cadre": ("包户干部", "干部", "cadre", "post"),
}
"""What a register's file calls its columns; whose household it is may be left out."""
