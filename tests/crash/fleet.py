"""Several processes of the service on one database, a platform that counts, and people who repeat like WeChat."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TraceConfig, web

from bot.clock import Clock, store_clock
from bot.wechat.signature import sign
from models.district.load import load
from models.migrations import migrate
from models.store.db import Database
from tests.crash.worked import ROOT, TOKEN
from tests.town import DISTRICTS, MONDAY, district_file

ACCOUNT = "gh_fleet"
PATIENCE = 1.0
"""WeChat's five seconds, shortened: a delivery that is not answered by then is cut and comes again."""


@dataclass
class Counting:
    """A WeChat that accepts everything and counts; a client_msg_id reaches a phone once."""

    texts: Counter[tuple[str, str]] = field(default_factory=Counter)
    cards: Counter[tuple[str, str]] = field(default_factory=Counter)
    polls: Counter[tuple[str, str]] = field(default_factory=Counter)
    tokens: int = 0
    _number: int = 0

    async def answer(self, request: web.Request) -> web.Response:
        """Any call."""
        if request.path.endswith("stable_token"):
            self.tokens += 1
            return web.json_response({"access_token": "t" * 40, "expires_in": 7200})
        answer: dict[str, Any] = {"errcode": 0, "errmsg": "ok"}
        if request.path.endswith("/send"):
            said = await request.json()
            if "template_id" in said:
                self.cards[said["touser"], str(said.get("client_msg_id"))] += 1
                self._number += 1
                answer["msgid"] = self._number
            elif said["msgtype"] == "msgmenu" and "解决了吗" in said["msgmenu"]["head_content"]:
                self.polls[said["touser"], said["msgmenu"]["head_content"]] += 1
            else:
                self.texts[said["touser"], str(said[said["msgtype"]])] += 1
        return web.json_response(answer)


@dataclass
class Member:
    """One process."""

    role: str
    port: int
    process: subprocess.Popen[bytes] | None = None


@dataclass
class Fleet:
    """Processes, and what was said to them."""

    database_url: str
    folder: Path
    platform: Counting
    api: str
    session: ClientSession
    members: list[Member]
    ahead: timedelta
    preload: str = ""
    told: dict[int, str] = field(default_factory=dict)
    """MsgId -> the words it was answered with."""
    bodies: dict[int, bytes] = field(default_factory=dict)
    flying: set[int] = field(default_factory=set)
    """Deliveries that were sent whole and are not answered yet."""
    repeated: int = 0
    differing: list[int] = field(default_factory=list)
    number: int = 1000

    def now(self) -> datetime:
        """The instant all of them live in."""
        return datetime.now(UTC) + self.ahead

    async def start(self, *some: Member) -> None:
        """Start these (all) that do not run, and wait until they answer."""
        begun = [one for one in (some or self.members) if one.process is None or one.process.poll() is not None]
        for one in begun:
            one.process = self._spawn(one)
        for one in begun:
            await self._is_up(one)

    def kill(self, *some: Member) -> None:
        """kill -9, all at the same moment."""
        running = [one.process for one in (some or self.members) if one.process is not None]
        for process in running:
            process.send_signal(signal.SIGKILL)
        for process in running:
            process.wait()

    async def stop(self) -> None:
        """As an operator would."""
        running = [one.process for one in self.members if one.process is not None and one.process.poll() is None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        for process in running:
            await asyncio.to_thread(process.wait)

    async def says(self, person: str, text: str) -> str:
        """Deliver words until they are answered."""
        return await self.delivers(person, f"<MsgType>text</MsgType><Content><![CDATA[{text}]]></Content>")

    async def shows(self, person: str) -> str:
        """Deliver a photo until it is answered."""
        return await self.delivers(person, "<MsgType>image</MsgType><PicUrl/><MediaId>m</MediaId>")

    async def delivers(self, person: str, what: str) -> str:
        """A new delivery."""
        self.number += 1
        number = self.number
        head = f"<ToUserName>{ACCOUNT}</ToUserName><FromUserName>{person}</FromUserName>"
        stamp = int(self.now().timestamp())
        body = f"<xml>{head}<CreateTime>{stamp}</CreateTime>{what}<MsgId>{number}</MsgId></xml>"
        self.bodies[number] = body.encode()
        return await self.repeats(number)

    async def repeats(self, number: int) -> str:
        """The same delivery until it is answered; every answer to it must be the same."""
        while True:
            words = await self._post(number)
            if words is not None:
                if self.told.setdefault(number, words) != words:
                    self.differing.append(number)
                return words
            self.repeated += 1
            await asyncio.sleep(0.3)

    async def _post(self, number: int) -> str | None:
        webs = [one for one in self.members if one.role != "worker"]
        stamp, nonce = str(int(self.now().timestamp())), str(random.random())
        query = {"signature": sign(TOKEN, stamp, nonce), "timestamp": stamp, "nonce": nonce}
        address = f"http://127.0.0.1:{random.choice(webs).port}/wechat"
        body = self.bodies[number]
        try:
            async with self.session.post(address, params=query, data=body, trace_request_ctx=number) as response:
                words = await response.text()
                status = response.status
        except (ClientError, TimeoutError, OSError):
            return None
        finally:
            self.flying.discard(number)
        assert status == 200, words
        return words.split("<Content>")[-1].split("</Content>")[0] if "<Content>" in words else ""

    def _spawn(self, one: Member) -> subprocess.Popen[bytes]:
        settings = {
            "ENV": "development",
            "DATABASE_URL": self.database_url,
            "DISTRICT": str(DISTRICTS / "wuda.yaml"),
            "DATA_DIR": str(self.folder),
            "SECRET_KEY": "s" * 40,
            "IDENTITY_KEY": "i" * 40,
            "WECHAT_APP_ID": "wxfleet",
            "WECHAT_APP_SECRET": "fleet",
            "WECHAT_TOKEN": TOKEN,
            "WECHAT_AES_KEY": "",
            "WECHAT_API_BASE": self.api,
            "LOG_LEVEL": "WARNING",
        }
        environment = {**os.environ, **{f"MINQING_{name}": value for name, value in settings.items()}}
        if self.preload:
            environment["LD_PRELOAD"] = self.preload
        command = [sys.executable, "-m", "bot", "serve", "--role", one.role, "--port", str(one.port)]
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    async def _is_up(self, one: Member) -> None:
        assert one.process is not None
        while True:
            assert one.process.poll() is None, (self.folder / "log").read_text(encoding="utf-8")[-3000:]
            try:
                async with self.session.get(f"http://127.0.0.1:{one.port}/healthz"):
                    return
            except (ClientError, TimeoutError, OSError):
                await asyncio.sleep(0.05)


@asynccontextmanager
async def fleet(database_url: str, folder: Path, roles: tuple[str, ...], *, preload: str = "") -> AsyncIterator[Fleet]:
    """Promise running processes on this database on Monday morning."""
    ahead = MONDAY - datetime.now(UTC)
    database = Database(database_url, lanes=1)
    migrate(database)
    database.write_now(lambda tx: store_clock(tx, Clock(ahead)))
    database.write_now(lambda tx: load(tx, district_file("wuda"), MONDAY))
    database.close()
    platform = Counting()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", platform.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api = f"http://127.0.0.1:{runner.addresses[0][1]}"
    flying: set[int] = set()
    async with ClientSession(timeout=ClientTimeout(total=PATIENCE), trace_configs=[_noting(flying)]) as session:
        members = [Member(role, _free_port()) for role in roles]
        it = Fleet(database_url, folder, platform, api, session, members, ahead, preload, flying=flying)
        try:
            await it.start()
            yield it
        finally:
            it.kill()
            await runner.cleanup()


def _noting(flying: set[int]) -> TraceConfig:
    """Note when the whole body of a delivery has gone out."""
    config = TraceConfig()

    async def sent(_session: ClientSession, context: SimpleNamespace, _params: object) -> None:
        if context.trace_request_ctx is not None:
            flying.add(context.trace_request_ctx)

    config.on_request_chunk_sent.append(sent)
    return config


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
