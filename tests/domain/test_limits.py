from __future__ import annotations

from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.limits import deadlines, dispatch_limit, latest_extension, objection_limit, reminders_before
from models.domain.tier_settings import read_tiers
from models.domain.tiers import COLUMNS, TIERS, length_after
from models.domain.working_time import SHANGHAI, build_calendar

CALENDAR = build_calendar()


def at(text: str) -> datetime:
    """`11-23 09:10` of 2026, Shanghai."""
    year = "" if text.count("-") == 2 else "2026-"
    return datetime.strptime(year + text, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


# (tier, column, start) -> sign, first words, due, climbs, reminders; Monday is 11-23, Saturday 11-28
GOLDENS = [
    ("3d", "first", "11-23 09:10", "11-24 12:00", "11-24 09:10", "11-26 18:00", "11-27 09:00",
     {"T-1": "11-25 09:00", "T": "11-26 09:00"}),
    ("3d", "middle", "11-27 09:00", "11-30 12:00", "11-28 09:00", "12-02 18:00", "12-03 09:00",
     {"T-1": "12-01 09:00", "T": "12-02 09:00"}),
    ("3d", "district", "12-03 09:00", "12-04 12:00", "12-04 09:00", "12-10 18:00", "12-11 09:00",
     {"T-1": "12-09 09:00", "T": "12-10 09:00"}),
    ("7d", "first", "11-23 09:10", "11-23 13:10", "11-24 18:00", "12-02 18:00", "12-03 09:00",
     {"T-2": "11-30 09:00", "T-1": "12-01 09:00", "T": "12-02 09:00"}),
    ("7d", "middle", "11-23 09:10", "11-23 13:10", "11-24 18:00", "11-26 18:00", "11-27 09:00",
     {"T-2": "11-24 09:00", "T-1": "11-25 09:00", "T": "11-26 09:00"}),
    ("15d", "first", "11-23 09:10", "11-24 18:00", "11-24 18:00", "12-14 18:00", "12-15 09:00",
     {"T-5": "12-07 09:00", "T-2": "12-10 09:00", "T-1": "12-11 09:00", "T": "12-14 09:00"}),
    ("24h", "first", "11-28 19:40", "11-28 21:40", "11-28 23:40", "11-29 19:40", "11-29 19:40",
     {"1h": "11-28 20:40", "12h": "11-29 07:40", "20h": "11-29 15:40"}),
    ("24h", "middle", "11-29 19:40", "11-29 21:40", "11-29 23:40", "11-30 07:40", "11-30 07:40",
     {"1h": "11-29 20:40"}),
    ("2h", "first", "11-23 22:15", "11-23 22:25", "11-23 22:45", "11-24 00:15", "11-24 00:15",
     {"5min": "11-23 22:20", "30min": "11-23 22:45", "60min": "11-23 23:15", "90min": "11-23 23:45"}),
    ("2h", "middle", "11-24 00:15", "11-24 00:25", "11-24 00:45", "11-24 01:15", "11-24 01:15",
     {"5min": "11-24 00:20", "30min": "11-24 00:45"}),
]  # fmt: skip


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: f"{golden[0]} {golden[1]}")
def test_a_case_of_the_dialogues_has_exactly_these_dates(golden) -> None:
    tier, column, start, sign, words, due, climbs, reminders = golden
    found = deadlines(tier, column, at(start), CALENDAR)
    assert found.sign_at == at(sign)
    assert found.first_words_at == at(words)
    assert found.due_at == found.overdue_at == at(due)
    assert found.climbs_at == at(climbs)
    assert dict(found.reminders) == {stage: at(when) for stage, when in reminders.items()}
    assert not found.provisional


def test_every_tier_has_a_length_for_every_column_and_says_where_it_comes_from() -> None:
    for tier, column in product(TIERS, COLUMNS):
        assert deadlines(tier, column, at("11-23 09:10"), CALENDAR).due_at > at("11-23 09:10")
        assert TIERS[tier].basis.source
        assert not TIERS[tier].basis.verified


def test_an_old_person_without_heat_hears_within_two_hours() -> None:
    found = deadlines("24h", "first", at("11-28 19:40"), CALENDAR, vulnerable=True)
    assert found.first_words_at == at("11-28 21:40")
    plain = deadlines("3d", "first", at("11-23 09:10"), CALENDAR, vulnerable=True)
    assert plain == deadlines("3d", "first", at("11-23 09:10"), CALENDAR)


def test_signing_for_a_night_case_waits_for_the_duty_hours_to_go_on() -> None:
    assert length_after(at("11-28 21:00"), "2dh", CALENDAR).at == at("11-29 08:00")
    assert length_after(at("11-28 23:30"), "2dh", CALENDAR).at == at("11-29 09:00")
    assert length_after(at("11-28 03:00"), "2dh", CALENDAR).at == at("11-28 09:00")
    assert length_after(at("11-28 20:00"), "2dh", CALENDAR).at == at("11-28 22:00")


def test_twice_the_signing_limit_is_counted_in_the_same_kind_of_time() -> None:
    assert deadlines("3d", "first", at("11-27 10:00"), CALENDAR).sign_twice_at == at("12-01 12:00")
    assert deadlines("2h", "first", at("11-27 10:00"), CALENDAR).sign_twice_at == at("11-27 10:20")
    assert deadlines("7d", "first", at("11-27 16:00"), CALENDAR).sign_twice_at == at("11-30 15:00")


def test_a_case_filed_after_work_or_on_a_day_off_counts_from_that_calendar_day() -> None:
    assert deadlines("3d", "first", at("11-27 23:50"), CALENDAR).due_at == at("12-02 18:00")
    assert deadlines("3d", "first", at("11-28 00:10"), CALENDAR).due_at == at("12-02 18:00")
    assert deadlines("3d", "first", at("11-29 20:00"), CALENDAR).due_at == at("12-02 18:00")


def test_a_make_up_saturday_is_worked_and_reminded_on() -> None:
    found = deadlines("3d", "first", at("10-08 09:00"), CALENDAR)
    assert found.due_at == at("10-12 18:00")
    assert dict(found.reminders)["T-1"] == at("10-10 09:00")


def test_a_date_beyond_the_known_calendar_is_given_but_provisional() -> None:
    found = deadlines("7d", "first", at("2026-12-28 10:00"), CALENDAR)
    assert found.provisional
    assert found.due_at > at("2026-12-31 18:00")
    assert not deadlines("24h", "first", at("2026-12-28 10:00"), CALENDAR).provisional


def test_reminders_that_would_lie_before_the_start_are_left_out() -> None:
    found = deadlines("7d", "middle", at("11-24 09:00"), CALENDAR)
    assert [stage for stage, _ in found.reminders] == ["T-2", "T-1", "T"]
    late = reminders_before(at("11-26 18:00"), at("11-25 12:00"), TIERS["7d"].reminders, CALENDAR)
    assert [stage for stage, _ in late] == ["T"]


def test_an_extension_is_at_most_as_long_as_the_tier_and_there_is_none_in_an_emergency() -> None:
    assert latest_extension("2h", at("11-23 10:00"), CALENDAR) is None
    assert latest_extension("24h", at("11-23 10:00"), CALENDAR) == at("11-24 10:00")
    assert latest_extension("3d", at("11-26 18:00"), CALENDAR) == at("12-01 18:00")


@pytest.mark.parametrize(
    ("tier", "start", "limit"),
    [
        ("7d", "11-23 08:20", "11-23 10:20"),
        ("7d", "11-23 20:00", "11-24 08:00"),
        ("24h", "11-23 03:00", "11-23 08:00"),
        ("3d", "11-23 19:00", "11-24 08:00"),
        ("3d", "11-23 18:59", "11-23 20:59"),
        ("2h", "11-23 03:00", "11-23 03:10"),
    ],
)
def test_the_desk_has_two_hours_to_dispatch_but_not_at_night(tier, start, limit) -> None:
    assert dispatch_limit(tier, at(start), CALENDAR) == at(limit)


def test_a_refusal_is_decided_within_four_working_hours() -> None:
    assert objection_limit(at("11-23 11:10"), CALENDAR) == at("11-23 15:10")
    assert objection_limit(at("11-27 16:00"), CALENDAR) == at("11-30 11:00")


def test_a_district_can_set_its_own_limits() -> None:
    table = read_tiers({"3d": {"due": {"first": "2wd"}, "sign": "4wh", "source": "own decision", "verified": True}})
    found = deadlines("3d", "first", at("11-23 09:10"), CALENDAR, tiers=table)
    assert found.due_at == at("11-25 18:00")
    assert found.sign_at == at("11-23 13:10")
    assert table["3d"].due["middle"] == "3wd"
    assert table["3d"].basis.verified
    assert table["7d"] == TIERS["7d"]
    assert read_tiers({}) == TIERS


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"4d": {}}, "tiers.4d: not a tier"),
        ({"3d": "4wd"}, "tiers.3d: limits by name"),
        ({"3d": {"sing": "4wh"}}, "tiers.3d.sing: not a limit"),
        ({"3d": {"sign": "soon"}}, "tiers.3d.sign: 'soon' is no length"),
        ({"3d": {"sign": "1wd@25:00"}}, "tiers.3d.sign: '1wd@25:00' is no length"),
        ({"3d": {"sign": ""}}, "tiers.3d.sign: '' is no length"),
        ({"3d": {"due": {"top": "4wd"}}}, "tiers.3d.due: a length for any of"),
        ({"3d": {"reminders": "T-1"}}, "tiers.3d.reminders: a list"),
        ({"3d": {"reminders": ["T-x"]}}, "tiers.3d.reminders: 'T-x' is no length"),
    ],
)
def test_a_limit_nobody_can_read_is_refused_with_its_place(overrides, message) -> None:
    with pytest.raises(ValueError, match=message):
        read_tiers(overrides)


def test_a_length_that_is_no_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="not a length"):
        length_after(at("11-23 09:10"), "3 days", CALENDAR)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 11, 1)),  # noqa: DTZ001 - the zone is set below
    st.sampled_from(list(TIERS)),
    st.sampled_from(COLUMNS),
)
def test_all_instants_of_a_round_come_in_the_order_of_a_promise(moment, tier, column) -> None:
    start = moment.replace(tzinfo=SHANGHAI)
    found = deadlines(tier, column, start, CALENDAR)
    assert start < found.sign_at <= found.sign_twice_at
    assert start < found.first_words_at
    assert start < found.due_at <= found.climbs_at
    instants = [when for _, when in found.reminders]
    assert instants == sorted(instants)
    assert all(start < when < found.due_at for when in instants)
    assert found.climbs_at.utcoffset() == timedelta(0)
