"""What a district says about its stations: hours of the Friday duty, who sits where, how long papers are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Station:
    """What is particular to one community's station."""

    posts: tuple[str, ...] = ()
    """Posts that sit there in turn; none = the community's own."""
    offers: str = ""
    """What can be done there on a Friday; none = what the district says."""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Stations:
    """All of a district's rules about stations."""

    opens: time = time(9)
    closes: time = time(17)
    tell: time = time(16)
    """On Thursday at this hour people hear who sits where tomorrow."""
    grace: timedelta = timedelta(minutes=30)
    """Whoever has not signed in by then counts as missing."""
    papers_days: int = 30
    """So long after its end an errand's list of papers is kept."""
    due_days: int = 5
    """Working days an errand takes unless a date is said."""
    confirm_days: int = 7
    """So long the resident is waited for; then the errand ends unconfirmed."""
    offers: str = ""
    bring: str = ""
    rosters: Mapping[str, Station] = field(default_factory=dict)


def read_stations(given: Mapping[str, Any] | None) -> Stations | None:
    """The rules a district file states, None for a district without stations."""
    if given is None:
        return None
    return Stations(
        opens=time.fromisoformat(str(given.get("opens") or "09:00")),
        closes=time.fromisoformat(str(given.get("closes") or "17:00")),
        tell=time.fromisoformat(str(given.get("tell") or "16:00")),
        grace=timedelta(minutes=int(given.get("grace_minutes") or 30)),
        papers_days=int(given.get("papers_days") or 30),
        due_days=int(given.get("due_days") or 5),
        confirm_days=int(given.get("confirm_days") or 7),
        offers=str(given.get("offers") or ""),
        bring=str(given.get("bring") or ""),
        rosters={
            str(unit): Station(tuple(one.get("posts") or ()), str(one.get("offers") or ""), str(one.get("room") or ""))
            for unit, one in (given.get("rosters") or {}).items()
        },
    )
