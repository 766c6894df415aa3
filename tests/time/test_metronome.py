"""The beat of real time: tasks run at their interval, and one that raises beats on."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from scheduler.metronome import Beat, Metronome, beats_of
from scheduler.stepper import advance
from tests.town import MONDAY


async def test_every_task_is_called_again_and_a_raising_one_too() -> None:
    beaten = {"good": 0, "bad": 0}
    done = asyncio.Event()

    async def good() -> None:
        beaten["good"] += 1
        if beaten["bad"] >= 2 and beaten["good"] >= 2:
            done.set()

    async def bad() -> None:
        beaten["bad"] += 1
        raise RuntimeError

    metronome = Metronome({"good": Beat(0.02, good), "bad": Beat(0.02, bad)})
    metronome.start()
    await asyncio.wait_for(done.wait(), 20)
    await metronome.stop()
    await metronome.stop()


async def test_a_task_that_takes_long_is_not_started_a_second_time() -> None:
    running = most = calls = 0
    done = asyncio.Event()

    async def slow() -> None:
        nonlocal running, most, calls
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.05)
        running -= 1
        calls += 1
        if calls == 3:
            done.set()

    metronome = Metronome({"slow": Beat(0.01, slow)})
    metronome.start()
    await asyncio.wait_for(done.wait(), 20)
    await metronome.stop()
    assert most == 1


def test_the_usual_beats_leave_a_push_within_two_seconds() -> None:
    async def nothing() -> None:
        """Do nothing."""

    beats = beats_of({"tick": nothing, "drain": nothing, "sweep": nothing, "media": nothing})
    assert beats["tick"].seconds + beats["drain"].seconds <= 2


async def test_the_clock_stops_at_every_due_instant_in_order() -> None:
    due = [MONDAY + timedelta(minutes=n) for n in (10, 30, 90)]
    seen: list[datetime] = []
    now = MONDAY

    def move(at: datetime) -> None:
        nonlocal now
        now = at
        seen.append(at)

    async def tick_at(at: datetime) -> int:
        return due.count(at)

    async def drain_at(at: datetime) -> int:
        return 0

    async def upcoming() -> datetime | None:
        return next((at for at in due if at > now), None)

    end = MONDAY + timedelta(hours=1)
    stepped = await advance(MONDAY, end, move=move, tick_at=tick_at, drain_at=drain_at, upcoming=upcoming)
    assert seen == [MONDAY, due[0], due[1], end]
    assert (stepped.now, stepped.fired, stepped.sent) == (end, 2, 0)


async def test_the_sweep_is_done_at_start_not_only_after_an_hour() -> None:
    swept = asyncio.Event()

    async def sweep() -> None:
        swept.set()

    metronome = Metronome(beats_of({"sweep": sweep}))
    metronome.start()
    await asyncio.wait_for(swept.wait(), 10)
    await metronome.stop()
