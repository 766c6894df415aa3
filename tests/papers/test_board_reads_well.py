"""The board for old eyes, thumbs and screen readers: landmarks, headings, contrast, charts with words, promises."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from lxml import html

import bot.web
from bot.media_store import MediaStore
from bot.web.board import board_routes
from models.tables import Case
from tests.town import Person, Town

STYLE = (Path(bot.web.__file__).parent / "static" / "pages.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", STYLE))
PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "deep") for ground in ("card", "paper")),
    *(("late", "card"), ("late", "late-wash"), ("gold", "gold-wash"), ("soft", "gold-wash"), ("soft", "wash")),
]


@pytest.fixture
async def client(town: Town, tmp_path: Path) -> AsyncIterator[TestClient[Any, Any]]:
    app = web.Application()
    app.add_routes(board_routes(town.database, town.registry, lambda: town.clock.now, MediaStore(tmp_path)))
    async with TestClient(TestServer(app)) as opened:
        yield opened


async def read(client: TestClient[Any, Any], path: str) -> Any:
    answer = await client.get(path)
    assert answer.status == 200
    return html.fromstring(await answer.text())


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_ink_stands_out_seven_to_one(ink: str, ground: str) -> None:
    light, dark = sorted((luminance(COLOURS[ink]), luminance(COLOURS[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7, f"{ink} on {ground}"


def test_type_is_large_and_targets_are_wide() -> None:
    assert int(re.search(r"html \{ font-size: (\d+)px", STYLE)[1]) >= 19  # type: ignore[index]
    small = [float(one) for one in re.findall(r"font-size: (0\.\d+)rem", STYLE)]
    assert min(small) * 19 >= 18
    for name in (".choices a", ".tap"):
        rule = STYLE.partition(name + " {")[2].partition("}")[0]
        assert "min-height: 44px" in rule, name


async def test_it_has_landmarks_headings_in_order_and_words_for_every_chart(
    town: Town, client: TestClient[Any, Any], district: dict[str, Case], li: Person
) -> None:
    page = await read(client, "/board/binhai.binhai")
    assert page.get("lang") == "zh-CN"
    assert [len(page.findall(f".//{name}")) for name in ("main", "header", "footer", "h1")] == [1, 1, 1, 1]
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    named = [one.get("aria-labelledby") for one in page.iter() if one.get("aria-labelledby")]
    assert set(named) <= set(ids)
    for one in [*page.iter("section"), *page.iter("nav")]:
        assert one.get("aria-labelledby") or one.get("aria-label")
    inside = [one.get("href")[1:] for one in page.iter("a") if one.get("href").startswith("#")]
    assert set(inside) <= set(ids), "no link inside the page leads nowhere"
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in page.iter("table"):
        assert table.find("caption") is not None
        assert all(one.get("scope") == "col" for one in table.iter("th"))
        assert all(cell.get("data-head") for cell in table.iter("td")), "on a phone each cell says what it is"
    charts = list(page.iter("svg"))
    assert charts
    for one in charts:
        if one.get("aria-hidden") != "true":
            words = page.get_element_by_id(one.get("aria-labelledby")).text_content()
            for text in one.iter("text"):
                assert text.text in words
    promised = page.get_element_by_id("promises").getparent().text_content()
    assert "还没到期的" in promised
    assert "没按期" not in promised
    await slipping_kept_and_missed(town, client, li, district)


async def slipping_kept_and_missed(
    town: Town, client: TestClient[Any, Any], li: Person, district: dict[str, Case]
) -> None:
    number = district["flyers"].running
    town.bind("赵敏", "binhai/head")
    assert "没改" not in town.person("赵敏").says(f"兑现 {number} 3处/6处 清了三处")
    town.advance(days=4)
    page = await read(client, "/board/binhai.binhai")
    promised = page.get_element_by_id("promises").getparent().text_content()
    assert "没按期和改过期的" in promised
    assert "没按期兑现，只完成3/6处" in promised, "a part that is done never makes it kept"
    assert "最近兑现的" not in promised
    bulletin = (await read(client, "/board/binhai.binhai/bulletin")).text_content()
    assert "没按期兑现，只完成3/6处" in bulletin


async def test_papers_hang_beside_it(client: TestClient[Any, Any], district: dict[str, Case]) -> None:
    page = await read(client, "/board/binhai.binhai")
    links = [one.get("href") for one in page.iter("a") if "minutes" in (one.get("href") or "")]
    assert links == ["../board/binhai.binhai/minutes", "../board/binhai.binhai/minutes.docx"]
    paper = await read(client, "/board/binhai.binhai/minutes")
    assert [one.text for one in paper.iter("h1")] == ["滨海社区民情分析会纪要"]
    answer = await client.get("/board/binhai.binhai/minutes.docx")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "public, max-age=60")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E6%BB%A8")
    first = await answer.read()
    assert await (await client.get("/board/binhai.binhai/minutes.docx")).read() == first, "written once a minute"
    for missing in ("wuda/minutes", "wuda/supervision", "nowhere/brief", "wuda/brief.pdf", "jiwei/callbacks.docx"):
        assert (await client.get(f"/board/{missing}")).status == 404, missing
