"""A running service and a simulated WeChat that talk over HTTP, with a clock the story moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web

from bot.app import Role, build_app, open_service
from bot.clock import Clock, store_clock
from bot.service import Service
from bot.settings import Settings
from bot.simulator.config import Mode, PhoneSetting, WorldConfig, approve
from bot.simulator.town import Phone, Town, open_town
from handlers.services.accounts import make_invite
from models.district.load import load
from models.district.reader import build
from models.domain.working_time import SHANGHAI
from models.store.db import Database
from models.tables import Case
from tests.town import DISTRICTS, district_file

AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
MONDAY = datetime(2026, 11, 23, 9, 10, tzinfo=SHANGHAI).astimezone(UTC)


@dataclass
class Running:
    """A service under test and the town whose phones talk to it."""

    service: Service
    town: Town
    address: str
    session: ClientSession

    def phone(self, who: str) -> Phone:
        """Somebody's phone."""
        return self.town.phone(who)

    async def advance(self, **span: float) -> dict[str, Any]:
        """Let time pass: timedelta(**span)."""
        seconds = timedelta(**span).total_seconds()
        async with self.session.post(f"{self.address}/sim/clock", json={"advance": seconds}) as response:
            assert response.status == 200, await response.text()
            done = dict(await response.json())
        await self.town.settles()
        return done

    async def until(self, month: int, day: int, hour: int, minute: int = 0) -> dict[str, Any]:
        """Let time pass until an instant of 2026, Shanghai time."""
        at = datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)
        return await self.advance(seconds=(at - self.service.now()).total_seconds())

    async def bind(self, who: str, post: str) -> Phone:
        """Give somebody a post by an invitation code sent in chat."""
        registry, now = self.service.registry, self.service.now()
        code = await self.service.database.write(lambda tx: make_invite(registry.context(tx, now), post).code)
        phone = self.phone(who)
        await phone.says(f"绑定 {code}")
        return phone

    async def cases(self) -> list[Case]:
        """All cases, oldest first."""
        return await self.service.database.read(lambda reader: reader.find(Case, order="id"))


@asynccontextmanager
async def running(
    database_url: str,
    folder: Path,
    people: tuple[str, ...],
    *,
    mode: Mode = "plain",
    district: str = "wuda",
    role: Role = "all",
) -> AsyncIterator[Running]:
    """Promise a service on this database whose WeChat is a simulated one."""
    now = [lambda: MONDAY]
    file = district_file(district)
    config = WorldConfig(
        now=lambda: now[0](),  # noqa: PLW0108 - the clock is exchanged below
        app_id="wxstory0000000000",
        app_secret="story",
        token="storytoken",
        aes_key=AES_KEY if mode != "plain" else "",
        mode=mode,
        phones=tuple(PhoneSetting(f"o-{name}", name) for name in people),
        templates=approve(build(file, 1).templates),
    )
    async with open_town(config) as town:
        settings = Settings(
            _env_file=None,
            env="development",
            database_url=database_url,
            district=DISTRICTS / f"{district}.yaml",
            data_dir=folder,
            secret_key="s" * 40,
            identity_key="i" * 40,
            wechat_app_id=config.app_id,
            wechat_app_secret=config.app_secret,
            wechat_token=config.token,
            wechat_aes_key=config.aes_key,
            wechat_api_base=town.api_base,
        )
        database = Database(database_url, lanes=1)
        database.write_now(lambda tx: store_clock(tx, Clock(MONDAY - datetime.now(UTC))))
        database.write_now(lambda tx: load(tx, file, MONDAY))
        database.close()
        service = open_service(settings)
        now[0] = service.now
        runner = web.AppRunner(build_app(service, role=role, clock_control=True), access_log=None, shutdown_timeout=2)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            address = f"http://127.0.0.1:{runner.addresses[0][1]}"
            service.settings = service.settings.model_copy(update={"public_url": address})
            town.courier.callback_url = f"{address}/wechat"
            async with ClientSession() as session:
                yield Running(service, town, address, session)
        finally:
            await runner.cleanup()


@asynccontextmanager
async def worker_beside(at: Running) -> AsyncIterator[Service]:
    """A second process of the same service, for what falls due and what is to be sent; PostgreSQL only."""
    service = open_service(at.service.settings)
    runner = web.AppRunner(build_app(service, role="worker", clock_control=True), access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield service
    finally:
        await runner.cleanup()
