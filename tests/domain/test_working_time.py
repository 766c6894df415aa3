from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.calendar_years import LUNAR_NEW_YEARS, YEARS
from models.domain.working_time import (
    SHANGHAI,
    Calendar,
    Span,
    at_clock,
    build_calendar,
    shanghai_day,
)

CALENDAR = build_calendar()
DAYS = st.dates(date(2013, 6, 1), date(2028, 6, 30))


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


GOLDEN = [
    ("2014-09-26", 1, "2014-09-28"),
    ("2014-09-26", 5, "2014-10-09"),
    ("2014-09-26", 7, "2014-10-11"),
    ("2014-09-30", 1, "2014-10-08"),
    ("2014-10-27", 5, "2014-11-03"),
    ("2014-10-27", 15, "2014-11-17"),
    ("2026-02-13", 1, "2026-02-14"),
    ("2026-02-13", 7, "2026-03-02"),
    ("2026-09-18", 1, "2026-09-20"),
    ("2026-09-24", 1, "2026-09-28"),
    ("2026-09-30", 5, "2026-10-13"),
    ("2026-09-30", 15, "2026-10-27"),
    ("2026-10-09", 1, "2026-10-10"),
    ("2026-12-28", 3, "2026-12-31"),
]


@pytest.mark.parametrize(("received", "days", "due"), GOLDEN)
def test_working_days_are_counted_from_the_day_after_receipt(received: str, days: int, due: str) -> None:
    deadline = CALENDAR.add_working_days(date.fromisoformat(received), days)
    assert deadline.day == date.fromisoformat(due)
    assert not deadline.provisional


@pytest.mark.parametrize(("received", "days", "due"), GOLDEN)
def test_a_limit_in_working_days_ends_at_six_in_the_evening_whenever_the_day_began(
    received: str, days: int, due: str
) -> None:
    for clock in ("00:00", "09:10", "18:00", "23:59:59"):
        found = CALENDAR.due_at(shanghai(f"{received}T{clock}"), days)
        assert found.at == shanghai(f"{due}T18:00")


@pytest.mark.parametrize(("days", "due"), [(15, "2014-11-11"), (60, "2014-12-26")])
def test_natural_days_do_not_look_at_the_calendar(days: int, due: str) -> None:
    assert CALENDAR.due_at(shanghai("2014-10-27T10:00"), Span(days, "natural")).at == shanghai(f"{due}T18:00")


def test_natural_days_beyond_the_known_years_are_not_provisional() -> None:
    assert not CALENDAR.due_at(shanghai("2026-12-28T10:00"), Span(60, "natural")).provisional


def test_beyond_the_last_known_year_the_date_is_provisional_and_counts_monday_to_friday() -> None:
    assert CALENDAR.add_working_days(date(2026, 12, 28), 7) == CALENDAR.add_working_days(date(2026, 12, 31), 4)
    due = CALENDAR.due_at(shanghai("2026-12-28T10:00"), "7d")
    assert due.at == shanghai("2027-01-06T18:00")
    assert due.provisional
    assert due.calendar_version == CALENDAR.version


def test_before_the_first_known_year_the_date_is_provisional_too() -> None:
    assert CALENDAR.add_working_days(date(2013, 9, 30), 1).provisional


def test_a_district_file_that_brings_the_year_makes_the_date_firm_and_changes_the_version() -> None:
    later = build_calendar([date(2027, 1, 1)], [], known_until=date(2027, 12, 31))
    due = later.due_at(shanghai("2026-12-28T10:00"), "7d")
    assert due.at == shanghai("2027-01-07T18:00")
    assert not due.provisional
    assert later.version != CALENDAR.version


def test_only_what_was_provisional_is_counted_again_and_only_when_more_is_known() -> None:
    later = build_calendar([date(2027, 1, 1)], [], known_until=date(2027, 12, 31))
    firm, open_ended = (CALENDAR.due_at(shanghai(f"2026-12-{day}T10:00"), "7d") for day in ("01", "28"))
    assert not CALENDAR.must_recount(open_ended)
    assert later.must_recount(open_ended)
    assert not later.must_recount(firm)
    assert not later.must_recount(later.due_at(shanghai("2026-12-28T10:00"), "7d"))


def test_a_district_cannot_shorten_what_is_known() -> None:
    assert build_calendar(known_until=date(2025, 1, 1)).known_until == date(2026, 12, 31)


def test_equal_calendars_have_equal_versions() -> None:
    assert build_calendar().version == CALENDAR.version


def test_an_extra_holiday_beats_the_shipped_make_up_day_and_the_other_way_round() -> None:
    calendar = build_calendar(extra_holidays=[date(2026, 10, 10)], extra_workdays=[date(2026, 10, 1)])
    assert not calendar.is_workday(date(2026, 10, 10))
    assert calendar.is_workday(date(2026, 10, 1))


def test_a_day_cannot_be_worked_and_off_at_once() -> None:
    with pytest.raises(ValueError, match="2026-08-01"):
        build_calendar([date(2026, 8, 1)], [date(2026, 8, 1)])


def test_the_shipped_years_agree_with_the_library_on_every_day() -> None:
    day = date(min(YEARS), 1, 1)
    while day <= date(max(YEARS), 12, 31):
        assert CALENDAR.is_workday(day) == chinese_calendar.is_workday(day), day
        assert CALENDAR.is_public_holiday(day) == (day in chinese_calendar.constants.holidays), day
        day += timedelta(days=1)


def test_the_known_years_have_no_gap() -> None:
    assert sorted(YEARS) == list(range(min(YEARS), max(YEARS) + 1))


def test_two_hours_and_a_day_run_on_the_clock_through_nights_and_holidays() -> None:
    start = shanghai("2026-02-16T23:30")
    assert CALENDAR.due_at(start, "2h").at == shanghai("2026-02-17T01:30")
    assert CALENDAR.due_at(start, "24h").at == shanghai("2026-02-17T23:30")


def test_hours_beyond_the_known_years_are_not_provisional() -> None:
    assert not CALENDAR.due_at(shanghai("2026-12-31T23:30"), "24h").provisional


def test_the_example_of_the_stair_lamp_is_due_on_thursday() -> None:
    due = CALENDAR.due_at(shanghai("2026-11-23T09:10"), "3d")
    assert due.at == shanghai("2026-11-26T18:00")
    assert CALENDAR.working_days_ahead_of(due.at, 1).at == shanghai("2026-11-25T09:00")
    assert CALENDAR.working_days_ahead_of(due.at, 0).at == shanghai("2026-11-26T09:00")
    assert CALENDAR.on_working_day(due.at, 1, time(9)).at == shanghai("2026-11-27T09:00")


def test_an_evening_in_shanghai_is_still_that_day_although_utc_says_otherwise() -> None:
    assert shanghai_day(datetime(2026, 11, 22, 16, 0, tzinfo=UTC)) == date(2026, 11, 23)
    assert shanghai_day(datetime(2026, 11, 22, 15, 59, tzinfo=UTC)) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-23T11:10", 4, "2026-11-23T15:10"),
        ("2026-11-23T16:00", 4, "2026-11-24T11:00"),
        ("2026-11-23T07:00", 4, "2026-11-23T13:00"),
        ("2026-11-23T14:00", 4, "2026-11-23T18:00"),
        ("2026-11-23T18:00", 4, "2026-11-24T13:00"),
        ("2026-11-27T17:00", 4, "2026-11-30T12:00"),
        ("2026-11-28T03:00", 4, "2026-11-30T13:00"),
        ("2026-09-30T17:00", 4, "2026-10-08T12:00"),
        ("2026-10-09T17:30", 4, "2026-10-10T12:30"),
        ("2026-11-23T09:00", 27, "2026-11-25T18:00"),
        ("2026-11-28T03:00", 0, "2026-11-30T09:00"),
    ],
)
def test_working_hours_pass_only_from_nine_to_six_on_working_days(start: str, hours: int, end: str) -> None:
    assert CALENDAR.add_working_hours(shanghai(start), hours).at == shanghai(end)


def test_working_hours_that_reach_an_unknown_year_are_provisional() -> None:
    assert CALENDAR.add_working_hours(shanghai("2026-12-31T17:00"), 4).provisional
    assert not CALENDAR.add_working_hours(shanghai("2026-12-31T17:00"), 1).provisional


def test_six_in_the_evening_is_no_longer_working_time() -> None:
    assert CALENDAR.is_working_time(shanghai("2026-10-10T17:59"))
    assert not CALENDAR.is_working_time(shanghai("2026-10-10T18:00"))
    assert not CALENDAR.is_working_time(shanghai("2026-10-01T10:00"))


def test_spring_festival_is_the_eve_and_three_days() -> None:
    days = [date(2026, 2, 15) + timedelta(days=n) for n in range(7)]
    assert [CALENDAR.spring_festival(day) for day in days] == [False, True, True, True, True, False, False]


def test_lunar_new_year_lies_in_the_announced_holiday_of_every_known_year() -> None:
    for year in YEARS:
        assert CALENDAR.is_public_holiday(LUNAR_NEW_YEARS[year])


@pytest.mark.parametrize("call", ["add_working_days", "working_days_before"])
def test_a_negative_number_of_days_is_refused(call: str) -> None:
    with pytest.raises(ValueError, match="negative"):
        getattr(CALENDAR, call)(date(2026, 1, 1), -1)


def test_negative_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_working_hours(shanghai("2026-11-23T09:00"), -1)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    naive = datetime(2026, 11, 23, 9, tzinfo=UTC).replace(tzinfo=None)
    for act in (
        lambda: CALENDAR.due_at(naive, "2h"),
        lambda: CALENDAR.due_at(naive, "3d"),
        lambda: CALENDAR.add_working_hours(naive, 1),
    ):
        with pytest.raises(ValueError, match="time zone"):
            act()


@given(DAYS, st.integers(1, 40))
def test_a_deadline_is_always_a_working_day_after_receipt(day: date, n: int) -> None:
    deadline = CALENDAR.add_working_days(day, n)
    assert deadline.day > day
    assert CALENDAR.is_workday(deadline.day)
    assert CALENDAR.working_days_between(day, deadline.day) == n


@given(DAYS, st.integers(0, 40), st.integers(0, 10), st.integers(0, 10))
def test_later_receipt_or_more_days_never_end_earlier(day: date, n: int, more: int, later: int) -> None:
    first = CALENDAR.add_working_days(day, n).day
    assert CALENDAR.add_working_days(day, n + more).day >= first
    assert CALENDAR.add_working_days(day + timedelta(days=later), n).day >= first


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_days_add_up_when_they_are_counted_in_two_steps(day: date, a: int, b: int) -> None:
    halfway = CALENDAR.add_working_days(day, a).day
    assert CALENDAR.add_working_days(halfway, b).day == CALENDAR.add_working_days(day, a + b).day


@given(DAYS, st.integers(1, 40))
def test_going_back_from_a_deadline_finds_the_last_day_worked_before_it(day: date, n: int) -> None:
    due = CALENDAR.add_working_days(day, n).day
    assert CALENDAR.working_days_before(due, n).day <= CALENDAR.next_workday(day)


@given(
    st.integers(0, 6_700_000).map(lambda minutes: shanghai("2014-01-01T00:00") + timedelta(minutes=minutes)),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_working_hours_add_up_and_can_be_measured_again(start: datetime, a: int, b: int) -> None:
    halfway = CALENDAR.add_working_hours(start, a).at
    end = CALENDAR.add_working_hours(halfway, b).at
    assert end == CALENDAR.add_working_hours(start, a + b).at or (b == 0)
    assert CALENDAR.working_time_between(start, end) == timedelta(hours=a + b)


def test_a_calendar_can_be_made_of_bare_data() -> None:
    calendar = Calendar(frozenset({date(2030, 1, 1)}), frozenset({date(2030, 1, 5)}), date(2030, 12, 31))
    assert calendar.add_working_days(date(2029, 12, 31), 3).day == date(2030, 1, 4)
    assert calendar.is_workday(date(2030, 1, 5))
    assert calendar.next_workday(date(2030, 1, 1)) == date(2030, 1, 2)
    assert at_clock(date(2030, 1, 2), time(9)) == datetime(2030, 1, 2, 1, tzinfo=UTC)
