"""Reading a pause, and what a clock that stood still does to a date."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from models.domain.errors import BadDate
from models.domain.pauses import Standstill, latest, moved, read, resumes
from models.domain.working_time import SHANGHAI, build_calendar

TODAY = date(2026, 11, 23)
CALENDAR = build_calendar()


def at(month: int, day: int, hour: int = 18) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("said", "reason", "until"),
    [
        ("等居民 12月1日", "resident", date(2026, 12, 1)),
        ("12月1日 等居民在家", "resident", date(2026, 12, 1)),
        ("天气太冷，12月1日", "weather", date(2026, 12, 1)),
        ("等审批 到12月1日", "law", date(2026, 12, 1)),
        ("1 12月1日", "resident", date(2026, 12, 1)),
        ("等居民在家", "resident", None),
        ("12月1日", None, date(2026, 12, 1)),
        ("人手不够 12月1日", None, date(2026, 12, 1)),
    ],
)
def test_only_listed_reasons_count_in_any_order(said: str, reason: str | None, until: date | None) -> None:
    found = read(said, TODAY, CALENDAR)
    assert (found.reason, found.until.day if found.until else None) == (reason, until)


def test_a_day_that_is_past_is_refused() -> None:
    with pytest.raises(BadDate):
        read("等居民 11月20日", TODAY, CALENDAR)


def test_fifteen_working_days_is_the_most() -> None:
    assert latest(TODAY, CALENDAR) == at(12, 14, 9)
    assert resumes(date(2026, 12, 1)) == at(12, 1, 9)


def test_a_date_of_working_days_moves_by_the_working_days_that_stood_still() -> None:
    stood = Standstill(at(11, 24, 10), at(11, 27, 9))
    assert moved(at(11, 26), [stood], CALENDAR, hours=False) == at(12, 1), "three working days, over a weekend"
    weekend = Standstill(at(11, 27, 20), at(11, 29, 9))
    assert moved(at(12, 1), [weekend], CALENDAR, hours=False) == at(12, 1), "no working day was lost"


def test_a_date_of_hours_moves_by_the_hours() -> None:
    stood = Standstill(at(11, 24, 10), at(11, 24, 16))
    assert moved(at(11, 25, 9), [stood], CALENDAR, hours=True) == at(11, 25, 15)


def test_a_pause_after_the_date_moves_nothing_and_several_add_up() -> None:
    late = Standstill(at(11, 27, 10), at(12, 1, 9))
    assert moved(at(11, 26), [late], CALENDAR, hours=False) == at(11, 26)
    two = [Standstill(at(11, 26, 10), at(11, 27, 9)), Standstill(at(11, 24, 10), at(11, 25, 9))]
    assert moved(at(11, 26), two, CALENDAR, hours=False) == at(11, 30)
    assert moved(at(11, 26), [Standstill(at(11, 24), at(11, 24))], CALENDAR, hours=False) - at(11, 26) == timedelta(0)
