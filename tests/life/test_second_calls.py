"""随机回访: a seed that is fixed before, a lot for every confirmed end, a call by who had no part, a no that counts."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from handlers.context import Context
from handlers.services import reports
from handlers.services.closing import seeds, spot_checks
from handlers.services.rate_facts import facts
from models.domain import rates
from models.domain import spot_checks as rules
from models.domain.rated import Period
from models.domain.states import CaseState, Closure
from models.tables import Case, Look, SpotCheck
from scheduler import nights
from tests.cadre.conftest import LI, FileCase
from tests.life.stories import report, vote, words_to
from tests.time.stories import hears, shanghai
from tests.town import Person, Town

INSPECTOR = "wuda/inspector"


def checks(town: Town, **equals: object) -> list[SpotCheck]:
    found: list[SpotCheck] = town.database.read_now(lambda reader: reader.find(SpotCheck, order="id", **equals))
    return found


def all_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every confirmed end is drawn: what a story is about is the call, not the lot."""
    monkeypatch.setattr(rules, "lot", lambda _seed, _closing: 0.0)


@pytest.fixture
def gu(town: Town) -> Person:
    """区督查组."""
    return town.bind("顾督查", INSPECTOR)


@pytest.fixture
def solved(town: Town, gu: Person, li: Person, file_case: FileCase, monkeypatch: pytest.MonkeyPatch) -> Case:
    """A lamp the resident called solved, in a month whose seed was fixed before."""
    all_drawn(monkeypatch)
    town.do(nights.ensure)
    case = file_case(phone="13800000000")
    hears(town, "王桂芳")
    town.advance(hours=1)
    report(town, case)
    town.advance(hours=1)
    vote(town, case, "王桂芳", "solved")
    return town.case(1)


def asked(town: Town) -> None:
    """The day of the call has come."""
    town.advance(until=shanghai(12, 8, 10, 1))


# -- the draw ----------------------------------------------------------------------------------------------------------


def test_the_seed_is_fixed_before_its_month_and_opened_after_it(town: Town) -> None:
    town.do(nights.ensure)
    town.advance(until=shanghai(11, 25, 4))

    def look(ctx: Context) -> tuple[seeds.Seed | None, seeds.Seed | None]:
        return seeds.seed_of(ctx.tx, "2026-11"), seeds.seed_of(ctx.tx, "2026-12")

    now, ahead = town.do(look)
    assert now is not None
    assert ahead is not None
    assert ahead.at < shanghai(12, 1, 0)
    assert rules.commitment(now.seed) == now.commitment

    def published(month: str, at: datetime) -> dict[str, object]:
        found: dict[str, object] = town.do(lambda ctx: reports.second_calls(ctx.tx, month, at, None))
        return found

    during = published("2026-11", shanghai(11, 25))
    assert (during["commitment"], during["seed"]) == (now.commitment, None)
    opened = published("2026-11", shanghai(12, 7))["seed"]
    assert rules.commitment(bytes.fromhex(str(opened))) == now.commitment
    town.do(nights.ensure)
    assert town.do(look)[0] == now, "fixed once"


def test_what_was_closed_before_the_seed_was_fixed_is_not_drawn(
    town: Town, file_case: FileCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_drawn(monkeypatch)
    case = file_case()
    report(town, case)
    vote(town, case, "王桂芳", "solved")
    town.advance(minutes=5)
    town.do(nights.ensure)
    town.advance(until=shanghai(11, 24, 3, 1))
    assert checks(town) == []


def test_only_what_a_resident_called_solved_is_drawn_and_no_accusation(
    town: Town, gu: Person, file_case: FileCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_drawn(monkeypatch)
    town.do(nights.ensure)
    town.advance(minutes=1)
    explained = file_case("张三")
    report(town, explained, "按政策不归公家", "explained")
    vote(town, explained, "张三", "understood")
    silent = file_case("李四")
    report(town, silent)
    yes = file_case("王五")
    report(town, yes)
    vote(town, yes, "王五", "solved")
    town.advance(until=shanghai(11, 24, 3, 1))
    assert [one.case_id for one in checks(town)] == [yes.id]
    town.advance(until=shanghai(11, 26, 3, 1))
    assert len(checks(town)) == 1, "drawn once"


def test_a_unit_without_a_draw_gets_one_when_the_month_is_over(
    town: Town, gu: Person, file_case: FileCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "SHARE", 0.0)
    monkeypatch.setattr(rules.drawn, "__defaults__", (0.0,))
    town.do(nights.ensure)
    town.advance(minutes=1)
    for who in ("甲", "乙", "丙"):
        case = file_case(who)
        report(town, case)
        vote(town, case, who, "solved")
    town.advance(until=shanghai(11, 30, 4))
    assert checks(town) == []
    town.advance(until=shanghai(12, 1, 4))
    assert [(one.unit, one.reason, one.month) for one in checks(town)] == [("binhai.binhai", "least", "2026-11")]
    town.advance(until=shanghai(12, 3, 4))
    assert len(checks(town)) == 1


# -- the call ----------------------------------------------------------------------------------------------------------


def test_the_inspectors_are_told_two_weeks_later_and_nobody_of_the_unit_hears_of_it(
    town: Town, gu: Person, solved: Case
) -> None:
    before = len(town.outbox(post=LI))
    town.advance(until=shanghai(12, 8, 9, 59))
    assert town.outbox(kind="spot_due") == []
    asked(town)
    assert "spot_due" in town.pushes_to_post(INSPECTOR)
    new = [row.kind for row in town.outbox(post=LI)[before:]]
    assert "spot_due" not in new
    assert all("spot" not in kind for kind in new)
    assert town.outbox(kind="spot_question") == [], "a telephone was left: somebody calls"


def test_the_telephone_is_one_logged_look_away_for_the_inspector(town: Town, gu: Person, solved: Case) -> None:
    assert "13800000000" not in gu.says("查看 1 抽查回访")
    asked(town)
    assert "13800000000" in gu.says("查看 1 抽查回访")
    looks = town.database.read_now(lambda reader: reader.find(Look, what="identity"))
    assert [(one.post, one.purpose) for one in looks] == [(INSPECTOR, "抽查回访")]


def test_a_yes_is_written_down_and_changes_nothing(town: Town, gu: Person, solved: Case) -> None:
    asked(town)
    assert "1 · 楼道灯不亮" in gu.says("抽查")
    assert "居民说还好" in gu.says("回访 1 解决了 一直亮着")
    case = town.case(1)
    assert (case.state, case.closure, case.solved) == (CaseState.CLOSED, Closure.SOLVED, True)
    assert [(one.status, one.answer, one.post) for one in checks(town)] == [("done", "solved", INSPECTOR)]
    assert "现在没有要回访的抽查件" in gu.says("抽查")


def test_a_no_takes_the_place_of_the_first_answer_and_brings_the_case_back(
    town: Town, gu: Person, zhao: Person, solved: Case
) -> None:
    asked(town)
    reply = gu.says("回访 1 没解决 亮了三天又灭了")
    assert "原来的“解决了”不算了，滨海街道重新办" in reply
    case = town.case(1)
    assert (case.state, case.unit, case.round, case.solved, case.closure) == (
        CaseState.DISPATCHED, "binhai", 2, False, None,
    )  # fmt: skip
    town.advance(minutes=10)
    hears(town, "王桂芳")
    assert "climbed_to" in [row.kind for row in town.outbox(case_id=case.id)], "the resident hears the new date"
    period = Period(shanghai(11, 1, 0), shanghai(12, 1, 0), shanghai(12, 9))
    found = town.do(lambda ctx: facts(ctx.tx, shanghai(1, 1)))
    assert (rates.solved(found, period).numerator, rates.solved(found, period).denominator) == (0, 1)
    assert rates.redone(found, period).numerator == 1


def test_who_did_the_work_may_not_make_the_call(town: Town, li: Person, zhao: Person, gu: Person, solved: Case) -> None:
    asked(town)
    for person in (li, zhao):
        person.says("回访 1 解决了")
        assert "抽查由区督查组" in person.says("抽查")
    assert [one.status for one in checks(town)] == ["asked"]

    def makers(ctx: Context) -> set[str]:
        case = ctx.tx.get(Case, solved.id)
        assert case is not None
        return {post.code for post in ctx.district.posts.values() if spot_checks.may_make(ctx, case, post)}

    assert {code.split("/")[0] for code in town.do(makers)} == {"wuda"}


def test_nobody_at_home_is_tried_again_and_then_counted_as_that(town: Town, gu: Person, solved: Case) -> None:
    asked(town)
    assert "还可以再打" in gu.says("回访 1 没打通")
    assert [one.status for one in checks(town)] == ["asked"]
    town.advance(until=shanghai(12, 15, 10, 1))
    assert [one.status for one in checks(town)] == ["unreached"]
    assert town.case(1).closure == Closure.SOLVED


def test_without_a_telephone_the_resident_is_asked_by_message_and_may_say_no(
    town: Town, gu: Person, file_case: FileCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_drawn(monkeypatch)
    town.do(nights.ensure)
    town.advance(minutes=1)
    case = file_case()
    report(town, case)
    vote(town, case, "王桂芳", "solved")
    town.advance(until=shanghai(12, 7, 9, 30))
    hears(town, "王桂芳")
    town.advance(until=shanghai(12, 7, 10, 1))
    assert "区督查组随机回访" in words_to(town, "王桂芳")[-1]
    wang = town.person("王桂芳")
    assert "没解决" in wang.says("没有，又灭了")
    assert town.case(1).state == CaseState.DISPATCHED
    assert [(one.status, one.answer, one.post) for one in checks(town)] == [("done", "unsolved", "")]


def test_after_it_was_opened_again_there_is_nothing_to_ask(town: Town, gu: Person, solved: Case) -> None:
    town.advance(until=shanghai(11, 24, 4))
    wang = town.person("王桂芳")
    wang.says("又坏了")
    wang.says("1")
    assert town.case(1).round == 2
    asked(town)
    assert [one.status for one in checks(town)] == ["moot"]
    assert town.outbox(kind="spot_due") == []


def test_the_report_and_the_board_count_them(town: Town, gu: Person, solved: Case) -> None:
    asked(town)
    gu.says("回访 1 没解决 又灭了")

    def look(ctx: Context) -> dict[str, object]:
        found = reports.monthly(ctx.tx, ctx.district, "2026-11", ctx.now, trend=False)
        assert any("抽了1件，问到1件，居民改口说没解决的1件" in one for one in reports.lines(found))
        calls: dict[str, object] = json.loads(json.dumps(found))["second_calls"]
        return calls

    calls = town.do(look)
    assert (calls["drawn"], calls["answered"], calls["overturned"]) == (1, 1, 1)
    assert rules.commitment(bytes.fromhex(str(calls["seed"]))) == calls["commitment"]
