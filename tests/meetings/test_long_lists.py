"""An agenda in chat stays short: five rows, ten lines, and the rest on the next page."""

from __future__ import annotations

from tests.cadre.conftest import LAMP, FileCase
from tests.meetings.conftest import plan
from tests.time.stories import shanghai
from tests.town import Person, Town


def test_an_agenda_of_many_items_is_read_page_by_page(town: Town, secretary: Person, file_case: FileCase) -> None:
    for n in range(7):
        file_case(f"r{n}", LAMP)
    plan(town)
    first, second = secretary.says("议题"), secretary.says("议题 2")
    assert len(first.splitlines()) <= 10
    assert len(first) <= 250
    assert [f"{n}号件" in first for n in range(1, 8)] == [True] * 5 + [False] * 2
    assert [f"{n}号件" in second for n in range(1, 8)] == [False] * 5 + [True] * 2
    assert "没有第3页" in secretary.says("议题 3")
    town.advance(until=shanghai(11, 30, 15))
    opened = secretary.says("开会").split("\n\n")[0]
    assert "7个议题" in opened
    assert len(opened.splitlines()) <= 10
