"""/t/{token}: where a person is given a ballot; /vote: where a ballot is filled in, by nobody in particular.

The two never meet: the paper travels in a cookie that only /vote gets, and in the form, never in an address (addresses
stand in logs). What was just given is remembered for minutes in the memory of this process alone, so that a button
pressed twice gives one ballot and not none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from aiohttp import web

from bot.web.page_input import MOST_FIELDS
from bot.web.page_rendering import render
from bot.web.pages import GoneError, message, read_link
from handlers.context import Context, Registry
from handlers.pages import balloting
from handlers.pages.balloting import Page
from handlers.services.ballots import papers
from handlers.services.ballots.papers import Given, Refusal
from handlers.texts import ballots as words
from handlers.texts import pages as texts
from models.domain.errors import NotFound
from models.domain.links import Link
from models.store.db import Database
from models.store.tx import Reader, Tx

COOKIE = "ballot"
KEPT = timedelta(minutes=10)


def ballot_routes(
    database: Database, registry: Registry, clock: Callable[[], datetime], *, secure: bool
) -> list[web.RouteDef]:
    """The routes of a ballot; `secure`: the public address is https."""
    box = BallotBox(database, registry, clock, secure)
    return [
        web.get("/t/{token}", box.show),
        web.post("/t/{token}", box.give),
        web.get("/vote", box.form),
        web.post("/vote", box.take),
    ]


@dataclass(slots=True)
class BallotBox:
    """Handlers of both pages."""

    database: Database
    registry: Registry
    clock: Callable[[], datetime]
    secure: bool
    _handed: dict[str, tuple[datetime, str]] = field(default_factory=dict)

    async def show(self, request: web.Request) -> web.StreamResponse:
        """GET the personal page."""
        try:
            link = self._link(request)
            return _page(await self.database.read(lambda reader: balloting.personal(self._context(reader), link)))
        except GoneError:
            return message(410, texts.GONE)
        except NotFound:
            return message(404, texts.MISSING)

    async def give(self, request: web.Request) -> web.StreamResponse:
        """POST: take the ballot; the answer is the form itself, so that nothing leads back to the person."""
        try:
            link = self._link(request)
            given = await self.database.write(lambda tx: self._give(tx, link), key=link.holder)
        except GoneError:
            return message(410, texts.GONE)
        except NotFound:
            return message(404, texts.MISSING)
        key = f"{link.subject}:{link.holder}"
        if given.refused == "given" and key in self._handed and self._handed[key][0] > self.clock():
            given = Given(self._handed[key][1])
        if given.refused:
            return _page(await self.database.read(lambda reader: balloting.personal(self._context(reader), link)))
        self._remember(key, given.paper)
        return await self._form(given.paper, up="../")

    async def form(self, request: web.Request) -> web.StreamResponse:
        """GET the form of the ballot that this phone holds."""
        paper = request.cookies.get(COOKIE, "")
        return await self._form(paper) if paper else _page(await self._said("lost"), up="")

    async def take(self, request: web.Request) -> web.StreamResponse:
        """POST a filled ballot."""
        sent = await request.post()
        fields = {name: value for name, value in list(sent.items())[:MOST_FIELDS] if isinstance(value, str)}
        paper = fields.pop("paper", "")
        refused = await self.database.write(lambda tx: self._cast(tx, paper, fields))
        if refused == "empty":
            return await self._form(paper, problem=words.EMPTY())
        page = await self.database.read(
            lambda reader: (
                balloting.said(self._context(reader), refused)
                if refused
                else balloting.thanks(self._context(reader), paper)
            )
        )
        answer = _page(page, up="")
        answer.del_cookie(COOKIE, path="/vote")
        return answer

    async def _form(self, paper: str, *, up: str = "", problem: str = "") -> web.Response:
        def look(reader: Reader) -> tuple[Page, int]:
            ctx = self._context(reader)
            return balloting.form(ctx, paper), balloting.handed_until(ctx, paper)

        page, days = await self.database.read(look)
        answer = _page(page, up=up, paper=paper, problem=problem)
        if up and page.act == "fill":
            answer.set_cookie(
                COOKIE, paper, path="/vote", max_age=days * 86400, httponly=True, secure=self.secure, samesite="Strict"
            )
        return answer

    async def _said(self, why: str) -> Page:
        return await self.database.read(lambda reader: balloting.said(self._context(reader), why))

    def _give(self, tx: Tx, link: Link) -> Given:
        ctx = self._context(tx)
        return papers.give(ctx, balloting.of_link(ctx, link), link.holder)

    def _cast(self, tx: Tx, paper: str, answers: dict[str, str]) -> Refusal:
        return papers.cast(self._context(tx), paper, answers)

    def _remember(self, key: str, paper: str) -> None:
        now = self.clock()
        self._handed = {known: held for known, held in self._handed.items() if held[0] > now}
        self._handed[key] = (now + KEPT, paper)

    def _context(self, reader: Reader) -> Context:
        return self.registry.context(cast("Tx", reader), self.clock())  # a page only reads

    def _link(self, request: web.Request) -> Link:
        return read_link(self.registry.links, papers.PURPOSE, request.match_info["token"], self.clock())


def _page(page: Page, *, up: str = "../", paper: str = "", problem: str = "") -> web.Response:
    """A page; `up` leads from its address to the root."""
    return render("ballot.html", 422 if problem else 200, up=up, page=page, paper=paper, problem=problem)
