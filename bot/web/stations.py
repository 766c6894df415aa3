"""/e/{token}: a resident's errand; /l/{token}: the ledger of a station, for who may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from aiohttp import web

from bot.web.page_rendering import HEADERS, render
from bot.web.pages import GoneError, message, read_link
from handlers.context import Context, Registry
from handlers.pages import stations
from handlers.services.stations import ledgers
from handlers.texts import pages as texts
from models.domain.errors import NotFound
from models.domain.links import Link
from models.store.db import Database
from models.store.tx import Reader, Tx


def station_routes(database: Database, registry: Registry, clock: Callable[[], datetime]) -> list[web.RouteDef]:
    """Both pages, and the form of the first."""
    desk = Stations(database, registry, clock)
    return [
        web.get("/e/{token}", desk.errand),
        web.post("/e/{token}", desk.answer),
        web.get("/l/{token}", desk.ledger),
    ]


@dataclass(frozen=True, slots=True)
class Stations:
    """Handlers of the pages."""

    database: Database
    registry: Registry
    clock: Callable[[], datetime]

    async def errand(self, request: web.Request) -> web.StreamResponse:
        """GET an errand."""
        try:
            link = self._link(request, stations.ERRAND)
            page = await self.database.read(lambda reader: stations.errand_page(self._context(reader), link))
        except (GoneError, NotFound) as error:
            return _lost(error)
        return render("errand.html", page=page)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """POST whether it is done, then GET the page."""
        try:
            link = self._link(request, stations.ERRAND)
            said = str((await request.post()).get("said", ""))
            await self.database.write(lambda tx: stations.answer(self._context(tx), link, said), key=link.holder)
        except (GoneError, NotFound) as error:
            return _lost(error)
        return web.Response(status=303, headers={**HEADERS, "Location": request.match_info["token"]})

    async def ledger(self, request: web.Request) -> web.StreamResponse:
        """GET the ledger."""
        try:
            link = self._link(request, ledgers.PURPOSE)
            page = await self.database.read(lambda reader: stations.ledger_page(self._context(reader), link))
        except (GoneError, NotFound) as error:
            return _lost(error)
        return render("ledger.html", page=page)

    def _link(self, request: web.Request, purpose: str) -> Link:
        return read_link(self.registry.links, purpose, request.match_info["token"], self.clock())

    def _context(self, reader: Reader) -> Context:
        return self.registry.context(cast("Tx", reader), self.clock())


def _lost(error: Exception) -> web.StreamResponse:
    return message(410, texts.GONE) if isinstance(error, GoneError) else message(404, texts.MISSING)
