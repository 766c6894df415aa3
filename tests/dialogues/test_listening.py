"""A voice that was written down wrongly, a matter that is told in pieces, and names that are hidden."""

from __future__ import annotations

import pytest

from tests.resident.stories import file_lamp, statements
from tests.town import Person, Town


@pytest.fixture
def zhou(town: Town) -> Person:
    return town.bind("周航", "wuda/dispatcher")


def written_down(town: Town, zhou: Person) -> Person:
    wang = town.person("王桂芳")
    wang.sends_voice()
    zhou.says("转写 1 铁西小区五号楼垃圾没人拉")
    town.advance(minutes=1)
    assert "对不对？" in town.courier.texts("王桂芳")[-1]
    return wang


@pytest.mark.parametrize("said", ["不对，是六号楼", "2"])
def test_a_wrong_transcript_is_put_right_in_the_persons_own_words(town: Town, zhou: Person, said: str) -> None:
    wang = written_down(town, zhou)
    reply = wang.says(said)
    if said == "2":
        assert reply.startswith("哪里不对？")
        reply = wang.says("是六号楼")
    assert reply.startswith("记下了，加到1号件·垃圾没人清里了。")
    assert statements(town, "supplement") == ["是六号楼"]
    assert [case.state for case in town.cases()] == ["triage"]


def test_a_place_instead_of_a_matter_is_kept_and_the_matter_asked_once_more(town: Town, zhou: Person) -> None:
    wang = town.person("王桂芳")
    wang.says("我有个事想说说，就是那个谁家的那个")
    assert wang.says("滨海社区").startswith("地方记下了：滨海社区。\n是什么事？")
    assert "事情：楼道灯不亮" in wang.says("3号楼楼道灯不亮")


def test_whoever_cannot_say_it_is_heard_by_a_person(town: Town, zhou: Person) -> None:
    wang = town.person("王桂芳")
    wang.says("我有个事想说说，就是那个谁家的那个")
    wang.says("滨海社区")
    assert "正在定由谁办：区民情办" in wang.says("就是那个嘛")
    assert len(town.cases()) == 1


def test_hiding_and_showing_a_name_says_of_which_case(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.says("匿名 1").startswith("好，1号件·楼道灯不亮办事的人看不到您的姓名电话")
    assert wang.says("实名 1").startswith("好，1号件·楼道灯不亮改回实名")
    wang.says("滨海社区垃圾没人拉")
    wang.says("1")
    assert wang.says("匿名").startswith("好，1、2号件办事的人看不到您的姓名电话")


def test_a_number_nobody_asked_for_is_not_kept_without_a_case(town: Town) -> None:
    assert "这个号码我没有记" in town.person("王桂芳").says("13800000000")
