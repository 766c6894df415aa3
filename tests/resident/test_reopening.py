"""又坏了: dialogue (j)."""

from __future__ import annotations

import pytest

from tests.resident.stories import HANDLER, ask_now, file_lamp, finish
from tests.town import Person, Town


@pytest.fixture
def wang(town: Town) -> Person:
    """王桂芳, whose lamp was repaired on the 23rd."""
    person = file_lamp(town)
    finish(town)
    ask_now(town)
    person.taps("解决了")
    person.says("满意")
    return person


def test_broken_again_goes_on_in_the_next_round_one_level_up(town: Town, wang: Person) -> None:
    town.clock.at(12, 10, 9, 0)
    assert wang.says("又坏了") == "是楼道灯不亮（1号件）又坏了吗？\n1 是，接着办　2 不是，是别的"
    said = wang.says("1")
    assert said.startswith("接着办，还是1号件，第2轮。\n这次由滨海街道 赵敏牵头，滨海社区协助，")
    assert "最晚12月15日（周二）18:00前。" in said
    case = town.case(1)
    assert (case.state, case.unit, case.round, case.closed_at) == ("dispatched", "binhai", 2, None)
    assert (case.solved, case.satisfied) == (False, None)
    assert town.pushes_to_post("binhai/duty")[-1] == "reopened"
    assert "demoted" in town.pushes_to_post(HANDLER)


def test_something_else_is_told_anew(town: Town, wang: Person) -> None:
    wang.says("又不亮了")
    assert wang.says("2").startswith("好，是新的事。")
    assert town.case(1).state == "closed"


def test_after_thirty_days_it_is_offered_as_a_new_matter_and_the_old_case_stays_closed(
    town: Town, wang: Person
) -> None:
    town.clock.at(12, 30, 9, 0)
    said = wang.says("又坏了")
    assert said.startswith("1号件·楼道灯不亮过去一个多月了，我按新的事给您报，带上原来的编号。对就回 1。")
    assert wang.says("2").startswith("好，没有报。")
    assert [case.state for case in town.cases()] == ["closed"]


def test_who_never_had_anything_closed_is_asked_what_it_is(town: Town) -> None:
    assert town.person("张三").says("又坏了").startswith("没找到30天内办完的事。")


def test_of_several_closed_cases_the_number_chooses(town: Town, wang: Person) -> None:
    wang.says("滨海社区垃圾没人拉")
    wang.says("1")
    finish(town, 2, "清走了")
    town.advance(hours=20)
    wang.taps("解决了", "solved")
    wang.says("满意")
    number = town.cases()[-1].running
    asked = wang.says("又坏了")
    assert "哪件又坏了？" in asked
    assert "第2轮" in wang.says("1") or number == 1
    assert town.case(1).round + town.cases()[-1].round == 3


def test_at_an_open_question_it_is_simply_a_no(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    ask_now(town)
    assert "没解决" in wang.says("又坏了")
    assert town.case(1).round == 2


def test_said_of_a_case_that_is_worked_on_it_is_added(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.says("又坏了").startswith("补到1号件")


def test_broken_again_while_a_level_above_has_it_climbs_on(town: Town, wang: Person) -> None:
    wang.says("又坏了")
    wang.says("1")
    finish(town, words="换了线路")
    town.advance(days=1, hours=12)
    wang.taps("解决了", "solved")
    wang.says("满意")
    wang.says("又坏了")
    assert "第3轮" in wang.says("1")
    assert town.case(1).unit == "wuda"


def test_broken_again_after_more_than_thirty_days_becomes_a_new_case_with_the_old_number(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    ask_now(town)
    wang.says("1")
    wang.says("1")
    town.advance(days=37)
    said = wang.says("又坏了")
    assert "过去一个多月了，我按新的事给您报，带上原来的编号。对就回 1。" in said
    wang.says("1")
    newest = town.cases()[-1]
    assert len(town.cases()) == 2
    assert (newest.category, newest.state) == ("路灯照明/楼道灯", "dispatched")
    town.advance(days=200)
    assert "没找到30天内办完的事" in town.person("别人").says("又坏了")
