from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.numbers import Reference, find_references, format_number, parse_reference

DAY = date(2026, 11, 23)


def test_a_number_is_district_day_and_at_least_three_digits() -> None:
    assert format_number("WD", DAY, 7) == "WD261123-007"
    assert format_number("WD", DAY, 1234) == "WD261123-1234"
    with pytest.raises(ValueError, match="begin at 1"):
        format_number("WD", DAY, 0)


SEVENS = (
    "7 ７ 7号 #7 ＃7 007 7号件 7件 第7件 1123-7 1123-007 1123－7 261123-007 WD261123-007 wd261123-007 "
    "ＷＤ２６１１２３－００７ WD261123007"
)


@pytest.mark.parametrize("said", [*SEVENS.split(), " 7 ", "WD 261123 007", "7 号件"])
def test_every_way_of_writing_seven_is_seven(said: str) -> None:
    reference = parse_reference(said)
    assert reference is not None
    assert reference.number == 7
    assert reference.fits(DAY, 7, "WD")


@pytest.mark.parametrize(
    ("said", "number"), [("17", 7), ("7", 17), ("1123-17", 7), ("107", 7), ("70", 7), ("WD261123-017", 7)]
)
def test_numbers_match_whole_and_never_by_their_tail(said: str, number: int) -> None:
    reference = parse_reference(said)
    assert reference is not None
    assert not reference.fits(DAY, number)


@pytest.mark.parametrize("said", ["1124-7", "251123-007", "ZL261123-007"])
def test_another_day_year_or_district_is_another_case(said: str) -> None:
    reference = parse_reference(said)
    assert reference is not None
    assert not reference.fits(DAY, 7, "WD")


@pytest.mark.parametrize(
    "said",
    ["", "0", "000", "七", "7号楼", "3单元", "3-2-501", "1332-7", "261332-007", "13800000000", "7.5", "七号", "-7"],
)
def test_what_is_not_a_number_of_a_case_is_none(said: str) -> None:
    assert parse_reference(said) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("办结换好了7号", [7]),
        ("办结 7 换好了", [7]),
        ("合并 7 9", [7, 9]),
        ("办结 WD261123-007 修好了", [7]),
        ("测温21.5度", []),
        ("电话13800000000", []),
        ("走访 3-2-501", []),
        ("转办7 城管局", [7]),
    ],
)
def test_numbers_are_found_anywhere_in_a_command(text: str, numbers: list[int]) -> None:
    assert [found.reference.number for found in find_references(text)] == numbers


def test_a_house_number_is_found_but_not_marked_as_a_case() -> None:
    marks = {found.reference.number: found.reference.marked for found in find_references("7号件 3号楼2单元 5号线")}
    assert marks == {7: True, 3: False, 2: False, 5: False}


@given(st.dates(date(2014, 1, 1), date(2099, 12, 31)), st.integers(1, 999_999), st.sampled_from(["WD", "ZL", "DHQ"]))
def test_what_is_written_is_read_back(day: date, number: int, code: str) -> None:
    assert parse_reference(format_number(code, day, number)) == Reference(
        number, (day.month, day.day), day.year, code, marked=True
    )
