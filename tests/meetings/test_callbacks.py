"""回访公示: exactly four columns, nothing that leads to a person who complained, open to objection."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from lxml import html

from bot.media_store import MediaStore
from bot.web.board import board_routes
from handlers.context import Context
from handlers.services.meetings import callbacks
from handlers.services.rights import erasing
from models.domain.states import CaseState
from models.tables import Account, Case, Posting, PostingObjection, Statement
from tests.cadre.conftest import ACCUSATION, LAMP, FileCase
from tests.life.stories import words_to
from tests.meetings.conftest import plan
from tests.time.stories import hears
from tests.town import Person, Town

PRIVATE = ("王桂芳", "13904730001", "3号楼", "501", "老人下楼")


@pytest.fixture
async def client(town: Town, tmp_path: Path) -> AsyncIterator[TestClient[Any, Any]]:
    app = web.Application()
    store = MediaStore(tmp_path)
    app.add_routes(board_routes(town.database, town.registry, lambda: town.clock.now, store))
    async with TestClient(TestServer(app)) as opened:
        yield opened


def solved(town: Town, li: Person, file_case: FileCase, who: str = "王桂芳", category: str = LAMP) -> Case:
    """A lamp that was repaired, and the resident said so."""
    case = file_case(who, category, phone="13904730001")
    li.says(f"签收 {case.number}")
    li.sends_photo()
    li.says("1")
    li.says(f"办结 {case.number} 换了灯泡和声控开关")
    town.advance(days=1, hours=3)
    town.person(who).says("评价")
    town.person(who).says("解决了")
    assert town.case(case.running).state == CaseState.CLOSED
    return case


def postings(town: Town) -> list[Posting]:
    found: list[Posting] = town.database.read_now(lambda reader: reader.find(Posting, order="id"))
    return found


async def table(
    client: TestClient[Any, Any], path: str = "/board/binhai.binhai"
) -> tuple[list[str], list[list[str]], str]:
    text = await (await client.get(path)).text()
    page = html.fromstring(text)
    rows = [[cell.text_content() for cell in row.iter("td")] for row in page.iter("tr")]
    return [cell.text_content() for cell in page.iter("th")], [row for row in rows if row], text


async def test_a_callback_stands_there_the_next_morning_in_exactly_four_columns(
    town: Town, client: TestClient[Any, Any], li: Person, file_case: FileCase
) -> None:
    plan(town)
    solved(town, li, file_case)
    heads, rows, _ = await table(client)
    assert (heads, rows) == ([], []), "single answers are not told on the same day"
    town.advance(days=1)
    heads, rows, text = await table(client)
    assert heads == ["问题", "领办责任人", "落实情况", "回访时间"]
    assert rows == [["1号回访 楼道灯不亮（滨海社区）", "滨海社区 李晓", "办好了，居民说解决了", "11月24日（周二）"]]
    assert [word for word in PRIVATE if word in text] == []
    assert town.case(1).number not in text
    town.advance(days=1)
    assert len(postings(town)) == 1, "put up once"


async def test_what_lacks_a_column_or_must_not_be_public_does_not_stand_there(
    town: Town, client: TestClient[Any, Any], li: Person, file_case: FileCase
) -> None:
    plan(town)
    case = solved(town, li, file_case)

    def work(ctx: Context) -> list[bool]:
        newest = ctx.tx.get(Case, case.id)
        whole = callbacks.columns(ctx, newest)
        without = [
            callbacks.Columns("", whole.responsible, whole.outcome, whole.called_on),
            callbacks.Columns(whole.problem, ("binhai", ""), whole.outcome, whole.called_on),
            callbacks.Columns(whole.problem, whole.responsible, "", whole.called_on),
            callbacks.Columns(whole.problem, whole.responsible, whole.outcome, None),
        ]
        return [whole.whole, *(one.whole for one in without)]

    assert town.do(work) == [True, False, False, False, False]
    town.person("王桂芳").says("不公开 1")
    file_case("刘强", ACCUSATION)
    town.advance(days=1)
    _, rows, text = await table(client, "/board")
    assert rows == []
    assert "态度" not in text


async def test_the_complainants_objection_opens_it_again_and_takes_it_down(
    town: Town, client: TestClient[Any, Any], li: Person, file_case: FileCase
) -> None:
    plan(town)
    solved(town, li, file_case)
    town.advance(days=1)
    assert "没改" in town.person("王桂芳").says("异议")
    assert "没改" in town.person("王桂芳").says("异议 99 不对")
    assert "滨海街道" in town.person("王桂芳").says("异议 1 又不亮了")
    assert (town.case(1).state, town.case(1).round) == (CaseState.DISPATCHED, 2)
    town.advance(minutes=2)
    _, rows, _ = await table(client)
    assert rows == []
    assert "没改" in town.person("刘强").says("异议 1 我家也不亮")


async def test_a_neighbours_objection_is_looked_at_by_others_and_stays_anonymous(
    town: Town, client: TestClient[Any, Any], li: Person, zhou: Person, file_case: FileCase
) -> None:
    plan(town)
    solved(town, li, file_case)
    town.advance(days=1, hours=3)
    liu = town.person("刘强")
    assert "哪里和公示的不一样" in liu.says("异议 1")
    hears(town, "周航")
    assert "办的单位看不到是您说的" in liu.says("异议 1 三单元的还是不亮，我电话13904730002")
    assert "已经记过了" in liu.says("异议 1 还是不亮")
    town.advance(minutes=2)
    told = words_to(town, "周航")[-1]
    assert "三单元的还是不亮" in told
    assert "13904730002" not in told
    assert "刘强" not in told
    assert {row.post for row in town.outbox(kind="posting_objected")} == {"wuda/dispatcher", "wuda/inspector"}
    _, rows, _ = await table(client)
    assert rows[0][2] == "办好了，居民说解决了；1人有异议，正在复核"
    assert town.case(1).state == CaseState.CLOSED
    objections = town.database.read_now(lambda reader: reader.find(PostingObjection))
    assert len(objections) == 1
    said = town.database.read_now(lambda reader: reader.find(Statement, kind="objection"))
    assert not said[0].public

    def erase(ctx: Context) -> None:
        account = ctx.tx.get(Account, liu.key)
        assert account is not None
        erasing.forget(ctx, account)

    town.do(erase)
    objections = town.database.read_now(lambda reader: reader.find(PostingObjection))
    assert (len(objections), objections[0].account_id.startswith("gone:")) == (1, True)
    assert [one.words for one in town.database.read_now(lambda reader: reader.find(Statement, kind="objection"))] == [
        ""
    ]
