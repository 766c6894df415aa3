"""`report monthly`: what happened in chat is what is counted, with 代报 apart."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from models.domain.states import CaseState
from models.domain.working_time import SHANGHAI
from tests.cadre.conftest import FLYERS, LAMP, FileCase, file_case, li, zhao, zhou
from tests.commands.conftest import Run
from tests.town import Person, Town

__all__ = ["file_case", "li", "zhao", "zhou"]


def finish(town: Town, worker: Person, n: int) -> None:
    worker.says(f"签收 {n}")
    worker.sends_photo()
    worker.says("1")
    worker.says(f"办结 {n} 换了灯泡和声控开关，照片已发")
    assert town.case(n).state == CaseState.CONFIRMING


def monthly(run: Run, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert run("report", "monthly", "2026-11", "--json", *words) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["report"] == "monthly"
    return {one["code"]: one for one in report["rates"]} | {"report": report}


def nd(rate: dict[str, object]) -> tuple[object, object]:
    return rate["n"], rate["d"]


def test_a_month_as_it_happened(
    town: Town, run: Run, li: Person, zhao: Person, file_case: FileCase, capsys: pytest.CaptureFixture[str]
) -> None:
    wang = town.person("王桂芳")
    file_case("王桂芳", LAMP)
    town.advance(minutes=5)
    finish(town, li, 1)
    town.advance(days=1, hours=3)
    wang.says("评价 1")
    wang.says("1")
    wang.says("满意")
    assert (town.case(1).state, town.case(1).satisfied) == (CaseState.CLOSED, "yes")
    file_case("刘强", FLYERS)  # nobody acts on it
    li.says("代报 6号楼3单元楼道灯不亮")
    li.says("3")
    town.advance(until=datetime(2026, 12, 3, 9, tzinfo=SHANGHAI))
    found = monthly(run, capsys)
    report = found["report"]
    assert report["cases"] == {"filed": 3, "dispatched": 3, "closed": 1, "open": 2, "filed_for": 1}
    assert nd(found["solved"]) == (1, 1)
    assert nd(found["satisfied"]) == (1, 1)
    assert nd(found["on_time"]) == (1, 2)
    assert nd(found["responded"]) == (1, 2)
    assert nd(found["overdue"]) == (1, 2)
    assert found["solved"]["percent"] is None
    apart = {one["code"]: one for one in report["apart"]["filed_for"]}  # type: ignore[index]
    assert nd(apart["responded"]) == (0, 1)
    assert len(report["trend"]) == 6
    assert "王桂芳" not in json.dumps(report, ensure_ascii=False)
    mine = monthly(run, capsys, "--unit", "滨海社区")
    assert nd(mine["solved"]) == (1, 1)
    other = monthly(run, capsys, "--unit", "gongre")
    assert nd(other["solved"]) == (0, 0)
    assert run("report", "monthly", "2026-11") == 0
    assert "解决率　1/1" in capsys.readouterr().out


def test_a_no_counts_and_the_second_yes_is_another_round(
    town: Town, run: Run, li: Person, file_case: FileCase, capsys: pytest.CaptureFixture[str]
) -> None:
    wang, zhao = town.person("王桂芳"), town.bind("赵敏", "binhai/handler")
    file_case("王桂芳", LAMP)
    town.advance(minutes=5)
    finish(town, li, 1)
    town.advance(days=1, hours=3)
    wang.says("评价 1")
    wang.says("没有，还是不亮")
    assert (town.case(1).round, town.case(1).unit) == (2, "binhai")
    town.advance(minutes=5)
    finish(town, zhao, 1)
    town.advance(days=1, hours=3)
    wang.says("评价 1")
    wang.says("1")
    town.advance(until=datetime(2026, 12, 3, 9, tzinfo=SHANGHAI))
    found = monthly(run, capsys)
    assert nd(found["solved"]) == (1, 2)
    assert nd(found["completed"]) == (1, 1)
    assert nd(found["redone"]) == (1, 1)
    first = monthly(run, capsys, "--unit", "滨海社区")
    assert (nd(first["solved"]), nd(first["on_time"])) == ((0, 1), (1, 1))


def test_bad_months_and_units_are_bad_input(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("report", "monthly", "2026-13") == 2
    assert run("report", "monthly", "2027-11") == 2
    assert run("report", "monthly", "2026-11", "--unit", "没这个单位") == 2
    assert "no unit is called" in capsys.readouterr().err
