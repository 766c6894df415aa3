"""/d/{token}: what the service holds about one person, to read and as a file; opens for two days."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from aiohttp import web

from bot.web.page_rendering import FILE_HEADERS, render
from bot.web.pages import GoneError, message, read_link
from handlers.context import Registry
from handlers.pages import own_data
from handlers.services.rights import own_data as data
from handlers.texts import pages as texts
from models.domain.errors import NotFound
from models.store.db import Database
from models.store.tx import Reader, Tx


def own_data_routes(database: Database, registry: Registry, clock: Callable[[], datetime]) -> list[web.RouteDef]:
    """The page and its file."""
    desk = OwnData(database, registry, clock)
    return [web.get("/d/{token}", desk.show), web.get("/d/{token}/data.json", desk.file)]


@dataclass(frozen=True, slots=True)
class OwnData:
    """Handlers of the page."""

    database: Database
    registry: Registry
    clock: Callable[[], datetime]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """GET the page."""
        try:
            found, until = await self._read(request)
        except GoneError:
            return message(410, texts.GONE)
        except NotFound:
            return message(404, texts.MISSING)
        return render("own_data.html", page=own_data.page(found, until), token=request.match_info["token"])

    async def file(self, request: web.Request) -> web.StreamResponse:
        """GET the file."""
        try:
            found, _ = await self._read(request)
        except (GoneError, NotFound):
            raise web.HTTPNotFound from None
        headers = {**FILE_HEADERS, "Content-Disposition": 'attachment; filename="data.json"'}
        text = json.dumps(found, ensure_ascii=False, indent=1)
        return web.Response(text=text, content_type="application/json", charset="utf-8", headers=headers)

    async def _read(self, request: web.Request) -> tuple[dict[str, Any], datetime]:
        now = self.clock()
        link = read_link(self.registry.links, data.PURPOSE, request.match_info["token"], now)

        def look(reader: Reader) -> dict[str, Any]:
            ctx = self.registry.context(cast("Tx", reader), now)  # a page only reads
            return data.collect(ctx, data.of_link(ctx, link))

        return await self.database.read(look), data.opens_until(link)
