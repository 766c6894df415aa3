"""No public page, paper, ledger or export names a resident: shown by the types, and scanned in a nasty district."""

from __future__ import annotations

import ast
import dataclasses
import io
import json
import re
import types
import typing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from docx import Document
from docx.oxml.ns import qn
from lxml import html
from openpyxl import load_workbook

from bot.media_store import MediaStore
from bot.web.board import board_routes
from handlers.services.board import Board
from handlers.services.exports import EXPORTS
from handlers.services.ledgers import Ledger
from handlers.services.papers import shelf
from models.domain.papers import Paper
from models.domain.publicity import Public, of_people
from models.domain.redact import holds_phone
from models.tables import Case
from tests.commands.conftest import Run
from tests.papers.conftest import NASTY
from tests.test_house import modules
from tests.town import Town

PLAIN = {Public, int, date, datetime, bool, type(None)}
CODED = {("Board", "words"), ("Paper", "kind")}
"""Words of the catalogue, and a name of our own code: nothing that comes out of a row."""


@pytest.mark.parametrize("shape", [Board, Paper, Ledger])
def test_what_is_shown_can_only_be_built_of_redacted_text(shape: type) -> None:
    assert sorted(loose(shape)) == []


def loose(shape: Any, of: str = "", seen: frozenset[Any] = frozenset()) -> set[str]:
    """Fields that would take any text, however deep they lie."""
    if shape in PLAIN or shape in seen or shape is Ellipsis:
        return set()
    if dataclasses.is_dataclass(shape):
        found: set[str] = set()
        hints = typing.get_type_hints(shape)
        for field in dataclasses.fields(shape):
            if (shape.__name__, field.name) not in CODED:
                found |= loose(hints[field.name], f"{shape.__name__}.{field.name}", seen | {shape})
        return found
    if typing.get_origin(shape) in {tuple, list, typing.Union, types.UnionType}:
        return set().union(*(loose(one, of, seen) for one in typing.get_args(shape)))
    return set() if typing.get_origin(shape) is typing.Literal else {f"{of}: {shape}"}


def test_redacted_text_is_made_in_few_places() -> None:
    made = {
        str(path)
        for path, tree in modules("bot", "handlers", "models", "scheduler")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Public"
        if not all(isinstance(one, ast.Constant) for one in node.args)
    }
    assert made == {
        "handlers/services/meetings/posting.py",  # joins sentences that are public
        "handlers/services/papers/of_brief.py",  # names of papers, as the three below
        "handlers/services/papers/of_bulletin.py",
        "handlers/services/papers/of_meetings.py",
        "handlers/services/papers/parts.py",
        "handlers/texts/text.py",
        "models/domain/publicity.py",
    }
    assert of_people("王大妈13904730001") == "〔姓名〕大妈〔电话〕"


async def test_nothing_public_holds_a_name_a_phone_a_room_or_an_openid(
    town: Town, district: dict[str, Case], run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def spoil(ctx: Any) -> None:
        for case in ctx.tx.find(Case):  # a title that was not masked when it was written
            ctx.tx.update(case, title=f"{case.title} 我叫王桂芳，13904730001，4号楼3单元702")

    town.do(spoil)
    app = web.Application()
    app.add_routes(board_routes(town.database, town.registry, lambda: town.clock.now, MediaStore(tmp_path)))
    read: dict[str, str] = {}
    world = town.database.read_now(town.registry.world).district
    units = [one.code for one in world.units.values() if one.level != "partner" and not one.closed]
    async with TestClient(TestServer(app)) as client:
        for path in ["/board", *(f"/board/{unit}" for unit in units)]:
            answer = await client.get(path)
            assert answer.status == 200, path
            read[path] = await answer.text()
        links = {str(one.get("href")) for text in read.values() for one in html.fromstring(text).iter("a")}
        papers = {link.partition("board/")[2] for link in links if link.count("/") > 1 and "board/" in link}
        for one in sorted(papers):
            answer = await client.get(f"/board/{one}")
            assert answer.status == 200, one
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            body = await answer.read()
            if one.endswith(".docx"):
                document: Any = Document(io.BytesIO(body))
                read[one] = "\n".join(node.text or "" for node in document.element.iter(qn("w:t")))
                read[one] += document.core_properties.title
            else:
                read[one] = body.decode()
    assert {one.split("/")[1].partition(".")[0] for one in papers if "/" in one and one.split("/")[0] in units} == {
        *shelf.OF_UNITS
    } - {
        "notice",
        "errands",
    }
    for kind in EXPORTS:
        for form in ("jsonl", "csv"):
            assert run("export", kind, "--format", form) == 0
            read[f"{kind}.{form}"] = capsys.readouterr().out
    assert run("export", "ledgers", "--out", tmp_path / "ledgers.xlsx") == 0
    book = load_workbook(tmp_path / "ledgers.xlsx")
    read["ledgers"] = "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    for name, text in read.items():
        assert [word for word in NASTY if word in text] == [], name
        plain = re.sub(r"[0-9a-f]{32,}|20\d\d-\d\d-\d\d\S*", "", text)  # digests and instants are long rows of digits
        assert not holds_phone(plain), name
    keys = [town.person(one).key for one in ("王桂芳", "欧阳翠花", "刘强", "赵铁柱")]
    public = "\n".join(text for name, text in read.items() if not name.startswith("pushes"))
    assert not [key for key in keys if key in public], "an account is named in the ledger of letters alone"
    assert "〔电话〕" in json.loads(read["cases.jsonl"].splitlines()[0])["title"]
