"""/survey/{n}: a questionnaire by QR; /w/{token}: by a link that is good once; also its poster and its results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from aiohttp import web

from bot.web import qr
from bot.web.page_input import BadFormError
from bot.web.page_rendering import FILE_HEADERS, render
from bot.web.pages import GoneError, message, read_link
from handlers.context import Context, Registry
from handlers.pages import questionnaires
from handlers.services.visiting import surveys
from handlers.texts import pages as page_texts
from handlers.texts import surveys as texts
from models.domain.errors import MissingPart, NotFound
from models.domain.links import Link
from models.domain.text import clean
from models.store.db import Database
from models.store.tx import Reader, Tx
from models.tables import Survey

MOST_FIELDS = 20
LONGEST = 1000


def survey_routes(database: Database, registry: Registry, clock: Callable[[], datetime]) -> list[web.RouteDef]:
    """The pages of questionnaires."""
    desk = Surveys(database, registry, clock)
    return [
        web.get("/survey/{number}", desk.guarded(desk.show)),
        web.post("/survey/{number}", desk.guarded(desk.take)),
        web.get("/survey/{number}/qr", desk.guarded(desk.poster)),
        web.get("/survey/{number}/code.svg", desk.guarded(desk.code)),
        web.get("/survey/{number}/results", desk.guarded(desk.results)),
        web.get("/w/{token}", desk.guarded(desk.show)),
        web.post("/w/{token}", desk.guarded(desk.take)),
    ]


Handler = Callable[[web.Request], Any]


@dataclass(frozen=True, slots=True)
class Surveys:
    """Handlers of the questionnaires."""

    database: Database
    registry: Registry
    clock: Callable[[], datetime]

    def guarded(self, handler: Handler) -> Handler:
        """The handler with what may go wrong as a page."""

        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                return cast("web.StreamResponse", await handler(request))
            except GoneError:
                return message(410, page_texts.GONE)
            except NotFound:
                return message(404, page_texts.MISSING)
            except BadFormError:
                return message(400, page_texts.BAD_FORM)

        return answer

    async def show(self, request: web.Request) -> web.StreamResponse:
        """GET the questionnaire, or say that it is over, or that the link was used."""
        link = self._link(request)

        def look(reader: Reader) -> tuple[str, dict[str, Any]]:
            ctx = self.registry.context(cast("Tx", reader), self.clock())
            return self._page(ctx, request, link)

        template, values = await self.database.read(look)
        return render(template, up=_up(request), **values)

    async def take(self, request: web.Request) -> web.StreamResponse:
        """POST it: counted once, then a page that says thanks."""
        link = self._link(request)
        fields = await _fields(request)
        turn = link.holder if link is not None else fields.get("once", "")

        def work(tx: Tx) -> tuple[int, str, dict[str, Any]]:
            ctx = self.registry.context(tx, self.clock())
            survey = self._survey(ctx, request, link)
            if not surveys.is_open(survey, ctx.now):
                return 410, *self._page(ctx, request, link)
            try:
                taken = questionnaires.take(ctx, survey, fields, link)
            except MissingPart:
                template, values = self._page(ctx, request, link)
                return 422, template, {**values, "problem": texts.NOTHING(), "fields": fields}
            if not taken and link is not None:
                return 409, *self._page(ctx, request, link)
            return 200, "survey_done.html", self._done(survey)

        status, template, values = await self.database.write(work, key=turn)
        return render(template, status, up=_up(request), **values)

    async def poster(self, request: web.Request) -> web.StreamResponse:
        """GET the page to print and hang up."""
        screen, number = await self.database.read(lambda reader: self._screen(reader, request))
        return render("survey_qr.html", up="../../", page=screen, number=number, words=texts)

    async def code(self, request: web.Request) -> web.StreamResponse:
        """GET the QR code as SVG."""
        _, number = await self.database.read(lambda reader: self._screen(reader, request))
        drawn = qr.svg(self.registry.links.page(f"survey/{number}"), scale=6)
        return web.Response(body=drawn, content_type="image/svg+xml", headers=FILE_HEADERS)

    async def results(self, request: web.Request) -> web.StreamResponse:
        """GET what may be told."""

        def look(reader: Reader) -> questionnaires.Outcome:
            ctx = self.registry.context(cast("Tx", reader), self.clock())
            return questionnaires.outcome(ctx, questionnaires.of_number(ctx, request.match_info["number"]))

        return render("survey_results.html", up="../../", page=await self.database.read(look), words=texts)

    def _screen(self, reader: Reader, request: web.Request) -> tuple[questionnaires.Screen, int]:
        ctx = self.registry.context(cast("Tx", reader), self.clock())
        survey = questionnaires.of_number(ctx, request.match_info["number"])
        return questionnaires.screen(ctx, survey, own=False), survey.number

    def _page(self, ctx: Context, request: web.Request, link: Link | None) -> tuple[str, dict[str, Any]]:
        survey = self._survey(ctx, request, link)
        if not surveys.is_open(survey, ctx.now):
            text = texts.OVER_TEXT(name=survey.name, until=questionnaires.until(survey))
            return "survey_done.html", {**self._done(survey), "head": texts.OVER(), "text": text}
        if link is not None and questionnaires.is_used(ctx, survey, link):
            return "survey_done.html", {**self._done(survey), "head": texts.USED(), "text": texts.USED_TEXT()}
        page = questionnaires.screen(ctx, survey, own=link is not None)
        once = self.registry.random(12).hex()
        return "survey.html", {"page": page, "once": once, "words": texts, "problem": "", "fields": {}}

    def _done(self, survey: Survey) -> dict[str, Any]:
        return {"head": texts.SENT(), "text": texts.SENT_TEXT(), "number": survey.number, "words": texts}

    def _survey(self, ctx: Context, request: web.Request, link: Link | None) -> Survey:
        if link is not None:
            return questionnaires.of_link(ctx, link)
        return questionnaires.of_number(ctx, request.match_info["number"])

    def _link(self, request: web.Request) -> Link | None:
        token = request.match_info.get("token")
        return read_link(self.registry.links, surveys.PURPOSE, token, self.clock()) if token is not None else None


async def _fields(request: web.Request) -> dict[str, str]:
    try:
        form = await request.post()
    except (ValueError, web.HTTPRequestEntityTooLarge) as error:
        raise BadFormError(BadFormError.__doc__) from error
    pairs = list(form.items())[:MOST_FIELDS]
    return {name: clean(value)[:LONGEST] for name, value in pairs if isinstance(value, str)}


def _up(_request: web.Request) -> str:
    return "../"
