"""The page of interfaces names the columns and paths there are."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.settings import Settings
from bot.web.clock import clock_routes
from bot.web.health import health_routes
from handlers.context import Context
from handlers.services.ballots import rounds
from handlers.services.exports import EXPORTS
from handlers.services.inspecting import circulars, rulebook
from handlers.services.meetings import planning
from handlers.services.pledging import book
from handlers.services.stations import duty as station_duty
from models.district.load import loaded
from models.domain.ballots import terms
from tests.docs.pages import DOCS
from tests.docs.test_pages import rows
from tests.town import Town

PAGE = DOCS / "interfaces.md"


@pytest.mark.parametrize("what", sorted(EXPORTS))
def test_the_columns_of_an_export_are_told_in_order(town: Town, what: str) -> None:
    resident = town.person("wang")
    resident.says("滨海社区3号楼2单元楼道灯不亮")
    resident.says("1")
    head = town.bind("书记", "binhai.binhai/head")
    head.says("承诺 1 换声控开关；12月4日；李晓")
    head.says("1")
    town.do(planning.ensure)
    head.says("议题")
    town.do(over)
    town.bind("领导", "wuda/leader").says("督办 1 先装一盏临时灯 12月4日")
    head.says("代办登记 老人社保认证；身份证")
    head.says("实事 修好扶手；350元；办完")
    head.says("化解 两户因漏水起争执")
    town.bind("城管", "chengguan/handler").says("项目 立项 老城亮化")
    town.do(station_duty.ensure)
    district = town.database.read_now(loaded)
    assert district is not None
    exported = town.database.read_now(lambda reader: list(EXPORTS[what].rows(reader, district)))
    assert exported
    told = [name.strip("`") for name, _ in rows(PAGE, f"| {what} | is |")]
    assert told == list(exported[0]) == list(EXPORTS[what].columns)


def over(ctx: Context) -> None:
    """A ballot that is over, in which nobody voted; a 通报 and a promise in numbers."""
    ballot = rounds.begin(ctx, next(terms(rounds.settings(ctx.district), 2026)))
    assert ballot is not None
    ctx.tx.update(ballot, status="closed")
    inspector, desk = ctx.district.posts["wuda/inspector"], ctx.district.posts["wuda/dispatcher"]
    clause = rulebook.docs(ctx)[0].clauses[0]
    circulars.issue(ctx, inspector, "binhai", clause, "三件单子签收都晚了一天", date(2026, 12, 10))
    book.make(ctx, desk, "修好6处路口", "处", [(6, date(2026, 12, 10))], "李晓", "binhai")


def test_the_paths_of_health_and_clock_are_told() -> None:
    async def nothing(*_: object) -> dict[str, object]:
        return {}

    made = [*health_routes(nothing, dict), *clock_routes(lambda: None, nothing, nothing)]  # type: ignore[arg-type,return-value]
    told = re.findall(r"^\| `((?:GET|POST) [^`]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {f"{route.method} {route.path}" for route in made} <= set(told)


def test_the_settings_that_the_page_names_exist() -> None:
    named = re.findall(r"MINQING_([A-Z_]+)", PAGE.read_text(encoding="utf-8"))
    assert named
    assert {name.lower() for name in named} <= set(Settings.model_fields)
