"""Listed words that no question waits for: never a matter, sometimes a vote (dialogues 2.2, column none; (i))."""

from __future__ import annotations

import pytest

from models.domain.wordlists import ALONE, OWN_WORDS, SHARED_WORDS
from models.tables import Draft
from tests.resident.stories import GAS, ask_now, file_lamp, finish, statements
from tests.town import Town

UNHEARD = {"days": 9}


def drafts(town: Town) -> list[Draft]:
    return town.database.read_now(lambda reader: reader.find(Draft))


@pytest.mark.parametrize("word", ["不", "不是", "没有", "还没", "没事了", "再看看", "不知道", "热了", "修好了", "一般"])
def test_a_listed_word_begins_no_matter_and_no_draft(town: Town, word: str) -> None:
    assert town.person("王桂芳").says(word) == "在的。"
    assert drafts(town) == []


def test_praise_and_giving_up_have_answers_of_their_own(town: Town) -> None:
    wang = town.person("王桂芳")
    assert wang.says("满意") == "谢谢您。有事随时说。"
    assert "没有要取消的" in wang.says("算了")
    assert drafts(town) == []


def test_every_word_for_which_politeness_is_right_is_listed() -> None:
    known = {word for words in ALONE.values() for word in words.split()}
    for group in ("yes", "no", "none", "fine", "pleased", "fixed", "later", "drop"):
        assert set(SHARED_WORDS[group].split()) <= known
    assert set(OWN_WORDS["solved"]["solved"].split()) <= known


def test_good_news_about_several_cases_is_asked_about(town: Town) -> None:
    wang = file_lamp(town)
    wang.says("滨海社区3号楼门口垃圾没人拉")
    wang.says("1")
    assert "是说哪件？" in wang.says("好了")
    assert "撤回就不办了" in wang.says("2") or "不办了" in wang.says("2")
    assert len(town.cases()) == 2


def test_the_last_of_two_votes_in_words_counts_for_a_day(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    ask_now(town)
    wang.says("解决了")
    wang.says("满意")
    said = wang.says("没解决")
    assert said.startswith('改过来了：从"解决了"改成"没解决"。')
    assert town.case(1).state == "dispatched"
    assert "从" in wang.says("解决了")
    assert (town.case(1).state, town.case(1).solved) == ("closed", True)
    wang.says("一般")
    assert "没有再记一次" in wang.says("解决了")
    assert statements(town, "comment") == []


def test_a_comment_to_a_vote_that_stands_reaches_who_works(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    ask_now(town)
    wang.says("没有")
    wang.says("3楼的那盏")
    assert wang.says("还是不亮，一闪一闪").startswith('记下了："还是不亮，一闪一闪"')
    assert "还是不亮，一闪一闪" in statements(town, "comment")


def test_a_late_no_in_words_counts_and_a_bare_one_is_asked_about(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    town.advance(**UNHEARD)
    assert town.case(1).closure == "unconfirmed"
    assert "解决了吗" in wang.says("没有")
    assert town.case(1).state == "closed"
    said = wang.says("没解决，还是不亮")
    assert said.startswith('虽然这件已经按"没等到您的话"收了，您现在说也算。')
    assert '没解决，"还是不亮"' in said
    assert (town.case(1).state, town.case(1).unit) == ("dispatched", "binhai")


def test_repaired_at_the_question_about_satisfaction_is_no_new_breakage(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    ask_now(town)
    wang.says("1")
    assert "满意吗" in wang.says("修好了")
    assert "满意吗" in wang.sends_photo()
    assert "解决了、满意" in wang.says("1")


def test_an_answer_to_the_question_about_danger_counts_after_its_two_hours(town: Town) -> None:
    town.clock.at(11, 23, 22, 15)
    wang = town.person("王桂芳")
    wang.says(GAS)
    town.advance(hours=14)
    assert "没有危险了" in wang.says("没有")
    assert statements(town, "comment") == ["没有"]


def test_a_second_partly_is_echoed_as_what_was_said(town: Town) -> None:
    wang = file_lamp(town)
    for said in ("好点了", "好点了"):
        finish(town)
        town.advance(days=1)
        reply = wang.says(said)
    assert reply.startswith("记下：好一些，没全好。第二次了，算没解决：1号件交给滨海街道")
    assert (town.case(1).unit, town.case(1).round) == ("binhai", 3)


def test_what_is_said_after_the_third_no_goes_to_the_desk(town: Town) -> None:
    wang = file_lamp(town)
    for _ in range(3):
        finish(town)
        town.advance(days=4)
        wang.says("没有")
        wang.says("还是闪")
    assert town.case(1).unit == "wuda"
    assert statements(town, "comment").count("还是闪") == 3
    assert len(town.cases()) == 1
    assert drafts(town)[-1].status != "open"
