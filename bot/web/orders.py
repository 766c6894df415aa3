"""/c/{token}/order: the 督办单 of a case, for a post that may see the case, as a page and as .docx."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from aiohttp import web

from bot.web.pages import GoneError, message, read_link
from bot.web.papers import DOCX, docx_of, file_headers, paper_page
from handlers.context import Registry
from handlers.pages import visits
from handlers.services.papers.of_supervision import supervision
from handlers.texts import pages as texts
from models.domain.errors import NotFound
from models.domain.papers import Paper, for_audience
from models.store.db import Database
from models.store.tx import Reader, Tx


def order_routes(database: Database, registry: Registry, clock: Callable[[], datetime]) -> list[web.RouteDef]:
    """The sheet and its file."""
    desk = Orders(database, registry, clock)
    return [web.get("/c/{token}/order", desk.page), web.get("/c/{token}/order.docx", desk.file)]


@dataclass(frozen=True, slots=True)
class Orders:
    """Handlers of the sheet."""

    database: Database
    registry: Registry
    clock: Callable[[], datetime]

    async def page(self, request: web.Request) -> web.StreamResponse:
        """GET the sheet; a resident's link, a case without a mark and an accusation have none."""
        paper = await self._paper(request)
        if isinstance(paper, web.StreamResponse):
            return paper
        return paper_page(paper, file="order.docx", back=f"../{request.match_info['token']}", up="../../")

    async def file(self, request: web.Request) -> web.StreamResponse:
        """GET it for Word and WPS."""
        paper = await self._paper(request)
        if isinstance(paper, web.StreamResponse):
            return paper
        body = await asyncio.to_thread(docx_of, paper)
        return web.Response(body=body, content_type=DOCX, headers=file_headers(paper))

    async def _paper(self, request: web.Request) -> Paper | web.Response:
        now = self.clock()

        def read(reader: Reader) -> Paper:
            ctx = self.registry.context(cast("Tx", reader), now)
            seen_by = visits.visit(ctx, link)
            paper = supervision(ctx, seen_by.case) if seen_by.post is not None else None
            if paper is None:
                raise NotFound(number="")
            return for_audience(paper, "down")

        try:
            link = read_link(self.registry.links, "c", request.match_info["token"], now)
            return await self.database.read(read)
        except GoneError:
            return message(410, texts.GONE)
        except NotFound:
            return message(404, texts.MISSING)
