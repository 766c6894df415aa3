"""民情数据库 in chat: by matter, place, period and word, and never more than an agenda shows."""

from __future__ import annotations

from datetime import date

import pytest

from models.domain.meetings.searching import Span, read_span
from tests.cadre.conftest import HEAT, FileCase
from tests.meetings.conftest import plan
from tests.time.stories import shanghai
from tests.town import Person, Town

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("11月", "2026-11-01", "2026-11-30"), ("12月", "2025-12-01", "2025-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("上个月", "2026-10-01", "2026-10-31"),
        ("今年", "2026-01-01", "2026-12-31"), ("2025年", "2025-01-01", "2025-12-31"),
        ("2026-12月份", "2026-12-01", "2026-12-31"),
    ],
)  # fmt: skip
def test_a_period_in_words(word: str, first: str, last: str) -> None:
    assert read_span(word, TODAY) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("word", ["7", "13月", "供热", "0月", "1234", "换管"])
def test_what_is_no_period(word: str) -> None:
    assert read_span(word, TODAY) is None


def test_what_was_decided_is_found_again(
    town: Town, secretary: Person, sun: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    file_case("刘强", HEAT)
    plan(town)
    town.advance(until=shanghai(11, 30, 15))
    secretary.says("开会")
    secretary.says("承诺 2 更换二次网；2027年5月31日；孙工")
    secretary.says("1")
    for words in ("民情 供热", "民情 滨海社区 11月 二次网", "民情 今年 孙工", "民情 暖气不热"):
        said = secretary.says(words)
        assert "1条" in said, words
        assert "11月30日（周一） 滨海社区民情分析会　2号件·暖气不热：更换二次网，2027年5月31日（周一）前" in said
    assert "2条" in zhou.says("民情 滨海社区")
    for nothing in ("民情 上个月", "民情 供热 楼道灯", "民情 胜利社区", "民情 2025年"):
        assert "没找到" in zhou.says(nothing), nothing
    assert "例如：民情" in zhou.says("民情")
    assert "1条" in sun.says("民情 滨海社区"), "a company finds its own items only"
    assert "没有第9页" in zhou.says("民情 滨海社区 9页")


def test_who_told_it_or_sits_elsewhere_finds_nothing(
    town: Town, secretary: Person, li: Person, file_case: FileCase
) -> None:
    file_case("李晓")
    file_case("刘强", HEAT)
    plan(town)
    town.advance(until=shanghai(11, 30, 15))
    secretary.says("开会")
    said = li.says("民情 滨海社区")
    assert "1条" in said
    assert "楼道灯" not in said, "his own complaint is no business of his desk"
    other = town.bind("马满仓", "binhai.tuanjiebeilu/handler")
    assert "没找到" in other.says("民情 滨海社区")
