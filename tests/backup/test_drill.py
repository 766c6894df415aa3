"""The restore drill: a backup under load, put up elsewhere, with everything that was acknowledged before it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.media_store import MediaStore
from models.store.db import Database
from models.store.tx import Reader
from models.tables import Case, Event, Inbox, Voice
from tests.crash.worked import Worked, worked

BEFORE = 10
MEANWHILE = 30
LAMP = "滨海社区{}号楼楼道灯坏了一个多星期了，晚上老人下楼看不见"
NUMBER = re.compile(r"WD\d{6}-\d{3,}")
R = TypeVar("R")


async def test_a_backup_under_load_is_a_whole_service_elsewhere(
    database_url: str, elsewhere_url: str, tmp_path: Path
) -> None:
    archive, other = tmp_path / "backup.tar", tmp_path / "elsewhere"
    async with worked(database_url, tmp_path) as at:
        kept = MediaStore(tmp_path / "media").keep(b"a photo of a lamp", "image/jpeg")
        told = dict(await asyncio.gather(*(_complain(at, house) for house in range(1, BEFORE + 1))))
        houses = range(BEFORE + 1, BEFORE + MEANWHILE + 1)
        load = [asyncio.create_task(_complain(at, house)) for house in houses]
        await asyncio.sleep(0)
        status, said = await at.command("backup", str(archive))
        assert (status, archive.exists()) == (0, True), said
        during = dict(await asyncio.gather(*load))
        elsewhere = {"DATABASE_URL": elsewhere_url, "DATA_DIR": str(other)}
        status, said = await at.command("restore", str(archive), **elsewhere)
        assert status == 0, said
        assert (await at.command("verify-log", **elsewhere))[0] == 0
        cases = _read(elsewhere_url, lambda reader: reader.find(Case))
        inbox = _read(elsewhere_url, lambda reader: reader.find(Inbox))
        voices = _read(elsewhere_url, lambda reader: reader.find(Voice))
        events = _read(elsewhere_url, lambda reader: reader.find(Event))
        await at.stop()
        await _goes_on(at, elsewhere_url, other, told)
        again = _read(elsewhere_url, lambda reader: reader.find(Case))
    numbers = {case.number for case in cases}
    assert set(told.values()) <= numbers <= {*told.values(), *during.values()}
    assert len(voices) == len(cases)
    assert {event.case_id for event in events} == {case.id for case in cases}
    assert len(inbox) >= len(cases) * 2
    assert MediaStore(other / "media").path(kept.path).read_bytes() == b"a photo of a lamp"
    assert len(again) == len(cases) + 1


async def _goes_on(at: Worked, url: str, folder: Path, told: dict[str, str]) -> None:
    """The restored service knows who said what, and takes new matters with new numbers."""
    at.database_url, at.folder = url, folder
    await at.start()
    person, number = next(iter(told.items()))
    assert number in await at.says(person, "进度") or f"{int(number[-3:])}号" in await at.says(person, "进度")
    _, new = await _complain(at, 900)
    assert new not in told.values()
    await at.stop()


async def _complain(at: Worked, house: int) -> tuple[str, str]:
    person = f"o-{house}"
    await at.says(person, LAMP.format(house))
    return person, NUMBER.findall(await at.says(person, "1"))[0]


def _read(url: str, work: Callable[[Reader], R]) -> R:
    database = Database(url, lanes=1)
    try:
        return database.read_now(work)
    finally:
        database.close()
