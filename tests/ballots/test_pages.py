"""The two pages over HTTP: one gives a ballot and knows who, one takes it and knows nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from lxml import html

from bot.web.ballots import ballot_routes
from models.tables import BallotCount, BallotIssue
from tests.ballots.conftest import COMMUNITY, QUESTIONS, ballot_of
from tests.time.stories import shanghai
from tests.town import Person, Town

Client = TestClient[Any, Any]


@pytest.fixture
async def client(town: Town) -> AsyncIterator[Client]:
    app = web.Application()
    app.add_routes(ballot_routes(town.database, town.registry, lambda: town.clock.now, secure=False))
    async with TestClient(TestServer(app)) as opened:
        yield opened


def path(town: Town, who: Person) -> str:
    return "/t/" + town.registry.links.token("t", ballot_of(town).id, who.key, town.clock.now)


def paper_in(page: str) -> str:
    (field,) = html.fromstring(page).xpath('//input[@name="paper"]/@value')
    return str(field)


def counted(town: Town, question: str = "heard") -> dict[str, int]:
    rows = town.database.read_now(lambda reader: reader.find(BallotCount, unit=COMMUNITY, question=question))
    return {one.choice: one.n for one in rows if one.n}


async def test_take_fill_and_give_back(client: Client, town: Town, voters: list[Person]) -> None:
    page = await (await client.get(path(town, voters[0]))).text()
    assert "您评了什么，没人知道" in page
    assert "领一张票" in page
    given = await client.post(path(town, voters[0]))
    form = await given.text()
    for text in ("有事找社区，有人管吗？", "包联单位来社区帮忙"):
        assert text in form
    assert "checked" not in form, "nothing is chosen for anybody"
    paper = paper_in(form)
    assert paper not in str(given.url)
    assert voters[0].key not in form
    cookie = given.cookies["ballot"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/vote", True, "Strict")
    assert given.headers["Cache-Control"] == "no-store"
    # the form may be closed and opened again on the same phone
    assert "接着填" in await (await client.get(path(town, voters[0]))).text()
    assert paper_in(await (await client.get("/vote")).text()) == paper
    done = await (await client.post("/vote", data={"paper": paper, "heard": "no", "quick": "yes"})).text()
    assert "票交上了，谢谢您" in done
    assert (counted(town), counted(town, "quick"), counted(town, "manner")) == ({"no": 1}, {"yes": 1}, {"blank": 1})
    assert "没有没填完的票" in await (await client.get("/vote")).text(), "the cookie went with the ballot"
    again = await (await client.post("/vote", data={"paper": paper, "heard": "yes"})).text()
    assert "已经交过了" in again
    assert counted(town) == {"no": 1}


async def test_a_button_pressed_twice_gives_the_same_ballot_and_after_minutes_none(
    client: Client, town: Town, voters: list[Person]
) -> None:
    first = paper_in(await (await client.post(path(town, voters[0]))).text())
    second = paper_in(await (await client.post(path(town, voters[0]))).text())
    assert first == second
    assert len(town.database.read_now(lambda reader: reader.find(BallotIssue))) == 1
    town.advance(minutes=11)
    assert "一人一张" in await (await client.post(path(town, voters[0]))).text()


async def test_an_empty_form_is_asked_back_and_keeps_the_ballot(
    client: Client, town: Town, voters: list[Person]
) -> None:
    paper = paper_in(await (await client.post(path(town, voters[0]))).text())
    answer = await client.post("/vote", data={"paper": paper})
    assert answer.status == 422
    page = await answer.text()
    assert "一道题都没选" in page
    assert paper_in(page) == paper


@pytest.mark.parametrize("fields", [{}, {"paper": "x"}, {"paper": "x" * 5000, **dict.fromkeys(QUESTIONS, "yes")}])
async def test_nonsense_is_no_ballot(client: Client, town: Town, voters: list[Person], fields: dict[str, str]) -> None:
    answer = await client.post("/vote", data=fields)
    assert answer.status == 200
    assert "认不出来" in await answer.text()
    assert counted(town) == {}


async def test_links_of_others_of_other_pages_and_after_the_end(
    client: Client, town: Town, voters: list[Person]
) -> None:
    link = path(town, voters[0])
    assert (await client.get(link[:-3] + "abc")).status == 404
    case = town.registry.links.token("c", 1, voters[0].key, town.clock.now)
    assert (await client.post(f"/t/{case}")).status == 404
    paper = paper_in(await (await client.post(link)).text())
    town.advance(until=shanghai(12, 28, 20, 1))
    assert "结束了" in await (await client.get(link)).text()
    assert "结束了" in await (await client.post("/vote", data={"paper": paper, "heard": "yes"})).text()
    assert counted(town) == {}
    town.advance(days=60)
    assert (await client.get(link)).status == 410
