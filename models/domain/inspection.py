"""督查: which units are looked at in a month, by whom and from which day on, so that nobody can steer or foresee it.

The month's seed is the one of the second calls: its SHA-256 is public before the month, the seed itself after it. The
lot of a unit and an inspector is an HMAC of both under the seed; an inspector has no lot for a unit of his own.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

UNITS_A_MONTH = 3
"""How many units a month draws unless the district file says otherwise."""
MOST = 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """One unit that was drawn."""

    unit: str
    inspector: str
    """Post code of who looks."""
    day: date
    """From when on; told to him that morning and to nobody before."""


def lot(seed: bytes, month: str, unit: str, inspector: str) -> int:
    """The lot of a unit and an inspector in a month; the smallest come first."""
    return int.from_bytes(hmac.digest(seed, f"inspect/{month}/{unit}/{inspector}".encode(), "sha256")[:8])


def draw(
    seed: bytes,
    month: str,
    units: Collection[str],
    own: Mapping[str, Collection[str]],
    days: Sequence[date],
    count: int = UNITS_A_MONTH,
) -> list[Drawn]:
    """The month's draw: `own` has for each inspector the units he never inspects, `days` the days to begin on.

    Every unit is drawn once at most; a unit that is everybody's own is never drawn.
    """
    lots = sorted(
        (lot(seed, month, unit, inspector), unit, inspector)
        for unit in units
        for inspector, kept_out in own.items()
        if unit not in kept_out
    )
    found: dict[str, Drawn] = {}
    for number, unit, inspector in lots:
        if len(found) == count or not days:
            break
        found.setdefault(unit, Drawn(unit, inspector, days[number % len(days)]))
    return sorted(found.values(), key=lambda one: (one.day, one.unit))
