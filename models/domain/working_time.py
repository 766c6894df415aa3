"""Working time: working days with make-up weekends, working hours, and the limits that are built from them.

Days are Shanghai days, instants are UTC in and out. Beyond the last year whose notice is known every answer is
still given (Monday to Friday), but marked provisional, so that it can be planned again when the year is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Literal

from models.domain.calendar_years import LUNAR_NEW_YEARS, YEARS, days_off, make_up_days
from models.domain.district import District, TierCode

_AHEAD = timedelta(hours=8)
SHANGHAI = timezone(_AHEAD, "Asia/Shanghai")
"""A fixed offset: no summer time since 1991, and conversions cost a third of a time zone file's."""
DAY_OPENS = time(9)
DAY_CLOSES = time(18)
NOON = time(12)
"""Working hours of a 工作日 run from 09:00 to 18:00, lunch not taken out (own rule)."""

ONE_DAY = timedelta(days=1)
MOST_COUNTED = 4096
DayKind = Literal["working", "natural", "hour"]


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as a rule states it: 3 工作日, 60 自然日 or 24 小时."""

    amount: int
    kind: DayKind


TIER_SPANS: dict[TierCode, Span] = {
    "2h": Span(2, "hour"),
    "24h": Span(24, "hour"),
    "3d": Span(3, "working"),
    "7d": Span(7, "working"),
    "15d": Span(15, "working"),
}
"""How long each tier has; a district may set other lengths, then pass its own Span."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day counted with the calendar; provisional when a year was not known on the way."""

    day: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """An instant (UTC) counted with the calendar, and what is needed to count it again."""

    at: datetime
    provisional: bool = False
    calendar_version: str = ""


@dataclass(frozen=True)
class Calendar:
    """Which days are worked. Equal content has an equal `version`."""

    holidays: frozenset[date]
    """Days inside public holidays, weekends of the holiday included."""
    workdays: frozenset[date]
    """Weekend days that are worked (调休)."""
    known_until: date
    """Last day whose notice is known."""
    known_from: date = date.min
    version: str = field(init=False)
    _counted: dict[tuple[date, int, timedelta], Deadline] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """What was counted before: on one day the same few steps are asked for all the time."""
    _dues: dict[tuple[date, int, timedelta, time], Due] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )
    """The same with a clock on the day."""

    def __post_init__(self) -> None:
        if both := self.holidays & self.workdays:
            raise ValueError(f"{min(both).isoformat()} is both a holiday and a working day")
        content = [f"{self.known_from}..{self.known_until}"]
        content += [f"-{day}" for day in sorted(self.holidays)]
        content += [f"+{day}" for day in sorted(self.workdays)]
        digest = hashlib.sha256("\n".join(content).encode()).hexdigest()
        object.__setattr__(self, "version", f"{self.known_until.isoformat()}/{digest[:8]}")

    def is_known(self, day: date) -> bool:
        """Whether the notice that decides about `day` is in the calendar."""
        return self.known_from <= day <= self.known_until

    def is_workday(self, day: date) -> bool:
        """Whether `day` is a 工作日; Monday to Friday where the year is not known."""
        if day in self.workdays:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def is_public_holiday(self, day: date) -> bool:
        """Whether `day` lies in an announced public holiday (its weekend days included)."""
        return day in self.holidays

    def spring_festival(self, day: date) -> bool:
        """Whether `day` is between the eve and the third day of the Spring Festival (polls stop)."""
        new_year = LUNAR_NEW_YEARS.get(day.year)
        return new_year is not None and new_year - ONE_DAY <= day <= new_year + 2 * ONE_DAY

    # days

    def add_working_days(self, day: date, n: int) -> Deadline:
        """The `n`-th working day after `day` (n = 0: `day` itself, worked or not).

        `day` is the day of receipt and never counts. Raises ValueError for a negative `n`.
        """
        return self._step(day, n, ONE_DAY)

    def working_days_before(self, day: date, n: int) -> Deadline:
        """The `n`-th working day before `day` (n = 0: `day` itself): T-1, T-2 ... of a deadline on `day`."""
        return self._step(day, n, -ONE_DAY)

    def next_workday(self, day: date) -> date:
        """`day` if it is worked, else the first working day after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and including `last`; 0 when `last` is not later."""
        return sum(self.is_workday(first + n * ONE_DAY) for n in range(1, (last - first).days + 1))

    # instants

    def must_recount(self, due: Due) -> bool:
        """Whether `due` was provisional and this calendar knows more than the one it was counted with.

        A firm date never moves silently, so only provisional ones are planned again.
        """
        return due.provisional and due.calendar_version != self.version

    def due_at(self, start: datetime, limit: TierCode | Span | int) -> Due:
        """When a limit that starts at `start` ends.

        Hours run on the clock whatever the day. N 工作日 (an int is working days) end at 18:00 Shanghai of the
        N-th working day after the Shanghai day of `start`; N 自然日 at 18:00 of the N-th day after it, worked or not.
        """
        span = Span(limit, "working") if isinstance(limit, int) else limit
        if isinstance(span, str):
            span = TIER_SPANS[span]
        if span.kind == "hour":
            return self._due(_aware(start) + timedelta(hours=span.amount))
        received = shanghai_day(start)
        if span.kind == "natural":
            return self._due(at_clock(received + span.amount * ONE_DAY, DAY_CLOSES))
        return self.on_working_day(start, span.amount, DAY_CLOSES)

    def on_working_day(self, start: datetime, n: int, clock: time) -> Due:
        """`clock` (Shanghai) of the `n`-th working day after the day of `start`: noon of the next, 09:00 at T+1."""
        return self._at(shanghai_day(start), n, ONE_DAY, clock)

    def working_days_ahead_of(self, due: datetime, n: int, clock: time = DAY_OPENS) -> Due:
        """`clock` (Shanghai) of the `n`-th working day before the day of `due`: the reminder at T-n."""
        return self._at(shanghai_day(due), n, -ONE_DAY, clock)

    def add_working_hours(self, start: datetime, hours: float) -> Due:
        """The instant when `hours` of working time (09:00-18:00 of working days) have passed since `start`.

        Time that begins outside working hours begins at the next opening. Raises ValueError if `hours` is negative.
        """
        if hours < 0:
            raise ValueError("working hours cannot be negative")
        left = timedelta(hours=hours)
        local = _aware(start).astimezone(SHANGHAI)
        day, begins = local.date(), max(local.time(), DAY_OPENS)
        provisional = not self.is_known(day)
        while True:
            open_for = _between(begins, DAY_CLOSES) if self.is_workday(day) else timedelta(0)
            # a limit that is used up exactly at closing time ends there, not the next morning
            if open_for and left <= open_for:
                return self._due(at_clock(day, begins) + left, provisional=provisional)
            left -= open_for
            day, begins = day + ONE_DAY, DAY_OPENS
            provisional = provisional or not self.is_known(day)

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time lies between two instants; nothing when `end` is not later."""
        total, day, last = timedelta(0), shanghai_day(start), shanghai_day(end)
        while day <= last:
            if self.is_workday(day):
                opens, closes = at_clock(day, DAY_OPENS), at_clock(day, DAY_CLOSES)
                total += max(timedelta(0), min(closes, end) - max(opens, start))
            day += ONE_DAY
        return total

    def is_working_time(self, at: datetime) -> bool:
        """Whether `at` lies in the working hours of a working day (18:00 itself does not)."""
        local = _aware(at).astimezone(SHANGHAI)
        return self.is_workday(local.date()) and DAY_OPENS <= local.time() < DAY_CLOSES

    def _at(self, day: date, n: int, step: timedelta, clock: time) -> Due:
        asked = day, n, step, clock
        found = self._dues.get(asked)
        if found is None:
            deadline = self._step(day, n, step)
            if len(self._dues) >= MOST_COUNTED:
                self._dues.clear()
            found = self._dues[asked] = self._due(at_clock(deadline.day, clock), provisional=deadline.provisional)
        return found

    def _step(self, day: date, n: int, step: timedelta) -> Deadline:
        asked = day, n, step
        found = self._counted.get(asked)
        if found is not None:
            return found
        if n < 0:
            raise ValueError("a number of working days cannot be negative")
        provisional = False
        while n > 0:
            day += step
            provisional = provisional or not self.is_known(day)
            n -= self.is_workday(day)
        if len(self._counted) >= MOST_COUNTED:
            self._counted.clear()
        return self._counted.setdefault(asked, Deadline(day, provisional))

    def _due(self, at: datetime, *, provisional: bool = False) -> Due:
        return Due(at.astimezone(UTC), provisional, self.version)


def build_calendar(
    extra_holidays: Iterable[date] = (), extra_workdays: Iterable[date] = (), known_until: date | None = None
) -> Calendar:
    """The shipped years with a district's own days laid over them: an extra day wins over the shipped table.

    `known_until` says that the extra days make a later year complete; an earlier date than the shipped one is ignored.
    """
    off, work = frozenset(extra_holidays), frozenset(extra_workdays)
    shipped_until = date(max(YEARS), 12, 31)
    return Calendar(
        holidays=(frozenset(day for year in YEARS for day in days_off(year)) - work) | off,
        workdays=(frozenset(day for year in YEARS for day in make_up_days(year)) - off) | work,
        known_until=max(shipped_until, known_until or shipped_until),
        known_from=date(min(YEARS), 1, 1),
    )


def calendar_of(district: District) -> Calendar:
    """The calendar this district works by."""
    return build_calendar(district.extra_holidays, district.extra_workdays, district.calendar_until)


def shanghai_day(at: datetime) -> date:
    """The Shanghai day an instant lies in. Raises ValueError for a naive datetime."""
    if at.tzinfo is UTC:  # as all instants inside are
        return (at + _AHEAD).date()
    return _aware(at).astimezone(SHANGHAI).date()


@lru_cache(maxsize=1024)
def at_clock(day: date, clock: time) -> datetime:
    """The instant (UTC) of a Shanghai wall clock time."""
    return datetime.combine(day, clock, SHANGHAI).astimezone(UTC)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at


def _between(first: time, last: time) -> timedelta:
    anchor = date(2000, 1, 1)
    return max(timedelta(0), datetime.combine(anchor, last) - datetime.combine(anchor, first))
