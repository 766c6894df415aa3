"""The four parts every item of a meeting must get: measure, date, unit, person; and a part that is said by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Part = Literal["measure", "day", "unit", "person", "said"]
"""`said`: all four were named, but nobody said that it is so."""
PARTS: tuple[Part, ...] = ("measure", "day", "unit", "person")
_NAMED: Mapping[str, Part] = {
    "责任人": "person", "负责人": "person", "办法": "measure", "措施": "measure", "时间": "day", "期限": "day",
    "日期": "day", "责任单位": "unit", "单位": "unit",
}  # fmt: skip
_ALONE = re.compile(rf"\s*({'|'.join(_NAMED)})\s*[:：]?\s*(.+?)\s*$", re.DOTALL)
_SEVERAL = re.compile(r"[|｜;；\n]")


@dataclass(frozen=True, slots=True)
class Decided:
    """What a meeting has decided about an item so far."""

    measure: str = ""
    due_on: date | None = None
    unit: str = ""
    person: str = ""

    @property
    def missing(self) -> tuple[Part, ...]:
        """Parts that nobody has said yet."""
        given = {"measure": self.measure, "day": self.due_on, "unit": self.unit, "person": self.person}
        return tuple(part for part in PARTS if not given[part])


def part_alone(text: str) -> tuple[Part, str] | None:
    """责任人 张三: one part by its name and what it is, None for a text that is something else."""
    if _SEVERAL.search(text):
        return None
    found = _ALONE.match(text)
    return (_NAMED[found[1]], found[2]) if found is not None else None
