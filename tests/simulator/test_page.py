"""The phones page in a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.simulator.api import simulator_routes
from bot.simulator.phones import PAGE
from tests.simulator.conftest import CHEN, LI, WANG, Hand, Scene

if not os.environ.get("CI"):
    pytest.importorskip("playwright.async_api", reason="playwright is not here: make install brings it")


def find_chromium() -> str | None:
    """Promise a Chromium of the machine; None lets playwright use its own."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@asynccontextmanager
async def open_page(scene: Scene, *, width: int = 1440, height: int = 900) -> AsyncIterator[Any]:
    """Promise the page of a scene, with a clock that can be moved, and no errors in it at the end."""
    from playwright.async_api import Error, async_playwright

    clock, world = scene.clock, scene.town.world
    rows: list[dict[str, Any]] = [
        {
            "at": clock().isoformat(),
            "what": "立了7号件",
            "why": "楼道灯归社区",
            "who": "王桂芳",
            "case": "WD261123-007",
        },
        {"at": clock().isoformat(), "what": "问了8号件", "why": "", "who": "", "case": "WD261123-008"},
        {"at": (clock() + timedelta(hours=2)).isoformat(), "what": "该催8号件了", "why": "", "who": "", "case": ""},
    ]

    async def insight() -> list[dict[str, Any]]:
        return rows

    async def tell(_request: web.Request) -> web.Response:
        due = clock() + timedelta(hours=3)
        return web.json_response({"now": clock().isoformat(), "next": due.isoformat()})

    async def move(request: web.Request) -> web.Response:
        clock.step(seconds=(await request.json())["advance"])
        return web.json_response({"now": clock().isoformat(), "fired": 2, "sent": 3})

    async def case(_request: web.Request) -> web.Response:
        return web.Response(text="<title>7号件</title><h1>楼道灯不亮</h1>", content_type="text/html")

    app = web.Application(client_max_size=12 << 20)
    app.add_routes([web.get("/sim/clock", tell), web.post("/sim/clock", move), web.get("/c/abc", case)])
    app.add_routes(simulator_routes(world, scene.town.courier, insight=insight))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    failures: list[str] = []
    try:
        async with async_playwright() as driver:
            try:
                browser = await driver.chromium.launch(
                    executable_path=find_chromium(),
                    args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
                )
            except Error:
                if os.environ.get("CI"):
                    raise
                pytest.skip("Chromium is not here: playwright install chromium")
            page = await browser.new_page(viewport={"width": width, "height": height})
            page.on("pageerror", lambda error: failures.append(str(error)))
            home = (base, "data:", "blob:")
            page.on("request", lambda request: None if request.url.startswith(home) else failures.append(request.url))
            page.set_default_timeout(25_000)
            await page.goto(f"{base}/sim/")
            await page.wait_for_selector(".stand")
            yield page
            await browser.close()
    finally:
        world.close()
        await runner.cleanup()
    assert failures == []


async def type_into(page: Any, name: str, text: str) -> Any:
    phone = page.get_by_label(f"{name}的手机")
    await phone.get_by_role("textbox").fill(text)
    await phone.get_by_role("textbox").press("Enter")
    return phone


@pytest.mark.browser
async def test_a_conversation_shows_bubbles_options_and_links(scene: Scene) -> None:
    async def answer(message: Any) -> str:
        if message.content == "解决了":
            return '<b>好</b> <a href="weixin://bizmsgmenu?msgmenucontent=满意&msgmenuid=81">1 满意</a>'
        return "看 http://127.0.0.1:1/c/abc"

    scene.service.answer = answer
    async with open_page(scene) as page:
        phone = await type_into(page, "王桂芳", "路灯坏了 <img src=x onerror=alert(1)>")
        await phone.get_by_text("路灯坏了 <img src=x onerror=alert(1)>").wait_for()
        await phone.get_by_role("link", name="http://127.0.0.1:1/c/abc").wait_for()
        menu = {"head_content": "解决了吗？", "list": [{"id": "71", "content": "解决了"}], "tail_content": "点一下"}
        await scene.call("/cgi-bin/message/custom/send", {"touser": WANG, "msgtype": "msgmenu", "msgmenu": menu})
        await phone.get_by_role("button", name="解决了", exact=True).click()
        await phone.get_by_text("<b>好</b>").wait_for()
        await phone.get_by_role("button", name="1 满意").click()
        await phone.locator(".line.me", has_text="满意").last.wait_for()
        await scene.town.settles()
    assert [message._data.get("bizmsgmenuid") for message in scene.service.seen] == [None, "71", "81"]


@pytest.mark.browser
async def test_pictures_places_and_voices_are_sent_from_the_sheets(scene: Scene) -> None:
    async with open_page(scene) as page:
        phone = page.get_by_label("王桂芳的手机")
        for sheet, choice in (("照片", "垃圾没清"), ("语音", "发送"), ("位置", "发送")):
            await phone.get_by_label("照片、语音、位置").click()
            await phone.get_by_role("button", name=sheet, exact=True).click()
            await phone.get_by_role("button", name=choice).click()
            await phone.get_by_role("dialog").wait_for(state="detached")
        await phone.locator(".place").wait_for()
        await phone.locator(".picture img").wait_for()
        await scene.town.settles()
    assert {message.type for message in scene.service.seen} == {"image", "voice", "location"}
    [image] = [message for message in scene.service.seen if message.type == "image"]
    medium = scene.town.world.media.look(image.media_id)
    assert medium is not None
    assert medium.content.startswith(b"\xff\xd8\xff")


@pytest.mark.browser
async def test_the_clock_moves_and_old_stamps_become_yesterday(scene: Scene) -> None:
    async with open_page(scene) as page:
        phone = await type_into(page, "李晓", "在吗")
        await phone.get_by_text("09:10").first.wait_for()
        await page.get_by_role("button", name="+1 天").click()
        await page.get_by_text("到期 2 件，发出 3 条").wait_for()
        await page.get_by_text("11月24日 周二").first.wait_for()
        await phone.get_by_text("昨天 09:10").wait_for()
        await page.get_by_role("button", name="到下一个到期").click()
        await page.get_by_text("12:10").first.wait_for()
    assert scene.clock() >= Hand().at + timedelta(days=1, hours=3)


@pytest.mark.browser
async def test_a_card_opens_its_page_inside_the_phone_and_escape_closes_it(scene: Scene) -> None:
    async with open_page(scene) as page:
        rows = {"character_string1": "WD261123-007", "thing2": "楼道灯", "time4": "2026-11-26 18:00", "phrase5": "一般"}
        data = {key: {"value": value} for key, value in rows.items()}
        body = {"touser": LI, "template_id": "demo-order", "url": "/c/abc", "data": data}
        await scene.call("/cgi-bin/message/template/send", body)
        phone = page.get_by_label("李晓的手机")
        await phone.get_by_role("button", name="查看详情").click()
        await phone.frame_locator("iframe").get_by_role("heading", name="楼道灯不亮").wait_for()
        await phone.get_by_label("关闭网页").press("Escape")
        await phone.locator("iframe").wait_for(state="detached")
        cookies = await page.context.cookies()
    assert [cookie["value"] for cookie in cookies if cookie["name"] == "sim_phone"] == [LI]


@pytest.mark.browser
async def test_the_menu_bar_works_with_the_keyboard(scene: Scene) -> None:
    buttons = [
        {"name": "更多", "sub_button": [{"type": "click", "name": "帮助", "key": "HELP"}]},
        {"type": "click", "name": "进度", "key": "PROGRESS"},
    ]
    await scene.call("/cgi-bin/menu/create", {"button": buttons})
    async with open_page(scene) as page:
        phone = page.get_by_label("王桂芳的手机")
        await phone.get_by_label("菜单", exact=True).press("Enter")
        await phone.get_by_role("button", name="更多").press("Enter")
        await phone.get_by_role("menuitem", name="帮助").press("Enter")
        await phone.get_by_role("button", name="进度").press("Enter")
        await phone.get_by_text("1 分钟内").wait_for()
        await scene.town.settles()
    assert [message.key for message in scene.service.seen] == ["HELP", "PROGRESS"]


@pytest.mark.browser
async def test_on_a_narrow_screen_names_are_tabs_with_unread_counts(scene: Scene) -> None:
    async with open_page(scene, width=390, height=844) as page:
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390
        await scene.town.hands.say(LI, "在吗")
        await scene.write(LI, "新单 7号件")
        await page.get_by_role("button", name="李晓，1 条未读").click()
        await page.get_by_text("新单 7号件").wait_for()
        await page.get_by_role("button", name="李晓", exact=True).wait_for()
        await page.get_by_role("button", name="经过").click()
        await page.get_by_text("楼道灯归社区").wait_for()
        lines = await page.locator("#insight li").all_inner_texts()
        assert [line.splitlines()[0] for line in lines] == ["接下来", "11:10", "11月23日 周一", "09:10", "09:10"]
        await page.get_by_role("button", name="只看 WD261123-007").click()
        await page.get_by_text("问了8号件").wait_for(state="detached")


@pytest.mark.browser
async def test_a_stranger_follows_and_faults_can_be_planned(scene: Scene) -> None:
    async def welcome(_message: Any) -> str:
        return "您好，这里是民情直通"

    scene.service.answer = welcome
    async with open_page(scene, width=1800) as page:
        phone = page.get_by_label("陈的手机")
        await phone.get_by_role("button", name="关注", exact=True).click()
        await phone.get_by_text("您好，这里是民情直通").wait_for()
        await page.get_by_role("button", name="出点状况").click()
        await page.get_by_role("button", name="下一句话投递两次").click()
        await page.get_by_text("排着 1 样状况").wait_for()
        await page.get_by_role("dialog").get_by_role("button", name="关闭").click()
        await type_into(page, "陈", "说一次")
        await phone.get_by_text("说一次").wait_for()
        await scene.town.settles()
    assert [message.type for message in scene.service.seen] == ["event", "text", "text"]
    assert scene.town.world.people.get(CHEN).following


def test_the_page_is_made_of_small_files_that_name_no_other_host() -> None:
    files = [path for path in Path(PAGE).iterdir() if path.suffix in (".js", ".css", ".html")]
    assert len(files) > 10
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") < 300, path.name
        hosts = [line for line in text.splitlines() if "://" in line and "www.w3.org" not in line]
        allowed = ("weixin://", 'placeholder: "https://"', "https?:")
        assert all(any(part in line for part in allowed) for line in hosts), path.name
