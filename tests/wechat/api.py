"""A small WeChat API on loopback that plays what a test tells it and keeps what it was sent."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.wechat.client import WeChatClient
from bot.wechat.credentials import Credentials
from bot.wechat.token import MemoryTokenStore, TokenStore
from tests.wechat.deliveries import NOW

ACCOUNT = Credentials(app_id="wx1", token="AAAAA", app_secret="secret-of-wx1")
OK: dict[str, Any] = {"errcode": 0, "errmsg": "ok"}


def error(errcode: int, errmsg: str = "some words rid: 61234567-12345678-12345678") -> dict[str, Any]:
    return {"errcode": errcode, "errmsg": errmsg}


@dataclass
class Sent:
    """One request the API was sent."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes
    content_type: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Api:
    """Issues tokens like stable_token and answers other paths with `plan`, then with errcode 0."""

    now: datetime = NOW
    token: str = "token-1"
    good: set[str] = field(default_factory=lambda: {"token-1"})
    forcing_helps: bool = True
    plan: defaultdict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    token_plan: list[Any] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    forced: int = 0
    delay: float = 0.0
    expires_in: int | None = 7200
    alarms: list[tuple[int, str]] = field(default_factory=list)

    @property
    def calls(self) -> Counter[str]:
        return Counter(sent.path for sent in self.sent)

    @property
    def fetches(self) -> int:
        return self.calls["/cgi-bin/stable_token"]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        sent = Sent(request.method, request.path, dict(request.query), body, request.content_type)
        self.sent.append(sent)
        await asyncio.sleep(self.delay)
        if request.path == "/cgi-bin/stable_token":
            return self._issue(sent.json)
        step = self.plan[request.path].pop(0) if self.plan[request.path] else OK
        if request.path.startswith("/sns/") or sent.query.get("access_token") in self.good:
            return await self._play(request, step)
        return web.json_response(error(40001, "invalid credential, access_token is invalid or not latest"))

    def _issue(self, body: dict[str, Any]) -> web.Response:
        if self.token_plan:
            return web.json_response(self.token_plan.pop(0))
        if body["force_refresh"]:
            self.forced += 1
            self.token = f"token-{self.forced + 1}"
            if self.forcing_helps:
                self.good = {self.token}
        answer: dict[str, Any] = {"access_token": self.token}
        if self.expires_in is not None:
            answer["expires_in"] = self.expires_in
        return web.json_response(answer)

    async def _play(self, request: web.Request, step: Any) -> web.StreamResponse:
        if step == "hang up":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if step == "never":
            await asyncio.sleep(60)
        return step if isinstance(step, web.Response) else web.json_response(step)


class Town:
    """An API, its server and clients of it."""

    def __init__(self, session: ClientSession, server: TestServer, api: Api) -> None:
        self.session = session
        self.server = server
        self.api = api

    def connect(self, store: TokenStore | None = None) -> WeChatClient:
        """Start a process of its own: a client with its own memory, and the given store."""
        return WeChatClient(
            self.session,
            str(self.server.make_url("/")),
            ACCOUNT,
            store or MemoryTokenStore(),
            lambda: self.api.now,
            lambda errcode, line: self.api.alarms.append((errcode, line)),
            backoff=(0.0, 0.0),
        )
