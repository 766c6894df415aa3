"""The deadlines of one round at one level, worked out from the table of tiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache

from models.domain.district import TierCode
from models.domain.tiers import OBJECTION_LIMIT, REMINDER, TIERS, Column, Tier, length_after
from models.domain.working_time import DAY_OPENS, SHANGHAI, Calendar, at_clock


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Every instant (UTC) of one round at one level."""

    sign_at: datetime
    sign_twice_at: datetime
    """Twice the limit: the level above is told and somebody telephones."""
    first_words_at: datetime
    due_at: datetime
    reminders: tuple[tuple[str, datetime], ...]
    """(stage, instant), in order, all after the start and before the due instant."""
    overdue_at: datetime
    climbs_at: datetime
    """When the case goes to the level above if still nothing happened."""
    provisional: bool
    """A year without an announced calendar was touched: plan again when it is known."""


def deadlines(
    tier: TierCode,
    column: Column,
    start: datetime,
    calendar: Calendar,
    *,
    vulnerable: bool = False,
    tiers: Mapping[TierCode, Tier] = TIERS,
) -> Deadlines:
    """All instants of a case that reaches a level at `start` (UTC): dispatch, climbing or a new round.

    Hours run from the instant, working days after its Shanghai day. Source: dialogue rules 3.3 and 3.4.
    """
    row = tiers[tier]
    due = length_after(start, row.due[column], calendar)
    first_words = row.first_words_vulnerable if vulnerable and row.first_words_vulnerable else row.first_words
    counted = [
        length_after(start, row.sign, calendar),
        length_after(start, row.sign, calendar, times=2),
        length_after(start, first_words, calendar),
        due,
        length_after(due.at, row.climbs, calendar),
    ]
    return Deadlines(
        sign_at=counted[0].at,
        sign_twice_at=counted[1].at,
        first_words_at=counted[2].at,
        due_at=due.at,
        reminders=reminders_before(due.at, start, row.reminders, calendar),
        overdue_at=due.at,
        climbs_at=counted[4].at,
        provisional=any(one.provisional for one in counted),
    )


def moved(
    times: Deadlines,
    tier: TierCode,
    due_at: datetime,
    start: datetime,
    calendar: Calendar,
    tiers: Mapping[TierCode, Tier] = TIERS,
) -> Deadlines:
    """The same deadlines with another due instant (extension, inherited clock): what follows moves along."""
    row = tiers[tier]
    climbs = length_after(due_at, row.climbs, calendar)
    return replace(
        times,
        due_at=due_at,
        reminders=reminders_before(due_at, start, row.reminders, calendar),
        overdue_at=due_at,
        climbs_at=climbs.at,
        provisional=times.provisional or climbs.provisional,
    )


def reminders_before(
    due_at: datetime, start: datetime, stages: tuple[str, ...], calendar: Calendar
) -> tuple[tuple[str, datetime], ...]:
    """The reminders of a due instant that still lie between `start` and it; use it again when an extension moves it."""
    planned = [(stage, _stage_at(stage, due_at, start, calendar)) for stage in stages]
    return tuple(sorted(((stage, at) for stage, at in planned if start < at < due_at), key=lambda one: one[1]))


def _stage_at(stage: str, due_at: datetime, start: datetime, calendar: Calendar) -> datetime:
    days = _days_before(stage)
    if days is None:
        return length_after(start, stage, calendar).at
    return calendar.working_days_ahead_of(due_at, days, DAY_OPENS).at


@cache
def _days_before(stage: str) -> int | None:
    """2 of `T-2`, None for a length from the start."""
    match = REMINDER.fullmatch(stage)
    return None if match is None else int(match[1] or 0)


def latest_extension(
    tier: TierCode, due_at: datetime, calendar: Calendar, tiers: Mapping[TierCode, Tier] = TIERS
) -> datetime | None:
    """The latest instant an extension may ask for, None where the tier knows no extension."""
    length = tiers[tier].extension
    return length_after(due_at, length, calendar).at if length else None


def dispatch_limit(
    tier: TierCode, start: datetime, calendar: Calendar, tiers: Mapping[TierCode, Tier] = TIERS
) -> datetime:
    """Until when the desk must have dispatched; one that would end at night ends at 08:00 (not in the 2 h tier)."""
    at = length_after(start, tiers[tier].dispatch, calendar).at
    local = at.astimezone(SHANGHAI)
    if tier == "2h" or time(8) <= local.time() < time(21):
        return at
    morning = local.date() + timedelta(days=local.time() >= time(21))
    return at_clock(morning, time(8))


def objection_limit(start: datetime, calendar: Calendar) -> datetime:
    """Until when a 退单 must be decided."""
    return length_after(start, OBJECTION_LIMIT, calendar).at
