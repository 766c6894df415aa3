"""Words of a cadre that are still asked about: photos join them, a better wording replaces them, noise leaves them."""

from __future__ import annotations

from models.tables import Media
from tests.resident.stories import file_lamp, statements
from tests.town import Person, Town


def evidence(town: Town) -> list[int | None]:
    rows = town.database.read_now(lambda reader: reader.find(Media, purpose="evidence", order="id"))
    return [row.case_id for row in rows]


def worker(town: Town) -> Person:
    li = town.bind("李晓", "binhai.binhai/handler")
    file_lamp(town)
    li.says("签收 1")
    return li


def test_the_better_answer_takes_the_place_of_the_weak_one(town: Town) -> None:
    li = worker(town)
    li.says("答复 1 已联系物业尽快处理")
    assert li.says("答复 1 声控开关归物业，物业张师傅24日下午换").startswith("这是办完了请居民评")
    assert "居民" in li.says("2")
    assert statements(town, "progress") == ["声控开关归物业，物业张师傅24日下午换"]


def test_a_photo_and_politeness_leave_the_question_open(town: Town) -> None:
    li = worker(town)
    li.says("答复 1 物业张师傅24日下午换声控开关")
    assert li.sends_photo().startswith("照片收下，和刚才的话放在一起。\n这是办完了")
    for noise in ("谢谢", "没事了", "满意", "再看看"):
        assert li.says(noise).startswith("请回1、2。这是办完了")
    li.says("2")
    assert evidence(town) == [town.case(1).id]
    assert town.case(1).state == "working"


def test_a_photo_goes_where_the_words_go_when_which_case_is_asked(town: Town) -> None:
    li = worker(town)
    town.advance(days=1)
    other = town.person("张姐")
    other.says("滨海社区5号楼楼道灯坏了")
    other.says("1")
    li.says("签收")
    assert "您有2个1号件" in li.says("办结 1 换好了，亮了")
    assert "您有2个1号件" in li.sends_photo()
    assert "已报办结" in li.says("2")
    assert evidence(town) == [town.case(1).id]
    assert [case.state for case in town.cases()] == ["working", "confirming"]


def test_listed_words_of_a_cadre_begin_nothing_and_sign_nothing(town: Town) -> None:
    li = town.bind("李晓", "binhai.binhai/handler")
    file_lamp(town)
    town.advance(minutes=1)
    li.says("。")
    for noise in ("没有", "满意", "不知道"):
        assert li.says(noise).startswith("好的。您名下1件")
    assert "1号件还在您这儿，没签收" in li.says("算了")
    assert (town.case(1).state, town.case(1).signed_at) == ("dispatched", None)
    assert len(town.cases()) == 1


def test_who_signs_with_the_first_word_reads_the_order_with_the_answer(town: Town) -> None:
    li = town.bind("李晓", "binhai.binhai/handler")
    file_lamp(town)
    town.advance(minutes=1)
    reply = li.says("签收 1")
    assert reply.startswith("1号件收下了。")
    assert "居民说：" in reply
    assert "1 收下" not in reply
    assert "居民说：" not in li.says("待办")


def test_urging_rings_the_handler_whose_window_is_closed(town: Town) -> None:
    town.bind("李晓", "binhai.binhai/handler")
    wang = file_lamp(town)
    town.advance(minutes=5)
    assert "我刚提醒了李晓" in wang.says("催办")
    town.advance(minutes=1)
    assert "居民催了，第1次" in town.courier.texts("李晓")[-1]


def test_the_words_of_a_recording_stand_on_the_order(town: Town) -> None:
    zhou, li = town.bind("周航", "wuda/dispatcher"), town.bind("李晓", "binhai.binhai/handler")
    wang = town.person("王桂芳")
    wang.sends_voice()
    town.advance(minutes=1)
    assert town.pushes_to_post("wuda/dispatcher") == ["voice_waiting"]
    assert "转写 1" in zhou.says("。")
    zhou.says("转写 1 滨海社区3号楼楼道灯不亮")
    zhou.says("派单 1 滨海社区")
    town.advance(minutes=1)
    assert '居民说："滨海社区3号楼楼道灯不亮"' in li.says("。")


def test_the_level_that_takes_over_is_not_told_of_its_own_case(town: Town) -> None:
    zhao = town.bind("赵敏", "binhai/duty")
    li = worker(town)
    li.says("上报 1 物业已撤，没人换灯")
    town.advance(minutes=1)
    said = zhao.says("。") + zhao.says("待办") + zhao.says("收到")
    assert "告诉您一声" not in said
