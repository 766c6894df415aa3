"""The HTTP face: WeChat's API paths and the phones' own under /sim/."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.simulator.actions import Hands
from bot.simulator.deliver import Courier
from bot.simulator.endpoints import access, oauth, people, sending, things
from bot.simulator.endpoints.call import Call, Endpoint
from bot.simulator.errors import ApiError
from bot.simulator.faults import Fault
from bot.simulator.phones import Insight, phone_routes
from bot.simulator.reports import Reporter, reporter_of
from bot.simulator.snapshot import restore_world, save_world
from bot.simulator.world import World

ENDPOINTS: tuple[Endpoint, ...] = tuple(
    chain(access.ENDPOINTS, sending.ENDPOINTS, people.ENDPOINTS, things.ENDPOINTS, oauth.ENDPOINTS)
)
SAVE_EVERY = 5.0
"""Real seconds between two looks at whether something changed."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def simulator_app(
    world: World, courier: Courier, *, insight: Insight | None = None, keep: Path | None = None
) -> web.Application:
    """Promise an application with every path of the simulator.

    `insight` feeds the panel "what the service did and why". The courier and the world's waits end with it.
    `keep` is a folder in which the world outlives a restart.
    """
    app = web.Application(client_max_size=12 << 20)
    app.add_routes(simulator_routes(world, courier, insight=insight))
    attach_world(app, world, courier, keep=keep)
    return app


def attach_world(app: web.Application, world: World, courier: Courier, *, keep: Path | None = None) -> None:
    """Let a world begin and end with an application that serves its routes."""

    async def run(_app: web.Application) -> AsyncIterator[None]:
        saving: asyncio.Task[None] | None = None
        if keep is not None:
            restore_world(world, keep)
            saving = asyncio.create_task(_save_changes(world, courier, keep))
        yield
        await courier.close()
        if saving is not None and keep is not None:
            saving.cancel()
            await asyncio.gather(saving, return_exceptions=True)
            save_world(world, keep)

    async def stop_waits(_app: web.Application) -> None:
        world.close()

    app.cleanup_ctx.append(run)
    app.on_shutdown.append(stop_waits)


async def _save_changes(world: World, courier: Courier, folder: Path) -> None:
    """Save now and then, so that a killed process loses a few seconds of the chats at most."""
    saved = -1
    while True:
        await courier.pause(SAVE_EVERY)
        if world.chats.changes != saved:
            saved = world.chats.changes
            save_world(world, folder)


def simulator_routes(
    world: World, courier: Courier, *, insight: Insight | None = None, api: bool = True
) -> list[web.RouteDef]:
    """Promise the routes alone, for an application that has paths of its own.

    Its owner calls `attach_world` for a clean start and stop, and lets in bodies of 12 MB.
    """
    routes = phone_routes(world, Hands(world, courier), insight=insight)
    if api:
        reporter = reporter_of(courier)
        routes += [web.route("*", end.path, _handler(end, world, reporter)) for end in ENDPOINTS]
        routes += [web.route("*", prefix + "/{rest:.*}", _unknown(world)) for prefix in ("/cgi-bin", "/sns", "/wxaapi")]
    return routes


def _handler(endpoint: Endpoint, world: World, reporter: Reporter) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        raw = await request.read() if endpoint.json and request.method == "POST" else b""
        fault = world.faults.take(endpoint.path, _named(raw))
        if fault is not None:
            if fault.do == "drop":
                return _cut(request)
            await asyncio.sleep(fault.seconds if fault.do != "late" else 0)
        try:
            answer = await _act(endpoint, Call(world, reporter, request), raw, fault)
        except ApiError as error:
            answer = _refusal(world, error)
        if fault is not None and fault.do == "lose":
            return _cut(request)
        if fault is not None and fault.do == "late":
            await asyncio.sleep(fault.seconds)
        if isinstance(answer, web.StreamResponse):
            return answer
        return _json({"errcode": 0, "errmsg": "ok"} | answer if _is_bare(answer) else answer, endpoint.content_type)

    return handle


async def _act(endpoint: Endpoint, call: Call, raw: bytes, fault: Fault | None) -> dict[str, Any] | web.StreamResponse:
    world, request = call.world, call.request
    if endpoint.method not in ("*", request.method):
        raise ApiError(43002 if endpoint.method == "POST" else 43001)
    if endpoint.token:
        world.tokens.check(request.query.get("access_token"), world.now())
    if fault is not None and fault.do == "errcode":
        raise ApiError(fault.errcode, fault.detail)
    world.quotas.count(endpoint.path, world.now())
    data: Any = {}
    if endpoint.json and endpoint.method == "POST":
        if not raw:
            raise ApiError(44002)
        try:
            data = json.loads(raw)
        except ValueError:
            raise ApiError(47001) from None
        if not isinstance(data, dict):
            raise ApiError(47001)
    answer = endpoint.act(replace(call, data=data))
    return await answer if inspect.isawaitable(answer) else answer


def _is_bare(answer: dict[str, Any]) -> bool:
    """Sends and orders answer with errcode 0; questions answer with the thing itself."""
    return "errcode" not in answer and (not answer or "msgid" in answer or set(answer) == {"menuid"})


def _refusal(world: World, error: ApiError) -> dict[str, Any]:
    return {"errcode": error.errcode, "errmsg": f"{error.errmsg} rid: {world.rid()}"}


def _json(answer: dict[str, Any], content_type: str) -> web.Response:
    text = json.dumps(answer, ensure_ascii=False)
    return web.Response(text=text, content_type=content_type, charset="utf-8")


def _named(raw: bytes) -> str:
    """The openid a call names, so that a fault may strike one person only."""
    try:
        data = json.loads(raw) if raw else {}
    except ValueError:
        return ""
    return str(data.get("touser", "")) if isinstance(data, dict) else ""


def _cut(request: web.Request) -> web.Response:
    """End the connection; the answer returned is written to nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _unknown(world: World) -> Handler:
    async def handle(_request: web.Request) -> web.StreamResponse:
        return _json(_refusal(world, ApiError(40066)), "application/json")

    return handle
