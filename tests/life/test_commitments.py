"""承诺: parts asked one by one, the head confirms, dates that move stay visible, four of six, kept or missed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from handlers.context import Context
from handlers.services import exports, reports
from models.domain.states import CaseState
from models.tables import Case, Commitment, CommitmentDate
from tests.cadre.conftest import FLYERS, LI, FileCase
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

HEAD = "binhai.binhai/head"


@pytest.fixture
def head(town: Town) -> Person:
    """The community's secretary."""
    return town.bind("书记", HEAD)


def commitment(town: Town) -> Commitment:
    found: Commitment = town.database.read_now(lambda reader: reader.find(Commitment, order="-id"))[0]
    return found


def promised(town: Town, li: Person, head: Person, text: str = "更换声控开关；12月4日；李晓") -> Case:
    li.says("签收 1")
    assert li.says(f"承诺 1 {text}").startswith("要公开的承诺")
    assert "送滨海社区" in li.says("1")
    assert head.says("同意 1").startswith("同意了，1号件的承诺生效")
    return town.case(1)


def words_to(town: Town, who: str) -> list[str]:
    return [one.text for one in town.courier.delivered if one.openid == who]


def test_missing_parts_are_asked_one_by_one_and_all_of_it_is_said_back(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    assert "12月20日；孙工" in li.says("承诺 1")
    assert "哪天前办成" in li.says("承诺 1 更换声控开关")
    assert "没看懂日期" in li.says("赶紧办")
    assert "谁负责" in li.says("12月4日")
    echo = li.says("李晓")
    assert "办法：更换声控开关" in echo
    assert "时间：12月4日（周五）" in echo
    assert "责任人：李晓" in echo
    assert town.case(1).state == CaseState.DISPATCHED
    assert "没有承诺，什么都没改" in li.says("2")
    assert town.database.read_now(lambda reader: reader.find(Commitment)) == []


def test_nothing_is_promised_before_the_head_confirms_and_the_resident_hears_it_then(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    hears(town, "王桂芳")
    li.says("承诺 1 更换声控开关 12月4日 李晓")
    li.says("1")
    case = town.case(1)
    assert (case.state, case.due_at) == (CaseState.DISPATCHED, shanghai(11, 26, 18)), "the clock runs"
    assert town.outbox(kind="commitment_made") == []
    assert town.outbox(post=HEAD, kind="commitment")
    head.says("同意 1")
    case = town.case(1)
    assert (case.state, case.due_at) == (CaseState.PLANNED, shanghai(12, 4, 18))
    assert case.first_due_at == shanghai(11, 26, 18), "the first promise stays"
    town.advance(minutes=1)
    assert "公开承诺：12月4日（周五）前更换声控开关，责任人李晓" in words_to(town, "王桂芳")[-1]
    progress = town.person("王桂芳").says("进度")
    assert "承诺期，不算办完" in progress
    assert "12月4日（周五）前更换声控开关" in progress


def test_a_refused_commitment_changes_nothing_and_its_asker_reads_why(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("承诺 1 更换声控开关 12月4日 李晓")
    li.says("1")
    assert "驳回" in head.says("驳回 1")
    assert "没同意" in head.says("驳回 1 太晚了，本周就换")
    assert town.case(1).state == CaseState.DISPATCHED
    assert commitment(town).status == "refused"
    refused = town.outbox(post=LI, kind="commitment_refused")
    assert [row.params["decision"] for row in refused] == ["太晚了，本周就换"]


def test_a_head_who_speaks_himself_needs_nobody_and_nobody_confirms_his_own(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    head.says("承诺 1 更换声控开关 12月4日 李晓")
    assert head.says("1").startswith("1号件的承诺定了")
    assert town.case(1).state == CaseState.PLANNED
    file_case(who="赵大爷", category=FLYERS)
    li.says("承诺 2 清完小广告 12月4日 李晓")
    li.says("1")
    assert "没有等您定的申请" in li.says("同意 2")


def test_the_day_is_reminded_and_the_unit_has_no_other_clock_meanwhile(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    town.advance(until=shanghai(12, 4, 17))
    due = [row.params["stage"] for row in town.outbox(kind="commitment_due", post=LI)]
    assert due == ["T-3", "T-1", "T"]
    assert town.outbox(kind="overdue") == [], "the old limit of three days no longer counts"
    assert town.case(1).unit == "binhai.binhai"


def test_a_day_that_passes_in_silence_goes_up_and_both_sides_hear_it(
    town: Town, li: Person, head: Person, zhao: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    town.advance(until=shanghai(12, 4, 17))
    hears(town, "王桂芳")
    town.advance(until=shanghai(12, 4, 18, 5))
    case = town.case(1)
    assert (case.state, case.unit, commitment(town).status) == (CaseState.WORKING, "binhai", "missed")
    assert "承诺的12月4日（周五）到了，没有办成，也没说原因，对不住" in words_to(town, "王桂芳")[-1]
    assert [row.params["reason"] for row in town.outbox(kind="climbed", post="binhai/duty")] == ["missed"]
    town.advance(until=shanghai(12, 8, 12))
    stages = [row.params["stage"] for row in town.outbox(kind="commitment_due", post="binhai/duty")]
    assert stages == ["late:2026-12-07", "late:2026-12-08"], "every working day, to who has it now"


def test_a_moved_date_is_a_new_row_with_who_and_why_and_the_first_stays(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    hears(town, "王桂芳")
    assert "改期发：承诺 1 日期 原因" in li.says("承诺 1 换两个")
    assert "不比现在的最晚时间" in li.says("承诺 1 12月3日 材料没到")
    echo = li.says("承诺 1 12月11日 材料没到")
    assert '12月4日（周五）→12月11日（周五），原因"材料没到"，是第1次改期' in echo
    li.says("1")
    assert town.case(1).due_at == shanghai(12, 4, 18), "nothing moves before somebody agreed"
    assert "第1次改期" in head.says("同意 1")
    assert town.case(1).due_at == shanghai(12, 11, 18)
    rows = town.database.read_now(lambda reader: reader.find(CommitmentDate, order="number"))
    assert [(row.number, row.due_on, row.post, row.approved_by, row.reason) for row in rows] == [
        (0, date(2026, 12, 4), LI, HEAD, ""),
        (1, date(2026, 12, 11), LI, HEAD, "材料没到"),
    ]
    assert commitment(town).first_on == date(2026, 12, 4)
    town.advance(minutes=1)
    said = words_to(town, "王桂芳")[-1]
    assert "原来承诺12月4日（周五），没赶上，改到12月11日（周五）" in said
    assert "原因：材料没到。滨海社区同意的，第1次改期" in said
    town.advance(until=shanghai(12, 4, 19))
    assert town.case(1).state == CaseState.PLANNED


def kept_rate(town: Town) -> dict[str, Any]:
    """承诺兑现率 of December as the monthly report has it."""

    def work(ctx: Context) -> dict[str, Any]:
        report = reports.monthly(ctx.tx, ctx.district, "2026-12", ctx.now, trend=False)
        return next(one for one in report["rates"] if one["code"] == "kept")

    found: dict[str, Any] = town.do(work)
    return found


def test_the_monthly_report_counts_what_was_kept_on_its_first_day_and_after_a_move(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    assert kept_rate(town)["d"] == 0, "its day has not come"
    li.says("承诺 1 12月11日 材料没到")
    li.says("1")
    head.says("同意 1")
    town.advance(until=shanghai(12, 9, 10))
    assert (kept_rate(town)["n"], kept_rate(town)["d"]) == (0, 1)
    li.sends_photo()
    li.says("兑现 1 开关换好了，晚上亮了")
    rate = kept_rate(town)
    assert (rate["n"], rate["d"], rate["beside"]["after_move"]) == (0, 1, 1)


def test_the_monthly_report_counts_what_was_kept_on_its_first_day(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    town.advance(until=shanghai(12, 4, 17))
    li.sends_photo()
    li.says("兑现 1 开关换好了，晚上亮了")
    town.advance(until=shanghai(12, 4, 19))
    assert (kept_rate(town)["n"], kept_rate(town)["d"]) == (1, 1)


def test_a_move_that_was_asked_for_in_time_is_no_silence_until_it_is_decided(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    town.advance(until=shanghai(12, 4, 16))
    li.says("承诺 1 12月11日 材料没到")
    li.says("1")
    town.advance(until=shanghai(12, 4, 20))
    assert town.case(1).state == CaseState.PLANNED
    town.advance(until=shanghai(12, 7, 18, 1))
    assert town.case(1).state == CaseState.WORKING, "nobody decided: the day counts as missed"
    assert [row.params["decision"] for row in town.outbox(post=LI, kind="commitment_refused")] == ["lapsed"]


def test_four_of_six_is_never_called_done(town: Town, li: Person, head: Person, file_case: FileCase) -> None:
    file_case(category=FLYERS)
    promised(town, li, head, "开办6所幼儿园；11月30日；李晓")
    hears(town, "王桂芳")
    town.advance(minutes=1)
    reply = li.says("兑现 1 4所已开园/6所")
    assert reply.startswith("记下：6所里已兑现4所，2所没有，还在承诺期")
    assert "完成" not in reply
    assert town.case(1).state == CaseState.PLANNED
    town.advance(minutes=1)
    assert "6所里办成了4所，还有2所没有" in words_to(town, "王桂芳")[-1]
    assert "总共到几所" in li.says("兑现 1 又开了一些")
    assert "不能往回少" in li.says("兑现 1 3所/6所")
    town.advance(until=shanghai(11, 30, 17))
    hears(town, "王桂芳")
    town.advance(until=shanghai(12, 1, 9))
    one = commitment(town)
    assert (one.status, one.done, one.amount) == ("missed", 4, 6), "met for four, still open for two"
    assert "（6所里办成4所）" in "".join(words_to(town, "王桂芳"))


def test_all_of_it_kept_asks_the_resident_and_a_yes_closes_as_kept(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    town.advance(until=shanghai(12, 3, 10))
    assert "兑现还差照片" in li.says("兑现 1 声控开关换好了")
    assert "已报兑现" in li.sends_photo()
    assert town.case(1).state == CaseState.CONFIRMING
    hears(town, "王桂芳")
    town.advance(until=shanghai(12, 3, 20))
    town.person("王桂芳").says("解决了")
    case = town.case(1)
    assert (case.state, case.closure, commitment(town).status) == (CaseState.CLOSED, "kept", "kept")
    town.advance(until=shanghai(12, 5, 10))
    assert "按第一次日期兑现1/1" in li.says("承诺簿")


def test_a_no_of_the_resident_takes_the_kept_promise_out_of_the_figure(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    li.sends_photo()
    li.says("1")
    li.says("兑现 1 声控开关换好了")
    hears(town, "王桂芳")
    town.advance(until=shanghai(11, 23, 19, 5))
    town.person("王桂芳").says("没解决")
    assert town.case(1).unit == "binhai"
    assert commitment(town).denied_at is not None
    town.advance(until=shanghai(12, 5, 10))
    assert "按第一次日期兑现0/1" in li.says("承诺簿")


def test_a_report_in_error_is_taken_back_and_the_promise_runs_on(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    li.sends_photo()
    li.says("1")
    li.says("兑现 1 声控开关换好了")
    assert '撤销了刚才的"兑现 1"' in li.says("撤销")
    assert (town.case(1).state, commitment(town).status) == (CaseState.PLANNED, "open")
    town.advance(until=shanghai(12, 4, 18, 5))
    assert commitment(town).status == "missed"


def test_during_a_promise_words_may_be_said_but_the_end_is_reported_by_its_own_verb(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    assert "不能办结" in li.says("办结 1 好了")
    assert "兑现 1" in li.says("办结 1 好了")
    assert li.says("进展 1 开关到货了").startswith(("转给居民了", "记下了"))
    assert town.case(1).state == CaseState.PLANNED


def test_a_withdrawal_ends_it_and_going_on_lets_the_day_run_again(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    wang = town.person("王桂芳")
    wang.says("撤回 1")
    wang.says("2")
    assert town.case(1).state == CaseState.WITHDRAWN
    town.advance(days=1)
    wang.says("还要办 1")
    assert town.case(1).state == CaseState.PLANNED
    town.advance(until=shanghai(12, 4, 18, 5))
    assert commitment(town).status == "missed"


def test_a_proposal_dies_with_the_unit_that_made_it(
    town: Town, li: Person, head: Person, zhao: Person, file_case: FileCase
) -> None:
    file_case()
    li.says("承诺 1 更换声控开关 12月4日 李晓")
    li.says("1")
    li.says("上报 1 物业已撤，没人换灯")
    assert "没有等您定的申请" in head.says("同意 1")
    assert town.case(1).state == CaseState.DISPATCHED


def test_a_stranger_can_neither_promise_nor_confirm(town: Town, li: Person, head: Person, file_case: FileCase) -> None:
    file_case()
    other = town.bind("王强", "binhai.tuanjiebeilu/handler")
    assert "不在您" in other.says("承诺 1 换灯 12月4日 王强")
    file_case(who="赵大爷")
    li.says("承诺 2 换灯 12月4日 李晓")
    li.says("1")
    assert "不在您" in other.says("同意 2")
    assert [one.status for one in town.database.read_now(lambda reader: reader.find(Commitment))] == ["proposed"]


def test_the_ledger_has_a_row_a_commitment_with_all_its_dates(
    town: Town, li: Person, head: Person, file_case: FileCase
) -> None:
    file_case()
    promised(town, li, head)
    li.says("承诺 1 12月11日 材料没到")
    li.says("1")
    head.says("同意 1")
    district = town.database.read_now(town.registry.world).district
    rows = town.database.read_now(lambda reader: list(exports.EXPORTS["commitments"].rows(reader, district)))
    assert len(rows) == 1
    row = rows[0]
    assert (row["first_date"], row["date"], row["moves"], row["status"]) == ("2026-12-04", "2026-12-11", 1, "open")
    assert [one["date"] for one in row["dates"]] == ["2026-12-04", "2026-12-11"]
    assert row["case"] == town.case(1).number
    json.dumps(row)
