"""民情 供热 滨海社区 11月 换管: what is looked for in the book of meetings, read from one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.domain.working_time import ONE_DAY

_MONTH = re.compile(r"(?:(\d{4})\s*[年-])?\s*(\d{1,2})\s*月?份?")
_YEAR = re.compile(r"(\d{4})\s*年?")
_NEAR = {"本月": 0, "这个月": 0, "上月": -1, "上个月": -1}
_THIS_YEAR, _LAST_YEAR = "今年", "去年"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from first to last."""

    first: date
    last: date


def read_span(word: str, today: date) -> Span | None:
    """The days a word means (11月, 2026-11, 上个月, 今年, 2026年), None for a word that is no period.

    A month without a year is the last one of that name.
    """
    if word in _NEAR:
        return _month(*_shifted(today.year, today.month, _NEAR[word]))
    if word in {_THIS_YEAR, _LAST_YEAR}:
        year = today.year - (word == _LAST_YEAR)
        return Span(date(year, 1, 1), date(year, 12, 31))
    if (found := _YEAR.fullmatch(word)) is not None:
        return Span(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)) if 2000 <= int(found[1]) < 2100 else None
    found = _MONTH.fullmatch(word)
    if found is None or not 1 <= int(found[2]) <= 12 or not (found[1] or not word.isdigit()):
        return None
    month = int(found[2])
    return _month(int(found[1]) if found[1] else today.year - (month > today.month), month)


def _month(year: int, month: int) -> Span:
    following = date(*_shifted(year, month, 1), 1)
    return Span(date(year, month, 1), following - ONE_DAY)


def _shifted(year: int, month: int, by: int) -> tuple[int, int]:
    months = year * 12 + month - 1 + by
    return months // 12, months % 12 + 1
