"""The public board: what it shows, and above all what it never shows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.media_store import MediaStore
from bot.web.board import board_routes
from models.domain.publicity import may_be_shown
from tests.cadre.conftest import ACCUSATION, FLYERS, LAMP, FileCase, file_case, li, zhao
from tests.town import Person, Town

__all__ = ["file_case", "li", "zhao"]


@pytest.fixture
async def client(town: Town, tmp_path: Path) -> AsyncIterator[TestClient[Any, Any]]:
    app = web.Application()
    store = MediaStore(tmp_path)
    app.add_routes(board_routes(town.database, town.registry, lambda: town.clock.now, store))
    async with TestClient(TestServer(app)) as opened:
        yield opened


async def page(client: TestClient[Any, Any], path: str = "/board") -> str:
    answer = await client.get(path)
    assert answer.status == 200
    return await answer.text()


async def test_it_shows_title_and_community_and_nothing_that_leads_to_a_door(
    town: Town, client: TestClient[Any, Any], file_case: FileCase
) -> None:
    file_case(words="我叫王桂芳，楼道灯坏了，电话13800000000")
    text = await page(client)
    assert "楼道灯不亮　滨海社区" in text
    for private in ("3号楼", "501", "王桂芳", "13800000000", "坏了", town.case(1).number):
        assert private not in text
    assert "滨海社区，最晚" in text
    assert "响应率　0/0" in text
    assert "%" not in text, "fewer than ten: counts only"


async def test_accusations_need_and_family_never_stand_there(
    town: Town, client: TestClient[Any, Any], file_case: FileCase
) -> None:
    for category in (ACCUSATION, "民政救助/低保申请", "社会治安/家庭暴力", "社会治安/邻里纠纷"):
        file_case(category=category, words="说不得的事")
    text = await page(client)
    for title in ("低保", "打人", "邻里纠纷", "态度"):
        assert title not in text


async def test_a_resident_may_keep_a_case_off(town: Town, client: TestClient[Any, Any], file_case: FileCase) -> None:
    file_case("王桂芳", LAMP)
    file_case("刘强", FLYERS)
    wang = town.person("王桂芳")
    assert "不上公示栏了" in wang.says("不公开")
    text = await page(client)
    assert "楼道灯不亮" not in text
    assert "小广告" in text
    assert "可以上公示栏" in wang.says("公开 1")
    town.clock.at(11, 23, 9, 12)
    assert "楼道灯不亮" in await page(client)


async def test_a_unit_has_a_board_of_its_own_and_late_ones_are_named(
    town: Town, client: TestClient[Any, Any], file_case: FileCase
) -> None:
    file_case()
    town.clock.at(12, 10)
    text = await page(client, "/board/binhai.binhai")
    assert "滨海社区 公示栏" in text
    assert "超期没办好的" in text
    assert "原定11月26日" in text
    assert "楼道灯不亮" in await page(client, "/board/binhai")
    assert "楼道灯不亮" not in await page(client, "/board/gongre")
    assert (await client.get("/board/nowhere")).status == 404


async def test_the_page_may_be_kept_and_runs_no_script(client: TestClient[Any, Any]) -> None:
    answer = await client.get("/board")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "<script" not in await answer.text()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_it_is_read_once_a_minute(
    town: Town, client: TestClient[Any, Any], file_case: FileCase, li: Person
) -> None:
    first = await page(client)
    file_case()
    assert await page(client) == first
    town.clock.at(11, 23, 9, 12)
    assert await page(client) != first


@pytest.mark.parametrize(
    ("category", "danger", "unlisted", "private", "shown"),
    [
        ("路灯照明/楼道灯", "", [], [], True),
        ("路灯照明/楼道灯", "", [7], [], False),
        ("路灯照明/楼道灯", "", [], ["路灯照明"], False),
        ("路灯照明/楼道灯", "", [], ["路灯照明/路灯不亮"], True),
        ("民政救助/低保发放", "", [], [], False),
        ("供热/室温不达标", "suicide", [], [], False),
        ("", "", [], [], False),
    ],
)
def test_the_rule(category: str, danger: str, unlisted: list[int], private: list[str], shown: bool) -> None:
    assert may_be_shown(category, danger, unlisted, private) is shown
