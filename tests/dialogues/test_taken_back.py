"""撤销 of cadres and 撤回 of residents: what is taken back is as it was."""

from __future__ import annotations

import pytest

from tests.resident.stories import file_lamp
from tests.town import Person, Town


@pytest.fixture
def li(town: Town) -> Person:
    return town.bind("李晓", "binhai.binhai/handler")


def test_handing_up_taken_back_at_once_gives_the_case_back(town: Town, li: Person) -> None:
    file_lamp(town)
    li.says("签收 1")
    li.says("上报 1 物业已撤，没人换灯")
    assert li.says("撤销").startswith('撤销了刚才的"上报 1"')
    assert (town.case(1).unit, town.case(1).state) == ("binhai.binhai", "working")
    assert li.says("进展 1 还是我来换").startswith("转给居民了")


def test_a_signature_that_was_still_owed_is_taken_back(town: Town, li: Person) -> None:
    zhao = town.bind("赵敏", "binhai/handler")
    file_lamp(town)
    li.says("签收 1")
    li.says("上报 1 物业已撤，没人换灯")
    li.says("备注 1 开关在仓库")
    zhao.says("进展 1 街道去看看")
    zhao.says("转办 1 滨海社区")
    zhao.says("进展 1 街道盯着")
    li.says("签收 1")
    assert li.says("撤销").startswith('撤销了刚才的"签收 1"')
    assert not town.broken()


def test_withdrawing_and_going_on_need_no_number(town: Town, li: Person) -> None:
    wang = file_lamp(town)
    wang.says("撤回")
    wang.says("2")
    assert "补充不进去，没改。" in wang.says("补充 1 还是不亮")
    assert wang.says("还要办").startswith("好，1号件·楼道灯不亮接着办。")
    assert town.case(1).state == "dispatched"


def test_after_seven_days_nothing_is_promised_that_is_over(town: Town, li: Person) -> None:
    wang = file_lamp(town)
    wang.says("撤回")
    wang.says("2")
    town.advance(days=8)
    assert wang.says("进度 1").endswith("要办，直接说，我按新的报。")
    assert "没找到7天内撤回的事" in wang.says("还要办")


@pytest.mark.parametrize(
    ("said", "begins"), [("好了", "1号件·楼道灯不亮好了？"), ("不用了", "1号件·楼道灯不亮不办了？")]
)
def test_good_news_without_a_question_is_asked_about(town: Town, li: Person, said: str, begins: str) -> None:
    wang = file_lamp(town)
    assert wang.says(said).startswith(begins)
    assert "自己好了" in wang.says("1")
