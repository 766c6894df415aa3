"""Days off and make-up working days by year, as the State Council's yearly notices announce them.

A row is typed from the notice of that year (国务院办公厅关于…部分节假日安排的通知). A year that is not here is
not known: the calendar then falls back to Monday-Friday and says so. A district file can bring a year
that is missing here before a release does (`calendar` section).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Year:
    """One year's notice: spans of days off and single make-up working days, both as MM-DD."""

    off: str
    """Spans `01-01..01-03` or single days, weekends inside a span included, separated by blanks."""
    work: str
    """Saturdays and Sundays that are worked."""


YEARS: Mapping[int, Year] = {
    2014: Year(
        "01-01 01-31..02-06 04-05..04-07 05-01..05-03 06-02 09-08 10-01..10-07",
        "01-26 02-08 05-04 09-28 10-11",
    ),
    2015: Year(
        "01-01..01-03 02-18..02-24 04-05..04-06 05-01 06-20 06-22 09-03..09-04 09-27 10-01..10-07",
        "01-04 02-15 02-28 09-06 10-10",
    ),
    2016: Year(
        "01-01 02-07..02-13 04-04 05-01..05-02 06-09..06-11 09-15..09-17 10-01..10-07",
        "02-06 02-14 06-12 09-18 10-08 10-09",
    ),
    2017: Year(
        "01-01..01-02 01-27..02-02 04-02..04-04 05-01 05-28..05-30 10-01..10-08",
        "01-22 02-04 04-01 05-27 09-30",
    ),
    2018: Year(
        "01-01 02-15..02-21 04-05..04-07 04-29..05-01 06-18 09-24 10-01..10-07 12-30..12-31",
        "02-11 02-24 04-08 04-28 09-29 09-30 12-29",
    ),
    2019: Year(
        "01-01 02-04..02-10 04-05..04-07 05-01..05-04 06-07..06-09 09-13..09-15 10-01..10-07",
        "02-02 02-03 04-28 05-05 09-29 10-12",
    ),
    2020: Year(
        "01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08",
        "01-19 04-26 05-09 06-28 09-27 10-10",
    ),
    2021: Year(
        "01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07",
        "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    ),
    2022: Year(
        "01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07 12-31",
        "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    ),
    2023: Year(
        "01-01..01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06 12-30..12-31",
        "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    ),
    2024: Year(
        "01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: Year(
        "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: Year(
        "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}

LUNAR_NEW_YEARS: Mapping[int, date] = {
    day.year: day
    for day in (
        date(2014, 1, 31),
        date(2015, 2, 19),
        date(2016, 2, 8),
        date(2017, 1, 28),
        date(2018, 2, 16),
        date(2019, 2, 5),
        date(2020, 1, 25),
        date(2021, 2, 12),
        date(2022, 2, 1),
        date(2023, 1, 22),
        date(2024, 2, 10),
        date(2025, 1, 29),
        date(2026, 2, 17),
        date(2027, 2, 6),
        date(2028, 1, 26),
        date(2029, 2, 13),
        date(2030, 2, 3),
        date(2031, 1, 23),
        date(2032, 2, 11),
        date(2033, 1, 31),
        date(2034, 2, 19),
        date(2035, 2, 8),
    )
}
"""First day of the first lunar month. It follows from astronomy, so it is known years before the notice."""


def days_off(year: int) -> Iterator[date]:
    """Every day inside a public holiday of `year`, in order; nothing for a year that is not known."""
    known = YEARS.get(year)
    for span in known.off.split() if known else ():
        first, _, last = span.partition("..")
        yield from _each_day(_day(year, first), _day(year, last or first))


def make_up_days(year: int) -> Iterator[date]:
    """Every weekend day of `year` that is worked (调休), in order; nothing for a year that is not known."""
    known = YEARS.get(year)
    for text in known.work.split() if known else ():
        yield _day(year, text)


def _day(year: int, text: str) -> date:
    month, _, day = text.partition("-")
    return date(year, int(month), int(day))


def _each_day(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)
