"""The pages on a phone's screen, without a script and without a network."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from models.tables import Case
from tests.town import Person, Town
from tests.web.conftest import Site, picture
from tests.web.test_case_page import newest

if not os.environ.get("CI"):
    pytest.importorskip("playwright.async_api", reason="playwright is not here: make install brings it")

PICTURES = os.environ.get("MINQING_TEST_PICTURES", "")
"""A folder: where it is set, the tests leave what they saw."""
SMALLEST_TARGET = 44
LETTERS = 18


@asynccontextmanager
async def phone(site: Site, *, width: int = 390, script: bool = True) -> AsyncIterator[Any]:
    """A page of a phone's browser; nothing may be loaded from elsewhere and nothing may fail in it."""
    from playwright.async_api import Error, async_playwright

    home = str(site.client.make_url("/"))
    failures: list[str] = []
    async with async_playwright() as driver:
        executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        try:
            browser = await driver.chromium.launch(
                executable_path=executable,
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
        except Error:
            if os.environ.get("CI"):
                raise
            pytest.skip("Chromium is not here: playwright install chromium")
        context = await browser.new_context(
            viewport={"width": width, "height": 844}, java_script_enabled=script, device_scale_factor=2, is_mobile=True
        )
        page = await context.new_page()
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda said: failures.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith(home) else failures.append(asked.url))
        page.set_default_timeout(10_000)
        yield page
        await browser.close()
    assert failures == []


async def keep(page: Any, name: str) -> None:
    """Leave a picture of the whole page where somebody asked for it."""
    if PICTURES:
        await page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def address(site: Site, path: str) -> str:
    return str(site.client.make_url("/")).rstrip("/") + path


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
async def test_a_case_is_finished_with_a_photo_and_voted_on(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person, tmp_path: Path, script: bool
) -> None:
    photo = tmp_path / "lamp.jpg"
    photo.write_bytes(picture("darkorange"))
    async with phone(site, script=script) as page:
        await page.goto(address(site, site.case_path(lamp, li)))
        await keep(page, "post-new")
        await page.get_by_role("button", name="签收").click()
        await page.get_by_role("status").get_by_text("收下了").wait_for()
        await page.get_by_label("做了什么").fill("灯泡和声控开关都换了")
        await page.locator("#finish-photo").set_input_files(str(photo))
        await keep(page, "post-finish")
        await page.get_by_role("button", name="报办结").click()
        await page.get_by_role("status").get_by_text("已报办结").wait_for()
        await keep(page, "post-done")
        assert newest(town, lamp).state == "confirming"

        await page.goto(address(site, site.case_path(lamp, wang)))
        await page.get_by_text("现在解决了吗").wait_for()
        assert await page.locator("img").count() == 1
        await keep(page, "resident-ask")
        await page.get_by_role("button", name="解决了", exact=True).click()
        await page.get_by_role("status").get_by_text("解决了").wait_for()
        await keep(page, "resident-satisfied")
        await page.get_by_role("button", name="满意", exact=True).click()
        await page.get_by_text("您说的是：解决了、满意").wait_for()
        await keep(page, "resident-closed")
        await page.reload()
    case = newest(town, lamp)
    assert (case.state, case.closure, case.satisfied) == ("closed", "solved", "yes")


@pytest.mark.browser
async def test_a_double_tap_votes_once_and_a_reason_goes_up(
    site: Site, town: Town, lamp: Case, wang: Person, li: Person
) -> None:
    await site.send(site.case_path(lamp, li), "finish", text="换了灯泡", photos=(picture(),))
    async with phone(site, width=320) as page:
        await page.goto(address(site, site.case_path(lamp, wang)))
        await page.get_by_text("先说一句").click()
        await page.get_by_label("哪儿还不行").fill("晚上还是不亮")
        await keep(page, "resident-reason-320")
        await page.get_by_role("button", name="没解决", exact=True).dblclick()
        await page.get_by_role("status").get_by_text("没解决").wait_for()
        await keep(page, "resident-reopened-320")
    case = newest(town, lamp)
    assert (case.state, case.round, case.unit) == ("dispatched", 2, "binhai")


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390])
async def test_everything_is_large_enough_and_nothing_runs_over_the_edge(
    site: Site, lamp: Case, wang: Person, li: Person, width: int
) -> None:
    await site.send(site.case_path(lamp, wang), "add", text="x" * 300, photos=(picture(), picture("navy")))
    async with phone(site, width=width) as page:
        for who in (wang, li):
            await page.goto(address(site, site.case_path(lamp, who)))
            for summary in await page.locator("summary").all():
                if await summary.is_visible() and not await summary.evaluate("one => one.parentElement.open"):
                    await summary.click()
            await keep(page, f"open-{'resident' if who is wang else 'post'}-{width}")
            assert await page.evaluate("document.documentElement.scrollWidth") <= width
            small = await page.evaluate(
                """([target, letters]) => [...document.querySelectorAll(
                    "button, summary, input, select, textarea, [href^='tel:']")]
                .filter((one) => one.type !== "hidden" && one.type !== "radio")
                .filter((one) => one.getBoundingClientRect().height < target)
                .map((one) => one.outerHTML)
                .concat([...document.querySelectorAll("main *")]
                  .filter((one) => one.innerText && parseFloat(getComputedStyle(one).fontSize) < letters)
                  .map((one) => one.outerHTML))""",
                [SMALLEST_TARGET, LETTERS],
            )
            assert small == []


@pytest.mark.browser
async def test_a_page_that_is_gone_is_calm_too(site: Site) -> None:
    async with phone(site) as page:
        answer = await site.get("/c/nothing")
        assert answer.status == 404
        await page.set_content(answer.text)
        await page.get_by_role("heading", name="打不开这个页面").wait_for()
