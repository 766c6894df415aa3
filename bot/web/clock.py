"""/sim/clock: the moved clock, for development on this machine only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

LONGEST_MOVE = timedelta(days=400)


def clock_routes(
    now: Callable[[], datetime],
    next_due: Callable[[], Awaitable[datetime | None]],
    advance: Callable[[timedelta], Awaitable[dict[str, Any]]],
) -> list[web.RouteDef]:
    """GET tells the time (and what is due next); POST {"advance": seconds} moves it and does all due work."""

    async def tell(_request: web.Request) -> web.Response:
        coming = await next_due()
        return web.json_response({"now": now().isoformat(), "next": coming.isoformat() if coming else None})

    async def move(request: web.Request) -> web.Response:
        try:
            body = await request.json()
            seconds = float(body["advance"])
            span = timedelta(seconds=seconds)
        except (ValueError, KeyError, TypeError, OverflowError):
            return web.json_response({"error": 'send {"advance": seconds}'}, status=400)
        if not timedelta(0) <= span <= LONGEST_MOVE:
            return web.json_response({"error": f"0 to {LONGEST_MOVE.days} days forward"}, status=400)
        return web.json_response(await advance(span))

    return [web.get("/sim/clock", tell), web.post("/sim/clock", move)]
