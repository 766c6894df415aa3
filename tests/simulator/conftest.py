"""A town with a tiny service whose answers each test decides."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import TextReply
from wechatpy.utils import check_signature

from bot.simulator.config import ApprovedTemplate, PhoneSetting, WorldConfig
from bot.simulator.rules import Rules
from bot.simulator.town import Town, open_town

AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
WANG, LI, CHEN = "owang00000000000000000000001", "oli0000000000000000000000002", "ochen00000000000000000000003"


@dataclass
class Hand:
    """A clock that stands still until it is moved."""

    at: datetime = datetime(2026, 11, 23, 1, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def step(self, **amount: float) -> None:
        self.at += timedelta(**amount)


Answer = Callable[[Any], Awaitable[web.Response | str | None]]


@dataclass
class Service:
    """What the little service saw; `answer` decides what it says (str = text reply, None = success)."""

    config: WorldConfig
    seen: list[Any] = field(default_factory=list)
    queries: list[dict[str, str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    answer: Answer | None = None

    async def handle(self, request: web.Request) -> web.Response:
        query, body = dict(request.query), await request.text()
        check_signature(self.config.token, query["signature"], query["timestamp"], query["nonce"])
        self.queries.append(query)
        self.bodies.append(body)
        crypto = None
        if query.get("encrypt_type") == "aes":
            crypto = WeChatCrypto(self.config.token, self.config.aes_key, self.config.app_id)
            body = crypto.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
        message = parse_message(body)
        self.seen.append(message)
        said = await self.answer(message) if self.answer else None
        if isinstance(said, web.Response):
            return said
        if said is None:
            return web.Response(text="success")
        reply = TextReply(content=said, message=message).render()
        if crypto is not None:
            reply = crypto.encrypt_message(reply, query["nonce"], query["timestamp"])
        return web.Response(text=reply, content_type="text/xml")


@dataclass
class Scene:
    """A town, its service, the clock and a client that speaks to the API."""

    town: Town
    service: Service
    clock: Hand
    http: aiohttp.ClientSession
    token: str = ""

    async def call(self, path: str, body: dict[str, Any] | None = None, **query: str) -> dict[str, Any]:
        """Call an API path with a good token; GET without a body."""
        if not self.token:
            world = self.town.world
            self.token, _seconds = world.tokens.issue_stable(world.now())
        query.setdefault("access_token", self.token)
        url = self.town.api_base + path
        if body is None:
            async with self.http.get(url, params=query) as answer:
                return await answer.json(content_type=None)
        async with self.http.post(url, params=query, json=body) as answer:
            return await answer.json(content_type=None)

    async def write(self, openid: str, words: str) -> int:
        """Send a customer-service text; promise the errcode."""
        body = {"touser": openid, "msgtype": "text", "text": {"content": words}}
        return int((await self.call("/cgi-bin/message/custom/send", body))["errcode"])


ORDER = ApprovedTemplate(
    "demo-order",
    "新工单通知",
    {"character_string1": "工单编号", "thing2": "事项", "time4": "截止时间", "phrase5": "紧急程度"},
)
NEWS = ApprovedTemplate("demo-subscribe", "进度通知", {"thing1": "事项"}, subscribe=True)


@asynccontextmanager
async def make_scene(**overrides: Any) -> AsyncIterator[Scene]:
    """Promise a running scene; `rules` fields and config fields may be overridden."""
    rules = {"answer_seconds": 1.5, "report_seconds": 0.0} | overrides.pop("rules", {})
    clock = Hand()
    fields: dict[str, Any] = {
        "now": clock,
        "app_id": "wxba5fad812f8e6fb9",
        "app_secret": "secret-of-the-account",
        "token": "AAAAA",
        "aes_key": AES_KEY,
        "phones": (
            PhoneSetting(WANG, "王桂芳", "resident", "滨海社区"),
            PhoneSetting(LI, "李晓", "community", "滨海社区"),
            PhoneSetting(CHEN, "陈", "leader", "", follows=False),
        ),
        "templates": (ORDER, NEWS),
        "rules": Rules(**rules),
    } | overrides
    config = WorldConfig(**fields)
    service = Service(config)
    app = web.Application()
    app.router.add_post("/wechat", service.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    callback = f"http://127.0.0.1:{runner.addresses[0][1]}/wechat"
    try:
        async with open_town(config, callback) as town, aiohttp.ClientSession() as http:
            yield Scene(town, service, clock, http)
    finally:
        await runner.cleanup()
        await asyncio.sleep(0)


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with make_scene() as running:
        yield running
