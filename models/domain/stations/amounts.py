"""Money in fen and quantities as whole thousandths of a unit: what is said with a decimal point is never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass

MILLI = 1000
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_NUMBER = r"(\d{1,12})(?:\.(\d{1,6}))?\s*(多)?\s*([百千万亿]?)\s*"
_MONEY = re.compile(_NUMBER + r"(?:元|块钱|块)")
_QUANTITY = re.compile(_NUMBER + r"(平方米|平米|公里|千米|米|盏|个|户|人|套|台|棵|株|吨|公顷|亩|座|处|所|家|辆|次)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many thousandths of a unit: 34.6万平米 is 346 000 000 thousandths of 平米."""

    milli: int
    unit: str
    start: int = 0
    end: int = 0

    @property
    def said(self) -> str:
        """34.6万平米, 111盏."""
        return decimal(self.milli, MILLI) + self.unit


@dataclass(frozen=True, slots=True)
class Money:
    """An amount that was said, in fen, and where it stood."""

    fen: int
    start: int
    end: int


def money_in(text: str) -> Money | None:
    """The first amount in a text, None for none or one that is no whole number of fen."""
    match = _MONEY.search(text)
    fen = _scaled(match, 100) if match is not None else None
    return Money(fen, match.start(), match.end()) if match is not None and fen is not None else None


def quantity_in(text: str) -> Quantity | None:
    """The first quantity in a text, None for none or one finer than a thousandth."""
    match = _QUANTITY.search(text)
    milli = _scaled(match, MILLI) if match is not None else None
    return Quantity(milli, match[5], match.start(), match.end()) if match is not None and milli is not None else None


def yuan(fen: int) -> str:
    """592.6万元, 350元, 12.5元: exact, with as few digits as say it."""
    return decimal(fen, 100) + "元"


def decimal(value: int, parts: int) -> str:
    """A whole number of parts as decimals, in 万 where that is shorter and exact."""
    scale, name = (parts * 10_000, "万") if abs(value) >= parts * 10_000 else (parts, "")
    before, rest = divmod(abs(value), scale)
    digits = len(str(scale)) - 1
    behind = f"{rest:0{digits}d}".rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{before}.{behind}{name}" if behind else f"{sign}{before}{name}"


def _scaled(match: re.Match[str], parts: int) -> int | None:
    whole, behind, _, scale = match[1], match[2] or "", match[3], match[4]
    value = int(whole + behind) * _SCALES[scale] * parts
    divisor: int = 10 ** len(behind)
    return value // divisor if value % divisor == 0 else None
