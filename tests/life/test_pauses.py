"""暂停: listed reasons, approved above, contestable; 延期 twice at most; dates derived from history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handlers.context import Context
from handlers.services import derivation, dispatching
from models.domain.states import CaseState
from models.domain.working_time import build_calendar
from models.tables import Assignment, Case, Pause, Request
from scheduler import sweeps
from tests.cadre.conftest import HEAT, LI, FileCase
from tests.time.stories import hears, shanghai
from tests.town import Person, Town


def words_to(town: Town, who: str) -> list[str]:
    return [one.text for one in town.courier.delivered if one.openid == who]


def pause_of(town: Town) -> Pause:
    found: Pause = town.database.read_now(lambda reader: reader.find(Pause, order="-since"))[0]
    return found


@pytest.fixture
def working(town: Town, li: Person, zhao: Person, file_case: FileCase) -> Case:
    """A case in hand."""
    file_case()
    li.says("签收 1")
    return town.case(1)


@pytest.fixture
def paused(town: Town, li: Person, zhao: Person, working: Case) -> Case:
    """The same, standing still until 1 December."""
    hears(town, "王桂芳")
    li.says("暂停 1 等居民在家 12月1日")
    zhao.says("同意 1")
    return town.case(1)


def test_reason_and_day_are_asked_for_and_nothing_stands_still_before_it_is_approved(
    town: Town, li: Person, zhao: Person, working: Case
) -> None:
    assert "停到哪天" in li.says("暂停 1 等居民在家")
    reply = li.says("12月1日")
    assert '申请停到12月1日（周二），理由"等居民在家"' in reply
    assert "没批之前还按11月26日（周四）18:00算" in reply
    case = town.case(1)
    assert (case.state, case.due_at) == (CaseState.WORKING, shanghai(11, 26, 18))
    assert "pause" in town.pushes_to_post("binhai/duty")


def test_other_reasons_and_far_days_are_refused(town: Town, li: Person, zhao: Person, working: Case) -> None:
    assert "只能是这几种" in li.says("暂停 1 人手不够 12月1日")
    li.says("取消")
    assert "暂停最多15个工作日，到12月14日（周一）" in li.says("暂停 1 等居民 12月15日")
    assert town.database.read_now(lambda reader: reader.find(Request)) == []


def test_an_approved_pause_moves_the_date_by_the_time_it_stands_and_the_resident_hears_all_of_it(
    town: Town, li: Person, zhao: Person, paused: Case
) -> None:
    assert paused.state == CaseState.PAUSED
    assert paused.due_at == shanghai(12, 4, 18), "six working days stood still, 24 November to 1 December"
    assert paused.first_due_at == shanghai(11, 26, 18)
    town.advance(minutes=1)
    said = words_to(town, "王桂芳")[-1]
    assert "先停一停：等居民，等居民在家。到12月1日（周二）接着办，以后最晚12月4日（周五）18:00前" in said
    assert "批准：滨海街道" in said
    assert "回“在家”" in said
    assert "先停一停" in town.person("王桂芳").says("进度")


def test_while_it_stands_no_clock_runs_and_on_the_day_it_goes_on(
    town: Town, li: Person, zhao: Person, paused: Case
) -> None:
    town.advance(until=shanghai(11, 30, 18))
    assert town.outbox(kind="overdue") == []
    assert town.outbox(kind="reminder") == []
    town.advance(until=shanghai(12, 1, 9, 1))
    case = town.case(1)
    assert (case.state, case.due_at, pause_of(town).ended_how) == (CaseState.WORKING, shanghai(12, 4, 18), "date")
    assert [row.params["how"] for row in town.outbox(kind="resumed", post=LI)] == ["date"]
    town.advance(until=shanghai(12, 4, 18, 1))
    assert len(town.outbox(kind="overdue", post=LI)) == 1
    town.advance(until=shanghai(12, 7, 9, 1))
    assert town.case(1).unit == "binhai"


def test_at_home_ends_the_wait_at_once_and_takes_the_days_back(
    town: Town, li: Person, zhao: Person, paused: Case
) -> None:
    town.advance(until=shanghai(11, 25, 10))
    reply = town.person("王桂芳").says("我在家")
    assert "接着办，最晚11月30日（周一）18:00前" in reply, "two working days stood still"
    case = town.case(1)
    assert (case.state, case.due_at, pause_of(town).ended_how) == (CaseState.WORKING, shanghai(11, 30, 18), "home")
    assert [row.params["how"] for row in town.outbox(kind="resumed", post=LI)] == ["home"]


def test_at_home_is_no_command_where_nobody_waits(town: Town, li: Person, zhao: Person, working: Case) -> None:
    town.person("王桂芳").says("在家")
    assert town.case(1).state == CaseState.WORKING
    assert "不亮" not in town.person("王桂芳").says("在家里暖气冰凉")


def test_a_resident_who_disagrees_is_judged_above_and_nobody_judging_means_work_goes_on(
    town: Town, li: Person, zhao: Person, paused: Case
) -> None:
    town.advance(minutes=1)
    wang = town.person("王桂芳")
    assert "您不同意1号件·楼道灯不亮暂停，送到滨海街道重新定" in wang.says("不同意 天天都有人在家")
    assert "您说过不同意了" in wang.says("不同意")
    assert "contest" in town.pushes_to_post("binhai/duty")
    assert town.case(1).state == CaseState.PAUSED
    town.advance(until=shanghai(11, 23, 14))
    case = town.case(1)
    assert (case.state, pause_of(town).ended_how) == (CaseState.WORKING, "contested")
    assert case.due_at == shanghai(11, 26, 18), "not a working day was lost"


def test_the_level_above_may_end_a_contested_pause_or_say_why_it_stands(
    town: Town, li: Person, zhao: Person, paused: Case
) -> None:
    wang = town.person("王桂芳")
    wang.says("不同意")
    assert "驳回" in zhao.says("驳回 1")
    assert "还停到12月1日" in zhao.says("驳回 1 楼道门锁着，要等钥匙")
    assert town.case(1).state == CaseState.PAUSED
    town.advance(minutes=11)
    assert "理由：楼道门锁着，要等钥匙" in words_to(town, "王桂芳")[-1]


def test_the_unit_may_go_on_early_and_the_resident_hears_the_earlier_date(
    town: Town, li: Person, zhao: Person, paused: Case
) -> None:
    town.advance(until=shanghai(11, 24, 10))
    hears(town, "王桂芳")
    assert "接着办，最晚11月27日（周五）18:00前。已告诉居民" in li.says("恢复 1")
    town.advance(minutes=1)
    assert "提前接着办了，最晚11月27日（周五）18:00前" in words_to(town, "王桂芳")[-1]


def test_a_pause_that_nobody_approves_is_void(town: Town, li: Person, zhao: Person, working: Case) -> None:
    li.says("暂停 1 等居民 12月1日")
    assert "已经有一份暂停申请" in li.says("暂停 1 等居民 12月2日")
    town.advance(until=shanghai(11, 24, 12))
    assert [row.params["decision"] for row in town.outbox(kind="pause_refused", post=LI)] == ["lapsed"]
    assert town.case(1).state == CaseState.WORKING


def test_hours_stand_still_by_the_hour(town: Town, zhao: Person, zhou: Person, file_case: FileCase) -> None:
    file_case(category=HEAT)
    case = town.case(1)
    worker = town.bind("孙工", f"{case.unit}/handler")
    worker.says("签收 1")
    due = town.case(1).due_at
    worker.says("暂停 1 等居民在家 11月24日")
    request = town.database.read_now(lambda reader: reader.find(Request))[0]
    above = town.bind("局长", f"{request.to_unit}/{request.to_role}")
    town.advance(minutes=20)
    assert "同意了" in above.says("同意 1")
    town.advance(until=shanghai(11, 23, 12, 30))
    assert "接着办" in worker.says("恢复 1")
    assert town.case(1).due_at is not None
    assert due is not None
    assert (town.case(1).due_at - due).total_seconds() == 3 * 3600, "09:30 to 12:30"


def test_the_second_extension_is_decided_two_levels_up_and_there_is_no_third(
    town: Town, li: Person, zhao: Person, zhou: Person, working: Case
) -> None:
    li.says("延期 1 11月30日 开关缺货")
    zhao.says("同意 1")
    assert town.case(1).due_at == shanghai(11, 30, 18)
    li.says("延期 1 12月2日 还没到货")
    assert "没有等您定的申请" in zhao.says("同意 1")
    assert "延到12月2日" in zhou.says("同意 1")
    assert town.case(1).due_at == shanghai(12, 2, 18)
    assert "最多两次" in li.says("延期 1 12月4日 还没到货")


def test_a_resident_who_disagrees_with_a_later_date_is_called_by_the_street(
    town: Town, li: Person, zhao: Person, working: Case
) -> None:
    li.says("延期 1 11月30日 开关缺货")
    zhao.says("同意 1")
    town.advance(minutes=1)
    wang = town.person("王桂芳")
    reply = wang.says("不同意，老人天天摸黑")
    assert "滨海街道会给您打电话" in reply
    assert "最晚还是11月30日（周一）18:00前" in reply
    told = town.outbox(kind="date_contested", post="binhai/duty")
    assert [row.params["words"] for row in told] == ["老人天天摸黑"]
    assert town.case(1).due_at == shanghai(11, 30, 18)
    assert "不同意" not in wang.says("不同意"), "once an extension: said again it is no command any more"


def test_dates_are_derived_from_history_and_a_new_day_off_plans_what_is_open_again(
    town: Town, li: Person, zhao: Person, paused: Case
) -> None:
    hears(town, "王桂芳")

    def holiday(ctx: Context) -> None:
        ctx.registry._world = replace(ctx.world, calendar=build_calendar(extra_holidays=[date(2026, 12, 3)]))

    town.do(holiday)
    changed = town.database.write_now(lambda tx: sweeps.replan(tx, town.registry, town.clock.now))
    assert changed == 1
    assert town.case(1).due_at == shanghai(12, 7, 18), "the third is a day off now, the fifth and sixth a weekend"
    assert "放假" in town.outbox(kind="extended")[-1].params["reason"]


def test_the_promise_to_the_resident_and_the_duty_of_a_unit_are_two_clocks(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("退单 1 2 路灯由区城管局管，小区外主路")
    town.advance(until=shanghai(11, 23, 12, 0))
    zhou.says("同意 1 城管局 主路路灯归城管")
    case = town.case(1)
    assert case.due_at == shanghai(11, 26, 18), "the resident keeps the date"

    def work(ctx: Context) -> Assignment | None:
        return dispatching.current(ctx, case)

    duty = town.do(work)
    assert duty.due_at is not None
    assert duty.due_at >= case.due_at
    assert town.do(lambda ctx: derivation.due_of(ctx, town.case(1), duty)) == duty.due_at


def test_a_promise_that_ends_before_the_duty_is_apologised_for_on_its_own_day(
    town: Town, li: Person, zhou: Person, file_case: FileCase
) -> None:
    file_case()
    town.advance(until=shanghai(11, 25, 10))
    li.says("退单 1 2 路灯由区城管局管，小区外主路")
    town.advance(until=shanghai(11, 25, 11))
    zhou.says("同意 1 城管局 主路路灯归城管")
    town.advance(until=shanghai(11, 26, 17, 30))
    hears(town, "王桂芳")
    town.advance(until=shanghai(11, 26, 18, 1))
    said = words_to(town, "王桂芳")[-1]
    assert "说好11月26日（周四）18:00前办好，没办成，对不住" in said.replace("今天", "")
    assert "中间换过单位，现在区城管局在办" in said
    assert town.outbox(kind="overdue") == [], "the unit's own time still runs"
