"""Callback and poll: dialogue (i)."""

from __future__ import annotations

import pytest

from models.domain.working_time import SHANGHAI
from tests.resident.stories import HANDLER, LAMP, ask_now, file_lamp, finish, statements, voices
from tests.town import Person, Town

STREET = "binhai/duty"


@pytest.fixture
def wang(town: Town) -> Person:
    """王桂芳, who has just been asked whether her lamp is lit."""
    person = file_lamp(town)
    finish(town)
    ask_now(town)
    assert "1号件·楼道灯不亮，现在解决了吗？" in town.courier.texts("王桂芳")[-1]
    return person


def test_solved_closes_and_pleased_is_asked_in_the_same_reply(town: Town, wang: Person) -> None:
    said = wang.taps("解决了")
    assert said == "太好了，记下：1号件解决了。\n再问一句，这次办得您满意吗？\n1 满意　2 一般　3 不满意"
    case = town.case(1)
    assert (case.state, case.closure, case.solved) == ("closed", "solved", True)
    assert wang.says("满意") == (
        '记下了：解决了、满意。1号件就办到这儿。\n30天内又坏了，发"又坏了"就行，还算这一件，不用重说。'
    )
    assert town.case(1).satisfied == "yes"


def test_the_handler_hears_the_result_with_the_next_working_morning(town: Town, wang: Person) -> None:
    wang.taps("解决了")
    row = town.outbox(kind="vote_result")[0]
    assert row.post == HANDLER
    assert f"{row.not_before.astimezone(SHANGHAI):%m-%d %H:%M}" == "11-24 08:30"


def test_a_no_in_words_reopens_at_the_street_with_the_words(town: Town, wang: Person) -> None:
    said = wang.says("没有，还是不亮")
    assert said.startswith('记下了：没解决，"还是不亮"。\n1号件重新办，交给滨海街道 赵敏')
    assert "您不用再说一遍" in said
    case = town.case(1)
    assert (case.state, case.unit, case.round, case.first_unit) == ("dispatched", "binhai", 2, "binhai.binhai")
    assert town.pushes_to_post(STREET)[-1] == "reopened"
    assert "demoted" in town.pushes_to_post(HANDLER)
    assert statements(town, "comment") == ["还是不亮"]


def test_a_no_by_digit_reopens_at_once_and_the_reason_is_optional(town: Town, wang: Person) -> None:
    said = wang.says("2")
    assert said.startswith("记下：没解决。哪儿还不行？")
    assert town.case(1).round == 2
    assert "加到1号件·楼道灯不亮里了" in wang.says("三楼的灯还是黑的")
    assert statements(town, "comment") == ["三楼的灯还是黑的"]
    assert "supplement" in town.pushes_to_post(STREET)


def test_partly_stays_with_the_unit_the_first_time_and_climbs_the_second(town: Town, wang: Person) -> None:
    said = wang.says("3")
    assert said.startswith("记下：好一些，没全好。滨海社区接着办，滨海街道盯着，最晚11月26日（周四）18:00前。")
    case = town.case(1)
    assert (case.state, case.unit, case.round, case.column) == ("working", "binhai.binhai", 2, "first")
    assert "told" in town.pushes_to_post(STREET)
    finish(town, words="又换了一个")
    town.advance(days=1, hours=6)
    assert "没解决" in wang.says("好一些")
    assert (town.case(1).unit, town.case(1).round) == ("binhai", 3)


def test_looking_first_is_granted_once(town: Town, wang: Person) -> None:
    assert wang.says("再看看") == "好，11月26日（周四）10:00我再问您一次。"
    assert town.case(1).state == "confirming"
    town.advance(days=3)
    assert wang.says("再看看").startswith("好，不着急。")


def test_pleased_at_the_question_is_stored_and_solved_still_asked(town: Town, wang: Person) -> None:
    assert wang.says("满意") == "谢谢，记下您满意。那1号件解决了吗？\n1 解决了　2 没解决　3 好一些，没全好"
    assert (town.case(1).state, voices(town)[0].satisfied) == ("confirming", "yes")
    assert wang.says("1").startswith("记下了：解决了、满意。")


def test_displeased_at_the_question_asks_which_of_two(town: Town, wang: Person) -> None:
    assert "是事情没解决，还是解决了但办得不好？" in wang.says("不满意")
    assert wang.says("2").startswith("记下：不满意。哪里没办好？")
    case = town.case(1)
    assert (case.state, case.solved, case.satisfied) == ("closed", True, "no")


@pytest.mark.parametrize("word", ["好", "是", "收到", "差不多", "不是"])
def test_polite_and_vague_words_are_asked_back(town: Town, wang: Person, word: str) -> None:
    assert "解决了吗" in wang.says(word)
    assert town.case(1).state == "confirming"


def test_thanks_is_never_a_vote(town: Town, wang: Person) -> None:
    assert wang.says("谢谢") == "谢谢您。那1号件解决了吗？\n1 解决了　2 没解决　3 好一些，没全好"
    assert town.case(1).state == "confirming"


def test_an_unclear_sentence_is_asked_about_and_its_words_kept(town: Town, wang: Person) -> None:
    assert "解决了吗" in wang.says("来过一个人换了灯泡，但是声控不灵")
    wang.says("2")
    assert statements(town, "comment") == ["来过一个人换了灯泡，但是声控不灵"]


def test_a_number_of_a_case_is_no_answer(town: Town, wang: Person) -> None:
    assert wang.says("7").startswith("问的是1号件。回1、2、3。")
    assert town.case(1).state == "confirming"


def test_new_content_is_taken_and_the_question_comes_back(town: Town, wang: Person) -> None:
    assert "事情：垃圾没人清" in wang.says("滨海社区垃圾没人拉")
    said = wang.says("1")
    assert "WD261123-002" in said
    assert "1号件·楼道灯不亮，现在解决了吗？" in said
    wang.says("1")
    assert town.case(1).state == "closed"


@pytest.mark.parametrize(
    "words", ["滨海社区5号楼1单元楼道灯还是不亮，黑得不行", "滨海社区5号楼1单元灯不亮", "永昌佳苑5号楼楼道灯不亮"]
)
def test_the_same_trouble_in_another_house_is_no_answer(town: Town, wang: Person, words: str) -> None:
    reply = wang.says(words)
    assert "谁来办" in reply, "the ordinary card of a new matter"
    assert town.case(1).state == "confirming"
    assert "WD261123-002" in wang.says("1")
    assert town.case(1).state == "confirming"


def test_the_same_house_may_be_named_in_an_answer(town: Town, wang: Person) -> None:
    assert "没解决" in wang.says("没有，滨海社区3号楼2单元还是不亮")
    assert town.case(1).round == 2


def test_a_photo_at_the_question_goes_to_the_case(town: Town, wang: Person) -> None:
    assert wang.sends_photo().startswith("照片收下，放到1号件里了。那现在解决了吗？")
    assert town.case(1).state == "confirming"


def test_a_voice_at_the_question_is_heard_by_a_person(town: Town, wang: Person) -> None:
    assert wang.sends_voice().startswith("听不了语音，值班的同志听完替您记上")
    assert town.case(1).state == "confirming"
    assert len(town.outbox(kind="voice_waiting")) == 1


def test_the_last_vote_of_a_day_counts(town: Town, wang: Person) -> None:
    wang.says("2")
    assert wang.taps("解决了").startswith('改过来了：从"没解决"改成"解决了"。')
    case = town.case(1)
    assert (case.state, case.closure, case.solved) == ("closed", "solved", True)
    wang.says("改")
    assert '改过来了：从"解决了"改成"没解决"。' in wang.says("2")
    assert town.case(1).state == "dispatched"


def test_a_changed_result_is_not_told_in_the_morning(town: Town, wang: Person) -> None:
    wang.taps("解决了")
    wang.says("改")
    wang.says("2")
    assert [row.state for row in town.outbox(kind="vote_result")] == ["skipped"]


def test_the_same_tap_again_is_not_counted_again(town: Town, wang: Person) -> None:
    wang.taps("解决了", "solved")
    assert wang.taps("解决了", "solved") == "您说过了：解决了。没有再记一次。"
    assert town.case(1).round == 1


def test_why_displeased_is_asked_and_never_reopens_by_itself(town: Town, wang: Person) -> None:
    wang.taps("解决了")
    assert wang.says("不满意").startswith("记下：不满意。哪里没办好？")
    assert wang.says("1").startswith("记下了：太慢。")
    assert town.case(1).state == "closed"
    assert statements(town, "comment") == ["太慢"]


def test_not_thorough_is_redone_only_on_request(town: Town, wang: Person) -> None:
    wang.taps("解决了")
    wang.says("不满意")
    assert wang.says("没修彻底").startswith("记下：没修彻底。那要不要接着修？")
    assert wang.says("1").startswith("接着办，还是1号件，第2轮。")


def test_bad_manners_reach_the_inspector_without_a_name(town: Town, wang: Person) -> None:
    wang.taps("解决了")
    wang.says("不满意")
    assert "要不要让督查组看看？" in wang.says("2")
    assert "WD261123-002" in wang.says("1")
    assert town.case(2).rung == "inspector"
    assert voices(town)[-1].anonymous


def test_the_third_no_is_told_that_the_desk_looks_at_it(town: Town, wang: Person) -> None:
    for _ in range(2):
        wang.says("2")
        finish(town, words="再修")
        town.advance(days=1, hours=12)
    assert town.case(1).round == 3
    said = wang.says("没解决，还是黑的")
    assert "您说过3次没解决" in said
    assert "没解决" in said
    assert (town.case(1).unit, town.case(1).round) == ("wuda", 4)


def test_silence_closes_as_unconfirmed_and_a_late_word_still_counts(town: Town, wang: Person) -> None:
    town.advance(days=9)
    assert town.case(1).closure in {"unconfirmed", "unreached"}
    said = wang.taps("没解决")
    assert said.startswith('虽然这件已经按"没等到您的话"收了，您现在说也算。')
    assert (town.case(1).state, town.case(1).round) == ("dispatched", 2)


def test_a_vote_after_a_month_becomes_a_new_case_with_the_old_number(town: Town, wang: Person) -> None:
    town.advance(days=9)
    town.clock.at(1, 20, 10, 0, year=2027)
    assert "过去一个多月了" in wang.taps("没解决")
    assert "WD270120-001" in wang.says("1")
    assert town.cases()[-1].external_ref == "WD261123-001"


def test_rating_after_the_fact(town: Town, wang: Person) -> None:
    town.advance(days=9)
    assert "现在解决了吗？" in wang.says("评价 1")
    assert "解决了" in wang.says("1")
    assert town.case(1).closure == "solved"


def test_an_explanation_is_never_asked_whether_it_is_solved(town: Town) -> None:
    wang = file_lamp(town)
    finish(town, words="这盏灯归产权单位，政策办不了", explained=True)
    town.advance(hours=12)
    assert "说清楚了吗？" in town.courier.texts("王桂芳")[-1]
    assert "解决了吗" in wang.says("好") or "说清楚了吗" in wang.says("好")
    assert wang.says("3").startswith("记下：您不认可")
    assert (town.case(1).unit, town.case(1).round) == ("binhai", 2)


def test_an_explanation_that_is_understood_closes_as_explained(town: Town) -> None:
    wang = file_lamp(town)
    finish(town, words="这盏灯归产权单位，政策办不了", explained=True)
    town.advance(hours=12)
    assert wang.says("明白了").startswith("记下了：1号件说清楚了。")
    assert town.case(1).closure == "explained"


def test_a_department_case_goes_to_the_desk_past_its_own_head(town: Town) -> None:
    wang = town.person("王桂芳")
    wang.says("滨海社区暖气不热")
    wang.says("1")
    finish(town, words="已恢复，测温21度")
    town.advance(days=1, hours=3)
    said = wang.says("没有，还是不热")
    assert "交给区民情办盯着供热公司" in said
    assert town.case(1).unit == "wuda"


def test_a_case_withdrawn_after_the_question_takes_no_vote(town: Town, wang: Person) -> None:
    wang.says("撤回")
    wang.says("2")
    assert wang.taps("解决了").startswith("1号件·楼道灯不亮这个问题已经过了时候")
    assert town.case(1).state == "withdrawn"


def test_an_unsolicited_no_is_put_to_the_case_that_waits(town: Town) -> None:
    wang = file_lamp(town)
    finish(town)
    assert "解决了吗" in wang.says("没人来过，谁说办好的")
    wang.says("2")
    assert town.case(1).round == 2
    assert LAMP not in statements(town)
