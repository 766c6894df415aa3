"""The official layout as numbers: GB/T 9704-2012 (党政机关公文格式), clause beside each; millimetres and points."""

from __future__ import annotations

from dataclasses import dataclass

PAPER = (210, 297)
"""5.1: A4."""
MARGINS = {"top": 37, "left": 28, "right": 26, "bottom": 35}
"""5.2.1: 天头 37, 订口 28, 版心 156 × 225."""
TYPE_AREA = (156, 225)
LINES, CHARACTERS = 22, 28
"""5.2.3: lines a page, characters a line."""
LINE = 28.95
"""Points: 225 mm over 22 lines."""
GRID = "579"
"""The same in twentieths of a point. Of lines only: a grid of characters is read otherwise by every program."""
CONDENSED = -5
"""Twentieths of a point that each character gives up, so that 28 of 16 points stand on 156 mm in every program."""
TITLE_SIZE, BODY_SIZE, FOOT_SIZE, TABLE_SIZE, SMALL_SIZE = 22.0, 16.0, 14.0, 12.0, 10.5
"""二号 (7.3.1), 三号 (5.2.2), 四号 (7.4, 7.5), 小四 for tables, 五号 for wide ones."""
FEW_COLUMNS = 5
PAGE_FROM_BOTTOM = 25
"""7.5: the number stands 7 mm below the type area."""
RED = "FF0000"
RED_LINE_BELOW_NUMBER = 4
"""7.2.8: millimetres between number and red line."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """发文机关标志, as large as one line allows (7.2.4)."""

    size: float
    before: float
    """Points above it: 35 mm from the type area for a document (7.2.4), less for minutes and bulletins."""


LARGEST, OF_FORMS, SMALLEST = 62.0, 36.0, 26.0


def masthead(text: str, *, low: bool, small: bool = False) -> Masthead:
    """The sign in a size at which it fills nine tenths of the width at most; `low` as on a document with a number,
    `small` on a sheet that must stay one page."""
    fits = TYPE_AREA[0] * 72 / 25.4 * 0.9 / max(len(text), 1)
    return Masthead(max(SMALLEST, min(OF_FORMS if small else LARGEST, fits)), 0 if not low else 35 * 72 / 25.4)


def indents_of_signature(signature: str, day: str) -> tuple[float, float]:
    """How far signature and date stand from the right, in points (7.3.5.1: the date four characters, both centred)."""
    wide, narrow = _width(signature) * BODY_SIZE, _width(day) * BODY_SIZE
    of_day = 4 * BODY_SIZE
    of_name = of_day + (narrow - wide) / 2
    if of_name >= 0:
        return of_name, of_day
    return 0.0, (wide - narrow) / 2


def _width(text: str) -> float:
    return sum(0.5 if one.isascii() else 1.0 for one in text)
