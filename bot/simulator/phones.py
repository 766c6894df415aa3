"""The phones' JSON API under /sim/ and the page that uses it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.simulator.accounts import Person, openid_of
from bot.simulator.actions import Hands
from bot.simulator.config import PhoneSetting
from bot.simulator.endpoints.oauth import COOKIE
from bot.simulator.errors import ApiError
from bot.simulator.phone_acts import bad_request, begin_act, read_body
from bot.simulator.world import World

Insight = Callable[[], Awaitable[list[dict[str, Any]]]]
"""Rows {at, what, why, who, case} of what the service did, newest last."""
PAGE = Path(__file__).parent / "page"
GUARD = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob: http: https:; media-src 'self' blob:; "
    "frame-src 'self' http: https:; object-src 'none'; base-uri 'none'"
}
"""The page takes nothing from the network; pictures of articles and web sheets may come from elsewhere."""
INERT = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
"""What people send is shown, never run."""
LONGEST_WAIT = 25.0
"""Real seconds a page waits for news before it asks again."""


def phone_routes(world: World, hands: Hands, *, insight: Insight | None = None) -> list[web.RouteDef]:
    """Promise the routes of the page, its state and its acts."""
    phones = Phones(world, hands, insight)
    return [
        web.get("/sim/", phones.page),
        web.get("/sim", phones.redirect),
        web.get("/sim/page/{name}", phones.asset),
        web.get("/sim/state", phones.state),
        web.get("/sim/insight", phones.tell_insight),
        web.get("/sim/media/{id}", phones.medium),
        web.get("/sim/deliveries", phones.deliveries),
        web.get("/sim/faults", phones.faults),
        web.post("/sim/faults", phones.plan_faults),
        web.post("/sim/phones", phones.add),
        web.get("/sim/phones/{openid}/open", phones.open),
        web.post("/sim/phones/{openid}/{act}", phones.act),
    ]


class Phones:
    """Handlers of the phones' API; acts answer at once (202) and the chat tells the rest."""

    def __init__(self, world: World, hands: Hands, insight: Insight | None) -> None:
        self._world = world
        self._hands = hands
        self._insight = insight

    async def page(self, _request: web.Request) -> web.StreamResponse:
        """The phones."""
        return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache", **GUARD})

    async def redirect(self, _request: web.Request) -> web.StreamResponse:
        """The same without the last slash."""
        raise web.HTTPFound("/sim/")

    async def asset(self, request: web.Request) -> web.StreamResponse:
        """One file of the page."""
        path = PAGE / request.match_info["name"]
        if path.parent != PAGE or not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    async def state(self, request: web.Request) -> web.StreamResponse:
        """Everything after `since`; with `changes` it waits until there is something new."""
        try:
            since, changes = int(request.query.get("since", "0")), int(request.query.get("changes", "-1"))
            seconds = min(LONGEST_WAIT, float(request.query.get("wait", "0")))
        except ValueError as error:
            raise bad_request(str(error)) from None
        if seconds > 0 and changes >= 0:
            await self._world.chats.wait(changes, seconds)
        chats = self._world.chats
        return web.json_response(
            {
                "born": self._world.born,
                "places": [asdict(place) for place in self._world.config.places],
                "consents": [
                    {"id": template.id, "title": template.title}
                    for template in self._world.templates.approved.values()
                    if template.subscribe
                ],
                "account": self._world.config.account_name,
                "now": self._world.now().isoformat(),
                "seq": chats.seq,
                "changes": chats.changes,
                "closed": chats.closed,
                "entries": [entry.as_json() for entry in chats.since(since)],
                "phones": [self._phone(person) for person in self._world.people],
                "faults": len(self._world.faults.planned) + self._hands.courier.held,
            }
        )

    def _phone(self, person: Person) -> dict[str, Any]:
        windows = self._world.windows.live(person.openid, self._world.now())
        return {
            "openid": person.openid,
            "name": person.setting.name,
            "role": person.setting.role,
            "unit": person.setting.unit,
            "following": person.following,
            "typing": person.typing,
            "reception": person.reception,
            "menu": self._world.menus.seen_by(person.tags),
            "windows": [
                {"trigger": window.trigger, "left": window.left, "until": window.until.isoformat()}
                for window in windows
            ],
        }

    async def tell_insight(self, _request: web.Request) -> web.StreamResponse:
        """What the service did and why, `[]` when nobody tells."""
        return web.json_response(await self._insight() if self._insight else [])

    async def medium(self, request: web.Request) -> web.StreamResponse:
        """A picture or a voice as the phones show it."""
        medium = self._world.media.look(request.match_info["id"])
        if medium is None:
            raise web.HTTPNotFound
        return web.Response(
            body=medium.content,
            content_type=medium.content_type,
            headers={**INERT, "Cache-Control": "max-age=86400"},
        )

    async def deliveries(self, _request: web.Request) -> web.StreamResponse:
        """How the last deliveries fared."""
        rows = [
            {
                "openid": done.envelope.openid,
                "kind": done.envelope.kind,
                "msg_id": str(done.envelope.msg_id),
                "attempts": done.attempts,
                "outcome": done.outcome,
                "detail": done.detail,
            }
            for done in self._hands.courier.log
        ]
        return web.json_response(rows)

    async def faults(self, _request: web.Request) -> web.StreamResponse:
        """What is planned to go wrong."""
        rows = [
            {"on": fault.on, "do": fault.do, "times": fault.times, "errcode": fault.errcode, "seconds": fault.seconds}
            for fault in self._world.faults.planned
        ]
        return web.json_response({"faults": rows, "held": self._hands.courier.held})

    async def plan_faults(self, request: web.Request) -> web.StreamResponse:
        """`{"clear": true, "faults": [row, ...], "release": "forwards" | "backwards", "revoke_tokens": true}`."""
        body = await read_body(request)
        if body.get("clear"):
            self._world.faults.clear()
        if body.get("revoke_tokens"):
            self._world.tokens.revoke_all()
        try:
            for row in body.get("faults", ()):
                self._world.faults.plan(row)
        except (ValueError, TypeError) as error:
            raise bad_request(str(error)) from None
        if body.get("release"):
            await self._hands.courier.release(backwards=body["release"] == "backwards")
        self._world.chats.touch()
        return await self.faults(request)

    async def add(self, request: web.Request) -> web.StreamResponse:
        """One more phone: `{name, role, unit, follows}`."""
        body = await read_body(request)
        name = str(body.get("name", "")).strip()
        if not name:
            raise bad_request("name is missing")
        setting = PhoneSetting(
            openid=str(body.get("openid") or openid_of(name)),
            name=name,
            role=str(body.get("role", "resident")),
            unit=str(body.get("unit", "")),
            follows=bool(body.get("follows", False)),
        )
        try:
            person = self._world.people.add(setting, self._world.now())
        except ValueError as error:
            raise bad_request(str(error)) from None
        self._world.chats.touch()
        return web.json_response(self._phone(person), status=201)

    async def open(self, request: web.Request) -> web.StreamResponse:
        """Open a link in a phone's web sheet: later sign-ins know which phone it was."""
        url = request.query.get("url", "")
        if not url.startswith(("http://", "https://", "/")):
            raise bad_request("not a web address")
        if request.match_info["openid"] not in self._world.people:
            raise bad_request("no such phone", web.HTTPNotFound)
        answer = web.HTTPFound(url)
        answer.set_cookie(COOKIE, request.match_info["openid"], samesite="Lax", httponly=True)
        raise answer

    async def act(self, request: web.Request) -> web.StreamResponse:
        """One act of a person; 404 for an unknown phone or act, 400 for a body that does not fit."""
        openid, name = request.match_info["openid"], request.match_info["act"]
        if openid not in self._world.people:
            raise bad_request("no such phone", web.HTTPNotFound)
        body = await read_body(request)
        try:
            work = begin_act(self._world, self._hands, openid, name, body)
        except (ValueError, TypeError) as error:
            raise bad_request(str(error)) from None
        except KeyError as error:
            raise bad_request(f"no such thing: {error}", web.HTTPNotFound) from None
        except ApiError as error:
            raise bad_request(error.errmsg) from None
        if work is not None:
            self._hands.courier.start(work)
        return web.json_response({"seq": self._world.chats.seq}, status=202)
