"""One call of the API and the table row that answers it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.simulator.errors import ApiError
from bot.simulator.reports import Reporter
from bot.simulator.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """What an endpoint gets to see."""

    world: World
    reporter: Reporter
    request: web.Request
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def ip(self) -> str:
        return self.request.remote or ""

    def query(self, name: str) -> str:
        """Promise a query parameter, `` when it is absent."""
        return self.request.query.get(name, "")

    def list_of(self, name: str) -> list[Any]:
        """Promise a list of the body; 47001 when it is none."""
        value = self.data.get(name)
        if not isinstance(value, list):
            raise ApiError(47001, f"{name} is not a list")
        return value


Answer = dict[str, Any] | web.StreamResponse
Act = Callable[[Call], Answer | Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path: who may call it how."""

    method: str
    """GET or POST; the other one is answered 43001 / 43002. `*` takes both."""
    path: str
    act: Act
    token: bool = True
    """Whether an access_token is needed."""
    json: bool = True
    """Whether a POST body is JSON (False: a form or nothing)."""
    content_type: str = "application/json"
    """Content type of the answer: /sns/ and media errors come as text/plain."""
