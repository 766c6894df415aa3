"""A full disk, a read-only or locked file, a clock that jumps: said on /healthz, nothing lost, well again by itself."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from handlers.services.audit import broken_chains, changed_states
from models.tables import Inbox, Outbox
from tests.story.running import Running, running
from tests.time.stories import file_case, shanghai
from tests.town import Town

LAMP = "滨海社区3号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见"
LONG = "再补充几句，" * 2500
TROUBLES = {
    "disk full": ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000"),
    "read-only": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    "locked": ("PRAGMA busy_timeout = 50", "PRAGMA busy_timeout = 10000"),
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("trouble", TROUBLES)
async def test_the_state_is_said_and_it_is_well_again_without_hands(
    trouble: str, database_url: str, tmp_path: Path
) -> None:
    begins, ends = TROUBLES[trouble]
    async with running(database_url, tmp_path, ("王桂芳", "李晓")) as at:
        world = at.town.world
        world.rules = replace(world.rules, answer_seconds=0.5)
        wang = at.phone("王桂芳")
        await wang.says(LAMP)
        other = sqlite3.connect(str(at.service.database.url.database), isolation_level=None)
        _say(at, begins)
        if trouble == "locked":
            other.execute("BEGIN IMMEDIATE")
        await wang.says(LONG)  # WeChat gives up after three deliveries, and says so itself
        assert await _health(at, (503, trouble)) == (503, trouble)
        if trouble == "locked":
            other.execute("ROLLBACK")
        _say(at, ends)
        other.close()
        await at.town.settles()
        await wang.says("1")
        assert any("WD261123-001" in line for line in wang.heard), wang.heard[-3:]
        assert await _health(at, (200, "ok")) == (200, "ok")
        assert len(await at.cases()) == 1
        inbox = await at.service.database.read(lambda reader: reader.find(Inbox))
        # what was delivered while nothing could be written may still have been kept when it could
        assert Counter(row.status for row in inbox).keys() == {"handled"}


def _say(at: Running, statement: str) -> None:
    """Tell the writer's own connection something between two of its statements."""
    for lane in at.service.database._lanes:
        driver: Any = lane._port.connection.connection.driver_connection
        driver.execute(statement).fetchall()


async def _health(at: Running, expected: tuple[int, str]) -> tuple[int, str]:
    """What the page says, at the latest after some beats."""
    found = (0, "")
    for _ in range(100):
        async with at.session.get(f"{at.address}/healthz") as response:
            found = response.status, str((await response.json())["database"])
        if found == expected:
            break
        await asyncio.sleep(0.1)
    return found


def test_a_clock_that_jumps_forward_does_everything_once(town: Town) -> None:
    town.bind("李晓", "binhai.binhai/handler")
    town.person("李晓").says("待办")
    file_case(town)
    town.clock.now = shanghai(11, 23, 20)  # ten hours in one step, nothing was done in between
    town.advance(seconds=1)
    town.advance(seconds=1)
    kinds = Counter((row.kind, row.case_id, row.post) for row in town.outbox())
    assert set(kinds.values()) == {1}, kinds
    town.advance(days=20)
    assert _is_sound(town)


def test_a_clock_that_jumps_back_does_nothing_twice_and_loses_nothing(town: Town) -> None:
    li = town.bind("李晓", "binhai.binhai/handler")
    li.says("待办")
    file_case(town)
    town.advance(hours=3)
    fired = _said(town)
    town.clock.now = shanghai(11, 23, 8, 40)  # back before anything happened
    town.courier.now = town.clock.now
    assert "没找到" not in li.says("签收 1")
    wang = town.person("孙兰")
    wang.says(LAMP.replace("3号楼", "9号楼"))
    assert "WD" in wang.says("1")
    town.advance(hours=2)
    again = _said(town)
    assert all(again[key] == count for key, count in fired.items()), "something was said again"
    town.advance(days=20)
    assert _is_sound(town)


def _said(town: Town) -> Counter[tuple[str, int | None, str | None]]:
    rows: list[Outbox] = town.outbox()
    return Counter((row.kind, row.case_id, row.post) for row in rows)


def _is_sound(town: Town) -> bool:
    total, broken = town.database.read_now(broken_chains)
    return bool(total) and not broken and not town.database.read_now(changed_states) and not town.broken()
