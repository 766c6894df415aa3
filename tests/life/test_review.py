"""区复核: three rounds of no, the district looks once, two posts decide in writing, the resident has the last word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handlers.context import Context
from handlers.letters import writing
from handlers.policies.permissions import may_call, possible_acts
from models.domain.states import Act, CaseState, Closure
from models.domain.working_time import build_calendar
from models.tables import Assignment, Case, Commitment, Request, Timer, Voice
from scheduler import sweeps
from tests.cadre.conftest import FileCase
from tests.life.stories import report, rounds, vote, words_to
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

DISPATCHER, INSPECTOR = "wuda/dispatcher", "wuda/inspector"


@pytest.fixture
def gu(town: Town) -> Person:
    """区督查组."""
    return town.bind("顾督查", INSPECTOR)


@pytest.fixture
def reviewed(town: Town, li: Person, zhao: Person, zhou: Person, gu: Person, file_case: FileCase) -> Case:
    """A lamp that was reported done three times and contested three times."""
    case = file_case()
    hears(town, "王桂芳")
    return rounds(town, case, "王桂芳", 3)


def test_the_third_no_brings_the_district_and_not_a_fourth_round(town: Town, reviewed: Case) -> None:
    assert (reviewed.state, reviewed.unit, reviewed.round) == (CaseState.REVIEW, "wuda", 4)
    assert reviewed.due_at == shanghai(12, 7, 18), "ten working days"
    for post in (DISPATCHER, INSPECTOR):
        assert "review" in town.pushes_to_post(post)
    assert reviewed.solved is False


def test_the_day_of_a_review_moves_with_the_calendar_and_the_resident_is_told(town: Town, reviewed: Case) -> None:
    world = town.database.read_now(town.registry.world)
    off = [date(2026, 12, 1), date(2026, 12, 2)]
    town.registry._world = replace(world, calendar=build_calendar(off, [], None))
    assert town.database.write_now(lambda tx: sweeps.replan(tx, town.registry, town.clock.now)) == 1
    moved = town.case(1)
    assert (moved.state, moved.due_at) == (CaseState.REVIEW, shanghai(12, 9, 18))
    over = town.database.read_now(lambda reader: reader.find(Timer, kind="review", stage="over"))
    assert [(one.status, one.due_at) for one in over] == [("pending", shanghai(12, 9, 18))]
    assert len(town.outbox(kind="extended")) == 1
    assert town.database.write_now(lambda tx: sweeps.replan(tx, town.registry, town.clock.now)) == 0


def test_the_resident_hears_who_comes_and_until_when(town: Town, zhou: Person, gu: Person, file_case: FileCase) -> None:
    case = file_case()
    hears(town, "王桂芳")
    rounds(town, case, "王桂芳", 2)
    report(town, town.case(1))
    wang = town.person("王桂芳")
    wang.says("评价 1")
    reply = wang.says("没解决，还是不亮")
    assert "区民情办和区督查组一起复核" in reply
    assert "3次没解决" in reply
    assert "12月7日（周一）18:00前书面告诉您" in reply
    assert "复核" in wang.says("进度")


def test_the_desks_read_what_was_tried_in_each_round(town: Town, zhou: Person, reviewed: Case) -> None:
    row = town.outbox(kind="review", post=DISPATCHER)[0]
    said = town.do(lambda ctx: writing.letter_of(ctx, [row])).text
    assert "已经3轮没办好" in said
    assert said.count("灯泡和声控开关都换了") >= 3


def test_one_writes_the_other_agrees_and_the_resident_is_asked_a_last_time(
    town: Town, zhou: Person, gu: Person, reviewed: Case
) -> None:
    hears(town, "王桂芳")
    assert "区督查组同意才算" in zhou.says("复核 1 办不到 线路归供电公司，两家一起上门看过")
    assert town.case(1).state == CaseState.REVIEW
    assert "没改" in zhou.says("同意 1") or "没有等您定" in zhou.says("同意 1")
    assert town.case(1).state == CaseState.REVIEW
    assert "已书面告诉居民" in gu.says("同意 1")
    case = town.case(1)
    assert (case.state, case.closure, case.claim) == (CaseState.CLOSED, Closure.UNCONFIRMED, "impossible")
    town.advance(minutes=2)
    assert "说办不到，原因是" in words_to(town, "王桂芳")[-1]
    assert "说清楚了吗" in words_to(town, "王桂芳")[-1]
    town.person("王桂芳").says("清楚了")
    assert town.case(1).closure == Closure.EXPLAINED


def test_found_solved_is_only_solved_if_the_resident_says_so(
    town: Town, zhou: Person, gu: Person, reviewed: Case
) -> None:
    hears(town, "王桂芳")
    gu.says("复核 1 解决 晚上两家一起去看，灯亮了")
    zhou.says("同意 1")
    case = town.case(1)
    assert (case.state, case.closure, case.solved) == (CaseState.CLOSED, Closure.UNCONFIRMED, None)
    town.advance(minutes=2)
    reply = town.person("王桂芳").says("没解决")
    assert "一样算数" in reply
    assert "不再自动重新办" in reply
    assert "0473-3000326" in reply
    case = town.case(1)
    assert (case.state, case.closure, case.solved, case.round) == (
        CaseState.CLOSED, Closure.UNCONFIRMED, False, 4,
    )  # fmt: skip
    voice = town.database.read_now(lambda reader: reader.find(Voice, case_id=case.id))[0]
    assert voice.solved == "unsolved"
    vote(town, case, "王桂芳", "solved")
    assert (town.case(1).closure, town.case(1).solved) == (Closure.SOLVED, True)


def test_a_result_that_the_other_desk_does_not_share_is_written_again(
    town: Town, zhou: Person, gu: Person, reviewed: Case
) -> None:
    zhou.says("复核 1 解决 灯亮了")
    assert "驳回" in gu.says("驳回 1")
    assert "没同意" in gu.says("驳回 1 只看了白天")
    assert town.case(1).state == CaseState.REVIEW
    zhou.says("复核 1 解决 晚上又去看了")
    zhou.says("复核 1 办不到 线路老化")
    open_now = town.database.read_now(lambda reader: reader.find(Request, kind="finding", status="open"))
    assert [one.reason for one in open_now] == ["impossible"], "the newest takes the place of the one before"
    town.advance(until=shanghai(11, 24, 18, 1))
    assert town.database.read_now(lambda reader: reader.find(Request, kind="finding", status="open")) == []
    assert town.case(1).state == CaseState.REVIEW


def test_one_person_in_both_posts_is_not_two(town: Town, reviewed: Case, zhou: Person) -> None:
    town.bind("周航", INSPECTOR)
    zhou.says("复核 1 办不到 线路归供电公司")
    zhou.says("同意 1")
    assert town.case(1).state == CaseState.REVIEW


def test_a_plan_is_a_commitment_that_the_other_desk_agrees_to(
    town: Town, zhou: Person, gu: Person, reviewed: Case
) -> None:
    hears(town, "王桂芳")
    zhou.says("复核 1 列计划 整楼换线；12月25日；孙工；城管局")
    zhou.says("1")
    assert town.case(1).state == CaseState.REVIEW, "nothing is promised before the inspectors agree"
    gu.says("同意 1")
    case = town.case(1)
    assert (case.state, case.unit, case.lead, case.due_at) == (
        CaseState.PLANNED, "chengguan", "wuda", shanghai(12, 25, 18),
    )  # fmt: skip
    assert "plan_given" in town.pushes_to_post("chengguan/handler")
    promised = town.database.read_now(lambda reader: reader.find(Commitment, case_id=case.id))
    assert [(one.status, one.unit) for one in promised] == [("open", "chengguan")]
    town.advance(until=shanghai(12, 8, 9))
    assert town.outbox(kind="review_apology") == [], "the review is over"


def test_once_more_goes_to_a_unit_that_is_named_and_the_desk_answers_for_it(
    town: Town, zhou: Person, gu: Person, reviewed: Case
) -> None:
    hears(town, "王桂芳")
    assert "由谁办" in zhou.says("复核 1 重办")
    zhou.says("复核 1 重办 城管局 换整段线路")
    gu.says("同意 1")
    case = town.case(1)
    assert (case.state, case.unit, case.lead) == (CaseState.DISPATCHED, "chengguan", "wuda")
    town.advance(minutes=2)
    assert "由区城管局重新办" in words_to(town, "王桂芳")[-1]
    report(town, case)
    vote(town, case, "王桂芳", "unsolved")
    assert town.case(1).state == CaseState.REVIEW, "and not a fifth time to the same house"


def test_the_day_passes_in_silence_and_everybody_hears_it_once(town: Town, zhou: Person, reviewed: Case) -> None:
    town.advance(until=shanghai(12, 6, 12))
    hears(town, "王桂芳")
    stages = [row.params["stage"] for row in town.outbox(kind="review_due", post=DISPATCHER)]
    assert stages == ["T-3", "T-1"]
    town.advance(until=shanghai(12, 8, 10))
    assert [row.params["stage"] for row in town.outbox(kind="review_due", post=INSPECTOR)][-1] == "over"
    assert "12月7日（周一）18:00前告诉您复核结果，还没有，对不住" in words_to(town, "王桂芳")[-1]
    town.advance(until=shanghai(12, 12, 10))
    assert len(town.outbox(kind="review_apology")) == 1


def test_a_yes_within_a_day_takes_the_no_back(town: Town, reviewed: Case) -> None:
    vote(town, reviewed, "王桂芳", "solved")
    case = town.case(1)
    assert (case.state, case.closure) == (CaseState.CLOSED, Closure.SOLVED)
    town.advance(until=shanghai(12, 8, 10))
    assert town.outbox(kind="review_due") == []


# -- who can do what to the poll, and to the review ------------------------------------------------------------------


def test_no_post_but_the_two_desks_may_write_or_decide_a_review(town: Town, reviewed: Case) -> None:
    def able(ctx: Context) -> set[str]:
        case = ctx.tx.get(Case, reviewed.id)
        assert case is not None
        wanted = {Act.PROPOSE_RESULT, Act.FOUND_SOLVED, Act.FOUND_IMPOSSIBLE, Act.REDO, Act.REFUSE_RESULT}
        return {
            post.code for post in ctx.district.posts.values() if wanted & set(possible_acts(ctx, case, post))
        }  # fmt: skip

    found = town.do(able)
    assert found
    assert all(code.startswith("wuda/") for code in found)
    assert {code.split("/")[1].rstrip("0123456789") for code in found} <= {"dispatcher", "duty", "inspector"}


def test_who_did_the_work_neither_sees_triggers_nor_answers_the_poll(
    town: Town, li: Person, zhao: Person, zhou: Person, gu: Person, file_case: FileCase
) -> None:
    case = file_case()
    hears(town, "王桂芳")
    li.says("签收 1")
    for_all = {"binhai.binhai/handler": li, "binhai.binhai/head": town.bind("韩书记", "binhai.binhai/head")}
    report(town, town.case(1))
    told = {post: len(town.outbox(post=post)) for post in for_all}
    for person in for_all.values():
        for words in ("回访 1 解决了", "评价 1", "解决了", "1", "满意", "1号件解决了吗"):
            person.says(words)
            person.says("取消")
        assert "19:00" not in person.says("1号"), "the hour of the question"
        page = person.says("待办")
        assert "等居民确认" in page or "没有件" in page
    assert town.case(1).state == CaseState.CONFIRMING
    voice = town.database.read_now(lambda reader: reader.find(Voice, case_id=case.id))[0]
    assert (voice.solved, voice.satisfied, voice.asks) == (None, None, 0), "nobody made the question come earlier"
    town.advance(until=shanghai(11, 23, 20))
    voice = town.database.read_now(lambda reader: reader.find(Voice, case_id=case.id))[0]
    assert voice.asks == 1
    wang = town.person("王桂芳")
    wang.taps("解决了", "solved")
    wang.says("不满意")
    town.advance(minutes=30)
    after = {post: list(town.outbox(post=post))[many:] for post, many in told.items()}
    assert {row.kind for rows in after.values() for row in rows} == {"vote_result"}
    assert all(row.not_before >= shanghai(11, 24, 8, 30) for rows in after.values() for row in rows)
    for person in for_all.values():
        assert "不满意" not in person.says("1号")


def test_the_callback_is_never_made_by_a_unit_that_worked_on_it(town: Town, file_case: FileCase) -> None:
    case = file_case()
    report(town, case)

    def callers(ctx: Context) -> set[str]:
        newest = ctx.tx.get(Case, case.id)
        assert newest is not None
        return {post.code for post in ctx.district.posts.values() if may_call(ctx, newest, post)}

    found = town.do(callers)
    workers = {one.unit for one in town.database.read_now(lambda reader: reader.find(Assignment, case_id=case.id))}
    assert workers == {"binhai.binhai"}
    assert not {code for code in found if code.split("/")[0] in workers}
    assert found, "somebody can"


def test_a_vote_result_waits_for_the_next_working_morning(town: Town, li: Person, file_case: FileCase) -> None:
    case = file_case()
    report(town, case)
    town.advance(until=shanghai(11, 27, 20))
    vote(town, case, "王桂芳", "solved")
    row = town.outbox(kind="vote_result", post="binhai.binhai/handler")[0]
    assert row.not_before == shanghai(11, 30, 8, 30), "Friday evening: Monday"
    assert row.not_before - town.clock.now > timedelta(days=2)
