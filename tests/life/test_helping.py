"""协办 and 吹哨: three kinds with their clocks, the part of who is called, who hears that somebody did not come."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.pages import acts_of_post, of_post, of_resident, visits
from handlers.policies.permissions import may_call, may_look, possible_acts, roles
from handlers.services.helping import book, calls
from handlers.services.records import history
from models.domain import whistles
from models.domain.errors import MissingPart
from models.domain.states import Act, Actor, CaseState
from models.tables import Assignment, Case
from tests.cadre.conftest import ACCUSATION, FLYERS, LI, FileCase
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

CHENGGUAN = "chengguan/handler"
CITY_HEAD, DUTY, DESK = "chengguan/head", "binhai/duty", "wuda/dispatcher"


@pytest.fixture
def liu(town: Town) -> Person:
    """刘洋, 区城管局, called in."""
    return town.bind("刘洋", CHENGGUAN)


def parts(town: Town) -> list[Assignment]:
    found: list[Assignment] = town.database.read_now(lambda reader: reader.find(Assignment, kind="assist", order="id"))
    return [one for one in found if one.help]


def texts_to(town: Town, who: str) -> list[str]:
    return [one.text for one in town.courier.delivered if one.openid == who]


def test_the_kind_is_asked_for_and_the_unit_hears_what_for_and_until_when(
    town: Town, li: Person, liu: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("签收 1")
    liu.says("待办")
    assert li.says("吹哨 1 城管局 门口占道摆摊挡了灯杆").endswith("哪一种？\n1 难题　2 执法　3 应急")
    assert parts(town) == []
    reply = li.says("2")
    assert reply.startswith("1号件吹哨了（执法）：\n区城管局：13:10前应一声，11月26日（周四）18:00前报完")
    assert "主办还是滨海社区" in reply
    part = parts(town)[0]
    assert (part.unit, part.help, part.called_by) == ("chengguan", "enforcement", LI)
    assert (part.sign_due_at, part.due_at) == (shanghai(11, 23, 13, 10), shanghai(11, 26, 18))
    case = town.case(1)
    assert (case.state, case.unit, case.due_at) == (CaseState.WORKING, "binhai.binhai", shanghai(11, 26, 18))
    town.advance(minutes=1)
    said = texts_to(town, "刘洋")[-1]
    assert said.startswith("吹哨（执法）1号件·楼道灯不亮，滨海社区李晓请您单位协办。")
    assert "要您办的：门口占道摆摊挡了灯杆" in said
    assert "501" not in said


@pytest.mark.parametrize(
    ("kind", "answer", "due"),
    [
        ("难题", shanghai(11, 23, 13, 10), shanghai(11, 30, 18)),
        ("执法", shanghai(11, 23, 13, 10), shanghai(11, 26, 18)),
        ("应急", shanghai(11, 23, 9, 40), shanghai(11, 23, 13, 10)),
    ],
)
def test_each_kind_has_its_own_limits_from_the_table(
    town: Town, li: Person, file_case: FileCase, kind: str, answer: object, due: object
) -> None:
    file_case()
    li.says(f"协办 1 城管局 {kind}")
    assert [(one.sign_due_at, one.due_at) for one in parts(town)] == [(answer, due)]


def test_the_table_names_its_sources_and_a_district_may_set_its_own() -> None:
    assert all(row.basis.source and not row.basis.verified for row in whistles.WHISTLES.values())
    own = whistles.read_whistles({"emergency": {"answer": "20min", "source": "区委办通知", "verified": True}})
    assert (own["emergency"].answer, own["emergency"].due, own["emergency"].basis.verified) == ("20min", "4h", True)
    for wrong in ({"urgent": {}}, {"problem": {"due": "soon"}}):
        with pytest.raises(ValueError, match="whistles"):
            whistles.read_whistles(wrong)


def test_several_units_are_called_with_one_word_and_each_has_its_own_clock(
    town: Town, li: Person, file_case: FileCase
) -> None:
    file_case()
    reply = li.says("协办 1 城管局、公安局 执法")
    assert reply.count("前应一声") == 2
    assert {one.unit for one in parts(town)} == {"chengguan", "gongan"}
    again = li.says("协办 1 城管局 执法")
    assert "区城管局：已经叫过了" in again
    assert len(parts(town)) == 2


def test_its_answer_and_its_end_close_its_part_only(town: Town, li: Person, liu: Person, file_case: FileCase) -> None:
    file_case()
    li.says("签收 1")
    li.says("协办 1 城管局 执法 占道摆摊")
    assert liu.says("签收 1").startswith("1号件的协办应下了（执法），主办滨海社区知道了。")
    assert "已经应过了" in liu.says("签收 1")
    assert town.case(1).state == CaseState.WORKING
    assert "还差一句做了什么" in liu.says("办结 1")
    hears(town, "李晓")
    reply = liu.says("办结 1 摊子劝走了，写了限期改正通知")
    assert reply == "1号件您那部分报完了，按时，已告诉主办滨海社区。这件还由主办报办结。"
    case = town.case(1)
    assert (case.state, case.unit, case.done_at) == (CaseState.WORKING, "binhai.binhai", None)
    assert town.outbox(kind="result") == [], "the resident is not asked by the end of a part"
    town.advance(minutes=1)
    assert '区城管局报完了协办的部分："摊子劝走了，写了限期改正通知"' in texts_to(town, "李晓")[-1]
    assert "已经报完了" in liu.says("答复 1 再说一次")
    li.sends_photo()
    li.says("1")
    li.says("办结 1 换了灯泡")
    assert town.case(1).state == CaseState.CONFIRMING


def test_words_of_a_helper_reach_the_resident_under_its_own_name_and_the_lead_stays(
    town: Town, li: Person, liu: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("签收 1")
    li.says("协办 1 城管局 执法")
    hears(town, "王桂芳")
    liu.says("进展 1 下午3点去现场")
    town.advance(minutes=1)
    assert "下午3点去现场" in texts_to(town, "王桂芳")[-1]
    progress = town.person("王桂芳").says("进度")
    assert "在谁那儿：滨海社区李晓，区城管局协办" in progress.replace(" ", "")
    assert "城管局协办" not in progress.split("过了时间没办好")[-1]


def test_who_is_called_reads_the_order_and_never_who_complained(
    town: Town, li: Person, liu: Person, file_case: FileCase
) -> None:
    case = file_case(phone="13800000000")
    assert "不在您" in liu.says("1")
    li.says("协办 1 城管局 执法")
    shown = liu.says("1")
    assert "楼道灯" in shown
    assert "滨海社区主办，您协办（执法），26日18:00报完" in shown
    assert "可以：签收 1 / 办结 1 文字 / 进展 1 文字" in shown
    assert "13800000000" not in shown
    assert "501" not in shown
    assert "没改" in liu.says("查看 1 打电话约时间")

    def work(ctx: Context) -> tuple[bool, bool, frozenset[Actor], set[Act], frozenset[str]]:
        newest, post = ctx.tx.get(Case, case.id), ctx.district.posts[CHENGGUAN]
        assert newest is not None
        page = of_post.page(ctx, visits.enter(ctx, newest, liu.key), identity=True)
        acts = set(possible_acts(ctx, newest, post, liu.key))
        assert page.identity is None
        return may_look(ctx, newest, post), may_call(ctx, newest, post), roles(ctx, newest, post), acts, page.forms

    look, call, held, acts, forms = town.do(work)
    assert (look, call) == (False, False)
    assert held == {Actor.ASSIST}
    assert acts == {Act.PROGRESS, Act.REPORT_IN, Act.FINISH_PART}
    assert "look" not in forms


def test_who_does_not_answer_is_listed_to_the_level_above_the_desk_and_its_own_head(
    town: Town, li: Person, zhao: Person, zhou: Person, liu: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("签收 1")
    li.says("协办 1 城管局 难题")
    town.advance(until=shanghai(11, 23, 13, 0))
    assert town.outbox(kind="help_late") == []
    hears(town, "赵敏")
    town.advance(until=shanghai(11, 23, 14, 2))
    assert {row.post for row in town.outbox(kind="help_late")} == {LI, DUTY, DESK, CITY_HEAD}
    assert "吹哨请区城管局协办（难题），到今天11月23日（周一）13:10没应。已记在册。" in texts_to(town, "赵敏")[-1]
    for listed in (zhou.says("协办单"), li.says("协办单"), liu.says("协办单")):
        assert "没应" in listed
    assert "请区城管局协办（难题）" in zhou.says("协办单")
    assert "本月您单位吹哨0次，被叫1次（没按时1次）。" in liu.says("协办单")
    assert "本月您单位吹哨1次" in li.says("协办单")
    liu.says("签收 1")
    assert "没应" not in li.says("协办单").split("\n")[1]
    assert town.case(1).unit == "binhai.binhai", "the lead is not moved by it"


def test_a_part_that_is_not_done_in_time_is_listed_too_and_reminded_before(
    town: Town, li: Person, liu: Person, file_case: FileCase
) -> None:
    file_case(category=FLYERS)
    li.says("协办 1 城管局 难题")
    liu.says("签收 1")
    li.says("承诺 1 清完 12月11日 李晓")
    li.says("1")
    town.bind("书记", "binhai.binhai/head").says("同意 1")
    town.advance(until=shanghai(11, 30, 18, 1))
    assert [row.kind for row in town.outbox(post=CHENGGUAN) if row.kind == "help_due"] == ["help_due", "help_due"]
    assert [row.params["stage"] for row in town.outbox(kind="help_late", post=DESK)] == ["due"]
    events = town.do(lambda ctx: [one.kind for one in history(ctx, town.case(1))])
    assert events.count("help_late") == 1
    assert "晚了" in liu.says("办结 1 铲完了")


def test_an_emergency_rings_at_night_and_who_does_not_answer_is_telephoned(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    town.advance(until=shanghai(11, 23, 23, 0))
    li.says("协办 1 城管局 应急 灯杆要倒")
    town.bind("城管", "chengguan/duty")
    town.advance(minutes=2)
    assert [row.state for row in town.outbox(kind="called_in")] != ["pending"], "no quiet hours for a danger"
    town.advance(minutes=30)
    called = [row for row in town.outbox(state="phone") if row.kind == "called_in"]
    assert [row.post for row in called] == ["chengguan/duty"]
    assert "吹哨没人应" in zhou.says("名单")


def test_who_leads_calls_off_what_is_no_longer_needed(town: Town, li: Person, liu: Person, file_case: FileCase) -> None:
    file_case()
    li.says("协办 1 城管局 执法")
    assert li.says("协办 1 公安局 取消") == "1号件没有请区公安局协办，什么都没改。"
    assert li.says("协办 1 城管局 取消") == "1号件不用区城管局协办了，已告诉他们。"
    town.advance(until=shanghai(11, 27, 12))
    assert town.outbox(kind="help_late") == []
    assert "不在您" in liu.says("签收 1")


def test_a_part_that_was_not_enough_is_asked_for_again(
    town: Town, li: Person, liu: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("协办 1 城管局 执法")
    liu.says("办结 1 去看过了")
    li.says("协办 1 城管局 执法 摊子还在")
    now = parts(town)
    assert [one.done_at is None for one in now if one.ended_at is None] == [True]
    assert "应下了" in liu.says("签收 1")


def test_who_is_called_and_then_leads_has_one_clock(town: Town, li: Person, zhou: Person, file_case: FileCase) -> None:
    file_case()
    li.says("协办 1 城管局 执法")
    zhou.says("转办 1 城管局")
    assert town.case(1).unit == "chengguan"
    assert [one.ended_how for one in parts(town)] == ["leads"]
    town.advance(until=shanghai(11, 24, 12))
    assert town.outbox(kind="help_late") == []


def test_only_who_answers_for_the_case_calls_in_and_neither_itself_nor_the_desk(
    town: Town, li: Person, zhao: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    for said in ("协办 1", "协办 1 火星局 执法", "协办 1 滨海社区 执法", "协办 1 区民情办 难题"):
        assert "没改" in li.says(said), said
    assert "没改" in zhao.says("协办 1 城管局 执法"), "the street does not answer for it yet"
    assert "不在您" in town.bind("别人", "sandaokan.fuqiang/handler").says("协办 1 城管局 执法")
    assert parts(town) == []
    zhou.says("协办 1 城管局 执法")
    assert len(parts(town)) == 1


def test_nobody_is_called_in_on_an_accusation(town: Town, zhou: Person, file_case: FileCase) -> None:
    case = file_case(category=ACCUSATION)
    inspector = town.bind("督查", "wuda/inspector")
    for who in (zhou, inspector):
        assert "没" in who.says(f"协办 {case.running} 城管局 执法")
    assert parts(town) == []


def test_nobody_owes_a_part_while_the_resident_is_asked(
    town: Town, li: Person, liu: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("协办 1 城管局 执法")
    li.sends_photo()
    li.says("1")
    li.says("办结 1 换了灯泡")
    town.advance(until=shanghai(11, 23, 18))
    assert town.outbox(kind="help_late") == []
    assert "没有要等的协办" in li.says("协办单")


def test_pages_show_who_helps_and_whether_they_answered(
    town: Town, li: Person, liu: Person, file_case: FileCase
) -> None:
    case = file_case()
    li.says("签收 1")
    li.says("协办 1 城管局 执法")

    def look(ctx: Context) -> tuple[tuple[str, ...], str, list[str]]:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        mine = of_resident.page(ctx, visits.enter(ctx, newest, town.person("王桂芳").key))
        return of_post.page(ctx, visits.enter(ctx, newest, li.key)).marks, mine.owner, [one.what for one in mine.story]

    marks, owner, story = town.do(look)
    assert "区城管局协办（没应）" in marks
    assert owner.endswith("，区城管局协办")
    assert "请区城管局一起办" in story
    liu.says("签收 1")
    assert "区城管局协办（已应）" in town.do(look)[0]


def test_the_count_of_both_ways_adds_up(town: Town, li: Person, zhou: Person, file_case: FileCase) -> None:
    file_case()
    file_case(who="赵大爷", category=FLYERS, words="墙上全是小广告")
    li.says("协办 1 城管局 执法")
    zhou.says("协办 2 公安局 执法")

    def count(ctx: Context) -> list[tuple[int, int]]:
        units = ("binhai.binhai", "wuda", "chengguan", "gongan")
        found = [book.counts(ctx, {unit}) for unit in units]
        every = [one for case in ctx.tx.find(Case) for one in calls.parts(ctx, case)]
        assert sum(one.called for one in found) == sum(one.was_called for one in found) == len(every)
        return [(one.called, one.was_called) for one in found]

    assert town.do(count) == [(1, 0), (1, 0), (0, 1), (0, 1)]


def test_who_got_the_card_alone_answers_and_ends_the_part_on_its_page(
    town: Town, li: Person, liu: Person, file_case: FileCase
) -> None:
    case = file_case()
    li.says("协办 1 城管局 应急 灯杆要倒")

    def visit(ctx: Context) -> visits.Visit:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        return visits.enter(ctx, newest, liu.key)

    def send(name: str, **fields: str) -> str:
        said: str = town.do(lambda ctx: acts_of_post.FORMS[name](ctx, visit(ctx), fields, ()))
        return said

    assert town.do(lambda ctx: of_post.forms(ctx, visit(ctx))) >= {"report_in", "finish_part"}
    assert "应下了" in send("report_in")
    assert "report_in" not in town.do(lambda ctx: of_post.forms(ctx, visit(ctx)))
    with pytest.raises(MissingPart):
        send("finish_part", text=" ")
    assert "您那部分报完了" in send("finish_part", text="灯杆扶正了")
    assert not {"report_in", "finish_part"} & set(town.do(lambda ctx: of_post.forms(ctx, visit(ctx))))
    assert town.case(1).state == CaseState.DISPATCHED


def test_the_level_above_the_lead_sees_late_parts_on_its_own_list(
    town: Town, li: Person, zhao: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("协办 1 城管局 难题")
    assert "没有要等的协办" in zhao.says("协办单")
    town.advance(until=shanghai(11, 23, 14, 2))
    assert "请区城管局协办（难题）" in zhao.says("协办单")


def test_a_part_is_not_sent_back_but_ended_with_the_reason(
    town: Town, li: Person, liu: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("协办 1 城管局 执法")
    assert liu.says("退单 1 2 不归我们").startswith("1号件您是协办，协办退不了单。")
    assert town.case(1).state == CaseState.DISPATCHED
    assert "报完了" in liu.says("办结 1 不归我们，依据执法事项目录第12条归公安局")
