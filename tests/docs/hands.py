"""Fingers on the phones of the demo's page: what a visitor does with mouse and keyboard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

RECEIPT = re.compile(r"是(\d+)号件（(\w+-\d+)）")


@dataclass(frozen=True, slots=True)
class Hands:
    """A visitor at an opened page of phones."""

    page: Any

    def phone(self, name: str) -> Any:
        """Somebody's phone."""
        return self.page.get_by_label(f"{name}的手机")

    def say(self, name: str, words: str) -> None:
        """Write and send, wait for the answer."""
        phone = self.phone(name)
        said = phone.locator(".line:not(.me)").count()
        box = phone.get_by_role("textbox")
        box.fill(words)
        box.press("Enter")
        phone.locator(".line:not(.me)").nth(said).wait_for()

    def tap(self, name: str, option: str) -> None:
        """Tap the newest option of this name, wait for the answer."""
        phone = self.phone(name)
        said = phone.locator(".line:not(.me)").count()
        phone.get_by_role("button", name=option, exact=True).last.click()
        phone.locator(".line:not(.me)").nth(said).wait_for()

    def send_picture(self, name: str) -> None:
        """Send a drawn photo, wait for the answer."""
        phone = self.phone(name)
        said = phone.locator(".line:not(.me)").count()
        phone.get_by_label("照片、语音、位置").click()
        phone.get_by_role("button", name="照片", exact=True).click()
        phone.get_by_role("dialog").locator("button:has(img), button:has(canvas)").first.click()
        phone.get_by_role("dialog").wait_for(state="detached")
        phone.locator(".line:not(.me)").nth(said).wait_for()

    def move_clock(self, button: str) -> None:
        """Push a button of the clock and wait until the time has gone."""
        with self.page.expect_response(lambda one: one.url.endswith("/clock") and one.request.method == "POST"):
            self.page.get_by_role("button", name=button).click()

    def hears(self, name: str, words: str) -> None:
        """Wait until this stands on the phone."""
        self.phone(name).locator(".line:not(.me)").filter(has_text=words).last.wait_for()

    def case_filed(self, name: str) -> tuple[str, str]:
        """Running and full number of the newest receipt."""
        receipt = self.phone(name).get_by_text(RECEIPT).last
        receipt.wait_for()
        found = RECEIPT.search(receipt.inner_text())
        assert found is not None
        return found[1], found[2]
