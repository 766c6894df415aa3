"""Whose it is: powers, two 退单, then one decision that is a rule at once; why a case is where it is; 首接 for life."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handlers.context import Context
from handlers.pages import acts_of_post, of_post, of_resident, visits
from handlers.policies.permissions import actor_for, may_see
from handlers.services import exports, handling_moves, handling_requests, rate_facts, routing
from handlers.services.records import history
from handlers.services.ruling import rules
from models.domain.errors import CaseError, MissingPart
from models.domain.states import Act, CaseState
from models.tables import Assignment, Case, Request, RoutingDecision
from tests.cadre.conftest import ACCUSATION, FLYERS, HEAT, LAMP, LI, FileCase
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

PLACE = "binhai.binhai.binhaixiaoqu"
STREET_LAMP = "路灯照明/路灯不亮"


def decisions(town: Town) -> list[RoutingDecision]:
    found: list[RoutingDecision] = town.database.read_now(lambda reader: reader.find(RoutingDecision, order="id"))
    return found


def twice(li: Person, zhou: Person) -> None:
    for _ in range(2):
        li.says("退单 1 2 路灯由城管局管，见职权清单")
        assert "不同意退" in zhou.says("驳回 1 灯在单元门内")


def texts_to(town: Town, who: str) -> str:
    return "\n".join(one.text for one in town.courier.delivered if one.openid == who)


def test_the_third_time_the_desk_decides_and_nothing_changes_before(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case(place=PLACE)
    twice(li, zhou)
    before = town.case(1)
    assert li.says("退单 1").startswith("1号件已经退过两次，不能再退。还有不同意见，写理由，送区民情办裁定，只裁一次")
    reply = li.says("2 小区外的主路路灯，归城管局")
    assert "这次送区民情办裁定（明天11月24日（周二）18:00前定）" in reply
    assert "什么都没改" in reply
    case = town.case(1)
    assert (case.state, case.unit, case.due_at, case.objections) == (before.state, before.unit, before.due_at, 2)
    assert "在等区民情办裁定" in li.says("退单 1 2 再说一次")
    hears(town, "周航")
    town.advance(minutes=1)
    assert "滨海社区第三次说不归他们" in texts_to(town, "周航")
    assert "等您裁定" in zhou.says("待办")
    for verb in ("同意 1 城管局", "驳回 1 不行"):
        assert "等的是裁定" in zhou.says(verb)


def test_a_decision_for_another_unit_is_a_rule_at_once_and_leaves_no_mark(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case(place=PLACE)
    twice(li, zhou)
    li.says("退单 1 2 小区外的主路路灯，归城管局")
    assert "裁定还差依据" in zhou.says("裁定 1 城管局")
    town.advance(minutes=1)
    hears(town, "李晓")
    given_at = town.clock.now
    reply = zhou.says("裁定 1 城管局 三定方案第4条，主路路灯归城管")
    assert reply.startswith("裁定：1号件归区城管局，不计入滨海社区。居民那边的日期不变。")
    assert "以后滨海小区的“路灯不亮”直接派区城管局（派单规则" in reply
    assert "今天起生效" in reply
    case = town.case(1)
    assert (case.state, case.unit, case.category) == (CaseState.DISPATCHED, "chengguan", STREET_LAMP)
    assert case.due_at == shanghai(11, 26, 18), "the resident's promise runs on"
    assert case.first_unit == "binhai.binhai"
    rule = decisions(town)[0]
    assert (rule.category, rule.place, rule.unit, rule.valid_from) == (
        STREET_LAMP, PLACE, "chengguan", date(2026, 11, 23)
    )  # fmt: skip
    assert rule.source.startswith("arbitration:")
    assert rule.basis == "三定方案第4条，主路路灯归城管"
    rows = town.database.read_now(lambda reader: reader.find(Assignment, case_id=case.id, kind="lead", order="id"))
    assert (rows[-1].unit, rows[-1].given_at, rows[-1].due_at) == ("chengguan", given_at, shanghai(11, 26, 18))
    assert rows[0].ended_how == "upheld"
    town.advance(minutes=1)
    assert '区民情办裁定归区城管局，依据："三定方案第4条，主路路灯归城管"，不计入您单位' in texts_to(town, "李晓")
    liu = town.bind("刘洋", "chengguan/handler")
    assert "已经裁定过，不能再退" in liu.says("退单 1 2 也不归我们")
    assert "没有等您定的申请" in zhou.says("裁定 1 滨海社区 再想想")


def test_a_decision_that_it_stays_is_a_rule_too(town: Town, li: Person, zhou: Person, file_case: FileCase) -> None:
    file_case(place=PLACE)
    twice(li, zhou)
    li.says("退单 1 2 物业的事")
    reply = zhou.says("裁定 1 滨海社区 目录2.3，单元门内的灯归社区")
    assert reply.startswith("裁定：1号件还归滨海社区，最晚11月26日（周四）18:00不变，不能再退。")
    assert [(one.category, one.place, one.unit) for one in decisions(town)] == [(LAMP, PLACE, "binhai.binhai")]
    assert town.case(1).state == CaseState.DISPATCHED
    assert town.outbox(kind="unit_changed") == []
    assert "已经裁定过" in li.says("退单 1")
    assert "没改" in li.says("退单 1")


def test_a_rule_routes_the_next_matter_there_from_that_moment(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case(place=PLACE)
    twice(li, zhou)
    li.says("退单 1 2 代管小区，楼道灯归胜利社区")
    zhou.says("裁定 1 胜利社区 代管协议2026年3号")
    assert file_case("张三", place=PLACE).unit == "binhai.shengli"
    assert file_case("李四").unit == "binhai.binhai", "only in that place"
    newest = town.cases()[1]
    assert newest.decision["rule"] == f"decision:{decisions(town)[0].id}"


def test_a_newer_decision_replaces_the_older_one_of_the_same_place_the_same_day(
    town: Town, zhou: Person, file_case: FileCase
) -> None:
    case = file_case(place=PLACE)

    def work(ctx: Context) -> list[str]:
        category, post = ctx.district.categories[LAMP], ctx.district.posts["wuda/dispatcher"]
        found = []
        for unit in ("binhai.shengli", "binhai.tuanjiebeilu"):
            rules.keep(ctx, category, PLACE, unit, post, source="arbitration:0", basis="x", case=case)
            found.append(routing.route(ctx, LAMP, "binhai.binhai", PLACE).unit)
        return found

    assert town.do(work) == ["binhai.shengli", "binhai.tuanjiebeilu"]
    old, new = decisions(town)
    assert old.ended_at is not None
    assert old.ended_by == "wuda/dispatcher"
    assert new.ended_at is None


def test_a_rule_is_ended_by_the_desk_with_a_reason_and_stays_in_the_books(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case(place=PLACE)
    li.says("退单 1 2 代管小区，楼道灯归胜利社区")
    zhou.says("同意 1 胜利社区 代管协议")
    number = decisions(town)[0].id
    assert "由区民情办废止" in li.says(f"规则 废止 {number} 不合理")
    assert "要写几号和理由" in zhou.says(f"规则 废止 {number}")
    assert zhou.says(f"规则 废止 {number} 代管到期").startswith(f"派单规则{number}号今天起废止")
    assert f"没有在用的派单规则{number}号" in zhou.says(f"规则 废止 {number} 再来")
    assert file_case("张三", place=PLACE).unit == "binhai.binhai"
    assert f"废止过1条，最近{number}号（11月23日（周一）止）：代管到期" in zhou.says("规则 楼道灯不亮")


def test_the_rule_of_a_case_and_of_a_matter_and_of_a_unit_are_shown(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case(place=PLACE)
    shown = li.says("规则 1")
    assert shown.startswith(
        "1号件·楼道灯不亮，现在归滨海社区，首接滨海社区。\n立案时：派单目录2.3，楼道灯不亮归所在社区。"
    )
    assert "按区县文件第1版（11月23日（周一）载入）" in shown
    matter = li.says("规则 楼道灯不亮")
    assert matter.startswith("楼道灯不亮〔目录2.3〕：归所在社区，权限“")
    assert "未核实" in matter
    assert "没有单独的派单规则，照目录派" in matter
    assert "裁定也不行" in matter
    assert li.says("规则 2.3") == matter
    assert "能当主办的" in li.says("规则 城管局")
    assert "是哪一类" in li.says("规则 路灯照明")
    assert "没认出“火星”" in li.says("规则 火星")
    li.says("退单 1 2 代管小区，楼道灯归胜利社区")
    zhou.says("同意 1 胜利社区 代管协议")
    feng = town.bind("冯润生", "binhai.shengli/handler")
    moved = feng.says("规则 1")
    assert "后来：11月23日（周一）退单成立，区民情办周航改派胜利社区。依据：代管协议" in moved
    number = decisions(town)[0].id
    listed = li.says("规则 楼道灯不亮")
    assert f"{number}号 滨海小区：归胜利社区，11月23日（周一）起，区民情办周航定。依据：代管协议" in listed
    file_case("张三", place=PLACE)
    assert f"派单规则{number}号（11月23日（周一）起，区民情办周航定）" in feng.says("规则 2")


def test_nobody_reads_the_rule_of_a_case_that_is_not_his(town: Town, file_case: FileCase) -> None:
    file_case()
    stranger = town.bind("别人", "sandaokan.fuqiang/handler")
    assert "不在您" in stranger.says("规则 1")
    assert "没找到" in stranger.says("规则 7")


@pytest.mark.parametrize("category", [HEAT, LAMP, FLYERS, STREET_LAMP])
def test_no_unit_without_the_power_ever_leads_by_dispatch_transfer_refusal_or_arbitration(
    town: Town, li: Person, zhou: Person, file_case: FileCase, category: str
) -> None:
    """Over every unit of the district: what a desk may do never ends with a unit that lacks the power."""
    case = file_case(category=category, place=PLACE)

    def tries(ctx: Context) -> list[str]:
        wrong: list[str] = []
        desk = ctx.district.posts["wuda/dispatcher"]
        asker = next(post for post in ctx.district.posts_of(case.unit) if post.role == "handler")
        for unit in ctx.district.units:
            for way in ("transfer", "uphold", "arbitrate", "assign"):
                try:
                    with ctx.tx.attempt():
                        moved = _move(ctx, case.id, way, unit, asker.code)
                        found = ctx.district.categories[moved.category]
                        if moved.unit == unit and not routing.has_power(ctx, unit, found):
                            wrong.append(f"{way} {unit}")
                        raise _BackError
                except (CaseError, _BackError):
                    continue
        assert desk
        return wrong

    def _move(ctx: Context, case_id: int, way: str, unit: str, asker: str) -> Case:
        desk, post = ctx.district.posts["wuda/dispatcher"], ctx.district.posts[asker]
        held = ctx.tx.get(Case, case_id)
        assert held is not None
        if way == "transfer":
            return handling_moves.transfer(ctx, held, desk, unit).case
        if way == "assign":
            return handling_moves.assign_unit(ctx, held, desk, unit).case
        if way == "uphold":
            held, _ = handling_requests.object_to(ctx, held, post, "power", "不归我们")
            return handling_requests.grant(ctx, held, desk, "归他们", unit).case
        held = ctx.tx.update(held, objections=2)
        held, _ = handling_requests.object_to(ctx, held, post, "power", "不归我们")
        return handling_requests.arbitration.decide(ctx, held, desk, unit, "三定方案").case

    assert town.do(tries) == []
    assert town.case(1).unit == case.unit, "every try was taken back"


class _BackError(Exception):
    """Takes an attempt back."""


def test_partners_and_units_without_power_are_named_as_such(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case(category=HEAT, words="暖气冰凉")
    for said in ("转办 1 滨海社区", "派单 1 滨海社区"):
        reply = zhou.says(said)
        assert "目录里暖气不热不归滨海社区管，什么都没改。" in reply
    assert town.case(1).unit == "gongre"


def test_only_the_desk_arbitrates(town: Town, li: Person, zhao: Person, zhou: Person, file_case: FileCase) -> None:
    case = file_case(place=PLACE)
    twice(li, zhou)
    li.says("退单 1 2 归城管局")
    for who in (li, zhao, town.bind("陈远", "wuda/leader")):
        assert "没改" in who.says("裁定 1 城管局 我说了算")

    def work(ctx: Context) -> set[str]:
        newest, able = ctx.tx.get(Case, case.id), set()
        assert newest is not None
        for post in ctx.district.posts.values():
            try:
                actor_for(ctx, newest, post, Act.ARBITRATE)
            except CaseError:
                continue
            able.add(post.code)
        return able

    assert town.do(work) == {"wuda/dispatcher", "wuda/duty"}


def test_without_two_refusals_there_is_nothing_to_arbitrate(town: Town, zhou: Person, file_case: FileCase) -> None:
    file_case()
    assert "没有等您定的申请" in zhou.says("裁定 1 城管局 三定方案")
    assert town.case(1).unit == "binhai.binhai"


def test_a_decision_that_does_not_come_is_told_every_working_morning_and_time_runs(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case(category="道路设施/路面破损", place=PLACE)
    liu = town.bind("刘洋", "chengguan/handler")
    for _ in range(2):
        liu.says("退单 1 2 归交通局")
        zhou.says("驳回 1 归你们")
    liu.says("退单 1 2 归交通局")
    town.advance(until=shanghai(11, 26, 12))
    events = town.do(lambda ctx: [one.kind for one in history(ctx, town.case(1))])
    assert events.count("top_overdue") == 3, "Tuesday 18:00, Wednesday and Thursday 09:00"
    assert [one.status for one in town.database.read_now(lambda reader: reader.find(Request, kind="arbitration"))] == [
        "open"
    ]
    assert "裁定：1号件还归区城管局" in zhou.says("裁定 1 城管局 目录3.3")


def test_a_unit_that_was_right_to_refuse_is_in_no_rate(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case(place=PLACE)
    li.says("退单 1 1 那栋楼在胜利社区")
    town.advance(until=shanghai(11, 23, 12))
    zhou.says("同意 1 胜利社区 铁路以南")
    moved = town.case(1)
    assert moved.unit == "binhai.shengli"
    facts = town.database.read_now(lambda reader: rate_facts.facts(reader, town.clock.now - timedelta(days=3)))
    assert {duty.unit for one in facts for duty in one.duties} == {moved.unit}
    assert {contact.unit for one in facts for contact in one.contacts} == {moved.unit}
    assert [one.upheld for one in facts[0].objections] == [True]


def test_the_first_receiver_stays_visible_for_life(town: Town, li: Person, zhou: Person, file_case: FileCase) -> None:
    case = file_case(place=PLACE)
    li.says("退单 1 2 代管小区，楼道灯归胜利社区")
    zhou.says("同意 1 胜利社区 代管协议")
    feng = town.bind("冯润生", "binhai.shengli/handler")
    assert "，首接滨海社区" in town.person("王桂芳").says("进度")

    def pages(ctx: Context) -> tuple[str, str, str, bool]:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        mine = of_resident.page(ctx, visits.enter(ctx, newest, town.person("王桂芳").key))
        theirs = of_post.page(ctx, visits.enter(ctx, newest, feng.key))
        return mine.first, mine.why, theirs.first, may_see(ctx, newest, ctx.district.posts[LI])

    first, why, at_post, sees = town.do(pages)
    assert (first, at_post, sees) == ("滨海社区", "滨海社区", True)
    assert why.startswith("为什么是他们：派单规则")
    assert "周航" not in why, "residents read rules, not names"
    feng.sends_photo()
    feng.says("1")
    hears(town, "李晓")
    feng.says("办结 1 换了声控开关")
    town.advance(minutes=1)
    assert '您单位是首接。胜利社区报办结了："换了声控开关"' in texts_to(town, "李晓")
    district = town.database.read_now(town.registry.world).district
    rows = town.database.read_now(lambda reader: list(exports.EXPORTS["cases"].rows(reader, district)))
    assert [row["first_unit"] for row in rows] == ["滨海社区"]


def test_the_rules_are_exported_with_dates_sources_and_what_was_ended(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case(place=PLACE)
    li.says("退单 1 2 代管小区，楼道灯归胜利社区")
    zhou.says("同意 1 胜利社区 代管协议")
    number = decisions(town)[0].id
    zhou.says(f"规则 废止 {number} 代管到期")
    district = town.database.read_now(town.registry.world).district
    rows = town.database.read_now(lambda reader: list(exports.EXPORTS["rules"].rows(reader, district)))
    routed = [one for one in district.categories.values() if one.desk != "inspector"]
    assert len(rows) == len(routed) + len(district.routing_rules) + 1
    last = rows[-1]
    assert (last["rule"], last["unit"], last["from"], last["in_force"]) == (
        f"decision:{number}", "binhai.shengli", "2026-11-23", False
    )  # fmt: skip
    assert all(row["source"] for row in rows)


def test_the_desk_arbitrates_on_the_page_too_with_a_basis(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    case = file_case(place=PLACE)
    twice(li, zhou)
    li.says("退单 1 2 小区外的主路路灯，归城管局")

    def visit(ctx: Context) -> visits.Visit:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        return visits.enter(ctx, newest, zhou.key)

    asked = town.do(lambda ctx: of_post.pending(ctx, visit(ctx)))
    assert (asked.kind, asked.title, asked.asked_unit) == ("arbitration", "退过两次，等您裁定", "chengguan")
    for name in ("grant", "refuse"):
        with pytest.raises(MissingPart):
            town.do(lambda ctx, name=name: acts_of_post.FORMS[name](ctx, visit(ctx), {"unit": "chengguan"}, ()))
    assert town.case(1).unit == "binhai.binhai"
    town.do(lambda ctx: acts_of_post.FORMS["grant"](ctx, visit(ctx), {"unit": "chengguan", "text": "三定方案"}, ()))
    assert town.case(1).unit == "chengguan"
    assert [one.unit for one in decisions(town)] == ["chengguan"]


def test_an_accusation_has_no_rule_that_anybody_reads(town: Town, file_case: FileCase) -> None:
    case = file_case(category=ACCUSATION)
    for post in ("wuda/dispatcher", "wuda/leader", "binhai.binhai/head"):
        cadre = town.bind(post, post)
        for said in (f"规则 {case.running}", f"规则 {case.number}"):
            assert "没找到" in cadre.says(said), (post, said)
