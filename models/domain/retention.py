"""How long personal things are kept: rules in months, each with its source; a district may set its own."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["cases", "accusations", "talk"]
"""cases: words, identity and photos of what has ended; accusations: the same of 举报; talk: answers in the chat."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """One rule: after so many months from the end of it, it is erased."""

    kind: Kind
    months: int
    source: str
    verified: bool = False


_LAW = "个人信息保护法第十九条：为实现处理目的所必要的最短时间；月数为自定"
KEEPING: Mapping[Kind, Keeping] = {
    one.kind: one
    for one in (
        Keeping("cases", 24, _LAW),
        Keeping("accusations", 36, _LAW),
        Keeping("talk", 6, _LAW),
    )
}


def months_before(day: date, months: int) -> date:
    """The same day so many months ago, the last of its month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
