"""What a public commitment (承诺) is made of: measure, day, person, unit; how much is done; how often it was kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from models.domain.dates import SaidDate, future_date_in, split_date
from models.domain.errors import BadDate
from models.domain.working_time import Calendar

REMINDERS = ("T-3", "T-1", "T")
"""09:00 of these working days before the day that was named; after it every working day, to the level above."""
PARTS = ("measure", "day", "person")
"""What is asked for, one at a time, in this order; the unit is the speaker's unless another is named."""
_STRONG = re.compile(r"\s*[|｜;；\n]\s*")
_WEAK = re.compile(r"\s*[，,、]\s*|(?<!\d)\s*/\s*|\s*/\s*(?!\d)|\s+")
_LABEL = re.compile(
    r"^(?:办法|措施|时间|期限|日期|责任人|负责人|责任单位|单位)(?:[:：]\s*|\s+|(?=[\u4e00-\u9fff]{2,4}$))"
)
_COUNTED = "[所个处盏户条栋台辆家间套座根块扇棵株项口片段组米]"
"""Words of measure: what stands without one is a date or a house number."""
_FRACTION = re.compile(rf"(\d{{1,6}})\s*({_COUNTED})?[^\d/／]{{0,10}}[/／]\s*(?:共|总共)?(\d{{1,6}})\s*({_COUNTED})?")
_AMONG = re.compile(rf"(\d{{1,6}})\s*({_COUNTED})(?:里|中)[^\d]{{0,6}}(\d{{1,6}})\s*({_COUNTED})?")


@dataclass(frozen=True, slots=True)
class Said:
    """A commitment as far as it was said."""

    measure: str = ""
    day: SaidDate | None = None
    person: str = ""
    unit: str = ""
    """The unit as it was written, `` = the speaker's own."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Parts still to be asked for."""
        return tuple(part for part in PARTS if not getattr(self, part))


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many of so many: 4所/6所."""

    done: int
    amount: int
    noun: str = ""

    @property
    def full(self) -> bool:
        return self.done >= self.amount


@dataclass(frozen=True, slots=True)
class Promised:
    """One commitment as it counts in the figures."""

    first_on: date
    kept_on: date | None = None
    """Day on which all of it was reported done, None while it is not."""
    denied: bool = False
    """A complainant said that it was not."""
    done: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """How many commitments whose first date lies in the period were kept, and when."""

    due: int
    on_first_date: int
    later: int
    done: int
    amount: int


def read(text: str, today: date, calendar: Calendar, is_unit: Callable[[str], bool]) -> Said:
    """The parts of `办法|日期|责任人[|单位]`, whatever separates them, in any order behind the measure.

    Raises BadDate for a part that is no day (尽快) or a day that is past.
    """
    strong = [part for part in _STRONG.split(text.strip()) if part]
    parts = strong if len(strong) > 1 else [part for part in _WEAK.split(text.strip()) if part]
    said = Said()
    measure: list[str] = []
    for part in parts:
        bare = _LABEL.sub("", part, count=1) or part
        day = _whole_date(bare, today, calendar) if said.day is None else None
        if day is not None:
            said = replace(said, day=day)
        elif is_unit(bare) and (said.day is not None or measure):
            said = replace(said, unit=said.unit or bare)
        elif said.day is not None and not said.person and measure:
            said = replace(said, person=bare)
        else:
            measure.append(bare)
    if said.day is None and len(measure) > 1 and len(measure[-1]) <= _LONGEST_NAME:
        *measure, person = measure
        said = replace(said, person=person)
    said = replace(said, measure="，".join(measure))
    return said if said.day is not None else replace(said, day=future_date_in(said.measure, today, calendar))


_LONGEST_NAME = 4


def _whole_date(part: str, today: date, calendar: Calendar) -> SaidDate | None:
    try:
        day, rest = split_date(part, today, calendar)
    except BadDate as error:
        said = str(error.params.get("said", ""))
        if error.params["reason"] != "unreadable" and len(part) <= len(said) + 1:
            raise
        return None
    return day if not rest else None


def quantity(words: str, known: Quantity | None = None) -> Quantity | None:
    """The fraction somebody reports (4所已开园/6所, 6所里已开4所), None for words without one.

    Numbers of dates and houses are no quantities (11月/29日); `known` is the whole that was counted before.
    """
    found: tuple[str, str | None, str, str | None] | None = None
    for match in _FRACTION.finditer(words):
        found = (match[1], match[2], match[3], match[4])
    for match in _AMONG.finditer(words):
        found = (match[3], match[4], match[1], match[2])
    if found is None:
        return None
    done, noun, amount, other = int(found[0]), found[1], int(found[2]), found[3]
    nouns = [one for one in (other, noun) if one]
    same_whole = known is not None and known.amount == amount
    if not amount or done > amount or not (nouns or same_whole):
        return None
    return Quantity(done, amount, nouns[0] if nouns else known.noun if known else "")


def figures(promised: Iterable[Promised], first: date, last: date) -> Kept:
    """承诺兑现率 of a period by the first dates: fully kept by that day and not denied; nothing is left out."""
    due = [one for one in promised if first <= one.first_on <= last]
    kept = [one for one in due if one.kept_on is not None and not one.denied]
    on_time = sum(1 for one in kept if one.kept_on is not None and one.kept_on <= one.first_on)
    counted = [one for one in due if one.amount]
    return Kept(
        due=len(due),
        on_first_date=on_time,
        later=len(kept) - on_time,
        done=sum(one.done for one in counted),
        amount=sum(one.amount for one in counted),
    )
