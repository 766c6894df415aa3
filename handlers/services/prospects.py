"""What would become of a reading if it were filed now: tier, unit, date, for each matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from handlers.context import Context
from handlers.services import accounts, readings
from handlers.services.dispatching import first_rung
from handlers.services.routing import Route, route
from models.domain.district import TierCode
from models.domain.escalation import Rung
from models.domain.reading import MatterReading, Reading
from models.domain.tiers import length_after
from models.domain.working_time import shanghai_day
from models.tables import Account

URGENT_TIERS = frozenset({"2h", "24h"})


@dataclass(frozen=True, slots=True)
class Planning:
    """One matter of a draft as it would be filed now."""

    matter: MatterReading
    tier: TierCode
    route: Route
    rung: Rung | None = None
    due_at: datetime | None = None
    provisional: bool = False

    @property
    def dispatched(self) -> bool:
        """Whether a unit gets it at once."""
        return self.rung is not None


def is_urgent(ctx: Context, reading: Reading) -> bool:
    """Whether a matter of the 2 h or 24 h tier is told."""
    return any(tier_of(ctx, reading, matter) in URGENT_TIERS for matter in reading.matters if matter.category)


def tier_of(ctx: Context, reading: Reading, matter: MatterReading) -> TierCode:
    """The tier of one matter: its category's, shortened by what was said of the only one."""
    category = ctx.district.categories.get(matter.category)
    own = category.tier if category else "7d"
    said_tier = reading.urgency if len(reading.matters) == 1 else ""
    return cast("TierCode", readings.shorter(said_tier, own) or own)


def plan_matters(ctx: Context, account: Account, reading: Reading, *, dated: bool = True) -> list[Planning]:
    """What would be filed now: each matter with its unit and date, by the catalogue and the calendar of today.

    Without `dated` no date is worked out: filing does that itself.
    """
    units = filer_units(ctx, account)
    matters = reading.matters or (MatterReading(),)
    planned = []
    for matter in matters:
        tier = tier_of(ctx, reading, matter)
        found = route(ctx, matter.category, reading.place.unit, reading.place.place, units) if matter.category else None
        if found is None or not found.unit:
            planned.append(Planning(matter, tier, found or Route(rule="none")))
            continue
        rung = first_rung(ctx, found)
        due = length_after(ctx.now, ctx.world.tiers[tier].due[rung.column], ctx.calendar) if dated else None
        planned.append(Planning(matter, tier, found, rung, due.at if due else None, bool(due and due.provisional)))
    return planned


def filer_units(ctx: Context, account: Account) -> frozenset[str]:
    """Units a cadre belongs to: they never lead what he files."""
    if not account.cadre:
        return frozenset()
    return frozenset(post.unit for post in accounts.own_posts(ctx, account.id))


def in_heating_season(ctx: Context, day: date | None = None) -> bool:
    """Whether heating runs on the Shanghai day: the district's season, which spans the new year."""
    season = ctx.district.settings.get("heating_season")
    if not isinstance(season, dict):
        return False
    today = (day or shanghai_day(ctx.now)).strftime("%m-%d")
    start, end = str(season["start"]), str(season["end"])
    return start <= today <= end if start <= end else today >= start or today <= end
