"""The 督办单 behind the link of a post: printed by whoever may see the case, and by nobody else."""

from __future__ import annotations

import io
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from docx import Document
from lxml import html

from bot.media_store import MediaStore
from bot.web.orders import order_routes
from bot.web.pages import page_routes
from tests.cadre.conftest import ACCUSATION, FileCase
from tests.town import Person, Town


async def test_it_leads_from_the_case_to_a_sheet_for_word(
    town: Town, li: Person, file_case: FileCase, tmp_path: Any
) -> None:
    case, accused, plain = file_case(phone="13904730001"), file_case("刘强", ACCUSATION), file_case("孙大妈")
    town.bind("陈远", "wuda/leader").says(f"督办 {case.number} 三天内装上，打13904730001 11月27日")

    def clock() -> Any:
        return town.clock.now

    def path(number: int, holder: str) -> str:
        return f"/c/{town.registry.links.token('c', number, holder, town.clock.now)}"

    app = web.Application()
    app.add_routes(page_routes(town.database, town.registry, clock, MediaStore(tmp_path)))
    app.add_routes(order_routes(town.database, town.registry, clock))
    handler = "post:binhai.binhai/handler"
    async with TestClient(TestServer(app)) as client:
        at = path(case.id, handler)
        shown = html.fromstring(await (await client.get(at)).text())
        link = next(str(one.get("href")) for one in shown.iter("a") if str(one.get("href")).endswith("/order"))
        answer = await client.get(f"/c/{link}")
        assert answer.status == 200
        text = await answer.text()
        assert "区委常委陈远" in text
        assert "三天内装上，打〔电话〕" in text
        assert "13904730001" not in text
        assert "3号楼" in text, "the unit must find the lamp"
        assert "501" not in text
        file = await client.get(f"/c/{link}.docx")
        cells = [cell.text for row in Document(io.BytesIO(await file.read())).tables[0].rows for cell in row.cells]
        assert cells[:2] == ["件号", case.number]
        assert cells[cells.index("办理结果") + 1] == "", "people write there"
        without = html.fromstring(await (await client.get(path(plain.id, handler))).text())
        assert not [one for one in without.iter("a") if str(one.get("href")).endswith("/order")]
        for number, holder in (
            (case.id, town.person("王桂芳").key),
            (case.id, "post:xinda/handler"),
            (plain.id, handler),
            (accused.id, "post:wuda/inspector"),
        ):
            assert (await client.get(f"{path(number, holder)}/order")).status == 404, holder
        assert (await client.get("/c/forged/order.docx")).status == 404
