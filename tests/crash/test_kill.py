"""kill -9 in the middle of work: what was acknowledged is there, nothing is there twice, nobody is asked twice."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from handlers.context import Registry
from handlers.services.accounts import make_invite
from models.domain.links import Links
from models.store.db import Database
from models.store.sealing import Sealer
from models.store.tx import Reader
from models.tables import Case, Inbox, Outbox, Voice
from tests.crash.worked import Worked, worked
from tests.town import MONDAY

ROUNDS = 2
PEOPLE = 12
LAMP = "滨海社区{}号楼楼道灯坏了一个多星期了，晚上老人下楼看不见"
NUMBER = re.compile(r"WD\d{6}-\d{3,}")
R = TypeVar("R")


async def test_killed_under_load_it_loses_nothing_it_acknowledged_and_files_nothing_twice(
    database_url: str, tmp_path: Path
) -> None:
    async with worked(database_url, tmp_path) as at:
        filed: dict[str, str] = {}

        async def complain(person: str, house: int) -> None:
            await at.says(person, LAMP.format(house))
            filed[person] = await at.says(person, "1")

        for round_ in range(ROUNDS):
            names = [f"o-{round_}-{n}" for n in range(PEOPLE)]
            at.kill_after(PEOPLE)
            houses = range(round_ * PEOPLE + 1, (round_ + 1) * PEOPLE + 1)  # the same house would be a neighbour's
            load = [asyncio.create_task(complain(name, house)) for name, house in zip(names, houses, strict=True)]
            await at.killed.wait()
            assert not all(task.done() for task in load), "nothing was under way when it was killed"
            await at.start()
            await asyncio.gather(*load)
        await at.stop()

        inbox = _read(at, lambda reader: reader.find(Inbox))
        cases = _read(at, lambda reader: reader.find(Case))
        voices = _read(at, lambda reader: reader.find(Voice))
    assert Counter(row.status for row in inbox) == {"handled": ROUNDS * PEOPLE * 2}
    told = {person: set(NUMBER.findall(words)) for person, words in filed.items()}
    assert len(told) == ROUNDS * PEOPLE
    assert all(len(numbers) == 1 for numbers in told.values()), told
    assert sorted(number for numbers in told.values() for number in numbers) == sorted(case.number for case in cases)
    assert set(Counter(voice.account_id for voice in voices).values()) == {1}


async def test_killed_while_it_asks_it_asks_nobody_twice_and_keeps_no_message_back(
    database_url: str, tmp_path: Path
) -> None:
    async with worked(database_url, tmp_path) as at:
        names = [f"o-{n}" for n in range(6)]
        await at.says("o-cadre", f"绑定 {_invite(at, 'binhai.binhai/handler')}")
        numbers = []
        for house, name in enumerate(names, 1):
            await at.says(name, LAMP.format(house))
            numbers += NUMBER.findall(await at.says(name, "1"))[:1]
        for number in numbers:
            await at.says("o-cadre", f"办结 {number} 灯泡换了新的，已经亮了")
            await at.shows("o-cadre")
        await at.move(timedelta(hours=1))  # the results are told; the question comes in the evening
        assert not at.platform.menus("解决了吗")
        at.platform.before_answer = _kill_at(3, at)
        assert await at.move(timedelta(hours=12)) is None
        at.platform.before_answer = None
        before = at.platform.menus("解决了吗")
        assert before
        await at.start()
        assert await at.now() >= MONDAY.replace(hour=11, minute=0), "a moved clock never goes back"
        for _ in range(4):
            assert await at.move(timedelta(hours=24)) is not None
        await at.stop()
        asked = at.platform.menus("解决了吗")
        rows = _read(at, lambda reader: reader.find(Outbox))
        heard = at.platform.heard("o-cadre")
    assert set(asked.values()) == {1}, asked
    assert all(at.platform.asked_by_card(name) or asked[name] for name in names)
    assert not [row.kind for row in rows if row.state == "pending"]
    assert all(number in heard or f"{int(number[-3:])}号" in heard for number in numbers)


def _kill_at(sends: int, at: Worked) -> Callable[[], None]:
    left = [sends]

    def count() -> None:
        left[0] -= 1
        if left[0] == 0:
            at.kill()

    return count


def _read(at: Worked, work: Callable[[Reader], R]) -> R:
    database = Database(at.database_url, lanes=1)
    try:
        return database.read_now(work)
    finally:
        database.close()


def _invite(at: Worked, post: str) -> str:
    """A code made beside the running service, as the command makes it."""
    registry = Registry(Sealer("i" * 40), Links("s" * 40, at.address), lambda n: b"\x07" * n)
    database = Database(at.database_url, lanes=1)
    try:
        return database.write_now(lambda tx: make_invite(registry.context(tx, MONDAY), post).code)
    finally:
        database.close()
