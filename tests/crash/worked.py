"""A service in a process of its own that can be killed, a WeChat that only counts, and a load of deliveries."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from asyncio.subprocess import PIPE, STDOUT
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.clock import Clock, store_clock
from bot.wechat.signature import sign
from models.district.load import load
from models.migrations import migrate
from models.store.db import Database
from tests.town import DISTRICTS, MONDAY, district_file

ROOT = Path(__file__).parents[2]
TOKEN = "crashtoken"
ACCOUNT = "gh_crash"
COPIES = 2
"""WeChat's second delivery may come while the first is still worked on."""


@dataclass
class Platform:
    """An API that accepts everything and remembers it; `before_answer` is called between a send and its answer."""

    sends: list[dict[str, Any]] = field(default_factory=list)
    before_answer: Callable[[], None] | None = None

    async def answer(self, request: web.Request) -> web.Response:
        """Any call of the API."""
        if request.path.endswith("stable_token"):
            return web.json_response({"access_token": "t" * 40, "expires_in": 7200})
        if request.path.endswith("/send"):
            self.sends.append(await request.json())
            if self.before_answer is not None:
                self.before_answer()
        return web.json_response({"errcode": 0, "errmsg": "ok"})

    def menus(self, words: str) -> Counter[str]:
        """How often each person was sent an option menu whose head has these words."""
        heads = [
            (one["touser"], one["msgmenu"]["head_content"]) for one in self.sends if one.get("msgtype") == "msgmenu"
        ]
        return Counter(person for person, head in heads if words in head)

    def asked_by_card(self, person: str) -> bool:
        """Whether this person got a card that opens the questionnaire."""
        return any(one["touser"] == person and "/q/" in str(one.get("url")) for one in self.sends)

    def heard(self, person: str) -> str:
        """Everything this person was sent, as one text."""
        return "\n".join(str(one) for one in self.sends if one["touser"] == person)


@dataclass
class Worked:
    """The service, dead or alive."""

    database_url: str
    folder: Path
    platform: Platform
    api: str
    session: ClientSession
    port: int = 0
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    numbers: int = 1000
    acknowledged: int = 0
    killed: asyncio.Event = field(default_factory=asyncio.Event)
    _kill_at: int = 0

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def environment(self, **other: str) -> dict[str, str]:
        """Settings of the service and of commands beside it."""
        settings = {
            "ENV": "development",
            "DATABASE_URL": self.database_url,
            "DISTRICT": str(DISTRICTS / "wuda.yaml"),
            "DATA_DIR": str(self.folder),
            "SECRET_KEY": "s" * 40,
            "IDENTITY_KEY": "i" * 40,
            "WECHAT_APP_ID": "wxcrash",
            "WECHAT_APP_SECRET": "crash",
            "WECHAT_TOKEN": TOKEN,
            "WECHAT_AES_KEY": "",
            "WECHAT_API_BASE": self.api,
            "LOG_LEVEL": "WARNING",
            **other,
        }
        return {**os.environ, **{f"MINQING_{name}": value for name, value in settings.items()}}

    async def command(self, *words: str, **other: str) -> tuple[int, str]:
        """Run `minqing` beside the service, with other settings where given: exit status and all it said."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, cwd=ROOT, env=self.environment(**other), stdout=PIPE, stderr=STDOUT
        )
        said, _ = await process.communicate()
        return int(process.returncode or 0), said.decode()

    async def start(self) -> None:
        """Start it and wait until it answers."""
        self.port = self.port or _free_port()
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(  # noqa: ASYNC220 - it is to be killed without asking the loop
                [sys.executable, "-m", "bot", "serve", "--port", str(self.port), "--clock-control"],
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        while True:
            assert process.poll() is None, (self.folder / "log").read_text(encoding="utf-8")
            try:
                async with self.session.get(f"{self.address}/healthz"):
                    return
            except (ClientError, TimeoutError):
                await asyncio.sleep(0.05)

    def kill(self) -> None:
        """kill -9."""
        self.processes[-1].send_signal(signal.SIGKILL)
        self.processes[-1].wait()
        self.killed.set()

    def kill_after(self, acknowledgements: int) -> None:
        """kill -9 as soon as so many more deliveries were acknowledged."""
        self.killed.clear()
        self._kill_at = self.acknowledged + acknowledgements

    async def stop(self) -> None:
        """End it as an operator would."""
        process = self.processes[-1]
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(process.wait)

    async def move(self, span: timedelta) -> dict[str, Any] | None:
        """Let time pass; None when the service died over it."""
        body = {"advance": span.total_seconds()}
        try:
            async with self.session.post(f"{self.address}/sim/clock", json=body) as response:
                assert response.status == 200
                return dict(await response.json())
        except (ClientError, TimeoutError):
            return None

    async def now(self) -> datetime:
        """The service's clock."""
        async with self.session.get(f"{self.address}/sim/clock") as response:
            return datetime.fromisoformat((await response.json())["now"])

    async def says(self, person: str, text: str) -> str:
        """Deliver words until they are acknowledged, twice at once each time; the words answered."""
        return await self._deliver(person, f"<MsgType>text</MsgType><Content><![CDATA[{text}]]></Content>")

    async def shows(self, person: str) -> str:
        """Deliver a photo in the same way."""
        return await self._deliver(person, "<MsgType>image</MsgType><PicUrl/><MediaId>m</MediaId>")

    async def _deliver(self, person: str, what: str) -> str:
        self.numbers += 1
        now = int(MONDAY.timestamp()) + self.numbers
        inner = f"{what}<MsgId>{self.numbers}</MsgId>"
        head = f"<ToUserName>{ACCOUNT}</ToUserName><FromUserName>{person}</FromUserName><CreateTime>{now}</CreateTime>"
        body = f"<xml>{head}{inner}</xml>".encode()
        while True:
            copies = await asyncio.gather(*(self._post(body) for _ in range(COPIES)))
            replies = {copy for copy in copies if copy is not None}
            assert len(replies) <= 1, replies
            if replies:
                return replies.pop()
            await asyncio.sleep(0.2)

    async def _post(self, body: bytes) -> str | None:
        try:
            stamp, nonce = str(int((await self.now()).timestamp())), "n"
            query = {"signature": sign(TOKEN, stamp, nonce), "timestamp": stamp, "nonce": nonce}
            async with self.session.post(f"{self.address}/wechat", params=query, data=body) as response:
                words = await response.text()
        except (ClientError, TimeoutError):
            return None
        assert response.status == 200, words
        self.acknowledged += 1
        if self.acknowledged == self._kill_at:
            self.kill()
        # The moment of a repeat is its own; the words are not.
        return words.split("<Content>")[-1].split("</Content>")[0]


@asynccontextmanager
async def worked(database_url: str, folder: Path) -> AsyncIterator[Worked]:
    """Promise a running service on this migrated database, on Monday morning."""
    database = Database(database_url, lanes=1)
    migrate(database)
    database.write_now(lambda tx: store_clock(tx, Clock(MONDAY - datetime.now(UTC))))
    database.write_now(lambda tx: load(tx, district_file("wuda"), MONDAY))
    database.close()
    platform = Platform()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", platform.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession(timeout=ClientTimeout(total=30)) as session:
        at = Worked(database_url, folder, platform, api, session)
        try:
            await at.start()
            yield at
        finally:
            for process in at.processes:
                if process.poll() is None:
                    process.kill()
                process.wait()
            await runner.cleanup()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
