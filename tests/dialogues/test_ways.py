"""Dialogue (c): courts, arbitration, private disputes and pensions; and places that share a short name."""

from __future__ import annotations

import pytest

from models.store.db import Database
from tests.town import Town, make_town


@pytest.mark.parametrize(
    ("words", "way", "phone"),
    [
        ("法院判了对方不还钱怎么办", "法院", "0473-3000121"),
        ("我和对象闹离婚分财产", "法院", "0473-3000121"),
        ("邻居借了我的钱一直不还，有借条", "法院", "0473-3000121"),
        ("公司把我辞退了，我要仲裁", "劳动仲裁", "0473-3000122"),
        ("我要上访，谁给个说法", "信访", "0473-3000326"),
        ("养老金算得不对，少算了五年工龄", "人社局社保窗口", "12333"),
    ],
)
def test_the_right_way_is_named_and_nobody_is_asked_where(town: Town, words: str, way: str, phone: str) -> None:
    said = town.person("王桂芳").says(words)
    assert said.startswith(f"这件事要走{way}的路，电话 {phone}。\n您要是还想让社区的同志先联系您，回 1。")
    assert "在哪儿" not in said
    assert town.cases() == []


def test_a_1_has_the_community_call(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("邻居欠我钱不还，我在滨海社区3号楼")
    assert wang.says("1").startswith("报上去了，是1号件（WD261123-001）。\n在谁那儿：滨海社区 李晓")
    assert (town.case(1).unit, town.case(1).title) == ("binhai.binhai", "请社区联系居民")


def test_a_1_without_a_place_asks_where_first(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("邻居欠我钱不还")
    assert "在哪儿" in wang.says("1")
    assert "谁来办：滨海社区" in wang.says("滨海社区")


def test_anything_else_drops_it_and_is_heard(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("法院判错了")
    assert "事情：楼道灯不亮" in wang.says("滨海社区3号楼2单元楼道灯不亮")
    wang.says("1")
    assert [case.title for case in town.cases()] == ["楼道灯不亮"]


@pytest.mark.parametrize(
    "words",
    ["法院门口的井盖丢了", "滨海社区3号楼2单元楼道灯不亮，再不修我就去上访", "老板拖欠我三个月工资，我在滨海社区"],
)
def test_a_matter_that_somebody_here_can_do_goes_the_ordinary_way(town: Town, words: str) -> None:
    assert "这件事要走" not in town.person("王桂芳").says(words)


def test_a_name_that_two_places_share_is_asked_about_with_both(town: Town) -> None:
    wang = town.person("王桂芳")
    assert wang.says("团结的路灯不亮了").startswith("是哪一个？\n1 巴音赛街道团结社区　2 滨海街道团结北路社区")
    assert "地方：团结北路社区" in wang.says("2")


def test_none_of_the_two_asks_openly(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("团结的路灯不亮了")
    assert wang.says("都不是").startswith("在哪儿？回小区名或路名")


def test_a_street_and_a_town_of_one_name_are_told_apart(database: Database) -> None:
    town = make_town(database, "donghe")
    said = town.person("王桂芳").says("河东的路灯不亮")
    assert said.startswith("是哪一个？\n1 河东街道　2 河东镇")


def test_what_was_not_wanted_is_not_gone_on_with_hours_later(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("邻居欠我钱不还")
    assert wang.says("2").startswith("这件事要走法院的路")
    town.advance(hours=3)
    assert wang.sends_photo().startswith("照片收到了。")
    assert "事情：垃圾没人清（照片1张）" in wang.says("滨海社区垃圾没人拉")
