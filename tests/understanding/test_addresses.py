"""House numbers, as people write them and as cadres read them."""

from __future__ import annotations

import pytest

from handlers.understanding.addresses import numeral, read_address


@pytest.mark.parametrize(
    ("said", "detail"),
    [
        ("3号楼2单元", "3号楼2单元"),
        ("三号楼二单元", "3号楼2单元"),
        ("5栋1门", "5号楼1单元"),
        ("12幢3单元501室", "12号楼3单元501"),
        ("十二号楼一单元", "12号楼1单元"),
        ("3号楼 2单元 501", "3号楼2单元501"),
        ("3-2-501", "3号楼2单元501"),
        ("3排平房", "3排"),
        ("平房区3排5号", "3排5号"),
        ("二单元的灯", "2单元"),
        ("团结路15号", "15号"),
        ("8#楼", "8号楼"),
    ],
)
def test_an_address_is_read(said: str, detail: str) -> None:
    assert read_address(said)[0] == detail


@pytest.mark.parametrize(
    "said",
    [
        "几号停暖",
        "11月5号来的",
        "等了3天",
        "电话0473-3000001",
        "2026-11-22",
        "一门心思",
        "排队排了半天",
        "打了12345",
        "",
    ],
)
def test_numbers_of_other_things_are_no_address(said: str) -> None:
    assert read_address(said)[0] == ""


def test_a_count_behind_a_building_is_no_room() -> None:
    assert read_address("5号楼 3个灯不亮")[0] == "5号楼"
    assert read_address("5号楼两户停水")[0] == "5号楼"


@pytest.mark.parametrize(("said", "value"), [("7", 7), ("十", 10), ("二十三", 23), ("一百二十", 120), ("两", 2)])
def test_numerals_have_their_value(said: str, value: int) -> None:
    assert numeral(said) == value
