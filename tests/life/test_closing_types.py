"""办结 of every sort: what must be shown for it, what the resident is asked, and where it goes when it is no repair."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.services import evidence
from models.domain import closing
from models.domain.states import CaseState, Closure
from models.tables import Case, Commitment, Question, Request
from tests.cadre.conftest import HEAT, LI, FileCase
from tests.life.stories import facts_of, words_to
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

POLICY = "按政策这盏灯归产权单位换，跟居民讲了"
ALLOWANCE = "民政救助/低保申请"


@pytest.fixture
def taken(town: Town, li: Person, file_case: FileCase) -> Case:
    """A lamp in hand; the resident has just written."""
    file_case()
    hears(town, "王桂芳")
    li.says("签收 1")
    return town.case(1)


# -- evidence ---------------------------------------------------------------------------------------------------------


def test_what_is_missing_is_named_with_the_closing_condition_and_an_example(
    town: Town, li: Person, taken: Case
) -> None:
    reply = li.says("办结 1 换了灯泡和声控开关")
    assert "还差照片" in reply
    assert "办结要：晚上看灯亮" in reply
    assert "没照片：居民家里不让拍" in reply
    assert "什么都没改" in reply
    assert town.case(1).state == CaseState.WORKING


def test_a_reason_stands_for_a_photo_is_written_down_and_the_resident_reads_it(
    town: Town, li: Person, taken: Case
) -> None:
    reply = li.says("办结 1 换了灯泡和声控开关，没照片：楼道里有人晾衣服，怕拍到人")
    assert "已报办结" in reply
    assert "没有照片的原因记下了" in reply
    assert facts_of(town, taken, "finish")["without"] == ["photo"]
    town.advance(minutes=1)
    assert "没照片：楼道里有人晾衣服" in words_to(town, "王桂芳")[-1]


@pytest.mark.parametrize(
    "words", ["换了灯泡，没拍照", "换了灯泡没照片", "换了灯泡，没照片。", "照片一会儿发，换了灯泡", "没事了，换了灯泡"]
)
def test_that_there_is_none_is_no_reason(town: Town, li: Person, taken: Case, words: str) -> None:
    assert "还差照片" in li.says(f"办结 1 {words}")
    assert town.case(1).state == CaseState.WORKING


@pytest.mark.parametrize(("category", "allowed"), [(HEAT, False), ("燃气/燃气泄漏", False), ("供热/收费退费", True)])
def test_a_measured_value_and_a_danger_have_no_excuse(
    town: Town, file_case: FileCase, category: str, allowed: bool
) -> None:
    case = file_case(category=category)
    words = "办好了，没照片：住户不让拍，没法测量，因为家里没人，没单据：银行直接转的"

    def work(ctx: Context) -> tuple[tuple[str, ...], bool]:
        gaps = evidence.lacking(ctx, case, "办好了")
        return evidence.missing(ctx, case, words), evidence.may_be_excused(ctx, case, gaps)

    gaps, may = town.do(work)
    assert may is allowed
    assert (gaps == ()) is allowed


def test_the_district_file_may_forbid_or_allow_a_reason() -> None:
    assert closing.excusable(("photo",), "3d", None)
    assert not closing.excusable(("photo",), "2h", None)
    assert not closing.excusable(("photo",), "3d", ())
    assert closing.excusable(("measured",), "3d", ("measured",))
    assert not closing.excusable(("photo", "measured"), "3d", None)


# -- explained and impossible ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("digit", "claim", "asked"), [("2", "explained", "按政策办不了"), ("5", "impossible", "办不到")]
)
def test_an_explanation_is_polled_with_q1x_and_never_with_solved(
    town: Town, li: Person, taken: Case, digit: str, claim: str, asked: str
) -> None:
    assert "1 办好了　2 解释清楚了（政策办不了）　3 列入计划　4 要走法定途径　5 诉求办不到" in li.says(
        f"办结 1 {POLICY}"
    )
    assert town.case(1).state == CaseState.WORKING
    li.says(digit)
    assert (town.case(1).state, town.case(1).claim) == (CaseState.CONFIRMING, claim)
    town.advance(until=shanghai(11, 23, 19, 1))
    said = words_to(town, "王桂芳")[-1]
    assert asked in said
    assert "说清楚了吗" in said
    assert not any("解决了吗" in one for one in words_to(town, "王桂芳"))
    wang = town.person("王桂芳")
    wang.says("清楚了")
    case = town.case(1)
    assert (case.state, case.closure) == (CaseState.CLOSED, Closure.EXPLAINED)


def test_an_explanation_without_its_basis_is_asked_for_it_and_keeps_the_words(
    town: Town, li: Person, taken: Case
) -> None:
    li.says("办结 1 这个我们办不了，讲过了")
    assert "还差依据" in li.says("2")
    assert town.case(1).state == CaseState.WORKING
    assert "解释说明" in li.says("《乌达区城市照明管理办法》，楼道灯归产权单位")
    assert town.case(1).claim == "explained"
    town.advance(minutes=1)
    assert "讲过了，《乌达区城市照明管理办法》" in words_to(town, "王桂芳")[-1]


def test_not_accepting_an_impossibility_sends_it_up(town: Town, li: Person, zhao: Person, taken: Case) -> None:
    li.says(f"办结 1 {POLICY}")
    li.says("5")
    town.advance(until=shanghai(11, 23, 19, 1))
    assert "您不认可" in town.person("王桂芳").says("我不认可")
    case = town.case(1)
    assert (case.state, case.unit, case.round) == (CaseState.DISPATCHED, "binhai", 2)


def test_a_repair_that_mentions_a_plan_is_still_shown_with_evidence(town: Town, li: Person, taken: Case) -> None:
    li.says("办结 1 列入计划的灯都换好了")
    assert "还差照片" in li.says("1")
    assert town.case(1).state == CaseState.WORKING


# -- planned -----------------------------------------------------------------------------------------------------------


def test_a_plan_needs_measure_day_and_person_and_is_a_commitment_from_then_on(
    town: Town, li: Person, taken: Case
) -> None:
    head = town.bind("韩书记", "binhai.binhai/head")
    li.says("办结 1 列入计划，整条楼道的灯线要重新布")
    assert "要有办法、日子和责任人" in li.says("3")
    li.says("12月20日")
    assert "对就回 1" in li.says("李晓")
    li.says("1")
    assert town.case(1).state == CaseState.WORKING, "nothing is promised before the head agrees"
    head.says("同意 1")
    case = town.case(1)
    assert (case.state, case.claim, case.due_at) == (CaseState.PLANNED, "planned", shanghai(12, 20, 18))
    promised = town.database.read_now(lambda reader: reader.find(Commitment, case_id=case.id))
    assert [one.status for one in promised] == ["open"]
    town.advance(until=shanghai(12, 21, 9, 5))
    assert town.case(1).unit == "binhai", "the day passed in silence: it goes up"


# -- a legal route -----------------------------------------------------------------------------------------------------


def test_a_legal_route_is_agreed_by_the_desk_and_named_with_its_phone(
    town: Town, li: Person, zhou: Person, taken: Case
) -> None:
    li.says("办结 1 物业欠薪的事要走劳动仲裁")
    reply = li.says("4")
    assert "要走劳动仲裁，已送区民情办核" in reply
    assert town.case(1).state == CaseState.WORKING
    assert "statutory" in town.pushes_to_post("wuda/dispatcher")
    assert "0473-3000122" in zhou.says("同意 1")
    case = town.case(1)
    assert (case.state, case.closure, case.claim) == (CaseState.CLOSED, Closure.STATUTORY, "legal")
    town.advance(minutes=1)
    said = words_to(town, "王桂芳")[-1]
    assert "劳动仲裁的路，电话0473-3000122" in said
    assert town.database.read_now(lambda reader: reader.find(Question, kind="solved")) == []


def test_an_unnamed_route_is_asked_for(town: Town, li: Person, zhou: Person, taken: Case) -> None:
    li.says("办结 1 政策上这事得走司法程序")
    assert "要走哪条路" in li.says("4")
    assert "要走法院诉讼" in li.says("2")
    request = town.database.read_now(lambda reader: reader.find(Request, kind="statutory"))[0]
    assert (request.reason, request.to_unit, request.to_role) == ("court", "wuda", "dispatcher")


def test_the_desk_may_refuse_and_nobody_deciding_refuses_too(town: Town, li: Person, zhou: Person, taken: Case) -> None:
    li.says("办结 1 要走法院")
    li.says("4")
    assert "驳回" in zhou.says("驳回 1")
    assert "还由滨海社区办" in zhou.says("驳回 1 灯是公共的，社区能换")
    assert town.case(1).state == CaseState.WORKING
    li.says("办结 1 要走法院")
    li.says("4")
    town.advance(until=shanghai(11, 24, 18, 1))
    assert [row.params["decision"] for row in town.outbox(kind="statutory_refused", post=LI)][-1] == "lapsed"
    assert town.case(1).state == CaseState.WORKING


def test_nobody_else_may_point_a_case_to_the_law(
    town: Town, li: Person, zhao: Person, zhou: Person, taken: Case
) -> None:
    stranger = town.bind("别家", "sandaokan/duty")
    for person in (zhao, stranger):
        assert "没改" in person.says("办结 1 要走法院诉讼") or "不在您" in person.says("办结 1 要走法院诉讼")
    li.says("办结 1 要走法院")
    li.says("4")
    for person in (li, zhao, stranger):
        person.says("同意 1")
    assert town.case(1).state == CaseState.WORKING
