"""The pages of the stations over HTTP and on a phone of 390 px; nobody is named where anybody may read."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application
from playwright.async_api import async_playwright

from bot.media_store import MediaStore
from bot.web.board import board_routes
from bot.web.page_rendering import static
from bot.web.stations import station_routes
from handlers.policies import stations as policy
from handlers.services.exports import EXPORTS
from handlers.services.rights import erasing
from models.tables import Account, Errand
from tests.stations.conftest import STATION, errands, plan
from tests.town import Person, Town

SECRETS = ("13800000000", "王素琴", "李长福", "漏水")
PICTURES = os.environ.get("MINQING_TEST_PICTURES", "")


def site(town: Town, folder: Path) -> Application:
    """The pages of this room."""
    app = Application()
    app.add_routes(station_routes(town.database, town.registry, lambda: town.clock.now))
    app.add_routes(board_routes(town.database, town.registry, lambda: town.clock.now, MediaStore(folder)))
    app.router.add_get("/static/{name}", static)
    return app


def link(town: Town, purpose: str, subject: int, who: Person) -> str:
    return f"/{purpose}/{town.registry.links.token(purpose, subject, who.key, town.clock.now)}"


async def test_the_page_of_an_errand_takes_the_word_and_the_ledger_is_not_for_everybody(
    town: Town, wang: Person, li: Person, tmp_path: Path
) -> None:
    plan(town)
    wang.says("代办 老人社保认证，电话13800000000")
    li.says("代办登记 1；身份证、社保卡")
    li.says("化解 李长福和楼上王素琴因为漏水吵架")
    li.says("实事 给3号楼装了12盏楼道灯；3500元；办完")
    li.says("代办办结 1 认证做完了")
    town.advance(minutes=1)
    number = errands(town)[0].id
    stranger = town.person("别人")
    stranger.says("你好")
    async with TestClient(TestServer(site(town, tmp_path))) as client:
        own = link(town, "e", number, wang)
        text = await (await client.get(own)).text()
        assert "办好了吗？" in text
        assert "社保卡" in text
        assert (await client.get(link(town, "e", number, stranger))).status == 404
        assert (await client.post(link(town, "e", number, stranger), data={"said": "yes"})).status == 404
        assert errands(town)[0].state == "reported"
        place = policy.stations(town.database.read_now(town.registry.world).district).index(STATION)
        ledger = await (await client.get(link(town, "l", place, li))).text()
        assert "身份证、社保卡（没还2样）" in ledger
        assert "等本人说" in ledger
        assert "13800000000" not in ledger
        assert (await client.get(link(town, "l", place, stranger))).status == 404
        await _on_a_phone(client, link(town, "l", place, li), "ledger")
        board = await (await client.get(f"/board/{STATION}")).text()
        assert "12盏楼道灯" in board
        assert "3500元" in board
        assert "代办站" in board
        whole = await (await client.get("/board")).text()
        assert "调解矛盾1件" in whole
        for public in (board, whole):
            assert not [one for one in (*SECRETS, "社保认证") if one in public]
        await _on_a_phone(client, own, "errand")
        await _on_a_phone(client, f"/board/{STATION}", "board")
        answered = await client.post(own, data={"said": "yes"})
        assert "您说办好了" in await answered.text()
    assert errands(town)[0].state == "confirmed"
    district = town.database.read_now(town.registry.world).district
    for name in ("errands", "duty", "deeds", "projects", "conflicts", "services"):
        rows = town.database.read_now(lambda reader, ledger=EXPORTS[name]: list(ledger.rows(reader, district)))
        assert all(set(row) == set(EXPORTS[name].columns) for row in rows), name
        assert not [one for one in SECRETS if one in str(rows)], name


def test_who_asks_to_be_erased_leaves_counts_and_no_words(town: Town, wang: Person, li: Person) -> None:
    wang.says("代办 老人社保认证")
    li.says("代办登记 1；身份证")
    town.do(lambda ctx: erasing.forget(ctx, ctx.tx.get(Account, wang.key)))
    row: Errand = errands(town)[0]
    assert (row.state, row.account_id, row.matter) == ("withdrawn", "", "")
    assert "代办台账" in li.says("代办台账")


async def _on_a_phone(client: TestClient, path: str, name: str) -> None:  # type: ignore[type-arg]
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if executable is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not here: apt install chromium")
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        page = await browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
        await page.goto(str(client.make_url(path)))
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, f"{path} scrolls sideways: {wide}"
        for button in await page.locator("button").all():
            box = await button.bounding_box()
            assert box is not None
            assert box["height"] >= 44
        if PICTURES:
            await page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
        await browser.close()
