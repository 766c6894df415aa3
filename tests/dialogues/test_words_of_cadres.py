"""A cadre's words beside the verbs: both numbers, everything at once, progress of his own, traditional characters."""

from __future__ import annotations

import pytest

from tests.resident.stories import file_lamp
from tests.town import Person, Town

HANDLER = "binhai.binhai/handler"


@pytest.fixture
def li(town: Town) -> Person:
    return town.bind("李晓", HANDLER)


def own_matter(li: Person, words: str) -> None:
    li.says(words)
    li.says("1")
    li.says("1")


def test_of_two_cases_of_one_number_he_is_asked_whether_his_own_or_his_work(town: Town, li: Person) -> None:
    file_lamp(town)
    town.clock.at(11, 24, 9, 20)
    own_matter(li, "滨海社区垃圾没人拉")
    asked = li.says("查 1")
    assert "1 我反映的：11月24日（周二） 垃圾没人清" in asked
    assert "2 我经办的：11月23日（周一） 楼道灯不亮" in asked
    assert li.says("1").startswith("1号件·垃圾没人清\n在谁那儿：区环卫")
    li.says("查 1")
    assert li.says("2").startswith("1号件·楼道灯不亮（WD261123-001）")


def test_what_he_only_works_on_is_shown_as_an_order(town: Town, li: Person) -> None:
    file_lamp(town)
    assert "可以：" in li.says("查 1")


def test_progress_without_a_matter_of_his_own_points_at_his_list(town: Town, li: Person) -> None:
    assert li.says("进度") == "您自己没有在反映的事。名下的件，发“待办”看。"


def test_everything_is_signed_for_however_it_is_written(town: Town, li: Person) -> None:
    for who, house in (("王", 3), ("张", 5)):
        town.person(who).says(f"滨海社区{house}号楼2单元楼道灯不亮")
        town.person(who).says("1")
    assert li.says("签收全部").startswith("收下2件：1、2。")


def test_cancelling_a_question_without_a_verb(town: Town, li: Person) -> None:
    li.says("今天天气不错啊")
    assert li.says("取消") == "好，不问了，什么都没改。"


def test_traditional_characters_are_read_like_simplified_ones(town: Town) -> None:
    wang = town.person("王桂芳")
    assert "地方：滨海社区 3号楼2单元" in wang.says("濱海社區3號樓2單元樓道燈壞了")
    assert wang.says("對").startswith("报上去了")
    assert wang.says("進度").startswith("1号件·楼道灯不亮")


@pytest.mark.parametrize("said", ["1", "２", "①"])
def test_a_digit_where_words_are_asked_for_files_nothing(town: Town, said: str) -> None:
    wang = town.person("王桂芳")
    wang.says("垃圾没人拉")
    assert "在哪儿？" in wang.says(said)
    assert "在哪儿？" in wang.says(said)
    assert town.cases() == []


def test_received_answers_the_one_danger_he_was_called_to(town: Town, li: Person) -> None:
    zhao = town.bind("赵敏", "binhai/handler")
    town.person("丙").says("滨海社区3号楼有煤气味")
    town.advance(minutes=1)
    assert li.says("收到").startswith("1号件您收到了，已告诉居民您正往那儿去。")
    assert zhao.says("收到，马上去").startswith("1号件您收到了")
    town.advance(minutes=1)
    told = [one for one in town.courier.texts("丙") if "正往滨海社区 3号楼去" in one]
    assert len(told) == 2
    assert "正往那儿去" not in li.says("收到")
