from __future__ import annotations

from datetime import datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.quiet import QUIET, Audience, Urgency, is_quiet, next_allowed, read_quiet, urgency_of
from models.domain.working_time import SHANGHAI, build_calendar

CALENDAR = build_calendar()


def at(text: str) -> datetime:
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


# Monday 11-23, Friday 11-27, Saturday 11-28
CASES = [
    ("resident", "normal", "11-23 20:29", "11-23 20:29"),
    ("resident", "normal", "11-23 20:30", "11-24 08:30"),
    ("resident", "normal", "11-24 03:00", "11-24 08:30"),
    ("resident", "normal", "11-24 08:30", "11-24 08:30"),
    ("resident", "normal", "11-24 12:00", "11-24 14:30"),
    ("resident", "normal", "11-28 10:00", "11-28 10:00"),
    ("resident", "24h", "11-28 20:31", "11-29 08:30"),
    ("resident", "24h-vulnerable", "11-28 20:31", "11-28 20:31"),
    ("resident", "24h-vulnerable", "11-28 23:00", "11-29 08:30"),
    ("resident", "2h", "11-28 03:00", "11-28 03:00"),
    ("resident", "own-answer", "11-28 03:00", "11-28 03:00"),
    ("resident", "duty", "11-28 21:00", "11-29 08:30"),
    ("cadre", "normal", "11-23 07:29", "11-23 07:30"),
    ("cadre", "normal", "11-23 13:00", "11-23 14:00"),
    ("cadre", "normal", "11-23 21:00", "11-24 07:30"),
    ("cadre", "normal", "11-27 21:00", "11-30 07:30"),
    ("cadre", "normal", "11-28 10:00", "11-30 07:30"),
    ("cadre", "normal", "10-10 10:00", "10-10 10:00"),  # a make-up Saturday
    ("cadre", "normal", "09-30 21:30", "10-08 07:30"),  # over the national holiday
    ("cadre", "duty", "11-28 10:00", "11-28 10:00"),
    ("cadre", "duty", "11-28 12:30", "11-28 14:00"),
    ("cadre", "24h", "11-28 19:40", "11-28 19:40"),
    ("cadre", "24h", "11-28 12:30", "11-28 12:30"),
    ("cadre", "24h", "11-28 22:00", "11-29 07:00"),
    ("cadre", "24h-vulnerable", "11-28 22:30", "11-28 22:30"),
    ("cadre", "24h-vulnerable", "11-28 23:00", "11-29 07:00"),
    ("cadre", "2h", "11-28 03:00", "11-28 03:00"),
    ("cadre", "own-answer", "11-28 03:00", "11-28 03:00"),
    ("institution", "normal", "11-27 17:30", "11-30 09:00"),
    ("institution", "normal", "11-23 08:00", "11-23 09:00"),
    ("institution", "normal", "11-23 12:30", "11-23 12:30"),
    ("institution", "duty", "11-28 10:00", "11-30 09:00"),
    ("institution", "24h", "11-28 10:00", "11-30 09:00"),
    ("institution", "24h-vulnerable", "11-28 10:00", "11-30 09:00"),
    ("institution", "2h", "11-28 03:00", "11-28 03:00"),
    ("institution", "own-answer", "11-28 03:00", "11-28 03:00"),
]


@pytest.mark.parametrize(("audience", "urgency", "moment", "allowed"), CASES)
def test_a_push_waits_for_the_end_of_the_quiet_time_and_no_longer(audience, urgency, moment, allowed) -> None:
    assert next_allowed(audience, urgency, at(moment), CALENDAR) == at(allowed)
    assert is_quiet(audience, urgency, at(moment), CALENDAR) == (moment != allowed)


def test_every_row_of_the_table_is_tried_above() -> None:
    assert {(audience, urgency) for audience, urgency, _, _ in CASES} == set(QUIET)
    assert len(QUIET) == len(get_args(Audience)) * len(get_args(Urgency))


@pytest.mark.parametrize(
    ("tier", "vulnerable", "urgency"),
    [("2h", True, "2h"), ("24h", True, "24h-vulnerable"), ("24h", False, "24h"), ("7d", True, "normal")],
)
def test_the_tier_decides_how_loud_a_push_may_be(tier, vulnerable, urgency) -> None:
    assert urgency_of(tier, vulnerable=vulnerable) == urgency


@given(st.sampled_from(list(QUIET)), st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 20)))  # noqa: DTZ001
def test_the_end_of_quiet_is_never_earlier_and_never_quiet_itself(row, moment) -> None:
    audience, urgency = row
    start = moment.replace(tzinfo=SHANGHAI)
    allowed = next_allowed(audience, urgency, start, CALENDAR)
    assert allowed >= start
    assert next_allowed(audience, urgency, allowed, CALENDAR) == allowed


def test_a_district_sets_its_own_hours_and_what_follows_them_follows() -> None:
    rules = read_quiet({"resident": {"24h-vulnerable": ["22:00-06:00"], "normal": ["21:00-08:00"]}})
    assert next_allowed("resident", "normal", at("11-23 20:45"), CALENDAR, rules) == at("11-23 20:45")
    assert next_allowed("resident", "24h", at("11-23 21:00"), CALENDAR, rules) == at("11-24 08:00")
    assert next_allowed("resident", "24h-vulnerable", at("11-23 22:30"), CALENDAR, rules) == at("11-24 06:00")
    assert next_allowed("resident", "2h", at("11-23 22:30"), CALENDAR, rules) == at("11-23 22:30")
    assert next_allowed("cadre", "normal", at("11-28 10:00"), CALENDAR, rules) == at("11-30 07:30")
    assert read_quiet({}) == QUIET


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"neighbour": {}}, "quiet_hours.neighbour: one of"),
        ({"resident": ["20:30-08:30"]}, "quiet_hours.resident: one of"),
        ({"resident": {"loud": []}}, "quiet_hours.resident.loud: not a class"),
        ({"resident": {"2h": ["20:30-08:30"]}}, "quiet_hours.resident.2h: not a class"),
        ({"cadre": {"normal": "21:00-07:30"}}, "quiet_hours.cadre.normal: a list"),
        ({"cadre": {"normal": ["21-7"]}}, "quiet_hours.cadre.normal: '21-7' is no span"),
        ({"cadre": {"normal": ["24:30-07:00"]}}, "quiet_hours.cadre.normal: '24:30-07:00' is no span"),
    ],
)
def test_hours_nobody_can_read_are_refused_with_their_place(overrides, message) -> None:
    with pytest.raises(ValueError, match=message):
        read_quiet(overrides)
