"""What all parts share: the district, the days of the year, who fills which post, a scale and chance by name."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from models.district.reader import build, read_district
from models.domain.district import District
from models.domain.working_time import SHANGHAI, Calendar, calendar_of

BEGINS = datetime(2013, 10, 28, 8, tzinfo=SHANGHAI)
ENDS = datetime(2014, 10, 26, 20, tzinfo=SHANGHAI)


@dataclass(frozen=True, slots=True)
class Plan:
    """The frame of the story."""

    path: Path
    district: District
    calendar: Calendar
    scale: int
    communities: tuple[str, ...]
    """Unit codes in the order of their codes."""

    @classmethod
    def of(cls, path: Path, scale: int) -> Plan:
        """The frame for a district file. Raises ValueError for a scale below 1."""
        if scale < 1:
            raise ValueError("a scale is 1 or more")
        district = build(read_district(path), 1)
        communities = tuple(sorted(one.code for one in district.units.values() if one.level == "community"))
        return cls(path, district, calendar_of(district), scale, communities)

    def share(self, whole: int) -> int:
        """So much of a figure of the bulletin as this scale plays, never nothing."""
        return max(1, round(whole / self.scale))

    def chance(self, part: str) -> random.Random:
        """Chance of a part's own: what another part draws does not change it."""
        return self.chance_of(part)

    @staticmethod
    def chance_of(part: str) -> random.Random:
        """The same for who has no plan at hand."""
        return random.Random(f"zhalainuoer:{part}")  # noqa: S311 - a story, not a secret

    def holder(self, post: str) -> str:
        """Who fills a post, as the story calls them (`who` of a step)."""
        return f"岗.{post}"

    def handler(self, community: str) -> str:
        """Code of the post that works in a community."""
        return self.district.posts_of(community, "handler", "head")[0].code

    def workdays(self, first: date | None = None, last: date | None = None) -> list[date]:
        """Working days of the year, or of a part of it, both ends included."""
        day, end = first or BEGINS.date(), last or ENDS.date()
        found = []
        while day <= end:
            if self.calendar.is_workday(day):
                found.append(day)
            day += timedelta(days=1)
        return found


def at(day: date, minutes: float) -> datetime:
    """So many minutes after eight in the morning of a day."""
    return datetime.combine(day, time(8), SHANGHAI) + timedelta(minutes=minutes)
