"""The year of a street, a community and a paired organisation: counted, with both ballots, without a score."""

from __future__ import annotations

from typing import Any

from handlers.services import assessing
from tests.ballots.conftest import COMMUNITY, STREET, cast, give, opened, settle
from tests.cadre.conftest import file_case, li
from tests.time.stories import shanghai
from tests.town import Person, Town

__all__ = ["file_case", "li"]


def year_of(town: Town, unit: str) -> tuple[dict[str, Any], str]:
    def look(ctx: Any) -> dict[str, Any]:
        return assessing.assessment(ctx.tx, ctx.district, ctx.district.units[unit], 2026, ctx.now)

    document: dict[str, Any] = town.do(look)
    return document, "\n".join(assessing.lines(document))


def test_service_help_and_the_ballot_enter_the_year(town: Town, li: Person, file_case: Any) -> None:
    file_case()
    li.says("签收 1")
    li.says("求助单位 1 热电厂党委 借一架梯子")
    people = settle(town, 12)
    opened(town)
    for at, who in enumerate(people):
        cast(town, give(town, who).paper, "yes" if at < 9 else "no")
    before, said = year_of(town, COMMUNITY)
    assert before["ballots"] == []
    assert "还没有结束了的民意测评" in said
    town.advance(until=shanghai(12, 28, 20, 1))
    community, said = year_of(town, COMMUNITY)
    assert community["service"]["received"] == 1
    assert {one["code"]: (one["n"], one["d"]) for one in community["ballots"][0]["questions"]} == dict.fromkeys(
        ("heard", "quick", "manner", "promise"), (9, 12)
    )
    assert "收到1件" in said
    assert "走访0次" in said
    assert "能评的12人，领票12张，交票12张" in said
    street, _ = year_of(town, STREET)
    assert [one["code"] for one in street["ballots"][0]["questions"]] == ["street"]
    assert street["help"]["asked"] == 0
    partner, said = year_of(town, "redian")
    assert (partner["service"], partner["help"]["asked"], partner["help"]["late"]) == (None, 1, 1)
    assert [(one["code"], one["n"], one["d"]) for one in partner["ballots"][0]["questions"]] == [("partner", 9, 12)]
    assert "别人请来协办、求助1次，办了0次，晚了1次。" in said
    assert "包联单位来社区帮忙，帮得怎么样？满意 9/12" in said
