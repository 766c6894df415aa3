"""A running service, a WeChat that fails on demand, and a push that has to get through."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.simulator.faults import Fault
from bot.wechat import caller
from handlers.services.alarms import open_alarms
from models.tables import Attempt, Outbox
from tests.story.running import Running, running

KEFU = "/cgi-bin/message/custom/send"
TEMPLATE = "/cgi-bin/message/template/send"
TOKEN = "/cgi-bin/stable_token"
MEDIA = "/cgi-bin/media/get"
LAMP = "滨海社区{}号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见"
PEOPLE = ("王桂芳", "李晓", "赵敏", "孙工", "周航")


@dataclass
class Misbehaving:
    """The service with what it did to the platform."""

    at: Running
    calls: Counter[str] = field(default_factory=Counter)
    houses: int = 0

    def fails(self, on: str, do: str, times: int = 1, **more: Any) -> None:
        """Plan a fault; -1 times = until it is mended."""
        self.at.town.world.faults.plan({"on": on, "do": do, "times": times, **more})

    def mended(self) -> None:
        """Everything works again."""
        self.at.town.world.faults.clear()

    def rules(self, **changes: Any) -> None:
        """Other numbers of the platform from now on."""
        world = self.at.town.world
        world.rules = replace(world.rules, **changes)

    async def files(self, who: str = "王桂芳") -> Outbox:
        """A resident files a matter of the handler's; the order's row."""
        self.houses += 1
        phone = self.at.phone(who)
        await phone.says(LAMP.format(self.houses))
        await phone.says("1")
        return (await self.rows(kind="order"))[-1]

    async def rows(self, **equals: Any) -> list[Outbox]:
        """Outbox rows, oldest first."""
        return await self.at.service.database.read(lambda reader: reader.find(Outbox, order="id", **equals))

    async def row(self, row: Outbox) -> Outbox:
        """The row as it is now."""
        return (await self.rows(id=row.id))[0]

    async def attempts(self, row: Outbox) -> list[Attempt]:
        """Every try of a row."""
        found: list[Attempt] = await self.at.service.database.read(
            lambda reader: reader.find(Attempt, outbox_id=row.id, order="id")
        )
        return found

    async def settled(self, row: Outbox, within: float = 8.0) -> Outbox:
        """The row once it does not wait for a first result any more; real seconds."""
        async with asyncio.timeout(within):
            while True:
                now = await self.row(row)
                if now.state != "pending" or (now.tries == now.lease > 0 and now.not_before > self.at.service.now()):
                    await self.at.town.settles()
                    return await self.row(row)
                await asyncio.sleep(0.02)

    async def reaches(self, row: Outbox, state: str, within: float = 8.0) -> Outbox:
        """The row once it is in this state, or as it is after `within` real seconds."""
        for _ in range(int(within / 0.05)):
            await self.at.town.settles()
            now = await self.row(row)
            if now.state == state:
                break
            await asyncio.sleep(0.05)
        return now

    async def passes(self, **span: float) -> None:
        """Time passes, in steps of the service's own."""
        await self.at.advance(**span)

    async def alarms(self) -> set[str]:
        """Keys of the alarms that stand."""
        now = self.at.service.now()
        found = await self.at.service.database.read(lambda reader: open_alarms(reader, now))
        return {f"{one.code}:{one.key}" for one in found}

    def heard(self, who: str, *words: str) -> int:
        """How often somebody's phone showed one of these words."""
        return sum(any(word in line for word in words) for line in self.at.phone(who).heard)


@asynccontextmanager
async def misbehaving(
    database_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, rules: Mapping[str, Any] | None = None
) -> AsyncIterator[Misbehaving]:
    """Promise a service whose handler 李晓 has just written: the customer-service window is open."""
    monkeypatch.setattr(caller, "BACKOFF", (0.0, 0.0))
    async with running(database_url, folder, PEOPLE) as at:
        it = Misbehaving(at)
        world = at.town.world
        world.rules = replace(world.rules, report_seconds=0.0, **(rules or {}))
        take = world.faults.take

        def counting(where: str, openid: str = "") -> Fault | None:
            it.calls[where] += openid in ("", "o-李晓")
            return take(where, openid)

        monkeypatch.setattr(world.faults, "take", counting)
        await at.bind("李晓", "binhai.binhai/handler")
        await at.bind("赵敏", "binhai/duty")
        it.calls.clear()
        yield it


WINDOW_IS_OVER = timedelta(hours=49)
