"""When a resident is asked whether it is solved, how often, and when nobody waits for the answer any longer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from models.domain.working_time import ONE_DAY, SHANGHAI, Calendar, at_clock, shanghai_day

MORNING, EVENING = time(10), time(19)
SLOTS = (MORNING, EVENING)
REPEATS = (3, 6)
"""Days after the first asking; the first repetition takes the other slot."""
CLOSES_AFTER = 7


@dataclass(frozen=True, slots=True)
class Wait:
    """How long after the report of the end the result can be seen: hours, days or working days, then the next slot."""

    hours: int = 0
    days: int = 0
    working_days: int = 0
    slot: time | None = None
    """The only slot that makes sense: a lamp is seen in the evening, a warm night in the morning."""


WAITS: Mapping[str, Wait] = {
    "visible": Wait(hours=4),
    "lamp": Wait(slot=EVENING),
    "night": Wait(days=1, slot=MORNING),
    "days3": Wait(days=3),
    "money": Wait(working_days=3),
    "explanation": Wait(hours=4),
}
"""By the code in a category's `poll_wait`. Dialogue rules 3.6."""


@dataclass(frozen=True, slots=True)
class PollPlan:
    """Instants (UTC) of the three askings and of closing without an answer."""

    asks: tuple[datetime, datetime, datetime]
    closes_at: datetime


def first_ask(done_at: datetime, wait: str, calendar: Calendar, waits: Mapping[str, Wait] = WAITS) -> datetime:
    """The first slot at which it makes sense to ask about what was reported done at `done_at`.

    `wait` is a code of `waits` (KeyError otherwise). Slots are 10:00 and 19:00; from the eve to the third day of
    the Spring Festival nobody is asked.
    """
    rule = waits[wait]
    if rule.working_days:
        deadline = calendar.add_working_days(shanghai_day(done_at), rule.working_days)
        earliest = at_clock(deadline.day, time(0))
    elif rule.days and rule.slot:
        earliest = at_clock(shanghai_day(done_at) + rule.days * ONE_DAY, time(0))
    else:
        earliest = done_at.astimezone(UTC) + timedelta(hours=rule.hours, days=rule.days)
    return _next_slot(earliest, (rule.slot,) if rule.slot else SLOTS, calendar)


def plan_poll(first: datetime, calendar: Calendar) -> PollPlan:
    """Repetitions of an asking that first goes out at `first`, and its close at 24:00 of day 7.

    Days are natural; the days on which nobody is asked do not count for the repetitions, and the close moves by
    a day for each public holiday in between.
    """
    local = first.astimezone(SHANGHAI)
    slot = EVENING if local.time() >= EVENING else MORNING
    other = MORNING if slot == EVENING else EVENING
    third, sixth = (_asking_day(local.date(), days, calendar) for days in REPEATS)
    closing = local.date()
    left = CLOSES_AFTER
    while left:
        closing += ONE_DAY
        left -= not calendar.is_public_holiday(closing)
    closing = max(closing, sixth + ONE_DAY)
    return PollPlan((first, at_clock(third, other), at_clock(sixth, slot)), at_clock(closing + ONE_DAY, time(0)))


def postponed(at: datetime, calendar: Calendar) -> datetime:
    """When to ask again somebody who wants to look first: 10:00 three days later, once."""
    return at_clock(_asking_day(shanghai_day(at), 3, calendar), MORNING)


def promise_ask(promised: date, calendar: Calendar) -> datetime:
    """When to ask whether an interim promise for a day was kept: 10:00 of the day after."""
    return at_clock(_asking_day(promised, 1, calendar), MORNING)


def _asking_day(day: date, days: int, calendar: Calendar) -> date:
    """`days` days on which people may be asked after `day`."""
    while days:
        day += ONE_DAY
        days -= not calendar.spring_festival(day)
    return day


def _next_slot(earliest: datetime, slots: tuple[time, ...], calendar: Calendar) -> datetime:
    day = shanghai_day(earliest)
    while True:
        if not calendar.spring_festival(day):
            for slot in slots:
                if (at := at_clock(day, slot)) >= earliest:
                    return at
        day += ONE_DAY
