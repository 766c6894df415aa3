"""Filed for an old neighbour without WeChat (dialogue o): slip, callback by the street, family, one vote."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.services import households
from models.domain.states import CaseState, Closure
from models.tables import Event, Household, Look, Voice
from tests.cadre.conftest import LI, FileCase
from tests.town import Person, Town

OLD = "5号楼1单元501 张奶奶家暖气不热，没有手机"
PHONE = "0473-3000222"


@pytest.fixture
def sun(town: Town) -> Person:
    """孙工, 供热科."""
    return town.bind("孙工", "gongre/handler")


def filed(li: Person, answer: str = f"2 {PHONE}") -> str:
    li.says(f"代报 {OLD}")
    return li.says(answer)


def household(town: Town) -> Household:
    return town.database.read_now(lambda reader: reader.find(Household))[-1]


def code(town: Town) -> str:
    said: str = town.do(lambda ctx: households.code_of(ctx, household(town)))
    return said


def finish(town: Town) -> None:
    """Whoever has the case reports the end; time passes until the question is due."""
    worker = town.bind("干活的", f"{town.case(1).unit}/handler")
    worker.says("签收 1")
    worker.says("办结 1 已恢复，入户测温21度")
    worker.sends_photo()
    if town.case(1).state != CaseState.CONFIRMING:
        worker.says("1")
    assert town.case(1).state == CaseState.CONFIRMING
    town.advance(days=1, hours=3)


def test_who_may_say_is_asked_and_the_order_names_nobody(town: Town, li: Person) -> None:
    asked = li.says(f"代报 {OLD}")
    assert "谁能说“好了没有”" in asked
    assert town.cases() == []
    reply = li.says(f"2 {PHONE}")
    case = town.case(1)
    assert case.number in reply
    assert f"校验码 {code(town)}" in reply
    assert "您这边看不到了" in reply
    assert (case.channel, case.on_behalf_of, case.community) == ("proxy", LI, "binhai.binhai")
    assert case.category.startswith("供热/")
    assert "张" not in case.text
    assert "501" not in case.text + case.detail
    assert PHONE not in case.text
    assert household(town).way == "phone"


@pytest.mark.parametrize(("answer", "way"), [("1", "family"), ("3", "visit"), ("2 13800000000", "phone")])
def test_the_three_ways(town: Town, li: Person, answer: str, way: str) -> None:
    filed(li, answer)
    assert household(town).way == way


def test_two_without_a_number_asks_for_it_and_keeps_the_words(town: Town, li: Person) -> None:
    assert "电话也一起发" in filed(li, "2")
    assert town.cases() == []
    assert "报上去了" in li.says(PHONE)
    assert household(town).way == "phone"


def test_nothing_is_filed_without_words_or_a_place(town: Town, li: Person, zhao: Person) -> None:
    assert "什么都没改" in li.says("代报")
    assert "哪个社区" in zhao.says("代报 老人家暖气不热")
    assert town.cases() == []


def test_an_accusation_is_never_told_through_a_cadre(town: Town, li: Person) -> None:
    assert "不能代报" in li.says("代报 社区办低保那个人跟张奶奶要烟要钱才给办")
    assert town.cases() == []


def test_a_danger_is_filed_at_once_and_everybody_is_called(town: Town, li: Person) -> None:
    reply = li.says("代报 张奶奶家一股煤气味 5号楼1单元")
    assert reply.startswith("先离开")
    assert town.case(1).urgent
    assert town.case(1).number in reply
    assert [row.kind for row in town.outbox(kind="emergency")] != []


def test_the_phone_is_for_the_street_that_calls_back_only(town: Town, li: Person, zhao: Person, sun: Person) -> None:
    filed(li)
    assert PHONE not in sun.says("查看 1 打电话约上门")
    finish(town)
    assert PHONE not in li.says("查看 1 想问问")
    assert PHONE in zhao.says("查看 1 回访")
    assert town.database.read_now(lambda reader: reader.find(Look, what="identity", post="binhai/handler")) != []


def test_the_street_asks_never_the_filer_nor_the_handler(town: Town, li: Person, zhao: Person, sun: Person) -> None:
    filed(li)
    finish(town)
    assert "1号件 居民：问解决没有" in zhao.says("名单")
    for stranger in (li, sun):
        stranger.says("回访 1 解决了")
        assert town.case(1).state == CaseState.CONFIRMING
    assert "没解决" in zhao.says("回访 1 没解决 老人说下午还是凉")
    case = town.case(1)
    assert (case.state, case.round) == (CaseState.DISPATCHED, 2)


def test_a_street_that_filed_does_not_call_itself(town: Town, zhao: Person, zhou: Person) -> None:
    zhao.says("代报 滨海社区5号楼1单元 老人家暖气不热")
    zhao.says(f"2 {PHONE}")
    finish(town)
    assert "1号件" not in zhao.says("名单")
    zhao.says("回访 1 解决了")
    assert town.case(1).state == CaseState.CONFIRMING
    assert "1号件 居民" in zhou.says("名单")
    zhou.says("回访 1 解决了")
    assert town.case(1).closure == Closure.SOLVED


def test_no_message_goes_to_paper_and_one_call_is_listed_however_often_it_is_asked(town: Town, li: Person) -> None:
    filed(li)
    finish(town)
    town.advance(days=4)
    paper = [row for row in town.outbox() if (row.account_id or "").startswith("paper:")]
    assert {row.state for row in paper} == {"phone", "skipped"}
    assert len([row for row in paper if row.state == "phone"]) == 1


def test_a_child_scans_the_slip_and_joins_with_the_code(town: Town, li: Person) -> None:
    filed(li, "1")
    child = town.person("儿子")
    said = child.follows(f"qrscene_slip.{household(town).id}")
    assert "校验码" in said
    assert "暖气" not in said, "the slip alone says nothing of the matter"
    assert "不对" in child.says("0000" if code(town) != "00-00" else "1111")
    joined = child.says(code(town).replace("-", ""))
    assert "连上了" in joined
    assert "暖气" in joined
    assert "1号件" in child.says("进度")
    finish(town)
    assert [row.kind for row in child.pushes() if row.kind == "poll"] == ["poll"]


def test_a_child_joins_by_writing_number_and_code(town: Town, li: Person) -> None:
    filed(li, "1")
    child = town.person("女儿")
    assert "连上了" in child.says(f"家人 1 {code(town)}")
    town.advance(minutes=1)
    assert "已经连着" in child.says(f"家人 {town.case(1).number} {code(town)}")
    assert "家人 21 38-64" in child.says("家人")
    assert len(town.database.read_now(lambda reader: reader.find(Voice))) == 2


def test_codes_are_not_guessed(town: Town, li: Person) -> None:
    filed(li, "1")
    right = code(town)
    thief = town.person("猜的")
    for guess in [f"{n:02}-77" for n in range(5)]:
        if guess != right:
            assert "不对" in thief.says(f"家人 1 {guess}")
    assert "明天再试" in thief.says(f"家人 1 {right}")
    for n in range(4):
        other = town.person(f"猜的{n}")
        for guess in [f"{m:02}-78" for m in range(5)]:
            other.says(f"家人 1 {guess}")
    assert "重打一张" in town.person("真儿子").says(f"家人 1 {right}")


def test_the_filer_is_no_family(town: Town, li: Person) -> None:
    filed(li, "1")
    assert "经手人" in li.says(f"家人 1 {code(town)}")
    assert "经手人" in town.bind("李晓的同事", LI).says(f"家人 1 {code(town)}")


def test_a_household_has_one_vote_and_the_old_persons_later_word_counts(town: Town, li: Person, zhao: Person) -> None:
    filed(li)
    son, daughter = town.person("儿子"), town.person("女儿")
    son.says(f"家人 1 {code(town)}")
    daughter.says(f"家人 1 {code(town)}")
    finish(town)
    assert "解决了" in son.says("评价 1")
    son.says("1")
    assert town.case(1).closure == Closure.SOLVED
    daughter.says("评价 1")
    assert "一家算一票" in daughter.says("2")
    assert town.case(1).closure == Closure.SOLVED
    town.advance(days=2)
    assert "重新办" in zhao.says("回访 1 没解决 老人说下午还是凉")
    case = town.case(1)
    assert (case.state, case.round, case.solved) == (CaseState.DISPATCHED, 2, False)
    voices = town.database.read_now(lambda reader: reader.find(Voice, order="id"))
    assert [voice.solved for voice in voices] == ["unsolved", None, None]


def test_a_family_with_wechat_is_asked_first_and_the_street_calls_only_if_nobody_answers(
    town: Town, li: Person, zhao: Person
) -> None:
    filed(li)
    town.person("儿子").says(f"家人 1 {code(town)}")
    finish(town)
    assert "没有要打电话的人" in zhao.says("名单")
    town.advance(days=4)
    assert "1号件 居民" in zhao.says("名单")


def test_calls_and_visitors_are_for_the_desks(town: Town, li: Person, zhou: Person) -> None:
    assert "来电、来访由" in li.says("来电 13800000000 3号楼2单元楼道灯不亮")
    assert "什么都没改" in zhou.says("来电 滨海社区3号楼2单元楼道灯不亮")
    reply = zhou.says("来电 13800000000 滨海社区3号楼2单元楼道灯不亮")
    assert "报上去了" in reply
    assert (town.case(1).channel, household(town).way) == ("phone", "phone")
    zhou.says("来访 滨海社区4号楼门口垃圾没人清")
    assert "报上去了" in zhou.says("3")
    assert (town.case(2).channel, household(town).way) == ("walk_in", "visit")


def test_a_cadre_who_reports_for_a_resident_in_plain_words_is_asked_the_same(town: Town, li: Person) -> None:
    li.says("6号楼3单元楼道灯不亮")
    assert "谁能说“好了没有”" in li.says("2")
    assert "报上去了" in li.says("3")
    assert town.case(1).channel == "proxy"


def test_the_chain_says_that_it_was_filed_for_somebody(town: Town, li: Person) -> None:
    filed(li)
    kinds = [event.kind for event in town.database.read_now(lambda reader: reader.find(Event, order="seq"))]
    assert kinds[:2] == ["file", "filed_for"]


def test_the_slip_shows_number_and_code_to_the_post_that_filed_only(
    town: Town, li: Person, file_case: FileCase
) -> None:
    from handlers.pages import slips
    from models.domain.errors import NotFound

    filed(li)

    def work(ctx: Context) -> None:
        one = household(town)
        link = ctx.links.read("s", ctx.links.token("s", one.id, f"post:{LI}", ctx.now), ctx.now)
        assert link is not None
        slip = slips.slip(ctx, link)
        assert (slip.number, slip.code) == (town.case(1).number, households.code_of(ctx, one))
        assert "张" not in str(slip)
        other = ctx.links.read("s", ctx.links.token("s", one.id, "post:binhai/handler", ctx.now), ctx.now)
        assert other is not None
        with pytest.raises(NotFound):
            slips.slip(ctx, other)

    town.do(work)
