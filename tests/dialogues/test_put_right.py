"""Corrections that do not begin like one, accusations that sound like praise, a telephone written into the words."""

from __future__ import annotations

import pytest

from tests.town import Town

TWO = "滨海社区3号楼暖气不热，楼道灯也不亮"


@pytest.mark.parametrize("before", [(), ("2",)])
def test_of_two_matters_the_one_that_is_denied_gives_way_to_the_other(town: Town, before: tuple[str, ...]) -> None:
    wang = town.person("王桂芳")
    wang.says(TWO)
    for said in before:
        wang.says(said)
    assert "①暖气不热→供热公司　②路灯不亮→区城管局" in wang.says("不是楼道灯，是路灯")
    wang.says("1")
    assert [case.title for case in town.cases()] == ["暖气不热", "路灯不亮"]


def test_only_one_of_two_is_filed_when_it_is_named(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says(TWO)
    wang.says("只报暖气")
    wang.says("1")
    assert [case.title for case in town.cases()] == ["暖气不热"]


def test_another_house_is_put_right_at_the_card(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("滨海社区8号楼1单元楼道灯不亮")
    assert "地方：滨海社区 9号楼" in wang.says("我家是9号楼")


def test_another_house_is_not_the_neighbours_case(town: Town) -> None:
    first = town.person("张三")
    first.says("滨海社区3号楼暖气不热")
    first.says("1")
    wang = town.person("王桂芳")
    assert "邻居" in wang.says("滨海社区3号楼暖气不热")
    assert "地方：滨海社区 4号楼" in wang.says("我家是4号楼")


def test_a_bribe_is_no_praise(town: Town) -> None:
    said = town.person("王桂芳").says("社区小李收了我家红包")
    assert "只给区督查组" in said
    assert town.outbox(kind="praise") == []


def test_a_telephone_in_the_words_is_hidden_in_the_order_and_shown_by_looking(town: Town) -> None:
    li = town.bind("李晓", "binhai.binhai/handler")
    wang = town.person("王桂芳")
    wang.says("滨海社区3号楼2单元楼道灯不亮，电话13800001111")
    wang.says("1")
    assert "13800001111" not in li.says("1")
    assert "电话：13800001111" in li.says("查看 1 打电话约上门")
