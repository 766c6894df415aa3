"""A new order as it reaches a cadre, and his first answer to it (dialogue g, rules L1, L2, L5)."""

from __future__ import annotations

import pytest

from handlers.grammar import verbs_for
from handlers.grammar.acts import VERB_OF_ACT
from models.domain.states import CaseState
from models.tables import Event, Question
from tests.cadre.conftest import FLYERS, FileCase
from tests.town import Person, Town


def receive(town: Town, li: Person, file_case: FileCase) -> None:
    """The cadre has written lately, an order comes and is delivered."""
    town.courier.windows.grant("李晓", "message", town.clock.now)
    li.says("在吗")
    file_case()
    town.advance(minutes=1)
    assert town.outbox(kind="order", post="binhai.binhai/handler")[0].state in {"sent", "delivered"}


def order_question(town: Town, li: Person) -> Question:
    found = town.database.read_now(lambda reader: reader.find(Question, account_id=li.key, kind="order", order="-id"))
    return found[0]


def test_1_takes_the_order_that_was_shown(town: Town, li: Person, file_case: FileCase) -> None:
    receive(town, li, file_case)
    assert "1号件收下了" in li.says("1")
    assert town.case(1).state == CaseState.WORKING
    assert order_question(town, li).status == "answered"


def test_2_asks_for_the_reason(town: Town, li: Person, file_case: FileCase) -> None:
    receive(town, li, file_case)
    assert "1号件为什么退？" in li.says("2")
    assert town.case(1).state == CaseState.DISPATCHED


def test_a_tap_takes_the_order_whatever_was_said_meanwhile(town: Town, li: Person, file_case: FileCase) -> None:
    receive(town, li, file_case)
    li.says("备注 1 先看看")
    assert "1号件收下了" in li.taps("收下", "order")
    assert town.case(1).state == CaseState.WORKING


def test_received_signs_the_one_order_that_was_pushed(town: Town, li: Person, file_case: FileCase) -> None:
    receive(town, li, file_case)
    assert "1号件收下了" in li.says("收到")


def test_the_question_is_gone_once_a_colleague_has_signed(town: Town, li: Person, file_case: FileCase) -> None:
    head = town.bind("邓建军", "binhai.binhai/head")
    receive(town, li, file_case)
    head.says("签收 1")
    assert order_question(town, li).status == "dropped"
    reply = li.says("1")
    assert "收下了" not in reply
    events = [event.kind for event in town.database.read_now(lambda reader: reader.find(Event, kind="accept"))]
    assert events == ["accept"]


def test_a_repeated_delivery_acts_once(town: Town, li: Person, file_case: FileCase) -> None:
    from models.domain.message import Message

    file_case()
    message = Message("gh_town", "李晓", "text", town.clock.now, "twice:李晓:gh_town", msg_id="twice", text="签收 1")
    assert li.deliver(message) == li.deliver(message)
    assert len(town.database.read_now(lambda reader: reader.find(Event, kind="accept"))) == 1


MARKS = {"wuda/leader": {"督办", "解除督办"}, "binhai/head": {"剔除"}}
"""What a leader may do to any case of the district, and a street to those of its own area."""
OF_MEETINGS = {"议题", "主持"}
"""They read and turn a meeting's agenda and its host, never a case."""
STRANGERS = ("chengguan/handler", "sandaokan.fuqiang/handler", "wuda/leader", "binhai/head")


@pytest.mark.parametrize("post", STRANGERS)
def test_no_verb_of_a_post_without_the_right_changes_a_case(town: Town, file_case: FileCase, post: str) -> None:
    file_case(category=FLYERS)
    before = town.case(1)
    stranger = town.bind("别人", post)
    for name in sorted(set(VERB_OF_ACT.values()) - {"备注"} - OF_MEETINGS - MARKS.get(post, set())):
        verb = next(verb for verb in verbs_for("cadre") if verb.name == name)
        reply = stranger.says(verb.sample.replace(" 7", " 1", 1))
        assert "没改" in reply or "没做" in reply or "没有做" in reply, (name, reply)
    after = town.case(1)
    assert (after.state, after.unit, after.seq, after.due_at) == (
        before.state,
        before.unit,
        before.seq,
        before.due_at,
    )


def test_danger_behind_a_verb_is_kept_as_words_and_asked_about(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    reply = li.says("备注 1 楼道里一股煤气味，老人头晕")
    assert "备注只有办事的人看得到" in reply
    assert "要不要按紧急叫值班的人" in reply
    assert town.outbox(kind="emergency") == []
    assert len(town.cases()) == 1
    assert "按紧急叫了值班的" in li.says("1")
    assert town.case(1).urgent
    assert {row.post for row in town.outbox(kind="emergency")} >= {"binhai/duty"}


def test_no_to_the_question_of_danger_calls_nobody(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says("备注 1 楼道里一股煤气味")
    assert "不按紧急叫人" in li.says("2")
    assert town.outbox(kind="emergency") == []
