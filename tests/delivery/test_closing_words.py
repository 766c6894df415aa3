"""What waited for a person is said below the answer to their next word."""

from __future__ import annotations

from handlers.context import Context
from handlers.services.notices import push
from models.tables import Question
from tests.time.stories import conversation_of, file_case, finish, shanghai, voice_of
from tests.town import Town

HANDLER = "binhai.binhai/handler"


def unreachable(town: Town, name: str = "李晓", post: str = HANDLER) -> None:
    """A cadre who never wrote, and an account without templates."""
    town.courier.unapproved = {"T01", "T02", "T03", "T05", "T06", "T07", "T12"}
    town.bind(name, post)


def test_a_cadres_first_word_gets_the_held_order_in_full(town: Town) -> None:
    unreachable(town)
    file_case(town)
    town.advance(minutes=1)
    assert town.courier.to("李晓") == []
    reply = town.person("李晓").says("。")
    assert "新单 1号件·楼道灯不亮" in reply
    assert "1 收下　2 不归我们" in reply
    row = town.outbox(kind="order")[0]
    assert (row.state, row.rung) == ("sent", "passive")
    assert "新单" not in town.person("李晓").says("。"), "it is said once"


def test_the_newest_order_is_said_and_how_many_more_there_are(town: Town) -> None:
    unreachable(town)
    for n in range(3):
        file_case(town, f"居民{n}")
    town.advance(minutes=1)
    reply = town.person("李晓").says("。")
    assert "新单 3号件" in reply
    assert '还有2件新的，发"待办"看' in reply


def test_a_digit_after_a_bell_answers_nothing_until_the_order_was_shown(town: Town) -> None:
    town.bind("李晓", HANDLER)
    case = file_case(town)
    town.advance(seconds=1)
    assert [one.rung for one in town.courier.to("李晓")] == ["template"]
    town.person("李晓").says("1")
    assert next(one for one in town.cases() if one.id == case.id).state == "dispatched"


def test_a_digit_after_the_order_was_shown_signs_for_it(town: Town) -> None:
    unreachable(town)
    case = file_case(town)
    town.advance(minutes=1)
    town.person("李晓").says("。")
    town.person("李晓").says("1")
    assert next(one for one in town.cases() if one.id == case.id).state == "working"


def test_an_order_that_was_signed_meanwhile_is_not_said(town: Town) -> None:
    unreachable(town)
    town.bind("小王", HANDLER)
    file_case(town)
    town.advance(minutes=1)
    town.person("小王").says("签收 1")
    reply = town.person("李晓").says("。")
    assert "收下　2" not in reply


def test_a_resident_hears_the_held_result_and_is_asked(town: Town) -> None:
    unreachable(town)
    case = file_case(town)
    town.advance(until=shanghai(11, 26, 15))
    finish(town, case)
    town.advance(until=shanghai(11, 27, 10))
    assert town.courier.to("王桂芳") == []
    reply = town.person("王桂芳").says("你好")
    assert "说办好了" in reply
    assert reply.rstrip().endswith("3 好一些，没全好")
    assert reply.count("解决了吗") == 1
    assert voice_of(town, case).delivered == 1
    question = town.database.read_now(lambda reader: reader.find(Question, case_id=case.id, kind="solved"))[0]
    assert conversation_of(town, "王桂芳").question_id == question.id
    assert "记下" in town.person("王桂芳").says("1")


def test_what_is_stale_is_let_go_and_says_so(town: Town) -> None:
    unreachable(town)
    case = file_case(town)
    town.advance(until=shanghai(11, 26, 15))
    finish(town, case)
    town.advance(days=14)
    reply = town.person("王桂芳").says("你好")
    assert "解决了吗" not in reply
    assert {row.state for row in town.outbox(kind="poll")} == {"expired"}


def test_a_post_that_was_given_up_takes_its_letters_with_it(town: Town) -> None:
    from handlers.services import accounts
    from models.tables import Account

    unreachable(town)
    file_case(town)
    town.advance(minutes=1)

    def unbind(ctx: Context) -> None:
        account = ctx.tx.get(Account, town.person("李晓").key)
        assert account is not None
        accounts.unbind(ctx, account, HANDLER)

    town.do(unbind)
    assert "新单" not in town.person("李晓").says("你好")
    assert town.outbox(kind="order")[0].state == "held"


def test_who_is_bound_later_hears_what_waited_for_the_post(town: Town) -> None:
    file_case(town)
    town.advance(minutes=1)
    assert town.outbox(kind="order")[0].state == "phone"
    town.bind("李晓", HANDLER)
    assert "新单 1号件" in town.person("李晓").says("。")


def test_at_most_two_held_letters_in_one_reply_and_never_over_the_byte_limit(town: Town) -> None:
    unreachable(town)
    case = file_case(town)
    town.advance(days=3)
    key = town.person("王桂芳").key
    for n in range(5):
        name = str(n)
        town.do(lambda ctx, name=name: push(ctx, "dispatched", {}, key=name, account_id=key, case=case, urgency="2h"))
    town.advance(minutes=1)
    reply = town.person("王桂芳").says("你好")
    assert reply.count("定了：由") <= 2
    assert len(reply.encode()) <= 2048


def test_nothing_is_added_to_the_words_for_somebody_in_danger(town: Town) -> None:
    unreachable(town)
    case = file_case(town)
    town.advance(until=shanghai(11, 26, 15))
    finish(town, case)
    town.advance(until=shanghai(11, 27, 10))
    reply = town.person("王桂芳").says("楼道里一股煤气味 滨海小区8号楼")
    assert reply.startswith("先离开")
    assert "说办好了" not in reply
    assert "说办好了" not in town.person("王桂芳").says("出来了打了")


def two_polls(town: Town) -> None:
    """Two results that no message carries, asked about one after the other."""
    unreachable(town)
    first = file_case(town)
    second = file_case(town, category="路灯照明/院内灯")
    town.advance(until=shanghai(11, 26, 15))
    finish(town, first)
    finish(town, second)
    town.advance(until=shanghai(11, 27, 10))


def test_the_next_question_of_the_queue_comes_with_the_answer_to_the_first(town: Town) -> None:
    two_polls(town)
    person = town.person("王桂芳")
    first = person.says("你好")
    assert first.count("解决了吗") == 1
    assert "另外，1号件" in first
    second = person.says("解决了")
    assert "满意吗" in second
    assert "2号件" not in second, "never two questions at once"
    third = person.says("满意")
    assert "2号件·院里灯不亮，现在解决了吗？" in third
    person.says("没解决")
    assert [case.solved for case in town.cases()] == [True, False]
    voices = [voice_of(town, case) for case in town.cases()]
    assert voices[0].delivered == 1
    assert {row.state for row in town.outbox(kind="poll")} == {"sent"}


def test_new_content_with_a_queued_question_is_handled_and_not_taken_for_an_answer(town: Town) -> None:
    two_polls(town)
    reply = town.person("王桂芳").says("滨海社区5号楼2单元垃圾没人清，臭得不行")
    assert "垃圾" in reply
    assert [case.solved for case in town.cases()][:2] == [None, None]
