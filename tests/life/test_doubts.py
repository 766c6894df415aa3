"""疑件: found at night, listed with reasons to who may act, turned into a call, a new round or nothing."""

from __future__ import annotations

import pytest

from handlers.context import Context
from handlers.services import reports
from models.domain.states import CaseState, Closure
from models.tables import Case, Doubt, SpotCheck
from scheduler import nights
from tests.cadre.conftest import FileCase
from tests.life.stories import report, vote, words_to
from tests.time.stories import hears, shanghai
from tests.town import Person, Town


def doubts_of(town: Town) -> list[Doubt]:
    found: list[Doubt] = town.database.read_now(lambda reader: reader.find(Doubt, order="id"))
    return found


@pytest.fixture
def gu(town: Town) -> Person:
    """区督查组."""
    return town.bind("顾督查", "wuda/inspector")


@pytest.fixture
def doubted(town: Town, gu: Person, zhou: Person, file_case: FileCase) -> Case:
    """A lamp called solved; half an hour later a neighbour of the same building tells the same."""
    town.do(nights.ensure)
    case = file_case()
    hears(town, "王桂芳")
    report(town, case)
    vote(town, case, "王桂芳", "solved")
    town.advance(minutes=30)
    file_case("张三")
    town.advance(until=shanghai(11, 24, 3, 1))
    return town.case(1)


def test_the_same_matter_at_the_same_place_is_listed_once_with_its_reason(
    town: Town, gu: Person, zhou: Person, doubted: Case
) -> None:
    town.advance(until=shanghai(11, 27, 3, 1))
    assert [(one.case_id, one.status) for one in doubts_of(town)] == [(doubted.id, "open")]
    for person in (gu, zhou):
        reply = person.says("疑件")
        assert "1 · 楼道灯不亮 · 滨海社区" in reply
        assert "同一个地方又有人报（2号件）" in reply


def test_the_unit_and_the_street_neither_see_nor_decide_it(town: Town, li: Person, zhao: Person, doubted: Case) -> None:
    for person in (li, zhao):
        assert "疑件由区督查组和区民情办看" in person.says("疑件")
        person.says("疑件 1 没事 都好了")
        person.says("疑件 1 抽查")
    assert [one.status for one in doubts_of(town)] == ["open"]
    assert town.database.read_now(lambda reader: reader.find(SpotCheck, reason="doubt")) == []


def test_it_becomes_a_call_from_the_next_working_morning(town: Town, gu: Person, zhou: Person, doubted: Case) -> None:
    assert "再问居民一次" in zhou.says("疑件 1 抽查")
    town.advance(until=shanghai(11, 25, 10, 1))
    assert "spot_due" in town.pushes_to_post("wuda/inspector")
    gu.says("回访 1 没解决 又灭了")
    assert town.case(1).state == CaseState.DISPATCHED
    assert "现在没有疑件" in gu.says("疑件")


def test_it_is_opened_again_by_inspection_with_a_reason_and_the_resident_hears_it(
    town: Town, gu: Person, zhou: Person, doubted: Case
) -> None:
    assert "重办由区督查组定" in zhou.says("疑件 1 重办 线路没换")
    assert "要写为什么" in gu.says("疑件 1 重办")
    assert town.case(1).state == CaseState.CLOSED
    hears(town, "王桂芳")
    assert "交给滨海街道" in gu.says("疑件 1 重办 只换了灯泡，线路没换")
    case = town.case(1)
    assert (case.state, case.unit, case.round, case.closure) == (CaseState.DISPATCHED, "binhai", 2, None)
    town.advance(until=shanghai(11, 24, 9, 0))
    assert any("重新办" in one or "第2轮" in one for one in words_to(town, "王桂芳"))


def test_a_case_closed_forty_days_ago_can_still_be_opened_by_inspection(
    town: Town, gu: Person, zhou: Person, file_case: FileCase
) -> None:
    town.do(nights.ensure)
    case = file_case()
    report(town, case)
    vote(town, case, "王桂芳", "solved")
    town.advance(until=shanghai(1, 4, 10, year=2027))
    file_case("张三")
    town.advance(until=shanghai(1, 5, 3, 1, year=2027))
    assert "1123-1 · 楼道灯不亮" in gu.says("疑件")
    gu.says("疑件 1123-1 重办 线路没换")
    assert next(one for one in town.cases() if one.id == case.id).state == CaseState.DISPATCHED


def test_nothing_wrong_with_a_reason_is_kept_and_not_listed_again(
    town: Town, gu: Person, doubted: Case, file_case: FileCase
) -> None:
    assert "要写为什么" in gu.says("疑件 1 没事")
    assert "没事" in gu.says("疑件 1 没事 两户各是各的灯")
    town.advance(until=shanghai(11, 27, 3, 1))
    assert [one.status for one in doubts_of(town)] == ["dismissed"]
    file_case("李四")
    town.advance(until=shanghai(11, 28, 3, 1))
    assert [one.status for one in doubts_of(town)] == ["dismissed", "open"], "a new sign is a new question"


def test_what_went_on_meanwhile_is_no_longer_listed(town: Town, gu: Person, doubted: Case) -> None:
    wang = town.person("王桂芳")
    wang.says("又坏了")
    wang.says("1")
    assert town.case(1).round == 2
    assert "现在没有疑件" in gu.says("疑件")
    assert [one.status for one in doubts_of(town)] == ["moot"]


def test_the_report_counts_what_came_of_them(town: Town, gu: Person, doubted: Case) -> None:
    gu.says("疑件 1 抽查")

    def look(ctx: Context) -> tuple[dict[str, int], list[str]]:
        found = reports.monthly(ctx.tx, ctx.district, "2026-11", ctx.now, trend=False)
        return found["doubts"], reports.lines(found)

    counts, said = town.do(look)
    assert (counts["listed"], counts["checking"], counts["reopened"]) == (1, 1, 0)
    assert any("列出1件，再问1件" in one for one in said)


def test_an_unconfirmed_end_that_is_called_about_may_still_be_confirmed(
    town: Town, gu: Person, file_case: FileCase
) -> None:
    town.do(nights.ensure)
    case = file_case()
    report(town, case)
    town.advance(until=shanghai(12, 2, 10))
    assert town.case(1).closure in {Closure.UNCONFIRMED, Closure.UNREACHED}
    file_case("张三")
    town.advance(until=shanghai(12, 3, 3, 1))
    gu.says("疑件 1 抽查")
    town.advance(until=shanghai(12, 4, 10, 1))
    gu.says("回访 1 解决了")
    assert next(one for one in town.cases() if one.id == case.id).closure == Closure.SOLVED
