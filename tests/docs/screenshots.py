"""Pictures of the demo for docs/images: a case is told, done and asked about on the phones of the page."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from tests.docs.demo import Demo, PageLink, running_demo
from tests.docs.hands import Hands

RESIDENT, HANDLER = "王桂芳", "李晓"
MATTER = "滨海社区5号楼1单元楼道灯不亮，晚上看不见"
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
COLOURS = 256
"""A page has few: a palette makes a picture a third as large."""
MOST_RELOADS = 15
"""A photo is fetched from WeChat seconds after it was sent."""
MOST_DAYS = 9
"""A poll that was not answered in chat comes as a card within a week."""


def find_chromium() -> str | None:
    """A Chromium of the machine; None lets playwright use its own."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def take_pictures(folder: Path) -> list[str]:
    """Play the demo and write the pictures into `folder`; returns their names."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, running_demo(Path(scratch)) as demo, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"])
        try:
            return Photographer(browser, demo, folder).work()
        finally:
            browser.close()


class Photographer:
    """Walks through the demo with one browser."""

    def __init__(self, browser: Any, demo: Demo, folder: Path) -> None:
        self._browser = browser
        self._demo = demo
        self._folder = folder
        self._names: list[str] = []
        self._openids = {phone["name"]: phone["openid"] for phone in demo.state()["phones"]}

    def work(self) -> list[str]:
        """Take all pictures."""
        town = self._open(WIDE, scale=1)
        self._take(town, "overview")
        number = self._tell(town)
        self._take_phone()
        before = self._demo.links()
        self._finish(town, number)
        hers = [link for link in before if link.phone == self._openids[RESIDENT]]
        resident = self._wait_for(
            town, lambda link: link.purpose == "c" and link.phone == self._openids[RESIDENT] and link not in hers
        )
        self._take_page(resident, "case-resident", waits_for="img")
        question = self._wait_for(town, lambda link: link.purpose == "q" and link.phone == self._openids[RESIDENT])
        self._take_page(question, "question")
        return self._names

    def _tell(self, town: Any) -> str:
        hands = Hands(town)
        hands.say(RESIDENT, MATTER)
        hands.say(RESIDENT, "1")
        return hands.case_filed(RESIDENT)[1]

    def _finish(self, town: Any, number: str) -> None:
        hands = Hands(town)
        hands.say(HANDLER, f"签收 {number}")
        hands.say(HANDLER, f"进展 {number} 今天去看了，明天下午换声控开关")
        order = self._wait_for(town, lambda link: link.purpose == "c" and link.phone == self._openids[HANDLER])
        self._take_page(order, "case-cadre")
        hands.say(HANDLER, f"办结 {number} 换了灯泡和声控开关")
        hands.send_picture(HANDLER)

    def _wait_for(self, town: Any, fits: Callable[[PageLink], bool]) -> PageLink:
        for _ in range(MOST_DAYS):
            found = [link for link in self._demo.links() if fits(link)]
            if found:
                return found[-1]
            Hands(town).move_clock("+1 天")
        raise RuntimeError("nobody got the link that was waited for")

    def _open(self, size: dict[str, int], *, scale: int, path: str = "/sim/") -> Any:
        page = self._browser.new_page(viewport=size, device_scale_factor=scale, locale="zh-CN")
        page.set_default_timeout(30_000)
        answer = page.goto(self._demo.address + path)
        if not answer.ok:
            raise RuntimeError(f"{path} answered {answer.status}: {page.inner_text('body')}; {self._demo.words()}")
        if path == "/sim/":
            page.locator(".line").first.wait_for(state="attached")
            page.wait_for_load_state("load")
        return page

    def _take_phone(self) -> None:
        page = self._open(NARROW, scale=2)
        page.locator("#chips button").first.click()
        self._take(page, "phone")
        page.close()

    def _take_page(self, link: PageLink, name: str, *, waits_for: str = "main") -> None:
        page = self._open(NARROW, scale=2, path="/" + link.address.split("/", 3)[3])
        for _ in range(MOST_RELOADS):
            if page.locator(waits_for).count():
                break
            page.wait_for_timeout(1000)
            page.reload()
        page.locator(waits_for).first.wait_for()
        self._take(page, name)
        page.close()

    def _take(self, page: Any, name: str) -> None:
        page.wait_for_timeout(600)  # let what slides in come to rest
        path = self._folder / f"{name}.png"
        page.screenshot(path=path)
        with Image.open(path) as taken:
            small = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(path, optimize=True)
        self._names.append(path.name)
