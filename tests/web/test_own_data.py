"""/d/{token} over HTTP: the page, the file, and when it no longer opens."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.own_data import own_data_routes
from tests.resident.stories import LAMP
from tests.town import Person, Town

Client = TestClient[Any, Any]


@pytest.fixture
async def client(town: Town) -> AsyncIterator[Client]:
    app = web.Application()
    app.add_routes(own_data_routes(town.database, town.registry, lambda: town.clock.now))
    async with TestClient(TestServer(app)) as opened:
        yield opened


@pytest.fixture
def wang(town: Town) -> Person:
    person = town.person("王桂芳")
    person.says(LAMP)
    person.says("1")
    return person


def path_in(said: str) -> str:
    found = re.search(r"/d/[\w-]+", said)
    assert found is not None, said
    return found.group()


async def test_the_page_reads_and_the_file_is_taken_away(client: Client, wang: Person) -> None:
    path = path_in(wang.says("我的数据"))
    page = await client.get(path)
    assert page.status == 200
    words = await page.text()
    assert "WD261123-001" in words
    assert "您的原话：滨海社区3号楼2单元楼道灯坏了" in words
    assert page.headers["Cache-Control"] == "no-store"
    file = await client.get(f"{path}/data.json")
    assert "attachment" in file.headers["Content-Disposition"]
    assert json.loads(await file.text())["cases"][0]["told"] == LAMP


async def test_it_opens_for_its_owner_alone_and_two_days_at_most(client: Client, town: Town, wang: Person) -> None:
    path = path_in(wang.says("我的数据"))
    assert "WD261123-001" not in await (await client.get(path_in(town.person("刘强").says("我的数据")))).text()
    assert (await client.get(f"{path[:-4]}abcd")).status == 404
    case_link = town.registry.links.token("c", 1, wang.key, town.clock.now)
    assert (await client.get(f"/d/{case_link}")).status == 404
    town.advance(days=2)
    assert (await client.get(path)).status == 404
    assert (await client.get(f"{path}/data.json")).status == 404


async def test_after_erasing_the_link_shows_nothing(client: Client, wang: Person) -> None:
    path = path_in(wang.says("我的数据"))
    wang.says("删除我的数据")
    wang.says("1")
    assert "楼道灯" not in await (await client.get(path)).text()
