"""Real time: a handful of interval triggers that call what the edge brings; never one job a case."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger("minqing.metronome")

Task = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Beat:
    """How often something is done, in seconds."""

    seconds: float
    task: Task
    at_start: bool = False
    """Also at once: what comes once an hour would not come at all in a service that is restarted often."""


SECONDS: Mapping[str, float] = {"tick": 1.0, "drain": 1.0, "late": 1.0, "media": 2.0, "tags": 10.0, "sweep": 3600.0}
"""The beats the service lives by; a push leaves within two seconds of its cause."""


PATIENCE = 20.0
"""Seconds a beat that runs is waited for at the end: a send and its record take less."""


class Metronome:
    """Runs each task at its beat; a task that is still running is not started again, one that raises goes on."""

    def __init__(self, beats: Mapping[str, Beat]) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._running: set[asyncio.Task[Any]] = set()
        self._at_start = [self._guarded(name, beat.task) for name, beat in beats.items() if beat.at_start]
        self._first: list[asyncio.Task[None]] = []
        for name, beat in beats.items():
            self._scheduler.add_job(
                self._guarded(name, beat.task),
                "interval",
                seconds=beat.seconds,
                id=name,
                name=name,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )

    def start(self) -> None:
        """Begin in the running event loop."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a beat that is still busy is no news
        self._first = [asyncio.create_task(run()) for run in self._at_start]
        self._scheduler.start()

    async def stop(self, patience: float = PATIENCE) -> None:
        """Begin nothing more and let what runs come to its end: a message that was sent is noted as sent."""
        if self._scheduler.running:
            self._scheduler.pause()
        running = [*self._running, *(task for task in self._first if not task.done())]
        if running:
            await asyncio.wait(running, timeout=patience)
        for task in self._first:
            task.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _guarded(self, name: str, task: Task) -> Callable[[], Coroutine[Any, Any, None]]:
        async def run() -> None:
            current = asyncio.current_task()
            if current is not None:
                self._running.add(current)
            try:
                await task()
            except Exception:  # the next beat comes anyway; the log says what happened
                log.exception("a beat failed", extra={"beat": name})
            finally:
                if current is not None:
                    self._running.discard(current)

        return run


def beats_of(tasks: Mapping[str, Task]) -> dict[str, Beat]:
    """The usual beats for tasks by name. Raises KeyError for a name without a beat."""
    return {name: Beat(SECONDS[name], task, at_start=name == "sweep") for name, task in tasks.items()}
