"""The main story by clicks on the demo's page: told, worked on, not solved, up a level, solved, satisfied."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.docs.demo import running_demo
from tests.docs.hands import Hands
from tests.docs.screenshots import find_chromium

MATTER = "滨海社区5号楼1单元楼道灯不亮，晚上看不见"
MOST_STEPS = 30
"""Instants at which something is due between the report and the question of the evening."""


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_the_main_story(tmp_path: Path, width: int) -> None:
    if not os.environ.get("CI"):
        pytest.importorskip("playwright.sync_api", reason="playwright is not here: make install brings it")
        if find_chromium() is None:
            pytest.skip("Chromium is not here: apt install chromium")
    from playwright.sync_api import sync_playwright

    failures: list[str] = []
    with running_demo(tmp_path) as demo, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 844}, locale="zh-CN")
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on(
            "request",
            lambda one: None if one.url.startswith((demo.address, "data:", "blob:")) else failures.append(one.url),
        )
        page.goto(f"{demo.address}/sim/")
        page.locator(".line").first.wait_for(state="attached")
        hands = Hands(page)
        six_cases_are_there(hands)

        hands.say("王桂芳", MATTER)
        hands.say("王桂芳", "1")
        short, number = hands.case_filed("王桂芳")
        hands.hears("李晓", f"新单 {short}号件")
        hands.tap("李晓", "收下")
        hands.hears("李晓", f"{short}号件收下了")
        hands.say("李晓", f"进展 {short} 今天去看了，明天下午换声控开关")
        hands.hears("王桂芳", "明天下午换声控开关")
        hands.say("李晓", f"办结 {short} 换了灯泡和声控开关")
        hands.send_picture("李晓")
        hands.hears("李晓", f"{short}号件已报办结")
        until_asked(hands, short, 1)
        hands.say("王桂芳", "没有，还是不亮")
        hands.hears("王桂芳", f"{short}号件重新办，交给滨海街道 赵敏")
        hands.say("赵敏", f"签收 {short}")
        hands.say("赵敏", f"办结 {short} 线路重接了，灯亮了")
        hands.send_picture("赵敏")
        hands.hears("赵敏", f"{short}号件已报办结")
        until_asked(hands, short, 2)
        hands.tap("王桂芳", "解决了")
        hands.say("王桂芳", "满意")
        hands.hears("王桂芳", f"记下了：解决了、满意。{short}号件就办到这儿")
        the_panel_tells_it(page, number, width)
        browser.close()
    assert failures == []


def six_cases_are_there(hands: Hands) -> None:
    """What a visitor finds without doing anything."""
    hands.hears("张建国", "对就回 1，我马上报")
    hands.hears("张建国", "正在定由谁办")
    hands.hears("张建国", "11月27日（周五）")
    hands.hears("李晓", "明天到期1件（12）")
    hands.hears("李晓", "已提到滨海街道")
    hands.hears("王桂芳", "13号件·暖气不热，现在解决了吗？")


def until_asked(hands: Hands, short: str, times: int) -> None:
    """Push the clock from due instant to due instant until the question about the case has come so often."""
    asked = hands.phone("王桂芳").locator(".line:not(.me)").filter(has_text=f"{short}号件·楼道灯不亮，现在解决了吗？")
    for _ in range(MOST_STEPS):
        if asked.count() >= times:
            return
        hands.move_clock("到下一个到期")
        hands.page.wait_for_timeout(300)
    raise AssertionError("nobody asked")


def the_panel_tells_it(page: object, number: str, width: int) -> None:
    """What happened stands on the panel, which on a phone is a page of its own below the names."""
    chip = page.get_by_role("button", name="经过")  # type: ignore[attr-defined]
    if width < 640:
        chip.click()
    panel = page.locator("#panel")  # type: ignore[attr-defined]
    panel.get_by_text(number).first.wait_for()
    assert panel.get_by_text("居民说没解决").count()
    box = panel.bounding_box()
    if width < 640:
        assert (box["x"], box["width"]) == (0, width)
        assert chip.bounding_box()["y"] < box["y"]
