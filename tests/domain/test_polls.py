from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.polls import WAITS, first_ask, plan_poll, postponed, promise_ask
from models.domain.working_time import SHANGHAI, build_calendar

CALENDAR = build_calendar()


def at(text: str) -> datetime:
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("wait", "done", "asked"),
    [
        ("lamp", "11-24 15:20", "11-24 19:00"),  # the lamp of the dialogues: the same evening
        ("lamp", "11-24 19:01", "11-25 19:00"),
        ("lamp", "11-24 09:00", "11-24 19:00"),
        ("night", "11-29 10:20", "11-30 10:00"),  # the heating: one night, then the morning
        ("night", "11-29 23:50", "11-30 10:00"),
        ("visible", "11-24 05:30", "11-24 10:00"),
        ("visible", "11-24 06:30", "11-24 19:00"),
        ("visible", "11-24 15:00", "11-24 19:00"),
        ("visible", "11-24 15:20", "11-25 10:00"),
        ("explanation", "11-24 15:00", "11-24 19:00"),
        ("days3", "11-24 15:20", "11-27 19:00"),
        ("days3", "11-24 09:20", "11-27 10:00"),
        ("money", "11-25 15:20", "11-30 10:00"),
        ("money", "11-27 09:00", "12-02 10:00"),
        ("lamp", "02-16 15:00", "02-20 19:00"),  # eve to day 3 of the Spring Festival 2026: 16 to 19 February
        ("night", "02-15 15:00", "02-20 10:00"),
    ],
)
def test_people_are_asked_when_they_can_see_it(wait: str, done: str, asked: str) -> None:
    assert first_ask(at(done), wait, CALENDAR) == at(asked)


def test_every_wait_ends_in_a_slot() -> None:
    for wait in WAITS:
        assert first_ask(at("11-24 15:20"), wait, CALENDAR).astimezone(SHANGHAI).strftime("%H:%M") in ("10:00", "19:00")
    with pytest.raises(KeyError):
        first_ask(at("11-24 15:20"), "some day", CALENDAR)


def test_silence_is_asked_three_times_at_changing_hours_and_closed_after_a_week() -> None:
    plan = plan_poll(at("11-24 19:00"), CALENDAR)
    assert plan.asks == (at("11-24 19:00"), at("11-27 10:00"), at("11-30 19:00"))
    assert plan.closes_at == at("12-02 00:00")  # 24:00 of 1 December


def test_each_public_holiday_in_between_moves_the_close_by_a_day() -> None:
    plan = plan_poll(at("09-29 10:00"), CALENDAR)
    assert plan.asks == (at("09-29 10:00"), at("10-02 19:00"), at("10-05 10:00"))
    assert plan.closes_at == at("10-14 00:00")  # seven days of the national holiday


def test_over_the_spring_festival_nobody_is_asked_and_the_three_askings_stay_apart() -> None:
    plan = plan_poll(at("02-14 10:00"), CALENDAR)
    assert plan.asks == (at("02-14 10:00"), at("02-21 19:00"), at("02-24 10:00"))
    assert plan.closes_at > plan.asks[2]


def test_who_wants_to_look_first_is_asked_again_three_days_later() -> None:
    assert postponed(at("11-30 10:05"), CALENDAR) == at("12-03 10:00")
    assert postponed(at("02-15 10:05"), CALENDAR) == at("02-22 10:00")


def test_an_interim_promise_is_asked_about_the_morning_after() -> None:
    assert promise_ask(date(2026, 11, 24), CALENDAR) == at("11-25 10:00")


@given(st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 1)), st.sampled_from(list(WAITS)))  # noqa: DTZ001
def test_a_plan_is_always_in_order_and_never_in_the_days_of_the_festival(moment: datetime, wait: str) -> None:
    done = moment.replace(tzinfo=SHANGHAI)
    plan = plan_poll(first_ask(done, wait, CALENDAR), CALENDAR)
    assert done <= plan.asks[0] < plan.asks[1] < plan.asks[2] < plan.closes_at
    assert not any(CALENDAR.spring_festival(ask.astimezone(SHANGHAI).date()) for ask in plan.asks)
