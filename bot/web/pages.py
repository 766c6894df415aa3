"""The pages behind the cards: /c (a case), /q (a question about it), /m (its photos); no script, no session.

A token is a person's key to one case. Every form carries a number of its own, so that sending it twice does it once,
and every POST ends in a redirect, so that reloading sends nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from aiohttp import web

from bot.media_store import MediaStore
from bot.web.page_input import LARGEST_PHOTO, MOST_PHOTOS, BadFormError, BadPhotoError, read_form
from bot.web.page_rendering import FILE_HEADERS, HEADERS, render, static
from handlers.context import Context, Registry
from handlers.pages import forms, of_post, of_resident, visits
from handlers.pages.forms import LONGEST, Form
from handlers.pages.visits import Visit
from handlers.services import handling
from handlers.texts import pages as texts
from handlers.texts.text import Text
from models.domain.errors import CaseError, NotFound
from models.domain.links import Link, Links
from models.store.db import Database
from models.store.tx import Reader, Tx

log = logging.getLogger("minqing.pages")

Clock = Callable[[], datetime]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_HOTLINE = "12345"
_CLEANED_AT_ONCE = 2
"""Photos unfolded at the same time: each may need a few hundred megabytes for a moment."""


def page_routes(database: Database, registry: Registry, clock: Clock, store: MediaStore) -> list[web.RouteDef]:
    """The routes of the pages."""
    shop = Pages(database, registry, clock, store, asyncio.Semaphore(_CLEANED_AT_ONCE))
    return [
        web.get("/c/{token}", shop.guarded(shop.show)),
        web.post("/c/{token}", shop.guarded(shop.take)),
        web.get("/q/{token}", shop.guarded(shop.show)),
        web.post("/q/{token}", shop.guarded(shop.take)),
        web.get("/m/{token}", shop.guarded(shop.file)),
        web.get("/static/{name}", static),
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page worked out inside the transaction."""

    template: str
    values: dict[str, Any]


class GoneError(Exception):
    """The token was good once."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Handlers of the pages."""

    database: Database
    registry: Registry
    clock: Clock
    store: MediaStore
    cleaning: asyncio.Semaphore

    def guarded(self, handler: Handler) -> Handler:
        """The handler with every failure turned into a page that says what to do."""

        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                return await handler(request)
            except GoneError:
                return message(410, texts.GONE)
            except NotFound:
                return message(404, texts.MISSING)
            except BadFormError:
                return message(400, texts.BAD_FORM)
            except BadPhotoError:
                return message(413, texts.BAD_PHOTO, count=MOST_PHOTOS)
            except web.HTTPException:
                raise
            except Exception:
                log.exception("a page failed")
                return message(500, texts.FAILED, hotline=self._hotline())

        return answer

    async def show(self, request: web.Request) -> web.StreamResponse:
        """GET a page; that a post reads an order is written down before it is shown."""
        link, once = self._link(request), request.query.get("done", "")

        def look(reader: Reader) -> tuple[bool, Shown]:
            ctx = self._context(cast("Tx", reader))  # a page only reads
            done = forms.done(ctx, link, once)
            try:
                seen_by = visits.visit(ctx, link)
            except NotFound:
                if done is None:
                    raise
                # the form was the visitor's last word on this case: it is still said what it did
                return False, Shown("message.html", {"head": texts.PARTED(), "text": done.words})
            private = done is not None and done.form in forms.PRIVATE
            shown = self._page(ctx, seen_by, notice=done.words if done else "", private=private)
            return of_post.needs_look(ctx, seen_by), shown

        unread, shown = await self.database.read(look)
        if unread and request.method == "GET":
            await self.database.write(lambda tx: self._note_look(tx, link), key=link.holder)
        return render(shown.template, **shown.values)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """POST a form, then GET the page; what breaks a rule is said above the form, whose words are kept."""
        link = self._link(request)
        await self.database.read(lambda reader: visits.visit(self._context(cast("Tx", reader)), link))
        sent = await read_form(request, self.store, self.cleaning)
        form = Form(sent.fields.get("do", ""), sent.fields.get("once", ""), sent.fields, tuple(sent.uploads))
        if not form.name or not forms.ONCE.fullmatch(form.once):
            raise BadFormError(BadFormError.__doc__)

        def work(tx: Tx) -> Shown | None:
            ctx = self._context(tx)
            seen_by = visits.visit(ctx, link)
            if sent.too_long:
                return self._page(ctx, seen_by, problem=texts.TOO_LONG(most=LONGEST), form=form)
            try:
                with tx.attempt():
                    forms.submit(ctx, link, form)
            except NotFound:
                raise
            except CaseError as error:
                return self._page(ctx, seen_by, problem=forms.explain(ctx, seen_by, error), form=form)
            return None

        refused = await self.database.write(work, key=link.holder)
        if refused is not None:
            return render(refused.template, 422, **refused.values)
        return web.Response(status=303, headers={**HEADERS, "Location": f"?done={form.once}"})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """GET a photo or recording of a case, by whoever may see the case now."""
        link = self._link(request)
        media = await self.database.read(lambda reader: visits.media_of(self._context(cast("Tx", reader)), link))
        if media.state != "kept":
            raise NotFound(number="")
        path = self.store.path(media.path)
        if not path.is_file():
            log.error("a kept file is missing: media %s", media.id)
            raise NotFound(number="")
        # a browser cannot play what WeChat records: it goes to whatever can
        away = (
            {"Content-Disposition": f'attachment; filename="{media.id}{path.suffix}"'} if media.kind == "voice" else {}
        )
        return web.FileResponse(path, headers={**FILE_HEADERS, "Content-Type": media.mime, **away})

    def _page(
        self,
        ctx: Context,
        seen_by: Visit,
        *,
        notice: str = "",
        problem: str = "",
        private: bool = False,
        form: Form | None = None,
    ) -> Shown:
        values: dict[str, Any] = {
            "notice": notice,
            "problem": problem,
            "sent": form,
            "once": lambda: self.registry.random(12).hex(),
            "service": ctx.district.service_name,
            "hotline": ctx.district.contacts.get("hotline", _HOTLINE),
            "longest": LONGEST,
            "largest": LARGEST_PHOTO >> 20,
        }
        if seen_by.post is None:
            template = "question.html" if seen_by.question is not None else "resident.html"
            return Shown(template, {**values, "page": of_resident.page(ctx, seen_by)})
        moves = of_post.forms(ctx, seen_by) & {"assign", "transfer", "commit"}
        deciding = of_post.pending(ctx, seen_by)
        units = of_post.units_to_choose(ctx, seen_by.post) if moves or deciding is not None else []
        page = of_post.page(ctx, seen_by, identity=private)
        choices = {
            "reasons": texts.OBJECTION_OPTIONS,
            "claims": texts.CLAIM_OPTIONS,
            "pauses": texts.PAUSE_OPTIONS,
            "token": ctx.links.token("c", seen_by.case.id, f"{visits.POST_HOLDER}{seen_by.post.code}", ctx.now),
        }
        return Shown("post.html", {**values, **choices, "page": page, "units": units})

    def _note_look(self, tx: Tx, link: Link) -> None:
        ctx = self._context(tx)
        seen_by = visits.visit(ctx, link)
        if seen_by.post is not None:
            handling.see(ctx, seen_by.case, seen_by.post)

    def _context(self, tx: Tx) -> Context:
        return self.registry.context(tx, self.clock())

    def _link(self, request: web.Request) -> Link:
        purpose, token = request.path.split("/")[1], request.match_info["token"]
        return read_link(self.registry.links, purpose, token, self.clock())

    def _hotline(self) -> str:
        world = self.registry.latest
        return world.district.contacts.get("hotline", _HOTLINE) if world is not None else _HOTLINE


def read_link(links: Links, purpose: str, token: str, now: datetime) -> Link:
    """What a token says. Raises GoneError for one that was good once, NotFound for any other."""
    link = links.read(purpose, token, now)
    if link is None:
        if links.read(purpose, token, _LONG_AGO) is not None:
            raise GoneError(GoneError.__doc__)
        raise NotFound(number="")
    return link


def message(status: int, said: tuple[Text, Text], **words: object) -> web.Response:
    """A page of two sentences."""
    return render("message.html", status, head=said[0](), text=said[1](**words))
