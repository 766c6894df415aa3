"""Three times what can be handled: nobody gets a fault notice, everything is filed once, /healthz stays quick.

`OVERLOAD_SECONDS=60` makes the storm longer.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot import service as module
from bot.simulator.words import FAULT_NOTICE
from models.store.db import LANES
from models.store.tx import Tx
from models.tables import Inbox, Voice
from tests.story.running import Running, running

SECONDS = float(os.environ.get("OVERLOAD_SECONDS", "2"))
COST = 0.02
"""Seconds a message costs all writers together here: their capacity is known on every machine."""
SHARE = 3
"""Times that capacity."""
IN_TIME = 3.0 if SECONDS > 10 else 0.5
LAMP = "滨海社区{}号楼楼道灯坏了一个多星期了，晚上老人下楼看不见"


async def test_a_storm_is_an_ordinary_day(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handle = module.handle
    writers = 1 if database_url.startswith("sqlite") else LANES

    def slow(tx: Tx, *rest: Any) -> str | None:
        time.sleep(COST * writers)
        return handle(tx, *rest)

    monkeypatch.setattr(module, "handle", slow)
    monkeypatch.setattr(module, "IN_TIME", IN_TIME)
    pause = 2 * COST / SHARE  # two messages each
    names = tuple(f"居民{n}" for n in range(int(SECONDS / pause)))
    async with running(database_url, tmp_path, names) as at:
        slowest, over = [0.0], asyncio.Event()
        watch = asyncio.create_task(_watch_health(at, slowest, over))
        load = []
        for house, name in enumerate(names, 1):
            load.append(asyncio.create_task(_complains(at, name, house)))
            await asyncio.sleep(pause)
        await asyncio.gather(*load)
        kept = at.service.counts["deferred"]
        over.set()
        await watch
        async with asyncio.timeout(60 + SECONDS):
            await _all_answered(at)
        log = list(at.town.courier.log)
        filed = await _cases(at)
        inbox = await at.service.database.read(lambda reader: reader.find(Inbox))
    assert kept > 0, "it was no storm"
    assert not any(FAULT_NOTICE in _heard(at, name) for name in names)
    assert Counter(one.outcome for one in log) == Counter(one.outcome for one in log if one.attempts == 1)
    assert set(filed) == set(names)
    assert Counter(row.status for row in inbox).keys() <= {"handled", "late"}
    assert len(inbox) == 2 * len(names)
    assert slowest[0] < 1.5


async def _complains(at: Running, name: str, house: int) -> None:
    phone = at.phone(name)
    await phone.says(LAMP.format(house))
    await phone.says("1")


async def _watch_health(at: Running, slowest: list[float], over: asyncio.Event) -> None:
    while not over.is_set():
        began = time.monotonic()
        async with at.session.get(f"{at.address}/healthz") as response:
            assert response.status == 200
            assert (await response.json())["database"] == "ok"
        slowest[0] = max(slowest[0], time.monotonic() - began)
        await asyncio.sleep(0.2)


async def _all_answered(at: Running) -> None:
    while await _waiting(at) or any(  # noqa: ASYNC110 - the phones hear when they hear
        case.number not in _heard(at, name) for name, case in (await _cases(at)).items()
    ):
        await asyncio.sleep(0.2)


async def _waiting(at: Running) -> int:
    async with at.session.get(f"{at.address}/healthz") as response:
        return int((await response.json())["inbox_deferred"])


async def _cases(at: Running) -> dict[str, Any]:
    """Whose case is which; a person with two of them would be seen by their number."""
    cases = {case.id: case for case in await at.cases()}
    voices = await at.service.database.read(lambda reader: reader.find(Voice))
    names = {
        at.service.registry.sealer.account_id(person.openid): person.setting.name for person in at.town.world.people
    }
    assert set(Counter(voice.account_id for voice in voices).values()) <= {1}
    return {names[voice.account_id]: cases[voice.case_id] for voice in voices}


def _heard(at: Running, name: str) -> str:
    return "\n".join(str(line) for line in at.phone(name).heard)
