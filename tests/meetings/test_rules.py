"""The pure rules of meetings: days with holidays and 调休, turns of hosts, notice, agenda, attendance, four parts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.domain.meetings import notice, rotation
from models.domain.meetings.agenda import HARDS, MEETING_LEVELS, Standing, difficulty, hardest, why
from models.domain.meetings.attendance import ATTENDANCE, read_attendance
from models.domain.meetings.parts import Decided, part_alone
from models.domain.meetings.rhythm import MeetingDay, Rhythm, meeting_days
from models.domain.meetings.rotation import Swap
from models.domain.meetings.settings import read_meetings
from models.domain.working_time import SHANGHAI, build_calendar

CALENDAR = build_calendar()
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def day(month_day: str) -> date:
    month, number = month_day.split("-")
    return date(2026, int(month), int(number))


def test_a_year_of_street_meetings_against_a_list_worked_out_by_hand() -> None:
    """1 and 16, the next working day where that is none; 4 January and 10 October are worked Sundays and Saturdays."""
    by_hand = (
        "1-4 1-16 2-2 2-24 3-2 3-16 4-1 4-16 5-6 5-18 6-1 6-16 7-1 7-16 8-3 8-17 9-1 9-16 10-8 10-16 11-2 11-16 "
        "12-1 12-16"
    )
    found = meeting_days(Rhythm(days=(1, 16)), *YEAR, CALENDAR)
    assert [one.day for one in found] == [day(one) for one in by_hand.split()]


def test_a_year_of_district_meetings_against_a_list_worked_out_by_hand() -> None:
    by_hand = "1-26 2-25 3-25 4-27 5-25 6-25 7-27 8-25 9-28 10-26 11-25 12-25"
    found = meeting_days(Rhythm(days=(25,)), *YEAR, CALENDAR)
    assert [one.day for one in found] == [day(one) for one in by_hand.split()]
    assert sum(one.day.month <= 6 for one in found) == 6


def test_a_year_of_weekly_meetings_moves_over_holidays_and_two_on_one_day_are_one() -> None:
    found = meeting_days(Rhythm(weekday=1), *YEAR, CALENDAR)
    moved = {one.nominal: one.day for one in found if one.moved}
    assert moved == {
        day("2-23"): day("2-24"), day("4-6"): day("4-7"), day("5-4"): day("5-6"), day("10-5"): day("10-8")
    }  # fmt: skip
    assert day("2-16") not in {one.nominal for one in found}, "it would be held on 24 February, as is the next one"
    assert len(found) == 51
    assert all(a.day < b.day for a, b in pairwise(found))


def test_other_rules_for_holidays() -> None:
    first, last = day("10-1"), day("10-7")
    assert meeting_days(Rhythm(weekday=1, shift="skip"), first, last, CALENDAR) == []
    assert meeting_days(Rhythm(weekday=1, shift="previous"), first, last, CALENDAR) == [
        MeetingDay(day("10-5"), day("9-30"))
    ]


@given(
    st.integers(1, 14),
    st.integers(2014 * 12, 2040 * 12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=8),
)
@settings(max_examples=300, deadline=None)
def test_every_street_hosts_its_share_of_a_year_however_turns_are_exchanged(
    streets: int, first: int, exchanged: list[tuple[int, int]]
) -> None:
    order = [f"s{n}" for n in range(streets)]
    swaps = [Swap(first + a, first + b) for a, b in exchanged]
    found = rotation.counts(order, first, 12, swaps)
    assert sum(found.values()) == 12
    assert set(found.values()) <= {12 // streets, -(-12 // streets)}
    assert rotation.counts(order, first + 12, 24, swaps) == rotation.counts(order, first + 12, 24)


@given(st.integers(2, 14), st.integers(2014 * 12, 2040 * 12), st.integers(0, 10))
@settings(max_examples=200, deadline=None)
def test_who_cannot_host_takes_the_next_turn_of_somebody_else_and_loses_none(streets: int, first: int, at: int) -> None:
    order = [f"s{n}" for n in range(streets)]
    turn = first + at
    other = rotation.partner(order, turn)
    assert other is not None
    own, taker = rotation.host(order, turn), rotation.host(order, other)
    swaps = [Swap(turn, other)]
    assert own != taker
    assert (rotation.host(order, turn, swaps), rotation.host(order, other, swaps)) == (taker, own)
    if other < first + 12:
        assert set(rotation.counts(order, first, 12, swaps).values()) <= {12 // streets, -(-12 // streets)}


def test_one_street_alone_has_nobody_to_exchange_with_and_none_cannot_host() -> None:
    assert rotation.partner(["only"], 7) is None
    with pytest.raises(ValueError, match="nobody hosts"):
        rotation.host([], 7)
    assert rotation.month_of(rotation.turn_of(date(2026, 12, 25))) == (2026, 12)


@pytest.mark.parametrize("hour", [8, 9, 15])
def test_a_notice_is_three_full_days_old_at_the_meeting_over_holidays_too(hour: int) -> None:
    starts = datetime(2026, 10, 8, hour, tzinfo=SHANGHAI)
    at = notice.publish_at(starts)
    assert at.astimezone(SHANGHAI).date() == date(2026, 10, 5), "自然日: in the middle of the holidays"
    assert notice.is_ready(at, starts)
    assert not notice.is_ready(at, at + timedelta(days=3) - timedelta(seconds=1))
    assert not notice.is_ready(None, starts)


FRESH = Standing(
    own=True, area=True, raised=False, handed_down=False, at_top=False, overdue=False, due_before=False, planned=False,
    missed=False, voices=1, days=1, helpers=0, supervised=False,
)  # fmt: skip


def standing(**changes: object) -> Standing:
    return Standing(**{**{name: getattr(FRESH, name) for name in FRESH.__slots__}, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "changes", "reason"),
    [
        ("community", {}, "open"),
        ("community", {"own": False}, None),
        ("community", {"own": False, "days": 7}, "old"),
        ("community", {"own": False, "voices": 5}, "many"),
        ("community", {"own": False, "due_before": True}, "due"),
        ("community", {"overdue": True, "voices": 9}, "overdue"),
        ("community", {"raised": True, "overdue": True}, "raised"),
        ("community", {"planned": True}, None),
        ("community", {"planned": True, "due_before": True}, "promise"),
        ("community", {"missed": True}, "promise"),
        ("community", {"own": False, "area": False, "overdue": True}, None),
        ("street", {"own": False, "days": 30}, None),
        ("street", {"own": False, "overdue": True}, "overdue"),
        ("street", {"raised": True}, "raised"),
        ("district", {"raised": True}, None),
        ("district", {"raised": True, "at_top": True}, "raised"),
        ("district", {"at_top": True, "overdue": True, "own": True}, None),
        ("district", {"raised": True, "at_top": True, "planned": True}, None),
        ("district", {"raised": True, "at_top": True, "planned": True, "due_before": True}, "promise"),
        ("district", {"raised": True, "at_top": True, "missed": True}, "promise"),
    ],
)
def test_what_is_on_which_agenda(level: str, changes: dict[str, object], reason: str | None) -> None:
    assert why(level, standing(**changes)) == reason  # type: ignore[arg-type]


def test_how_hard_an_item_is_and_an_agenda_is_as_hard_as_its_hardest() -> None:
    assert difficulty(FRESH) == "plain"
    assert difficulty(standing(own=False)) == difficulty(standing(helpers=1)) == "joint"
    for hard in ({"voices": 5}, {"supervised": True}, {"missed": True}, {"raised": True, "overdue": True}):
        assert difficulty(standing(**hard)) == "hard"
    assert hardest({1: "plain", 2: "hard", 3: "joint"}) == "hard"
    assert hardest({}) == "plain"


def test_who_comes_is_a_table_of_level_and_difficulty_that_a_district_may_change() -> None:
    assert {(level, hard) for level, rows in ATTENDANCE.items() for hard in rows} == {
        (level, hard) for level in MEETING_LEVELS for hard in HARDS
    }
    for level in MEETING_LEVELS:
        for small, large in pairwise(HARDS):
            assert set(ATTENDANCE[level][small]) <= set(ATTENDANCE[level][large]), "harder is never smaller"
    own = read_attendance({"street": {"plain": ["own"]}})
    assert own["street"]["plain"] == ("own",)
    assert own["community"] == ATTENDANCE["community"]
    for wrong in (
        {"town": {}},
        {"street": {"easy": []}},
        {"street": {"plain": ["everybody"]}},
        {"street": {"hard": 7}},
    ):
        with pytest.raises(ValueError, match="attendance"):
            read_attendance(wrong)


def test_rules_are_read_and_wrong_ones_named() -> None:
    rule = {"name": "会", "weekday": 1}
    assert read_meetings({}).rules == {}
    assert read_meetings({"community": rule}).rules["community"].rhythm == Rhythm(weekday=1)
    for wrong in (
        {"name": "会"}, {"name": "会", "weekday": 1, "days": [1]}, {"name": "会", "days": [31]},
        {"name": "会", "weekday": 8}, {**rule, "holiday": "never"},
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r"meetings\.community"):
            read_meetings({"community": wrong})


def test_four_parts_and_one_part_by_its_name() -> None:
    assert Decided().missing == ("measure", "day", "unit", "person")
    assert Decided("换管", date(2027, 5, 31), "gongre", "孙工").missing == ()
    assert part_alone("责任人 张三") == ("person", "张三")
    assert part_alone("时间：12月20日") == ("day", "12月20日")
    assert part_alone("责任单位 城管局") == ("unit", "城管局")
    assert part_alone("办法换管；12月20日；孙工") is None
    assert part_alone("更换二次网") is None
