"""Everything else people send: dialogue (q), taps, and what must never change anything."""

from __future__ import annotations

import pytest

from tests.resident.stories import LAMP, ask_now, file_lamp, finish
from tests.town import Town


@pytest.mark.parametrize("word", ["你好", "您好", "在吗", "有人吗"])
def test_a_greeting_is_answered(town: Town, word: str) -> None:
    assert town.person("李梅").says(word).startswith("在的。有什么事直接说，打字、语音、照片都行。")


def test_thanks_is_answered_once_in_twelve_hours(town: Town) -> None:
    li = town.person("李梅")
    assert li.says("谢谢") == "不客气，有事随时说。"
    assert li.says("辛苦了") == ""
    town.clock.at(11, 23, 21, 30)
    assert li.says("谢谢") == "不客气，有事随时说。"


def test_1_with_nothing_open_says_so(town: Town) -> None:
    li = town.person("李梅")
    for digit in ("1", "２", "选3"):
        assert li.says(digit).startswith("现在没有等您回的问题。")


def test_help_is_seven_words(town: Town) -> None:
    li = town.person("李梅")
    for word in ("帮助", "？", "怎么用"):
        assert li.says(word) == "直接说事就行。另外可以发：进度、催办、补充、撤回、匿名、谁看过、退订。"


def test_anger_without_a_matter_is_asked_for_it_and_the_third_time_given_a_person(town: Town) -> None:
    li = town.person("李梅")
    assert li.says("你们都是吃干饭的").startswith("听得出来您很生气。哪件事没办好？")
    li.says("一群废物")
    assert li.says("什么东西").startswith("我一直在。要找人说：12345")
    assert town.cases() == []


def test_anger_with_a_matter_is_calmed_and_taken(town: Town) -> None:
    said = town.person("李梅").says("你们吃干饭的啊，滨海社区3号楼2单元楼道灯又不亮")
    assert said.startswith("您先消消气。\n我这样理解")


def test_a_policy_question_is_not_guessed_at_and_passed_on_only_when_wanted(town: Town) -> None:
    li = town.person("李梅")
    said = li.says("低保怎么办")
    assert said.startswith("这个我答不准，不乱说。区民政局 0473-3000314")
    assert said.endswith("如果是要反映问题，直接说就行。") or "如果是要反映问题，直接说就行。" in said
    town.advance(hours=5)
    assert town.cases() == []
    li.says("低保怎么办")
    assert "WD261123-001" in li.says("1")
    assert town.case(1).unit == "minzheng"


def test_a_matter_after_a_policy_question_is_a_matter(town: Town) -> None:
    li = town.person("李梅")
    li.says("低保怎么办")
    assert "事情：楼道灯不亮" in li.says(LAMP)
    li.says("1")
    assert [case.category for case in town.cases()] == ["路灯照明/楼道灯"]


def test_praise_is_passed_on_to_the_community(town: Town) -> None:
    li = town.person("李梅")
    assert li.says("谢谢滨海社区小李，雪扫得真干净").startswith("谢谢您，我替您转给滨海社区。")
    assert [row.post for row in town.outbox(kind="praise")] == ["binhai.binhai/head"]
    assert town.cases() == []


def test_a_link_is_not_opened_and_a_sticker_not_read(town: Town) -> None:
    li = town.person("李梅")
    assert li.sends(kind="link", text="一篇文章", url="http://127.0.0.1/").startswith("收到一条链接。网址我打不开。")
    assert li.sends(kind="unreadable") == "这个我看不了。打字、语音、照片都行。"
    li.sends_photo()
    assert li.sends(kind="unreadable") == ""


def test_another_language_goes_to_people_with_a_number(town: Town) -> None:
    li = town.person("李梅")
    said = li.says("ᠰᠠᠶᠢᠨ ᠪᠠᠶᠢᠨ᠎ᠠ ᠤᠤ ᠬᠠᠯᠠᠭᠤᠨ ᠤᠰᠤ ᠦᠭᠡᠢ")
    assert "WD261123-001" in said
    assert town.case(1).state == "triage"
    assert "WD261123-002" in li.says("there is no heating in our flat")


def test_asking_for_a_robot_gets_an_honest_answer(town: Town) -> None:
    assert town.person("李梅").says("你们这是机器人还是真人啊").startswith("我是自动应答的")


def test_announcing_something_is_asked_for_it(town: Town) -> None:
    li = town.person("李梅")
    assert li.says("我要反映问题").startswith("是什么事？")
    assert town.cases() == []


def test_progress_in_own_words(town: Town) -> None:
    wang = file_lamp(town)
    assert wang.says("我上礼拜说的那个灯的事弄到哪一步啦").startswith("1号件·楼道灯不亮")


def test_a_tap_answers_its_own_question_whatever_is_live(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    ask_now(town)
    wang.says("滨海社区垃圾没人拉")
    said = wang.taps("解决了", "solved")
    assert said.startswith("太好了，记下：1号件解决了。")
    assert len(town.cases()) == 1


def test_the_card_is_still_there_after_a_tap_on_something_else(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    ask_now(town)
    wang.says("滨海社区垃圾没人拉")
    wang.taps("没解决", "solved")
    assert town.case(1).round == 2
    for _ in range(3):
        if len(town.cases()) == 1:
            wang.says("1")
    assert len(town.cases()) == 2


def test_a_tap_of_somebody_elses_question_does_nothing(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    ask_now(town)
    from models.tables import Question

    question = town.database.read_now(lambda reader: reader.find(Question, account_id=wang.key, kind="solved"))[0]
    li = town.person("李梅")
    said = li.sends(kind="text", text="解决了", menu_id=question.id * 10 + 1)
    assert "什么都没改" in said
    assert town.case(1).state == "confirming"


def test_a_tap_on_a_draft_that_is_gone_files_nothing(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says(LAMP)
    wang.says("取消")
    assert "什么都没改" in wang.taps("报上去", "draft")
    assert town.cases() == []


def test_a_tap_whose_number_was_lost_is_matched_by_its_words(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    ask_now(town)
    assert wang.sends(kind="text", text="没解决", menu_id=99999990).startswith("记下：没解决。")
    assert town.case(1).round == 2


def test_an_error_that_nobody_foresaw_keeps_the_words(town: Town) -> None:
    said = town.person("李梅").says("\u0000\u200b")
    assert "故障" not in said
