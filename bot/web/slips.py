"""/s/{token}: the slip of paper for somebody without WeChat, A6, printed from the browser of who filed."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from aiohttp import web

from bot.web import qr
from bot.web.page_rendering import FILE_HEADERS, render
from bot.web.pages import GoneError, message, read_link
from handlers.context import Registry
from handlers.pages import slips
from handlers.services import households
from handlers.texts import pages as texts
from models.domain.errors import NotFound
from models.store.db import Database
from models.store.tx import Reader, Tx

log = logging.getLogger("minqing.slips")

SCENE_LASTS = timedelta(days=30)
"""The longest a temporary code lives; permanent ones are few and belong to the communities."""
RENEWED_BEFORE = timedelta(days=3)
CodeFor = Callable[[str, int], Awaitable[str]]
"""(scene, seconds) -> the address WeChat puts behind a code, `` when it does not answer."""


def slip_routes(
    database: Database, registry: Registry, clock: Callable[[], datetime], code_for: CodeFor
) -> list[web.RouteDef]:
    """The slip and its QR code."""
    desk = Slips(database, registry, clock, code_for)
    return [web.get("/s/{token}", desk.show), web.get("/s/{token}/code.svg", desk.code)]


@dataclass(frozen=True, slots=True)
class Slips:
    """Handlers of the slip."""

    database: Database
    registry: Registry
    clock: Callable[[], datetime]
    code_for: CodeFor

    async def show(self, request: web.Request) -> web.StreamResponse:
        """GET the slip; the code behind it is asked of WeChat once and again before it lapses."""
        try:
            slip = await self._slip(request)
        except GoneError:
            return message(410, texts.GONE)
        except NotFound:
            return message(404, texts.MISSING)
        if slip.scene_until is None or slip.scene_until - RENEWED_BEFORE < self.clock():
            slip = await self._renew(request, slip)
        return render("slip.html", slip=slip, token=request.match_info["token"])

    async def code(self, request: web.Request) -> web.StreamResponse:
        """GET the QR code of the slip as SVG."""
        try:
            slip = await self._slip(request)
        except (GoneError, NotFound):
            raise web.HTTPNotFound from None
        if not slip.scene_url:
            raise web.HTTPNotFound
        return web.Response(body=qr.svg(slip.scene_url, scale=5), content_type="image/svg+xml", headers=FILE_HEADERS)

    async def _slip(self, request: web.Request) -> slips.Slip:
        now = self.clock()
        link = read_link(self.registry.links, "s", request.match_info["token"], now)

        def work(reader: Reader) -> slips.Slip:
            return slips.slip(self.registry.context(cast("Tx", reader), now), link)

        return await self.database.read(work)

    async def _renew(self, request: web.Request, slip: slips.Slip) -> slips.Slip:
        url = await self.code_for(slip.scene, int(SCENE_LASTS.total_seconds()))
        if not url:
            log.warning("no code for a slip: it is printed with words only")
            return slip
        until = self.clock() + SCENE_LASTS
        now = self.clock()
        await self.database.write(
            lambda tx: households.keep_scene(self.registry.context(tx, now), slip.household, url, until)
        )
        return await self._slip(request)
