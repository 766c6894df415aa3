"""How many meetings were held this year so far, and by the same day of the year before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col

from handlers.texts import meetings_board as texts
from models.domain.dates import format_day
from models.domain.district import District
from models.domain.meetings import counting as rules
from models.domain.working_time import shanghai_day
from models.store.tx import Reader
from models.tables import Meeting


@dataclass(frozen=True, slots=True)
class Counted:
    """Meetings that really sat, from the first of January to a day."""

    before: int
    now: int

    @property
    def fewer(self) -> float | None:
        return rules.fewer(self.before, self.now)


def year_on_year(reader: Reader, district: District, unit: str, day: date) -> Counted:
    """Of a unit and those below it; a meeting that was empty or missed was none."""
    held = [
        shanghai_day(one.opened_at)
        for one in reader.query(Meeting, col(Meeting.opened_at).is_not(None))
        if one.opened_at is not None and unit in district.line_of(one.unit)
    ]
    then = rules.same_day_before(day)
    return Counted(
        before=sum(date(then.year, 1, 1) <= one <= then for one in held),
        now=sum(date(day.year, 1, 1) <= one <= day for one in held),
    )


def line(reader: Reader, district: District, unit: str, day: date) -> str:
    """The same in words, `` where neither year has one."""
    found = year_on_year(reader, district, unit, day)
    if not found.before and not found.now:
        return ""
    change = ""
    if found.fewer is not None:
        said = texts.FEWER if found.fewer >= 0 else texts.MORE
        change = said(percent=abs(found.fewer))
    return texts.COUNTED(day=format_day(day), now=found.now, before=found.before, change=change)
