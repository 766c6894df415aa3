"""The slip as a page with its QR code; without WeChat it still says how to join."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web.page_rendering import static
from bot.web.slips import slip_routes
from models.tables import Household
from tests.town import Person, Town

LI = "binhai.binhai/handler"


class Codes:
    """WeChat's answer to a scene."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []
        self.answers = True

    async def __call__(self, scene: str, seconds: int) -> str:
        self.asked.append((scene, seconds))
        return f"http://weixin.qq.com/q/{scene}" if self.answers else ""


@pytest.fixture
def codes() -> Codes:
    return Codes()


@pytest.fixture
async def client(town: Town, codes: Codes) -> AsyncIterator[TestClient]:  # type: ignore[type-arg]
    app = web.Application()
    app.add_routes(slip_routes(town.database, town.registry, lambda: town.clock.now, codes))
    app.router.add_get("/static/{name}", static)
    async with TestClient(TestServer(app)) as opened:
        yield opened


@pytest.fixture
def token(town: Town) -> str:
    li: Person = town.bind("李晓", LI)
    li.says("代报 5号楼1单元501 张奶奶家暖气不热")
    reply = li.says("3")
    return next(line for line in reply.splitlines() if "/s/" in line).rpartition("/s/")[2]


async def test_the_slip_prints_number_code_and_a_code_to_scan(
    town: Town,
    client: TestClient,
    codes: Codes,
    token: str,  # type: ignore[type-arg]
) -> None:
    page = await client.get(f"/s/{token}")
    text = await page.text()
    assert page.status == 200
    assert town.case(1).number in text
    assert "校验码" in text
    assert "张" not in text
    assert "501" not in text
    household = town.database.read_now(lambda reader: reader.find(Household))[0]
    assert codes.asked == [(f"slip.{household.id}", 30 * 86400)]
    drawn = await client.get(f"/s/{token}/code.svg")
    assert drawn.content_type == "image/svg+xml"
    assert "<svg" in await drawn.text()
    await client.get(f"/s/{token}")
    assert len(codes.asked) == 1
    town.advance(days=28)
    await client.get(f"/s/{token}")
    assert len(codes.asked) == 2
    style = await client.get("/static/slip.css")
    assert "105mm" in await style.text()


async def test_without_an_answer_of_wechat_the_words_say_how_to_join(
    client: TestClient,
    codes: Codes,
    token: str,  # type: ignore[type-arg]
) -> None:
    codes.answers = False
    text = await (await client.get(f"/s/{token}")).text()
    assert "家人 1 " in text
    assert "code.svg" not in text
    assert (await client.get(f"/s/{token}/code.svg")).status == 404


async def test_forged_and_old_tokens_are_pages_too(town: Town, client: TestClient, token: str) -> None:  # type: ignore[type-arg]
    assert (await client.get(f"/s/{token[:-2]}AA")).status == 404
    assert (await client.get("/s/x/code.svg")).status == 404
    town.advance(days=60)
    assert (await client.get(f"/s/{token}")).status == 410
