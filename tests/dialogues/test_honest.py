"""What is said to have happened has happened: urging at night, letters that fold, answers after their time."""

from __future__ import annotations

import pytest

from tests.resident.stories import file_lamp
from tests.town import Person, Town

HANDLER = "binhai.binhai/handler"


@pytest.fixture
def li(town: Town) -> Person:
    return town.bind("李晓", HANDLER)


def test_urging_at_night_says_when_the_handler_hears_it(town: Town, li: Person) -> None:
    wang = file_lamp(town)
    town.clock.at(11, 24, 23, 10)
    assert "现在不打扰人，明天11月25日（周三）07:30提醒李晓。" in wang.says("催办")


def test_urging_by_day_reminds_at_once(town: Town, li: Person) -> None:
    wang = file_lamp(town)
    assert wang.says("催办").startswith("记下了，第1次催。我刚提醒了李晓。")


def test_urging_a_unit_that_nobody_has_joined_does_not_say_that_anybody_was_reminded(town: Town) -> None:
    wang = file_lamp(town)
    said = wang.says("催办")
    assert "提醒了" not in said
    assert "滨海社区还没有人接上微信" in said


def test_words_said_at_night_reach_the_resident_in_the_morning_and_that_is_said(town: Town, li: Person) -> None:
    file_lamp(town)
    town.clock.at(11, 23, 21, 30)
    assert li.says("进展 1 明天换").startswith("记下了，现在不打扰居民，明天11月24日（周二）08:30转给居民。")


def test_of_what_gathered_at_night_an_order_is_read_first(town: Town, li: Person) -> None:
    li.says("待办")
    town.clock.at(11, 23, 22, 10)
    li.says("待办")
    wang = file_lamp(town)
    wang.says("催办")
    other = town.person("张三")
    other.says("滨海社区9号楼1单元楼道灯不亮")
    other.says("1")
    town.advance(hours=10)
    told = town.courier.texts("李晓")
    assert len(told) == 1
    assert told[0].startswith("新单 ")
    assert '还有1件新的，发"待办"看。' in told[0]


def test_a_choice_that_is_answered_too_late_is_shown_again_and_then_counts(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("团结的路灯不亮了")
    town.advance(minutes=31)
    assert wang.says("1").startswith("是哪一个？")
    assert "地方：团结社区" in wang.says("1")


def test_two_cases_of_one_number_are_told_apart_by_digit_or_by_day(town: Town) -> None:
    wang = file_lamp(town)
    town.clock.at(11, 24, 9, 10)
    wang.says("滨海社区垃圾没人拉")
    wang.says("1")
    assert "是说哪件？" in wang.says("进度 1")
    assert wang.says("1123-1").startswith("1号件·楼道灯不亮")
    assert "是说哪件？" in wang.says("撤回 1")
    assert "垃圾没人清，撤回就不办了" in wang.says("1")


def test_who_had_a_default_place_and_means_another_is_asked_openly(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.follows("binhai.binhai")
    assert "是在滨海社区吗？" in wang.says("路灯不亮了")
    assert wang.says("2").startswith("在哪儿？")


def test_who_looked_is_counted_once(town: Town, li: Person) -> None:
    wang = file_lamp(town)
    li.says("1")
    li.says("查看 1 打电话约上门")
    said = wang.says("谁看过")
    assert "网格员（打电话约上门）" in said
    assert "只看过内容、没看过电话的：还没有。" in said


def test_a_sticker_at_the_card_shows_the_card_again(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("滨海社区3号楼2单元楼道灯不亮")
    said = wang.sends(kind="unknown")
    assert said.startswith("这个我看不了。")
    assert "对就回 1" in said
    assert wang.says("1").startswith("报上去了")


def test_a_sticker_between_photos_is_not_answered(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.sends_photo()
    assert wang.sends(kind="unknown") == ""


def test_an_order_that_was_sent_back_is_not_shown_as_new(town: Town, li: Person) -> None:
    file_lamp(town)
    town.advance(minutes=1)
    assert "新单" not in li.says("退单 1 2 路灯归城管")


def test_who_read_the_order_in_a_message_has_read_it(town: Town, li: Person) -> None:
    li.says("待办")
    wang = file_lamp(town)
    assert "只看过内容的：还没有。" in wang.says("谁看过")
    town.advance(minutes=1)
    assert "只看过内容的：滨海社区1人。" in wang.says("谁看过")
