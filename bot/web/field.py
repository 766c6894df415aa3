"""/f/{token}: the desk of visits of a cadre: coverage, 座谈会, issues with forms that order them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from aiohttp import web

from bot.web.page_rendering import render
from bot.web.pages import GoneError, message, read_link
from handlers.context import Context, Registry
from handlers.pages import field
from handlers.services.visiting import topics
from handlers.texts import pages as texts
from models.domain.errors import NotFound
from models.domain.links import Link
from models.domain.text import clean
from models.store.db import Database
from models.store.tx import Reader, Tx

MOST_CHOSEN, LONGEST = 2000, 400


def field_routes(database: Database, registry: Registry, clock: Callable[[], datetime]) -> list[web.RouteDef]:
    """The page and its forms."""
    desk = Field(database, registry, clock)
    return [web.get("/f/{token}", desk.show), web.post("/f/{token}", desk.take)]


@dataclass(frozen=True, slots=True)
class Field:
    """Handlers of the page."""

    database: Database
    registry: Registry
    clock: Callable[[], datetime]

    async def show(self, request: web.Request) -> web.StreamResponse:
        """GET one of the three."""
        try:
            link = read_link(self.registry.links, field.PURPOSE, request.match_info["token"], self.clock())
            values = await self.database.read(lambda reader: self._page(reader, link, dict(request.query), ""))
        except GoneError:
            return message(410, texts.GONE)
        except NotFound:
            return message(404, texts.MISSING)
        return render("field.html", **values)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """POST a form about one issue, then show it as it is now."""
        try:
            link = read_link(self.registry.links, field.PURPOSE, request.match_info["token"], self.clock())
            form = await request.post()
            number = request.query.get("issue", "")
            chosen = [int(str(one)) for one in form.getall("opinion", [])[:MOST_CHOSEN] if str(one).isdigit()]
            fields = {name: clean(str(value))[:LONGEST] for name, value in form.items() if name != "opinion"}

            def work(tx: Tx) -> dict[str, Any]:
                ctx = self.registry.context(tx, self.clock())
                who = field.enter(ctx, link)
                said = field.submit(ctx, who, int(number) if number.isdigit() else 0, fields, chosen)
                return self._page(tx, link, {"issue": number}, said)

            values = await self.database.write(work, key=link.holder)
        except GoneError:
            return message(410, texts.GONE)
        except (NotFound, ValueError):
            return message(404, texts.MISSING)
        return render("field.html", **values)

    def _page(self, reader: Reader, link: Link, asked: dict[str, str], notice: str) -> dict[str, Any]:
        ctx: Context = self.registry.context(cast("Tx", reader), self.clock())
        who = field.enter(ctx, link)
        values: dict[str, Any] = dict.fromkeys(("bars", "forums", "issues", "issue"))
        values |= {"notice": notice, "asked": asked, "units": field.units_of(ctx, who), "title": ""}
        number = asked.get("issue", "")
        if number.isdigit() and len(number) < 10:
            try:
                topic, title, opinions, end = field.issue(ctx, who, int(number))
            except NotFound:  # nothing is left in it
                return {**values, "issues": field.issues(ctx, who)}
            once = self.registry.random(12).hex()
            open_ = topic.status in topics.CHANGED
            return {
                **values,
                "issue": topic,
                "title": title,
                "opinions": opinions,
                "end": end,
                "once": once,
                "open": open_,
            }
        if asked.get("see") == "issues":
            return {**values, "issues": field.issues(ctx, who)}
        if asked.get("see") == "forums":
            title, rows = field.listed(ctx, who, asked)
            return {**values, "forums": rows, "title": title}
        title, bars = field.covered(ctx, who, asked.get("unit", ""))
        return {**values, "bars": bars, "title": title}
