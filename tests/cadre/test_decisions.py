"""Giving a case away, asking above, and what is decided (dialogues g and h)."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.context import Context
from handlers.services import not_reached
from models.domain.states import CaseState
from models.domain.working_time import SHANGHAI
from models.tables import Assignment, Request, RoutingDecision, Voice
from tests.cadre.conftest import FLYERS, HEAT, LAMP, FileCase
from tests.town import Person, Town


def on(month: int, day: int, hour: int = 18) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def object_to(li: Person, basis: str = "路灯由区城管局管，小区外主路") -> str:
    li.says("退单 1 不归我们管")
    return li.says(f"2 {basis}")


def test_objection_asks_for_the_reason_then_waits_for_the_desk_while_time_runs(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    assert li.says("退单 1 不归我们管").startswith("1号件为什么退？\n1 地点不在我们这儿")
    reply = li.says("2 路灯由区城管局管，小区外主路")
    assert "退单理由已送区民情办" in reply
    assert "今天11月23日（周一）13:10前" in reply
    assert "时间照走" in reply
    case = town.case(1)
    assert (case.state, case.due_at, case.unit) == (CaseState.OBJECTED, on(11, 26), "binhai.binhai")
    request = town.database.read_now(lambda reader: reader.find(Request))[0]
    assert (request.reason, request.asked_unit, request.to_unit) == ("power", "chengguan", "wuda")
    assert "objection" in town.pushes_to_post("wuda/dispatcher")


def test_a_reason_without_basis_is_asked_for_it(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says("退单 1")
    assert "再写一句依据" in li.says("4")
    assert "退单理由已送" in li.says("没说是哪栋楼，问了没回")
    assert town.case(1).state == CaseState.OBJECTED


def test_granting_gives_the_case_to_the_right_unit_and_keeps_the_date_for_the_resident(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    object_to(li)
    reply = zhou.says("同意 1 城管局 主路路灯归城管")
    assert reply.startswith("同意退：1号件转区城管局，不计入滨海社区。")
    case = town.case(1)
    assert (case.state, case.unit, case.category, case.due_at) == (
        CaseState.DISPATCHED,
        "chengguan",
        "路灯照明/路灯不亮",
        on(11, 26),
    )
    assert case.first_unit == "binhai.binhai"
    assert [row.params["from"] for row in town.outbox(kind="unit_changed")] == ["binhai.binhai"]
    assert len(town.outbox(kind="objection_granted", post="binhai.binhai/handler")) == 1
    assert len(town.outbox(kind="order", post="chengguan/handler")) == 1
    assert "没有等您定的申请" in zhou.says("同意 1 城管局")


def test_granting_takes_the_unit_the_asker_named(town: Town, li: Person, zhou: Person, file_case: FileCase) -> None:
    file_case()
    object_to(li)
    zhou.says("同意 1")
    assert town.case(1).unit == "chengguan"


def test_granting_without_any_unit_says_what_is_missing(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    object_to(li, "不是我们的事")
    assert "同意退要写转给谁" in zhou.says("同意 1")
    assert town.case(1).state == CaseState.OBJECTED


def test_a_decision_on_powers_in_a_named_place_is_a_rule_from_that_day(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    place = "binhai.binhai.binhaixiaoqu"
    file_case(place=place)
    object_to(li, "这几栋的楼道灯由胜利社区管")
    assert "以后滨海小区的“楼道灯不亮”直接派胜利社区" in zhou.says("同意 1 胜利社区 代管小区")
    rules = town.database.read_now(lambda reader: reader.find(RoutingDecision))
    assert [(rule.category, rule.place, rule.unit, rule.case_id) for rule in rules] == [
        (LAMP, place, "binhai.shengli", town.case(1).id)
    ]
    assert file_case("张三", place=place).unit == "binhai.shengli"
    assert file_case("李四").unit == "binhai.binhai"


def test_a_refused_objection_makes_no_rule(town: Town, li: Person, zhou: Person, file_case: FileCase) -> None:
    file_case(place="binhai.binhai.binhaixiaoqu")
    object_to(li)
    zhou.says("驳回 1 归社区")
    assert town.database.read_now(lambda reader: reader.find(RoutingDecision)) == []


def test_a_place_that_was_read_wrongly_is_put_right_by_the_desk(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("退单 1 1 那栋楼在胜利社区")
    assert "同意退：1号件转胜利社区" in zhou.says("同意 1")
    case = town.case(1)
    assert (case.unit, case.community, case.category) == ("binhai.shengli", "binhai.shengli", LAMP)
    assert town.database.read_now(lambda reader: reader.find(RoutingDecision)) == []


def test_refusing_needs_a_reason_and_leaves_everything_as_it_was(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("签收 1")
    object_to(li)
    assert "还差理由" in zhou.says("驳回 1")
    reply = zhou.says("驳回 1 这盏灯在单元门内，归社区")
    assert "最晚11月26日（周四）18:00前不变" in reply
    case = town.case(1)
    assert (case.state, case.unit) == (CaseState.WORKING, "binhai.binhai")
    assert town.outbox(kind="unit_changed") == []
    assert len(town.outbox(kind="objection_refused", post="binhai.binhai/handler")) == 1


def test_a_third_objection_is_refused(town: Town, li: Person, zhou: Person, file_case: FileCase) -> None:
    file_case()
    for _ in range(2):
        object_to(li)
        zhou.says("驳回 1 归社区")
    reply = li.says("退单 1")
    assert "已经退过两次" in reply
    assert "没改" in reply


def test_approvals_need_verb_and_number(town: Town, li: Person, zhou: Person, file_case: FileCase) -> None:
    file_case()
    object_to(li)
    assert "还差件号" in zhou.says("同意")
    assert town.case(1).state == CaseState.OBJECTED
    zhou.says("1")
    assert town.case(1).state == CaseState.OBJECTED


def test_only_the_post_that_was_asked_decides(
    town: Town, li: Person, zhao: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    object_to(li)
    for person in (li, zhao):
        assert "没改" in person.says("同意 1 城管局")
    assert town.case(1).state == CaseState.OBJECTED


def test_undo_of_a_objection_gives_the_right_back(town: Town, li: Person, zhou: Person, file_case: FileCase) -> None:
    file_case()
    object_to(li)
    assert '撤销了刚才的"退单 1"' in li.says("撤销")
    case = town.case(1)
    assert (case.state, case.objections) == (CaseState.DISPATCHED, 0)
    assert "没有等您定的申请" in zhou.says("驳回 1 归社区")


def test_transfer_against_the_catalogue_offers_the_desk(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    reply = li.says("转办 1 城管局")
    assert reply.startswith("目录里楼道灯不亮归滨海社区，不归区城管局。")
    assert town.case(1).state == CaseState.DISPATCHED
    assert "退单理由已送区民情办" in li.says("1")
    request = town.database.read_now(lambda reader: reader.find(Request))[0]
    assert (request.reason, request.asked_unit) == ("power", "chengguan")


def test_transfer_not_done_after_all_changes_nothing(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says("转办 1 城管局")
    assert "没改" in li.says("2")
    assert town.case(1).unit == "binhai.binhai"


def test_transfer_to_an_unknown_unit_names_those_that_are_near(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    reply = li.says("转办 1 城关局")
    assert "没认出单位" in reply
    assert "区城管局" in reply
    assert "还差单位" in li.says("转办 1")


def test_raising_needs_a_reason_and_gives_the_case_to_the_level_above(
    town: Town, li: Person, zhao: Person, file_case: FileCase
) -> None:
    file_case()
    missing = li.says("上报 1")
    assert "还差理由" in missing
    assert missing.endswith("什么都没改。")
    reply = li.says("上报 1 物业已撤，没人换灯")
    assert reply.startswith("1号件交给滨海街道了，限11月26日（周四）18:00前。您转为协助。")
    case = town.case(1)
    assert (case.state, case.unit, case.column) == (CaseState.DISPATCHED, "binhai", "middle")
    assert len(town.outbox(kind="climbed_to")) == 1
    assert "您是协办，主办滨海街道" in li.says("签收 1")
    assert town.case(1).state == CaseState.DISPATCHED


def test_undo_of_an_raising_brings_the_case_back_with_its_clock(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    li.says("签收 1")
    town.clock.at(11, 24, 10)
    li.says("上报 1 没人换灯")
    town.clock.at(11, 24, 10, 5)
    assert '撤销了刚才的"上报 1"' in li.says("撤销")
    case = town.case(1)
    assert (case.state, case.unit, case.column, case.due_at) == (
        CaseState.WORKING,
        "binhai.binhai",
        "first",
        on(11, 26),
    )
    running = town.database.read_now(lambda reader: reader.find(Assignment, ended_at=None))
    assert [(one.unit, one.kind) for one in running] == [("binhai.binhai", "lead")]


def test_a_street_hands_down_and_stays_lead_and_may_take_it_back(
    town: Town, li: Person, zhao: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("上报 1 没人换灯")
    reply = zhao.says("转办 1 滨海社区")
    assert "您是牵头，到时还问您" in reply
    case = town.case(1)
    assert (case.unit, case.lead, case.column, case.due_at) == ("binhai.binhai", "binhai", "middle", on(11, 26))
    assert "滨海社区在办，您牵头" in zhao.says("待办")
    town.person("王桂芳").says("在吗")  # the resident wrote today: words reach the phone
    assert "转给居民了" in zhao.says("进展 1 街道盯着，今天去看")
    assert "收回到您这儿了" in zhao.says("转办 1 滨海街道")
    assert (town.case(1).unit, town.case(1).lead) == ("binhai", "")


def test_the_desk_moves_a_case_anywhere_with_power_and_the_matter_is_read_anew(
    town: Town, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    reply = zhou.says("派单 1 城管局")
    assert "转给区城管局了" in reply
    assert "事项改为“路灯不亮”" in reply
    assert (town.case(1).unit, town.case(1).due_at) == ("chengguan", on(11, 26))
    refused = zhou.says("派单 1 医保局")
    assert "没改" in refused
    assert town.case(1).unit == "chengguan"


def test_extension_is_asked_above_and_the_old_date_holds_until_it_is_granted(
    town: Town, li: Person, zhao: Person, file_case: FileCase
) -> None:
    file_case()
    town.clock.at(11, 25)
    reply = li.says("延期 1 下周三 开关缺货")
    assert reply.startswith('申请延到12月2日（周三）18:00，理由"开关缺货"，已送滨海街道赵敏。')
    assert town.case(1).due_at == on(11, 26)
    assert "延期等您批" in zhao.says("待办")
    assert "1号件延到12月2日（周三）18:00" in zhao.says("同意 1")
    case = town.case(1)
    assert (case.due_at, case.first_due_at) == (on(12, 2), on(11, 26))
    told = town.outbox(kind="extended")[0]
    assert (told.params["reason"], told.params["by"]) == ("开关缺货", "binhai")
    assert len(town.outbox(kind="extension_granted", post="binhai.binhai/handler")) == 1
    assert "已送区民情办" in li.says("延期 1 12月3日 还是缺货"), "the second time two levels up"
    assert "最多两次" in li.says("延期 1 12月4日 还是缺货")


def test_extension_refused_keeps_the_date(town: Town, li: Person, zhao: Person, file_case: FileCase) -> None:
    file_case()
    li.says("延期 1 11月30日 开关缺货")
    assert "还差理由" in zhao.says("驳回 1")
    assert "还是最晚11月26日（周四）18:00前" in zhao.says("驳回 1 配件市里有现货")
    assert town.case(1).due_at == on(11, 26)
    assert town.outbox(kind="extended") == []


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("延期 1", "延期要写日期和理由"),
        ("延期 1 11月30日", "延期要写日期和理由"),
        ("延期 1 尽快 缺货", "不算日期"),
        ("延期 1 11月20日 缺货", "已经过去了"),
        ("延期 1 缺货", "没看懂日期"),
        ("延期 1 明天 缺货", "不用延"),
        ("延期 1 12月20日 缺货", "最多能延到12月2日（周三）18:00"),
    ],
)
def test_extension_with_a_date_that_cannot_be_used_says_why(
    town: Town, li: Person, file_case: FileCase, said: str, answer: str
) -> None:
    file_case()
    reply = li.says(said)
    assert answer in reply
    assert "没改" in reply
    assert town.database.read_now(lambda reader: reader.find(Request)) == []


def test_extension_after_the_date_is_too_late(town: Town, li: Person, file_case: FileCase) -> None:
    file_case()
    town.clock.at(11, 26, 18, 1)
    assert "延期要在到期前申请" in li.says("延期 1 12月1日 缺货")


def test_an_urgent_case_of_two_hours_has_no_extension(town: Town, file_case: FileCase) -> None:
    chengguan = town.bind("马大勇", "chengguan/handler")
    file_case(category="道路设施/井盖缺失")
    assert "不能延期" in chengguan.says("延期 1 明天 等配件")


def test_a_departments_extension_is_granted_by_its_head_never_by_himself(town: Town, file_case: FileCase) -> None:
    handler = town.bind("孙工", "gongre/handler")
    file_case(category=HEAT)
    assert "申请延到" in handler.says("延期 1 11月25日 等配件")
    assert "没改" in handler.says("同意 1")
    request = town.database.read_now(lambda reader: reader.find(Request))[0]
    assert (request.to_role, request.status) == ("head", "open")


def test_the_desk_dispatches_what_nobody_has(town: Town, zhou: Person, zhao: Person, file_case: FileCase) -> None:
    file_case(category="", words="三号楼二单元楼道灯不亮", routed=False)
    assert "事项还没定 · 还没定 · 待派单" in zhou.says("待办")
    assert "没改" in zhao.says("派单 1 城管局")
    assert "1号件派给滨海社区了" in zhao.says("派单 1 滨海社区")
    case = town.case(1)
    assert (case.state, case.unit, case.category, case.tier) == (CaseState.DISPATCHED, "binhai.binhai", LAMP, "3d")
    assert len(town.outbox(kind="dispatched")) == 1


def test_a_voice_is_written_down_and_a_unit_is_proposed(town: Town, zhou: Person, file_case: FileCase) -> None:
    file_case(category="", words="", routed=False)
    assert "派单 1 滨海社区" in zhou.says("转写 1 三号楼二单元楼道灯不亮")
    assert town.case(1).text == "三号楼二单元楼道灯不亮"


def test_callback_is_logged_by_somebody_who_did_not_do_the_work(
    town: Town, li: Person, zhao: Person, file_case: FileCase
) -> None:
    file_case(category=FLYERS)
    assert "现在不用回访" in zhao.says("回访 1 解决了")
    li.sends_photo()
    li.says("办结 1 清完了")
    assert "没改" in li.says("回访 1 解决了")
    assert town.case(1).state == CaseState.CONFIRMING
    assert "要写结果" in zhao.says("回访 1")
    assert "没打通" in zhao.says("回访 1 没打通")
    assert town.case(1).state == CaseState.CONFIRMING
    reply = zhao.says("回访 1 没解决 老人说墙上还有")
    assert "没解决，“老人说墙上还有”" in reply
    case = town.case(1)
    assert (case.state, case.round, case.unit) == (CaseState.DISPATCHED, 2, "binhai")


def test_call_list_is_for_the_posts_that_telephone(li: Person, zhao: Person, zhou: Person) -> None:
    assert "没改" in li.says("名单")
    assert zhou.says("名单") == zhao.says("名单") == "名单上没有要打电话的人。"


def test_calls_to_posts_that_were_made_leave_the_call_list(
    town: Town, zhou: Person, zhao: Person, file_case: FileCase
) -> None:
    file_case()
    town.clock.at(11, 23, 9, 11)
    town.advance(days=2)
    assert "1号件 滨海社区" in zhao.says("名单")
    assert "从名单上去掉" in zhao.says("回访 1 打通了")
    assert "1号件 滨海社区" not in zhao.says("名单")
    assert town.case(1).state == CaseState.DISPATCHED


def test_a_logged_no_leaves_the_list_even_when_the_case_comes_to_the_caller(
    town: Town, li: Person, zhao: Person, file_case: FileCase
) -> None:
    file_case(category=FLYERS, phone="13800001111")
    li.sends_photo()
    li.says("办结 1 清完了")
    case = town.case(1)
    assert "13800001111" not in zhao.says("查看 1 回访")

    def put_on_list(ctx: Context) -> None:
        voice = ctx.tx.find(Voice, case_id=case.id)[0]
        not_reached.ask_for_call(
            ctx, case, "poll", {"stage": "ask2", "voice": voice.id}, key="1", account_id=voice.account_id
        )

    town.do(put_on_list)
    assert "1号件 居民：问解决没有（电话发：查看 1 回访）" in zhao.says("名单")
    assert "13800001111" in zhao.says("查看 1 回访")
    assert "没解决" in zhao.says("回访 1 没解决 墙上还有")
    assert town.case(1).unit == "binhai"
    assert zhao.says("名单") == "名单上没有要打电话的人。"
    voice = town.database.read_now(lambda reader: reader.find(Voice, case_id=case.id))[0]
    assert (voice.solved, voice.delivered) == ("unsolved", 1)
