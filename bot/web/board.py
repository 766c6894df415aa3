"""/board and /board/{unit}: the public board; kept for a minute, so that a crowd costs one reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from aiohttp import web

from bot.web.page_rendering import HEADERS, render
from bot.web.pages import message
from handlers.context import Registry
from handlers.services.board import Board, board
from handlers.texts import pages as texts
from models.domain.errors import NotFound
from models.store.db import Database
from models.store.tx import Reader, Tx

KEPT_FOR = timedelta(minutes=1)
PUBLIC = {**HEADERS, "Cache-Control": "public, max-age=60"}


def board_routes(database: Database, registry: Registry, clock: Callable[[], datetime]) -> list[web.RouteDef]:
    """The board of the district and of a unit."""
    shown = Boards(database, registry, clock)
    return [web.get("/board", shown.show), web.get("/board/{unit}", shown.show)]


@dataclass(slots=True)
class Boards:
    """Handler of the board."""

    database: Database
    registry: Registry
    clock: Callable[[], datetime]
    _kept: dict[str, tuple[datetime, Board]] = field(default_factory=dict)

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
        answer = render("board.html", board=kept[1], up="../" if unit else "")
        answer.headers.update(PUBLIC)
        return answer

    def _read(self, reader: Reader, unit: str, now: datetime) -> Board:
        return board(self.registry.context(cast("Tx", reader), now), unit)
