"""抽查通报: numbered by month, after the seed is open, with what was not done after all; anybody checks the draw."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.media_store import MediaStore
from bot.web.board import board_routes
from handlers.context import Context
from handlers.services.closing import spot_checks
from models.domain import spot_checks as rules
from models.domain.spot_checks import Closing
from models.tables import Case, SpotCheck
from scheduler import nights
from tests.cadre.conftest import FileCase, file_case, li, zhao
from tests.life.stories import report, vote
from tests.time.stories import shanghai
from tests.town import Person, Town

__all__ = ["file_case", "li", "zhao"]


@pytest.fixture
async def client(town: Town, tmp_path: Path) -> AsyncIterator[TestClient[Any, Any]]:
    app = web.Application()
    store = MediaStore(tmp_path)
    app.add_routes(board_routes(town.database, town.registry, lambda: town.clock.now, store))
    async with TestClient(TestServer(app)) as opened:
        yield opened


async def test_a_month_is_put_up_with_its_number_and_can_be_checked(
    town: Town, client: TestClient[Any, Any], li: Person, file_case: FileCase
) -> None:
    gu = town.bind("顾督查", "wuda/inspector")
    town.do(nights.ensure)
    for who in ("甲", "乙", "丙"):
        case = file_case(who, phone="13800000000")
        town.advance(minutes=5)
        report(town, case)
        town.advance(minutes=5)
        vote(town, case, who, "solved")
    town.advance(until=shanghai(12, 1, 4))
    (check,) = town.database.read_now(lambda reader: reader.find(SpotCheck))
    drawn = next(case for case in town.cases() if case.id == check.case_id)
    town.advance(until=check.due_at)
    town.advance(minutes=1)
    assert (await client.get("/board/checks/2026-12")).status == 404
    gu.says(f"回访 {drawn.running} 没解决 亮了三天又灭了")
    page = await (await client.get("/board/checks/2026-11")).text()
    assert "抽查通报〔2026〕11号" in page
    assert "虚假办结1件" in page
    assert "楼道灯不亮　滨海社区" in page
    assert "滨海社区，重新办了" in page
    assert drawn.number not in page
    assert "抽查通报〔2026〕11号" in await (await client.get("/board")).text()
    seed = bytes.fromhex(re.search(r"种子：([0-9a-f]{64})", page)[1])  # type: ignore[index]
    assert rules.commitment(seed) in page
    lots = {case.number: rules.lot(seed, Closing(case.number, 1, case.unit)) for case in town.cases()}
    assert min(lots, key=lots.__getitem__) == drawn.number, "the smallest lot of a unit without another"
    assert town.case(drawn.running).round == 2


@pytest.mark.parametrize("month", ["2026-13", "x", "2020-01"])
async def test_other_months_are_not_there(town: Town, client: TestClient[Any, Any], month: str) -> None:
    assert (await client.get(f"/board/checks/{month}")).status == 404


def test_an_inspector_never_asks_about_a_unit_he_is_a_part_of(town: Town, file_case: FileCase) -> None:
    case = file_case()
    gu = town.bind("顾督查", "wuda/inspector")

    def may(ctx: Context) -> bool:
        found = ctx.tx.get(Case, case.id)
        assert found is not None
        return spot_checks.may_make(ctx, found, ctx.district.posts["wuda/inspector"], gu.key)

    assert town.do(may)
    town.bind("顾督查", "binhai/head")
    assert not town.do(may)
