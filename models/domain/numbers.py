"""Case numbers: how they are written and every way people write them back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣~", "-"))

# digits before and after are excluded, so that 17 is never read as 7; dashes too, so that 3-2-501 stays a household
_FULL = r"(?P<code>[A-Za-z]{2,4})?\s*(?P<ymd>\d{6})\s*-\s*(?P<full>\d{1,6})"
_GLUED = r"(?P<gcode>[A-Za-z]{2,4})\s*(?P<gymd>\d{6})\s*(?P<gfull>\d{3,6})"
_SHORT = r"(?P<md>\d{3,4})\s*-\s*(?P<short>\d{1,6})"
_BARE = r"(?P<mark>#\s*|第\s*)?(?P<bare>\d{1,5})"
# 7号楼, 3单元 and 2号线 are places and things, not numbers of cases
_TAIL = r"(?P<tail>\s*(?:号件|号单(?!元)|号(?![楼院门线店机换泵路栋井])|件|单(?!元)))"
_NUMBER = re.compile(rf"(?<![\dA-Za-z.-])(?:{_FULL}|{_GLUED}|{_SHORT}|{_BARE})(?![\dA-Za-z]|-\d|\.\d){_TAIL}?")


@dataclass(frozen=True, slots=True)
class Reference:
    """How a person named a case: the running number and as much of the day as was said."""

    number: int
    month_day: tuple[int, int] | None = None
    year: int | None = None
    code: str | None = None
    """District letters in capitals, when they were written."""
    marked: bool = False
    """Written as a number of a case (#7, 7号, WD261123-007) and not as any integer."""

    def fits(self, day: date, number: int, code: str | None = None) -> bool:
        """Whether a case filed on `day` (Shanghai) with running number `number` is meant."""
        return (
            self.number == number
            and (self.month_day is None or self.month_day == (day.month, day.day))
            and (self.year is None or self.year == day.year)
            and (self.code is None or code is None or self.code == code.upper())
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A reference inside a text; `start` and `end` are offsets in the width-normalised text."""

    reference: Reference
    start: int
    end: int


def format_number(code: str, day: date, number: int) -> str:
    """WD261123-007 for district WD, the Shanghai day of filing and the running number of that day (from 1)."""
    if number < 1:
        raise ValueError(f"running numbers begin at 1, got {number}")
    return f"{code}{day.year % 100:02d}{day.month:02d}{day.day:02d}-{number:03d}"


@lru_cache(maxsize=16)
def flatten(text: str) -> str:
    """Full width to half width and every dash to `-`, the form all offsets here refer to."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES)


def _day_exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _reference(match: re.Match[str]) -> Reference | None:
    code, ymd, number = match["code"] or match["gcode"], match["ymd"] or match["gymd"], match["full"] or match["gfull"]
    reference: Reference | None = None
    if ymd is not None:
        year, month, day = 2000 + int(ymd[:2]), int(ymd[2:4]), int(ymd[4:])
        if _day_exists(year, month, day):
            reference = Reference(int(number), (month, day), year, code.upper() if code else None, marked=True)
    elif match["md"] is not None:
        month, day = int(match["md"][:-2]), int(match["md"][-2:])
        if _day_exists(2024, month, day):  # a leap year: the year was not said
            reference = Reference(int(match["short"]), (month, day), marked=True)
    else:
        reference = Reference(int(match["bare"]), marked=bool(match["mark"] or match["tail"]))
    return reference if reference and reference.number > 0 else None


def parse_reference(text: str) -> Reference | None:
    """The case a whole text names (`7`, `7号件`, `#007`, `1123-7`, `WD261123-007`), None if it is anything else."""
    flat = flatten(text).strip()
    match = _NUMBER.fullmatch(flat)
    return _reference(match) if match else None


def reference_at(flat: str, start: int) -> Found | None:
    """The reference that begins at an offset of a flattened text, None without one."""
    match = _NUMBER.match(flat, start)
    reference = _reference(match) if match else None
    return Found(reference, match.start(), match.end()) if match and reference else None


def find_references(text: str) -> tuple[Found, ...]:
    """Every integer that could name a case, in order; whether one does is for the candidates to decide."""
    found = []
    for match in _NUMBER.finditer(flatten(text)):
        reference = _reference(match)
        if reference is not None:
            found.append(Found(reference, match.start(), match.end()))
    return tuple(found)
