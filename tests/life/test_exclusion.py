"""剔除 and 申诉: a reason of the table, two people, the resident told, inspection above, all of it counted."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.policies.permissions import may_decide, possible_acts
from handlers.services import reports
from handlers.services.rate_facts import facts
from models.domain import rates
from models.domain.rated import Period
from models.domain.states import Act, CaseState, Closure
from models.tables import Case, Request
from tests.cadre.conftest import ACCUSATION, HEAT, LI, FileCase
from tests.life.stories import report, vote, words_to
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

BASIS = "11月24日两人到现场看过，灯是亮的"
PERIOD = Period(shanghai(11, 1, 0), shanghai(12, 1, 0), shanghai(12, 31))


def open_requests(town: Town, kind: str) -> list[Request]:
    found: list[Request] = town.database.read_now(lambda reader: reader.find(Request, kind=kind, status="open"))
    return found


@pytest.fixture
def gu(town: Town) -> Person:
    """区督查组."""
    return town.bind("顾督查", "wuda/inspector")


@pytest.fixture
def asked(town: Town, li: Person, zhao: Person, zhou: Person, gu: Person, file_case: FileCase) -> Case:
    """A community asks for it."""
    file_case()
    hears(town, "王桂芳")
    li.says(f"剔除 1 3 {BASIS}")
    return town.case(1)


@pytest.fixture
def out(town: Town, zhao: Person, zhou: Person, asked: Case) -> Case:
    """Street and desk have agreed."""
    zhao.says("同意 1")
    zhou.says("同意 1")
    town.advance(minutes=2)
    return town.case(1)


def test_only_reasons_of_the_table_are_taken_each_with_its_basis(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    reply = li.says("剔除 1 不合理")
    assert "为什么不计入考核" in reply
    assert "3 查过了，没有这回事" in reply
    assert "再写一句依据" in li.says("3")
    assert open_requests(town, "exclusion") == []
    assert "已送滨海街道" in li.says(BASIS)
    request = open_requests(town, "exclusion")[0]
    assert (request.reason, request.words, request.to_unit) == ("unfounded", BASIS, "binhai")
    assert town.case(1).state == CaseState.DISPATCHED
    assert "已经有一份剔除申请" in li.says(f"剔除 1 1 {BASIS}")


def test_the_street_alone_does_not_do_it_and_the_desk_has_the_last_word(
    town: Town, zhao: Person, zhou: Person, asked: Case
) -> None:
    assert "没有等您定" in zhou.says("同意 1") or "没改" in zhou.says("同意 1"), "the street comes first"
    assert "已送区民情办" in zhao.says("同意 1")
    assert town.case(1).state == CaseState.DISPATCHED
    assert "不计入考核" in zhou.says("同意 1")
    case = town.case(1)
    assert (case.state, case.closure) == (CaseState.CLOSED, Closure.EXCLUDED)


def test_the_resident_hears_why_who_and_until_when_to_disagree(town: Town, out: Case) -> None:
    said = words_to(town, "王桂芳")[-1]
    assert "查过了，没有这回事" in said
    assert "滨海社区提出，区民情办同意" in said
    assert "12月14日（周一）18:00前回“不同意 1”" in said


def test_nobody_agrees_to_what_he_asked_or_agreed_to_before(town: Town, li: Person, zhao: Person, asked: Case) -> None:
    town.bind("李晓", "binhai/duty")
    li.says("同意 1")
    assert len(open_requests(town, "exclusion")) == 1
    assert open_requests(town, "exclusion")[0].to_unit == "binhai"
    zhao.says("同意 1")
    town.bind("赵敏", "wuda/dispatcher")
    zhao.says("同意 1")
    assert town.case(1).state == CaseState.DISPATCHED, "the street's person is not the desk's"


def test_over_all_posts_only_the_right_ones_ask_and_decide(town: Town, file_case: FileCase, li: Person) -> None:
    case = file_case()

    def askers(ctx: Context) -> set[str]:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        posts = ctx.district.posts.values()
        return {post.code for post in posts if Act.ASK_EXCLUSION in possible_acts(ctx, newest, post)}

    units = {code.split("/")[0] for code in town.do(askers)}
    assert units == {"binhai.binhai", "binhai", "wuda"}
    li.says(f"剔除 1 3 {BASIS}")

    def deciders(ctx: Context) -> set[str]:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        request = ctx.tx.find(Request, case_id=case.id, kind="exclusion", status="open")[0]
        return {post.code for post in ctx.district.posts.values() if may_decide(ctx, request, newest, post)}

    assert {code.split("/")[0] for code in town.do(deciders)} == {"binhai"}


def test_an_accusation_is_never_excluded(town: Town, gu: Person, zhou: Person, file_case: FileCase) -> None:
    case = file_case(category=ACCUSATION)
    gu.says(f"剔除 {case.code_word} 3 {BASIS}")
    zhou.says(f"剔除 1 3 {BASIS}")
    assert open_requests(town, "exclusion") == []


def test_a_department_goes_to_the_desk_and_the_desk_to_inspection(
    town: Town, zhou: Person, gu: Person, file_case: FileCase
) -> None:
    case = file_case(category=HEAT)
    worker = town.bind("孙工", f"{case.unit}/handler")
    assert "已送区民情办" in worker.says("剔除 1 5 全市停供，市里统一安排")
    zhou.says("驳回 1 只停了这一栋")
    assert town.case(1).state == CaseState.DISPATCHED
    assert "区" in zhou.says("剔除 1 5 全市停供，市里统一安排")
    assert open_requests(town, "exclusion")[0].to_role == "inspector"
    gu.says("同意 1")
    assert town.case(1).closure == Closure.EXCLUDED
    assert "两次" in worker.says("剔除 1 5 全市停供") or "没改" in worker.says("剔除 1 5 全市停供")


def test_refused_or_not_decided_it_counts_on(town: Town, li: Person, zhao: Person, asked: Case) -> None:
    assert "驳回" in zhao.says("驳回 1")
    assert "照样计入" in zhao.says("驳回 1 我去看过，灯是灭的")
    li.says(f"剔除 1 3 {BASIS}，再看一次")
    town.advance(until=shanghai(11, 24, 18, 1))
    assert open_requests(town, "exclusion") == []
    assert [row.params["decision"] for row in town.outbox(kind="exclusion_refused", post=LI)][-1] == "lapsed"
    assert "申请过两次" in li.says(f"剔除 1 3 {BASIS}")
    assert town.case(1).state != CaseState.CLOSED


# -- appeals -----------------------------------------------------------------------------------------------------------


def test_the_resident_appeals_and_inspection_brings_it_back_one_level_up(town: Town, gu: Person, out: Case) -> None:
    wang = town.person("王桂芳")
    assert "送到区督查组重新看" in wang.says("不同意 1 白天当然是亮的")
    assert "说过不同意了" in wang.says("不同意 1") or "不同意" not in wang.says("不同意 1")
    assert len(open_requests(town, "appeal")) == 1
    hears(town, "王桂芳")
    assert "重新计入，交给滨海街道" in gu.says("同意 1")
    case = town.case(1)
    assert (case.state, case.unit, case.round, case.closure) == (CaseState.DISPATCHED, "binhai", 2, None)
    town.advance(minutes=2)
    assert "您说得对，重新办" in words_to(town, "王桂芳")[-1]


def test_neither_a_vote_nor_a_broken_again_undoes_what_two_people_decided(town: Town, gu: Person, out: Case) -> None:
    wang = town.person("王桂芳")
    for words in ("评价 1", "又坏了"):
        reply = wang.says(words)
        if "又坏了吗" in reply:
            reply = wang.says("1")
        assert "不同意 1" in reply
    assert "不同意 1" in wang.says("进度 1")
    case = town.case(1)
    assert (case.state, case.closure, case.solved) == (CaseState.CLOSED, Closure.EXCLUDED, None)


def test_an_appeal_may_be_refused_with_a_reason_and_the_ways_that_are_left(town: Town, gu: Person, out: Case) -> None:
    wang = town.person("王桂芳")
    wang.says("不同意 1")
    hears(town, "王桂芳")
    assert "驳回" in gu.says("驳回 1")
    assert "还是不办" in gu.says("驳回 1 夜里也去看了，亮着")
    town.advance(minutes=2)
    said = words_to(town, "王桂芳")[-1]
    assert "夜里也去看了，亮着" in said
    assert "信访（0473-3000326）" in said
    assert town.case(1).closure == Closure.EXCLUDED


def test_an_appeal_that_nobody_judges_is_upheld(town: Town, gu: Person, out: Case) -> None:
    town.person("王桂芳").says("不同意 1")
    town.advance(until=shanghai(11, 30, 18, 1))
    assert town.case(1).state == CaseState.DISPATCHED
    assert open_requests(town, "appeal") == []


def test_fifteen_working_days_and_not_a_day_longer(town: Town, gu: Person, out: Case) -> None:
    town.advance(until=shanghai(12, 14, 18, 1))
    town.person("王桂芳").says("不同意 1")
    assert open_requests(town, "appeal") == []


def test_a_legal_route_is_contested_in_the_same_way(
    town: Town, li: Person, zhou: Person, gu: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("办结 1 要走法院诉讼")
    li.says("4")
    zhou.says("同意 1")
    assert "送到区督查组" in town.person("王桂芳").says("不同意 1")
    gu.says("同意 1")
    assert town.case(1).state == CaseState.DISPATCHED


def test_who_agreed_as_inspector_does_not_judge_the_appeal(
    town: Town, zhou: Person, gu: Person, file_case: FileCase
) -> None:
    file_case()
    zhou.says(f"剔除 1 3 {BASIS}")
    gu.says("同意 1")
    town.person("王桂芳").says("不同意 1")
    assert open_requests(town, "appeal")[0].to_role == "leader"
    gu.says("驳回 1 看过")
    assert len(open_requests(town, "appeal")) == 1


# -- figures -----------------------------------------------------------------------------------------------------------


def test_the_share_and_the_reasons_are_published_and_an_open_appeal_stands_apart(
    town: Town, gu: Person, out: Case, file_case: FileCase
) -> None:
    other = file_case("张三")
    report(town, other)
    vote(town, other, "张三", "solved")

    def share() -> rates.Rate:
        found = town.do(lambda ctx: facts(ctx.tx, shanghai(1, 1)))
        rate: rates.Rate = rates.excluded(found, PERIOD)
        return rate

    assert (share().numerator, share().denominator) == (1, 2)
    town.person("王桂芳").says("不同意 1")
    assert (share().numerator, share().denominator, dict(share().excluded)) == (0, 1, {"appealed": 1})

    def said() -> list[str]:
        def work(ctx: Context) -> list[str]:
            return reports.lines(reports.monthly(ctx.tx, ctx.district, "2026-11", ctx.now, trend=False))

        lines: list[str] = town.do(work)
        return lines

    assert any("剔除：申请1件，同意1件，没同意0件；居民不同意1件，改判0件" in one for one in said())
    assert any("查过了，没有这回事1件" in one for one in said())
    gu.says("驳回 1 夜里也去看了")
    assert (share().numerator, share().denominator) == (1, 2)


def test_a_case_that_an_appeal_brought_back_is_in_both_sides_again(town: Town, gu: Person, out: Case) -> None:
    town.person("王桂芳").says("不同意 1")
    gu.says("同意 1")
    found = town.do(lambda ctx: facts(ctx.tx, shanghai(1, 1)))
    assert (rates.excluded(found, PERIOD).numerator, rates.excluded(found, PERIOD).denominator) == (0, 1)
    assert found[0].excluded_at is None
