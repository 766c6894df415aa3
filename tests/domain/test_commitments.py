"""Reading a commitment, counting its parts, and how often the first date was kept."""

from __future__ import annotations

from datetime import date

import pytest

from models.domain.commitments import Kept, Promised, Quantity, figures, quantity, read
from models.domain.errors import BadDate
from models.domain.working_time import build_calendar

TODAY = date(2026, 11, 23)
CALENDAR = build_calendar()


def is_unit(name: str) -> bool:
    return name in {"供热公司", "区住建局"}


@pytest.mark.parametrize(
    ("said", "measure", "day", "person", "unit"),
    [
        ("更换二次网老管道；12月20日；孙工", "更换二次网老管道", date(2026, 12, 20), "孙工", ""),
        ("更换老管道|2026-12-20|孙工|供热公司", "更换老管道", date(2026, 12, 20), "孙工", "供热公司"),
        ("更换老管道｜12.20｜供热公司｜孙工", "更换老管道", date(2026, 12, 20), "孙工", "供热公司"),
        ("更换老管道 12月20日 孙工", "更换老管道", date(2026, 12, 20), "孙工", ""),
        ("换管道，先东后西、再试压，12月20日，孙工", "换管道，先东后西，再试压", date(2026, 12, 20), "孙工", ""),
        ("更换老管道\n元旦前\n孙工", "更换老管道", date(2026, 12, 31), "孙工", ""),
        ("更换老管道/12月20日/孙工", "更换老管道", date(2026, 12, 20), "孙工", ""),
        ("办法：换管；时间：12月20日；责任人：孙工", "换管", date(2026, 12, 20), "孙工", ""),
        ("12月20日前换完老管道；孙工", "12月20日前换完老管道", date(2026, 12, 20), "孙工", ""),
    ],
)
def test_whatever_separates_the_parts_they_are_found(
    said: str, measure: str, day: date, person: str, unit: str
) -> None:
    found = read(said, TODAY, CALENDAR, is_unit)
    assert found.day is not None
    assert (found.measure, found.day.day, found.person, found.unit) == (measure, day, person, unit)
    assert found.missing == ()


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("更换老管道", ("day", "person")),
        ("更换老管道；12月20日", ("person",)),
        ("更换老管道；孙工", ("day",)),
        ("12月20日", ("measure", "person")),
    ],
)
def test_what_is_missing_is_known_by_name(said: str, missing: tuple[str, ...]) -> None:
    assert read(said, TODAY, CALENDAR, is_unit).missing == missing


@pytest.mark.parametrize(("said", "reason"), [("换管；尽快；孙工", "vague"), ("换管；11月20日；孙工", "past")])
def test_a_part_that_is_no_day_or_past_is_refused(said: str, reason: str) -> None:
    with pytest.raises(BadDate) as refused:
        read(said, TODAY, CALENDAR, is_unit)
    assert refused.value.params["reason"] == reason


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("4所已开园/6所", Quantity(4, 6, "所")),
        ("换了4盏/共6盏", Quantity(4, 6, "盏")),
        ("6所里已兑现4所", Quantity(4, 6, "所")),
        ("6所/6所", Quantity(6, 6, "所")),
        ("管道换完，12月29日测温22度", None),
        ("11/29换完", None),
        ("7所/6所", None),
        ("都开园了", None),
    ],
)
def test_so_many_of_so_many_is_read_and_a_date_is_not(words: str, found: Quantity | None) -> None:
    assert quantity(words) == found


def test_bare_numbers_count_where_the_whole_is_known() -> None:
    assert quantity("5/6", Quantity(4, 6, "所")) == Quantity(5, 6, "所")
    assert quantity("11/29", Quantity(4, 6, "所")) is None


def test_figures_count_by_the_first_date_and_leave_nothing_out() -> None:
    rows = [
        Promised(date(2026, 11, 30), kept_on=date(2026, 11, 29)),
        Promised(date(2026, 11, 30), kept_on=date(2026, 12, 5)),  # kept after a move
        Promised(date(2026, 11, 30), kept_on=date(2026, 11, 30), denied=True),  # a resident says no
        Promised(date(2026, 11, 30), done=4, amount=6),  # four of six by the day: not kept
        Promised(date(2027, 1, 5)),  # not due in the period
    ]
    assert figures(rows, date(2026, 1, 1), date(2026, 12, 1)) == Kept(4, 1, 1, 4, 6)
    assert figures([], date(2026, 1, 1), date(2026, 12, 1)) == Kept(0, 0, 0, 0, 0)
