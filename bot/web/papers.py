"""Papers of the board as pages and as .docx: kept for a minute, one file written at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast
from urllib.parse import quote

from aiohttp import web

from bot.web.page_rendering import FILE_HEADERS, HEADERS, render
from bot.web.pages import message
from handlers.context import Registry
from handlers.services.board import unit_of
from handlers.services.papers import shelf
from handlers.services.papers.plain import copy_line, dated
from handlers.texts import pages as page_texts
from handlers.texts import papers as texts
from models.domain.errors import NotFound
from models.domain.papers import Paper, numbered
from models.store.db import Database
from models.store.tx import Reader, Tx

KEPT_FOR = timedelta(minutes=1)
CACHED = {"Cache-Control": "public, max-age=60"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper_routes(database: Database, registry: Registry, clock: Callable[[], datetime]) -> list[web.RouteDef]:
    """The papers that everybody may read."""
    rack = Rack(database, registry, clock)
    return [
        web.get(r"/board/{unit}/{kind:[a-z]+}", rack.page),
        web.get(r"/board/{unit}/{kind:[a-z]+}.docx", rack.file),
    ]


@dataclass(slots=True)
class Rack:
    """Handlers of the papers of the board."""

    database: Database
    registry: Registry
    clock: Callable[[], datetime]
    _papers: dict[tuple[str, str], tuple[datetime, Paper]] = field(default_factory=dict)
    _files: dict[tuple[str, str], tuple[datetime, bytes]] = field(default_factory=dict)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def page(self, request: web.Request) -> web.StreamResponse:
        """GET a paper as a page."""
        found = await self._paper(request)
        if found is None:
            return message(404, page_texts.MISSING)
        unit, kind = request.match_info["unit"], request.match_info["kind"]
        answer = paper_page(found[1], file=f"{kind}.docx", back=f"../{unit}", up="../../")
        answer.headers.update({**HEADERS, **CACHED})
        return answer

    async def file(self, request: web.Request) -> web.StreamResponse:
        """GET the same as .docx."""
        found = await self._paper(request)
        if found is None:
            return message(404, page_texts.MISSING)
        made, paper = found
        key = (request.match_info["unit"], request.match_info["kind"])
        async with self._writing:
            if self._files.get(key, (None, b""))[0] != made:
                self._files[key] = (made, await asyncio.to_thread(docx_of, paper))
        return web.Response(body=self._files[key][1], content_type=DOCX, headers={**file_headers(paper), **CACHED})

    async def _paper(self, request: web.Request) -> tuple[datetime, Paper] | None:
        unit, kind, now = request.match_info["unit"], request.match_info["kind"], self.clock()
        kept = self._papers.get((unit, kind))
        if kept is not None and kept[0] <= now < kept[0] + KEPT_FOR:
            return kept

        def read(reader: Reader) -> Paper | None:
            ctx = self.registry.context(cast("Tx", reader), now)
            try:
                code = unit_of(ctx.district, unit).code
            except NotFound:
                return None
            return shelf.take(ctx, kind, code, "web")

        paper = await self.database.read(read)
        if paper is None:
            return None  # what is not there is not kept: names have no bound
        kept = self._papers[unit, kind] = (now, paper)
        return kept


def file_headers(paper: Paper) -> dict[str, str]:
    """A file is saved under the title of the paper."""
    return {**FILE_HEADERS, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(paper.title)}.docx"}


def paper_page(paper: Paper, *, file: str, back: str, up: str) -> web.Response:
    """A page that reads well on a phone and prints on A4; `file` leads to its .docx, `back` to where it hangs."""
    return render(
        "paper.html",
        paper=paper,
        blocks=list(numbered(paper.body)),
        dated=dated(paper),
        copies=[copy_line(one) for one in paper.copies],
        words=texts,
        file=file,
        back=back,
        up=up,
    )


def docx_of(paper: Paper) -> bytes:
    """The paper for Word and WPS."""
    from bot.papers.docx import docx  # noqa: PLC0415 - slow and large: only for who asks for a file

    return docx(paper)
