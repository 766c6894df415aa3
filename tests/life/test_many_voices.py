"""Many voices, one case (dialogue (k)): offered, joined, merged, asked each, parted."""

from __future__ import annotations

import pytest

from handlers.services import audit
from models.domain.crowd import Tally, step, verdict
from models.tables import Event, Statement, Voice
from tests.resident.stories import ask_now, finish
from tests.town import Person, Town

LAMP = "滨海社区3号楼2单元楼道灯不亮"


def follow(town: Town, name: str) -> Person:
    """One more neighbour who comes along."""
    person = town.person(name)
    assert "一起跟着" in person.says(LAMP)
    assert "跟上了，您也用1号件（WD261123-001）" in person.says("1")
    return person


@pytest.fixture
def wang(town: Town) -> Person:
    person = town.person("王桂芳")
    person.says(LAMP)
    person.says("1")
    return person


def voices(town: Town, running: int = 1) -> list[Voice]:
    case = town.case(running)
    return town.database.read_now(lambda reader: reader.find(Voice, case_id=case.id, left_at=None, order="id"))


def kinds(town: Town, running: int = 1) -> list[str]:
    case = town.case(running)
    return [one.kind for one in town.database.read_now(lambda r: r.find(Event, case_id=case.id, order="seq"))]


def test_a_neighbour_is_offered_to_come_along_and_never_counted_below_three(town: Town, wang: Person) -> None:
    li = town.person("李梅")
    said = li.says(LAMP)
    assert said.startswith("滨海社区 3号楼2单元的楼道灯不亮，邻居11月23日（周一）已经反映了，滨海社区 李晓在办")
    assert "王桂芳" not in said
    li.says("一起跟着")
    assert [voice.account_id for voice in voices(town)] == [wang.key, li.key]
    assert "1号件" in li.says("进度")
    assert len(town.cases()) == 1
    assert [row.kind for row in town.outbox(post="binhai.binhai/handler")] == ["order", "joined"]
    follow(town, "张三")
    assert "有3户" in town.person("赵四").says(LAMP)


def test_not_the_same_is_filed_apart_and_another_building_is_not_offered(town: Town, wang: Person) -> None:
    li = town.person("李梅")
    li.says(LAMP)
    assert "谁来办" in li.says("2")
    li.says("1")
    assert [case.unit for case in town.cases()] == ["binhai.binhai", "binhai.binhai"]
    assert "一起跟着" not in town.person("张三").says("滨海社区5号楼1单元楼道灯不亮")


def test_the_same_person_again_is_linked_and_nothing_is_dropped(town: Town, wang: Person) -> None:
    assert "您11月23日（周一）报过，是1号件" in wang.says(LAMP)
    assert wang.says("1").startswith("补到1号件·楼道灯不亮里了")
    assert len(town.cases()) == 1
    assert "repeated" in kinds(town)
    assert len(town.database.read_now(lambda reader: reader.find(Statement, kind="supplement"))) == 1


def test_a_desk_merges_tells_once_both_numbers_work_and_one_command_parts_them(town: Town, wang: Person) -> None:
    li = town.person("李梅")
    li.says(LAMP)
    li.says("2")
    li.says("1")
    zhou = town.bind("周航", "wuda/dispatcher")
    assert zhou.says("合并 1 2").startswith("2号件并进1号件了，现在2户")
    assert (town.case(2).state, town.case(2).closure) == ("merged", "merged")
    town.advance(minutes=5)
    told = [text for text in town.courier.texts("李梅") if "是一回事" in text]
    assert told == [
        '您的2号件和1号件是一回事，合在一起办，您的话和照片都带过去了。编号用哪个都行。不是一回事？回"分开"。'
    ]
    assert "1号件" in li.says("进度 2")
    assert "1号件" in li.says("进度 1")
    assert zhou.says("拆分 2").startswith("2号件分开了，单独办：滨海社区")
    assert (town.case(2).state, town.case(2).closure) == ("dispatched", None)
    assert [voice.account_id for voice in voices(town, 2)] == [li.key]
    assert town.database.read_now(audit.changed_states) == []


def test_a_resident_parts_what_was_merged_or_joined(town: Town, wang: Person) -> None:
    li = follow(town, "李梅")
    assert li.says("分开").startswith("分开了，2号件（WD261123-002）单独办：滨海社区")
    assert [voice.account_id for voice in voices(town)] == [wang.key]
    assert wang.says("分开") == "您没有和邻居合在一起的事，什么都没改。"


def test_what_is_not_alike_is_not_merged_and_strangers_hear_of_no_case(town: Town, wang: Person) -> None:
    li = town.person("李梅")
    li.says("滨海社区5号楼垃圾没人清")
    li.says("1")
    zhou = town.bind("周航", "wuda/dispatcher")
    assert "不是一个地方的同一类事，没改" in zhou.says("合并 1 2")
    assert "没改" in zhou.says("拆分 1")
    assert "两个号" in zhou.says("合并 1")
    assert "没找到" in zhou.says("合并 1 44")
    cheng = town.bind("城管", "chengguan/handler")
    assert "不在您" in cheng.says("合并 1 2")
    assert [case.state for case in town.cases()] == ["dispatched", "dispatched"]


def test_each_is_asked_and_it_is_solved_when_all_have_said_so(town: Town, wang: Person) -> None:
    li = follow(town, "李梅")
    finish(town)
    ask_now(town)
    wang.taps("解决了")
    assert town.case(1).state == "confirming"
    li.taps("解决了")
    case = town.case(1)
    assert (case.state, case.closure, case.solved) == ("closed", "solved", True)


def test_one_no_among_many_stays_open_for_that_home_alone(town: Town, wang: Person) -> None:
    others = [follow(town, name) for name in ("李梅", "张三", "赵四")]
    finish(town)
    ask_now(town)
    for person in (wang, *others[:2]):
        person.taps("解决了")
    said = others[2].taps("没解决")
    assert "别家说好了，您家没好" in said
    assert "WD261123-002" in said
    assert (town.case(1).state, town.case(1).solved) == ("closed", True)
    assert (town.case(2).state, town.case(2).unit) == ("dispatched", "binhai.binhai")
    assert [voice.account_id for voice in voices(town, 2)] == [others[2].key]


def test_a_third_who_say_no_bring_it_back_for_everybody(town: Town, wang: Person) -> None:
    follow(town, "李梅")
    finish(town)
    ask_now(town)
    assert "没解决" in wang.taps("没解决")
    case = town.case(1)
    assert (case.state, case.unit, case.round) == ("dispatched", "binhai", 2)
    assert len(voices(town)) == 2


def test_when_nobody_waits_any_longer_the_answers_there_are_decide(town: Town, wang: Person) -> None:
    follow(town, "李梅")
    finish(town)
    ask_now(town)
    wang.taps("解决了")
    town.advance(days=12)
    assert (town.case(1).state, town.case(1).closure) == ("closed", "solved")


@pytest.mark.parametrize(
    ("total", "yes", "no", "good", "danger", "expected"),
    [
        (1, 1, 0, True, False, "close"),
        (1, 0, 1, False, False, "reopen"),
        (4, 3, 1, False, False, "split"),
        (3, 2, 1, False, False, "reopen"),
        (10, 9, 1, False, True, "reopen"),
        (4, 2, 0, True, False, "wait"),
        (4, 3, 1, True, False, "close"),
    ],
)
def test_what_one_more_answer_means(total: int, yes: int, no: int, good: bool, danger: bool, expected: str) -> None:
    assert step(Tally(total, yes, no), good=good, danger=danger) == expected


def test_the_answers_alone_decide_never_the_silent() -> None:
    assert verdict(Tally(10)) is None
    assert verdict(Tally(10, 1)) == "close"
    assert verdict(Tally(10, 1, 1)) == "reopen"
    assert verdict(Tally(10, 3, 1)) == "close"
