"""Which case is meant, slips, strangers, free words (dialogues g and 2.3, 2.4)."""

from __future__ import annotations

from models.domain.states import CaseState
from models.tables import Media, Statement
from tests.cadre.conftest import ACCUSATION, FLYERS, MANHOLE, FileCase
from tests.town import Person, Town


def test_two_cases_of_one_number_are_asked_about_with_dates_and_the_words_are_kept(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    town.clock.at(11, 24)
    file_case("张三")
    li.sends_photo()
    reply = li.says("办结 1 换好了")
    assert reply.startswith("您有2个1号件，是哪个？\n1 11月23日 楼道灯不亮（未签收）\n2 11月24日 楼道灯不亮（未签收）")
    assert "已报办结" in li.says("2")
    assert [case.state for case in town.cases()] == [CaseState.DISPATCHED, CaseState.CONFIRMING]


def test_a_photo_goes_to_the_case_that_is_named_as_the_list_writes_it(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    town.clock.at(11, 24)
    file_case("张三")
    assert "1124-1" in li.says("待办")
    li.sends_photo()
    assert li.says("1124-1").startswith("照片收下，放进1号件了")
    media = town.database.read_now(lambda reader: reader.find(Media))
    assert [one.case_id for one in media] == [town.cases()[1].id]


def test_the_day_in_a_full_number_leaves_nothing_to_ask(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    town.clock.at(11, 24)
    file_case("张三")
    assert "收下了" in li.says("签收 WD261123-001")
    assert [case.state for case in town.cases()] == [CaseState.WORKING, CaseState.DISPATCHED]


def test_a_which_question_that_is_left_is_dropped_and_that_is_said_once(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    file_case("张三", FLYERS)
    assert "是哪一件" in li.says("进展 明天来人")
    town.advance(minutes=40)
    assert [row.params for row in town.outbox(kind="not_done")] == [{"reason": "which", "verb": "进展"}]
    assert {case.state for case in town.cases()} == {CaseState.DISPATCHED}


def test_a_verb_without_number_acts_on_the_only_case_it_fits(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    town.person("王桂芳").says("在吗")  # the resident wrote today: words reach the phone
    assert "转给居民了" in li.says("进展 明天来人看")


def test_a_number_inside_the_words_is_not_a_case(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.sends_photo()
    assert "1号件已报办结" in li.says("办结 3号楼灯修好了")
    said = town.database.read_now(lambda reader: reader.find(Statement, kind="done"))
    assert [one.words for one in said] == ["3号楼灯修好了"]


def test_a_slip_is_asked_about_and_never_done_unasked(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.sends_photo()
    assert li.says("办接 1 换好了") == '是要"办结 1 换好了"吗？\n1 是　2 不是'
    assert town.case(1).state == CaseState.DISPATCHED
    assert "1号件已报办结" in li.says("1")


def test_no_to_a_slip_changes_nothing(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says("办结换好了1号")
    assert "没改" in li.says("2")
    assert town.case(1).state == CaseState.DISPATCHED


def test_another_units_case_is_named_without_its_content(town: Town, li: Person, file_case: FileCase) -> None:
    file_case(community="wuhushan.tiexi")
    reply = li.says("办结 1 修好了")
    assert reply == "1号件不在您这儿，在五虎山街道铁西社区。您看不到内容，什么都没改。"
    assert li.says("1") == reply
    assert town.case(1).state == CaseState.DISPATCHED


def test_an_unknown_number_is_not_found_and_says_what_he_has(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    assert li.says("办结 44 修好了") == "没找到44号件，什么都没改。您名下是：1。"


def test_an_accusation_sounds_like_an_unknown_number(town: Town, li: Person, zhou: Person, file_case: FileCase) -> None:
    file_case(category=ACCUSATION)
    for person in (li, zhou):
        for said in ("1", "办结 1 查了", "备注 1 看看", "查看 1 看看", "转办 1 滨海社区", "派单 1 滨海社区"):
            assert "没找到1号件" in person.says(said)


def test_what_a_cadre_filed_himself_is_unknown_to_him_as_a_cadre(town: Town, li: Person, file_case: FileCase) -> None:
    file_case("李晓", MANHOLE)
    for said in ("签收 1", "办结 1 好了", "备注 1 看看", "回访 1 解决了"):
        assert "没找到1号件" in li.says(said)
    assert "待办" not in li.says("待办")


def test_a_case_that_is_over_cannot_be_finished_again(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.sends_photo()
    li.says("办结 1 换好了")
    reply = li.says("办结 1 又换了一次")
    assert "等居民确认" in reply
    assert "没改" in reply


def test_words_that_sound_like_the_end_of_the_only_order_are_asked_about(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    li.sends_photo()
    assert li.says("灯换好了").startswith("这是1号件的办结吗？")
    assert "1号件已报办结" in li.says("1")


def test_the_same_words_may_be_meant_for_the_resident(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says("灯换好了一半")
    town.person("王桂芳").says("在吗")  # the resident wrote today: words reach the phone
    assert "转给居民了" in li.says("2")
    assert town.case(1).state == CaseState.WORKING


def test_cancel_drops_the_kept_command(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says("答复 1 尽快处理")
    reply = li.says("取消")
    assert "没改" in reply
    town.advance(minutes=40)
    assert town.outbox(kind="not_done") == []
    assert town.case(1).state == CaseState.DISPATCHED


def test_reply_1_answers_the_live_question_and_reply_1_with_words_is_an_answer(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("答复 1 尽快处理")
    assert "不算答复" in li.says("回复 1")
    assert town.case(1).state != CaseState.CONFIRMING
    assert "1号件已报答复" in li.says("回复 1 灯泡换好了")


def test_help_teaches_a_cadre_his_verbs_and_the_desk_its_own(li: Person, zhou: Person) -> None:
    assert "办结 7 文字" in li.says("帮助")
    assert "派单 7 单位" not in li.says("帮助")
    assert "派单 7 单位" in zhou.says("帮助")


def test_a_digit_that_is_no_option_is_refused_and_the_question_stays(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("答复 1 物业24日来换")
    assert li.says("3").startswith("请回1、2。这是办完了请居民评")
    assert "1号件还在您这儿" in li.says("2")


def test_a_number_of_his_only_shows_the_case_while_a_question_is_open(
    town: Town, li: Person, file_case: FileCase
) -> None:
    for at in range(3):
        file_case(f"居民{at}", FLYERS)
    li.says("答复 1 物业24日来换")
    assert "小广告多（WD261123-003）" in li.says("3")
    assert "1号件还在您这儿" in li.says("2")


def test_a_question_that_is_pushed_aside_says_that_the_words_were_not_sent(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("答复 1 物业24日来换")
    assert '刚才的"答复"先放下了，没有做' in li.says("办接 1 换好了")
