"""/board and /board/{unit}: the public board; kept for a minute, so that a crowd costs one reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from aiohttp import web

from bot.media_store import MediaStore
from bot.web.page_rendering import FILE_HEADERS, HEADERS, render
from bot.web.pages import message
from bot.web.papers import paper_routes
from handlers.context import Registry
from handlers.services.board import Board, board
from handlers.services.board_sections import Notices, notices
from handlers.services.closing import bulletins
from handlers.services.papers import shelf
from handlers.services.works import board as works_board
from handlers.texts import pages as texts
from models.domain.errors import NotFound
from models.domain.working_time import shanghai_day
from models.store.db import Database
from models.store.tx import Reader, Tx

KEPT_FOR = timedelta(minutes=1)
LONGEST_NUMBER = 18
PUBLIC = {**HEADERS, "Cache-Control": "public, max-age=60"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page needs."""

    board: Board
    unit: str
    papers: list[tuple[str, str]]


def board_routes(
    database: Database, registry: Registry, clock: Callable[[], datetime], store: MediaStore | None = None
) -> list[web.RouteDef]:
    """The board of the district and of a unit, their public papers, and photos of deeds that were released."""
    shown = Boards(database, registry, clock, store)
    return [
        web.get("/board", shown.show),
        web.get("/board/{unit}", shown.show),
        web.get("/board/photo/{deed}/{when}", shown.photo),
        web.get("/board/checks/{month}", shown.bulletin),
        web.get("/notices", shown.notices),
        web.get(r"/notices/{year:\d{4}}", shown.notices),
        *paper_routes(database, registry, clock),
    ]


@dataclass(slots=True)
class Boards:
    """Handler of the board."""

    database: Database
    registry: Registry
    clock: Callable[[], datetime]
    store: MediaStore | None = None
    _kept: dict[str, tuple[datetime, Shown]] = field(default_factory=dict)

    async def show(self, request: web.Request) -> web.StreamResponse:
        """GET the board."""
        unit, now = request.match_info.get("unit", ""), self.clock()
        kept = self._kept.get(unit)
        if kept is None or not kept[0] <= now < kept[0] + KEPT_FOR:
            try:
                found = await self.database.read(lambda reader: self._read(reader, unit, now))
            except NotFound:
                return message(404, texts.MISSING)  # unknown names are not kept: their number has no bound
            kept = self._kept[unit] = (now, found)
        found, up = kept[1], "../" if unit else ""
        answer = render("board.html", board=found.board, unit=found.unit, papers=found.papers, up=up)
        answer.headers.update(PUBLIC)
        return answer

    async def photo(self, request: web.Request) -> web.StreamResponse:
        """GET a photo before or after a deed, while its cadre lets it be seen."""
        deed, when, now = request.match_info["deed"], request.match_info["when"], self.clock()
        if not deed.isdigit() or len(deed) > LONGEST_NUMBER or when not in {"before", "after"}:
            return message(404, texts.MISSING)
        found = await self.database.read(
            lambda reader: works_board.photo(self.registry.context(cast("Tx", reader), now), int(deed), when)
        )
        path = self.store.path(found.path) if found is not None and self.store is not None else None
        if found is None or path is None or not path.is_file():
            return message(404, texts.MISSING)
        return web.FileResponse(path, headers={**FILE_HEADERS, "Content-Type": found.mime})

    async def bulletin(self, request: web.Request) -> web.StreamResponse:
        """GET the 抽查通报 of a month."""
        month, now = request.match_info["month"], self.clock()

        def look(reader: Reader) -> bulletins.Bulletin:
            return bulletins.bulletin(self.registry.context(cast("Tx", reader), now), month)

        try:
            found = await self.database.read(look)
        except NotFound:
            return message(404, texts.MISSING)
        answer = render("bulletin.html", page=found, up="../../")
        answer.headers.update(PUBLIC)
        return answer

    async def notices(self, request: web.Request) -> web.StreamResponse:
        """GET a year's 通报, this year's without one."""
        now = self.clock()
        year = int(request.match_info.get("year", "") or shanghai_day(now).year)

        def read(reader: Reader) -> Notices:
            return notices(self.registry.context(cast("Tx", reader), now), year)

        page = await self.database.read(read)
        answer = render("notices.html", page=page, up="../" if "year" in request.match_info else "")
        answer.headers.update(PUBLIC)
        return answer

    def _read(self, reader: Reader, unit: str, now: datetime) -> Shown:
        ctx = self.registry.context(cast("Tx", reader), now)
        code = unit or ctx.district.root
        return Shown(board(ctx, unit), code, shelf.on_board(ctx, code))
