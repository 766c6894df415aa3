"""Two web processes and two workers, started and killed at will: one person's words stay in order, each thing once."""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from sqlmodel import col

from models.store.db import Database
from models.store.tx import Reader
from models.tables import Attempt, Case, Event, Inbox, Outbox, Statement, Timer
from tests.crash.fleet import Fleet, fleet

PEOPLE = 6
SENTENCES = 6
LAMP = "滨海社区{}号楼楼道灯坏了一个多星期了，晚上老人下楼看不见"
NUMBER = re.compile(r"WD\d{6}-\d{3,}")
R = TypeVar("R")


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_words_of_one_person_stay_in_order_over_two_and_two(database_url: str, tmp_path: Path) -> None:
    async with fleet(database_url, tmp_path, ("web", "web", "worker", "worker")) as it:
        load = [asyncio.create_task(_tells(it, house)) for house in range(1, PEOPLE + 1)]
        for _ in range(2):
            await asyncio.sleep(random.uniform(0.2, 0.8))
            it.kill(*random.sample(it.members, 2))
            await it.start()
        numbers = dict(await asyncio.gather(*load))
        for _ in range(100):
            if not _read(database_url, _open):
                break
            await asyncio.sleep(0.1)
        await it.stop()
        tokens = it.platform.tokens
    cases = {case.number: case for case in _read(database_url, lambda reader: reader.find(Case))}
    assert sorted(numbers.values()) == sorted(cases), "each filed once"
    # by instant: each writer takes its ids in blocks of its own
    said = _read(database_url, lambda reader: reader.find(Statement, order="at"))
    by_case = {case.id: [one for one in said if one.case_id == case.id] for case in cases.values()}
    for house, number in numbers.items():
        texts = [one.words for one in by_case[cases[number].id] if f"第{house}家" in one.words]
        assert texts == sorted(texts), "out of order"
        assert len(texts) == SENTENCES == len(set(texts))
    events = _read(database_url, lambda reader: reader.find(Event))
    for case in cases.values():
        assert sorted(event.seq for event in events if event.case_id == case.id) == list(range(1, case.seq + 1))
    assert Counter(row.status for row in _read(database_url, lambda reader: reader.find(Inbox))).keys() == {"handled"}
    sent = Counter(
        one.outbox_id
        for one in _read(database_url, lambda reader: reader.find(Attempt))
        if one.result in {"sent", "delivered"}
    )
    assert set(sent.values()) <= {1}, "an outbox row was recorded as sent twice"
    assert tokens <= 4, "the token is shared: at most one fetch a process of the first hour"
    assert not [row for row in _read(database_url, lambda reader: reader.find(Timer)) if row.status == "failed"]


async def _tells(it: Fleet, house: int) -> tuple[int, str]:
    person = f"o-{house}"
    await it.says(person, LAMP.format(house))
    number = NUMBER.findall(await it.says(person, "1"))[0]
    for sentence in range(1, SENTENCES + 1):
        await it.says(person, f"补充 {number} 第{house}家第{sentence}句，楼梯上还是黑的")
    return house, number


def _open(reader: Reader) -> int:
    return len(reader.query(Outbox, col(Outbox.state) == "pending", col(Outbox.lease) == col(Outbox.tries)))


def _read(url: str, work: Callable[[Reader], R]) -> R:
    database = Database(url, lanes=1)
    try:
        return database.read_now(work)
    finally:
        database.close()
