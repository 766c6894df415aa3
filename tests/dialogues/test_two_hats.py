"""Dialogue (r): a cadre who is a resident too, several posts of one person, and leaving them."""

from __future__ import annotations

import pytest

from tests.town import Person, Town

HANDLER = "binhai.binhai/handler"


@pytest.fixture
def li(town: Town) -> Person:
    return town.bind("李晓", HANDLER)


def test_his_own_home_is_told_as_a_resident_in_his_own_community(town: Town, li: Person) -> None:
    assert li.says("我家楼下路灯不亮，晚上看不见").startswith(
        "这是您自己家的事，还是替别人报？\n1 我自己家的　2 替居民报"
    )
    said = li.says("1")
    assert said.startswith("好，现在您是居民。\n我这样理解，您看对不对：")
    assert "地方：滨海社区" in said
    li.says("1")
    assert "您现在没有在办的事" not in li.says("进度")
    assert "您名下现在没有件" in li.says("待办")


def test_his_own_unit_never_leads_what_he_files(town: Town, li: Person) -> None:
    li.says("我家3号楼2单元楼道灯不亮")
    said = li.says("1")
    assert "谁来办：滨海街道（您就在滨海社区，所以不派给您自己）" in said
    li.says("1")
    assert town.case(1).unit == "binhai"
    assert "没改" in li.says("签收 1")


def test_who_leaves_the_last_post_is_a_resident(town: Town, li: Person) -> None:
    assert li.says("解绑").startswith("解绑滨海社区 网格员") or "确定吗" in li.says("解绑")
    assert li.says("1").endswith("现在您是居民，有事直接说就行。")
    assert "还没绑定" in li.says("待办")


def test_of_two_posts_one_is_left_and_the_other_stays(town: Town, li: Person) -> None:
    town.bind("李晓", "binhai/handler")
    said = li.says("解绑")
    assert "您有2个岗位，解绑哪个？" in said
    assert "您还是：" in li.says("1")
    assert "您名下" in li.says("待办")


def test_cases_of_both_posts_stand_in_one_list(town: Town, li: Person) -> None:
    town.bind("李晓", "wuhushan.tiexi/handler")
    for words in ("滨海社区3号楼2单元楼道灯不亮", "铁西社区3号楼2单元楼道灯不亮"):
        person = town.person(words[:2])
        person.says(words)
        person.says("1")
    said = li.says("待办")
    assert "您名下2件" in said
    assert li.says("签收 2").startswith("2号件收下了")
    assert li.says("签收 1").startswith("1号件收下了")
