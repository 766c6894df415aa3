"""The database: units of work in, durable results out.

`await database.write(work)` runs `work(tx)` as one unit in a writer thread and resolves after the commit is
durable. A thread takes what is waiting, runs the units one after another, flushes once, commits once (group
commit); if the flush fails the units run again one by one, so that a bad one harms nobody.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
import zlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import Engine
from sqlmodel import SQLModel

from models.store.engines import open_engine, port_for, read_only_engine
from models.store.locks import FileLock
from models.store.ports import Port
from models.store.trouble import name_of
from models.store.tx import Follow, Preload, Reader, Tx, UncleanError, is_of_driver

R = TypeVar("R")
Work = Callable[[Tx], Any]
UNITS_PER_COMMIT = 64
LANES = 3
"""Writers of one process on PostgreSQL; SQLite has one."""
REPEATS = 3
"""How often a unit is run again alone after a deadlock, a serialization failure or a stale row."""
TROUBLE_LASTS = 60.0
"""Seconds after which a refused write that was not followed by another is no news any more."""


@dataclass(frozen=True, slots=True)
class Late:
    """What a unit does instead, cheaply, when its turn comes later than `within` seconds after it was handed over."""

    work: Callable[[Tx], Any]
    within: float
    preload: Preload = ()


class _Unit:
    __slots__ = ("at", "error", "future", "last", "late", "loop", "preload", "result", "work")

    def __init__(
        self,
        work: Work,
        preload: Preload,
        loop: asyncio.AbstractEventLoop | None,
        late: Late | None = None,
        *,
        last: bool = False,
    ) -> None:
        self.last = last
        self.at = time.monotonic()
        self.late = late
        self.work = work
        self.preload = preload
        self.loop = loop
        self.future: Any = loop.create_future() if loop is not None else Future()
        self.result: Any = None
        self.error: BaseException | None = None


class Lane(threading.Thread):
    """One writer thread with one connection."""

    def __init__(self, name: str, port: Port, follow: Follow) -> None:
        super().__init__(name=name, daemon=True)
        self._port = port
        self._follow = follow
        self.waiting: queue.SimpleQueue[_Unit | None] = queue.SimpleQueue()
        self.commits = 0
        self.units = 0
        self.lag = 0.0
        self.watched: dict[type[SQLModel], Callable[[], object]] = {}
        self._trouble = ""
        self._troubled_at = 0.0

    @property
    def trouble(self) -> str:
        """What the database refused last, `` once something was written again."""
        return self._trouble if time.monotonic() - self._troubled_at < TROUBLE_LASTS else ""

    def run(self) -> None:
        stopping = False
        while not stopping:
            unit = self.waiting.get()
            if unit is None:
                break
            batch = [unit]
            while len(batch) < UNITS_PER_COMMIT:
                try:
                    more = self.waiting.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    stopping = True
                    break
                batch.append(more)
            self._handle(batch)
        self._port.close()

    def _handle(self, batch: list[_Unit]) -> None:
        now = time.monotonic()
        self.lag = now - batch[0].at
        for unit in batch:
            if unit.late is not None and now - unit.at > unit.late.within:
                unit.work, unit.preload = unit.late.work, unit.late.preload
        batch.sort(key=_is_last)  # it asks for what the others write: before them it would part their flush
        try:
            filled = self._together(batch)
        except Exception:  # whatever broke the batch is found again, alone, by the unit it belongs to
            self._abandon()
            filled = set()
            for unit in batch:
                filled |= self._alone(unit)
        _deliver(batch)
        for model in filled & self.watched.keys():
            self.watched[model]()

    def _together(self, batch: list[_Unit]) -> set[type[SQLModel]]:
        self._port.begin()
        tx = Tx(self._port)
        wanted = [pair for unit in batch for pair in unit.preload]
        if wanted:
            tx.preload(wanted, self._follow)
        for unit in batch:
            unit.result = unit.error = None
            try:
                with tx.attempt():
                    unit.result = unit.work(tx)
            except Exception as error:
                if tx.is_for_another_try(error):
                    raise
                unit.error = error
        tx.flush()
        self._port.commit()
        self._note_commit(tx, len(batch))
        return tx.filled

    def _alone(self, unit: _Unit) -> set[type[SQLModel]]:
        for round_ in range(REPEATS):
            unit.result = unit.error = None
            tx = Tx(self._port, solo=True, last_try=round_ + 1 == REPEATS)
            try:
                self._port.begin()
                unit.result = unit.work(tx)
                tx.flush()
                self._port.commit()
                self._note_commit(tx, 1)
                return tx.filled
            except Exception as error:
                self._abandon()
                unit.error = error
                cause = error.__cause__ if isinstance(error, UncleanError) else error
                if isinstance(cause, Exception) and is_of_driver(cause):
                    self._trouble, self._troubled_at = name_of(cause), time.monotonic()
                if not tx.is_for_another_try(error):
                    break
        return set()

    def _note_commit(self, tx: Tx, units: int) -> None:
        self.commits += 1
        self.units += units
        if self._trouble and tx.wrote:  # an empty commit says nothing about a full disk
            self._trouble = ""

    def _abandon(self) -> None:
        with contextlib.suppress(Exception):  # a database that is down: the next begin says so to its unit
            self._port.rollback()


class Database:
    """The one object between the asynchronous edge and the synchronous inside."""

    def __init__(self, url: str, *, lanes: int = LANES, follow: Follow = (), exclusive: bool = False) -> None:
        """Open `url` (sqlite:///file or postgresql://...).

        `exclusive` claims an SQLite file for one serving process and raises `FileBusyError` if another has it.
        """
        self._lock: FileLock | None = None
        self._engine: Engine = open_engine(url)
        self.url = self._engine.url
        self.is_sqlite = self._engine.dialect.name == "sqlite"
        if exclusive and self.is_sqlite and self.url.database:
            self._lock = FileLock.of(self.url.database)
        self._readers = read_only_engine(self._engine)
        self._lanes = [
            Lane(f"writer-{n}", port_for(self._engine), follow) for n in range(1 if self.is_sqlite else lanes)
        ]
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="reader")
        self._open = True
        for lane in self._lanes:
            lane.start()

    @property
    def engine(self) -> Engine:
        """For migrations."""
        return self._engine

    @property
    def commits(self) -> tuple[int, int]:
        """(commits, units of work) so far."""
        return sum(lane.commits for lane in self._lanes), sum(lane.units for lane in self._lanes)

    @property
    def waiting(self) -> int:
        """Units that wait for a writer."""
        return sum(lane.waiting.qsize() for lane in self._lanes)

    @property
    def lag(self) -> float:
        """Seconds the unit that had its turn last had waited for it; 0 while nothing waits."""
        return max((lane.lag for lane in self._lanes if lane.waiting.qsize()), default=0.0)

    @property
    def trouble(self) -> str:
        """Why nothing can be written at present (disk full, read-only, locked ...), `` while all is well."""
        return next((lane.trouble for lane in self._lanes if lane.trouble), "")

    def watch(self, model: type[SQLModel], call: Callable[[], object]) -> None:
        """Call this, in a writer's thread, after every commit that gave the table new rows."""
        for lane in self._lanes:
            lane.watched[model] = call

    def write(
        self,
        work: Callable[[Tx], R],
        *,
        key: str = "",
        preload: Preload = (),
        late: Late | None = None,
        last: bool = False,
    ) -> asyncio.Future[R]:
        """Run `work` as one unit; the future resolves after the commit is durable.

        Units of one `key` (a person) run in one lane, in order. Whatever `work` raises is raised here and
        nothing of it is kept. A unit whose turn comes too late does what `late` says instead; one that is to be
        the `last` of its batch, because it looks for what others write, lets those behind it go first.
        """
        unit = _Unit(work, preload, asyncio.get_running_loop(), late, last=last)
        self._lane(key).waiting.put(unit)
        return cast("asyncio.Future[R]", unit.future)

    def write_now(self, work: Callable[[Tx], R], *, key: str = "") -> R:
        """The same for synchronous callers: blocks until the commit is durable."""
        unit = _Unit(work, (), None)
        self._lane(key).waiting.put(unit)
        return cast("R", unit.future.result())

    async def read(self, work: Callable[[Reader], R]) -> R:
        """Run `work` on a read-only connection, off the writer."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self.read_now, work)

    def read_now(self, work: Callable[[Reader], R]) -> R:
        """The same for synchronous callers."""
        port = port_for(self._readers)
        try:
            port.begin()
            return work(Reader(port))
        finally:
            port.rollback()
            port.close()

    def close(self) -> None:
        """Finish what is waiting and let go of the database."""
        if not self._open:
            return
        self._open = False
        for lane in self._lanes:
            lane.waiting.put(None)
        for lane in self._lanes:
            lane.join()
        self._pool.shutdown()
        self._readers.dispose()
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def _lane(self, key: str) -> Lane:
        if not self._open:
            raise RuntimeError("the database is closed")
        return self._lanes[zlib.crc32(key.encode()) % len(self._lanes)]


def _is_last(unit: _Unit) -> bool:
    return unit.last


def _deliver(batch: list[_Unit]) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[_Unit]] = {}
    for unit in batch:
        if unit.loop is not None:
            by_loop.setdefault(unit.loop, []).append(unit)
        elif unit.error is not None:
            unit.future.set_exception(unit.error)
        else:
            unit.future.set_result(unit.result)
    for loop, units in by_loop.items():
        with contextlib.suppress(RuntimeError):  # the loop was closed while the commit ran: nobody is waiting
            loop.call_soon_threadsafe(_resolve, units)


def _resolve(units: list[_Unit]) -> None:
    for unit in units:
        if unit.future.done():  # the caller went away
            continue
        if unit.error is not None:
            unit.future.set_exception(unit.error)
        else:
            unit.future.set_result(unit.result)
