"""Rounds of load, a kill at a random moment, a restart, and a count of everything that must still be so."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from sqlmodel import col

from bot.clock import Clock, store_clock
from handlers.context import Registry
from handlers.services.accounts import make_invite
from handlers.services.audit import broken_chains, changed_states
from models.domain.links import Links
from models.store.db import Database
from models.store.sealing import Sealer
from models.store.tx import Reader, Tx
from models.tables import Assignment, Case, Event, Inbox, Outbox, Timer, Voice
from tests.crash.fleet import Fleet, Member, fleet
from tests.crash.servers import Postgres, cut_power, shim

PEOPLE = 10
LAMP = "滨海社区{}号楼楼道灯坏了一个多星期了，晚上老人下楼看不见"
CADRE = "o-cadre"
NUMBER = re.compile(r"WD\d{6}-\d{3,}")
LEASES_END = timedelta(minutes=3)
R = TypeVar("R")


@dataclass(frozen=True)
class Mode:
    """What runs, and what is killed."""

    database: str
    roles: tuple[str, ...]
    victims: Callable[[list[Member]], list[Member]]
    power: bool = False
    server: bool = False
    """Whether PostgreSQL is what is killed."""
    kills: int = 1
    """In a round."""


def _some(members: list[Member]) -> list[Member]:
    return random.sample(members, random.randint(1, len(members)))


def _of(role: str) -> Callable[[list[Member]], list[Member]]:
    return lambda members: [one for one in members if one.role == role]


MODES = {
    "sqlite": Mode("sqlite", ("all",), list),
    "power": Mode("sqlite", ("all",), list, power=True),
    "web": Mode("postgres", ("web", "worker"), _of("web")),
    "worker": Mode("postgres", ("web", "worker"), _of("worker")),
    "both": Mode("postgres", ("web", "worker"), list),
    "postgres": Mode("postgres", ("web", "worker"), lambda members: [], server=True),
    "crowd": Mode("postgres", ("web", "web", "worker", "worker"), _some, kills=3),
}


@dataclass
class Tally:
    """What was counted in one mode; the last six must stay 0."""

    kills: int = 0
    acknowledged: int = 0
    repeats: int = 0
    """Deliveries that came again because nobody had answered."""
    uncommitted: int = 0
    """Deliveries under way at a kill of which nothing was kept: it fell between receipt and commit."""
    unanswered: int = 0
    """Deliveries under way at a kill that were kept: it fell between commit and answer."""
    leased: int = 0
    """Messages to people whose result was not recorded at a kill."""
    fired: int = 0
    cards_again: int = 0
    """Cards handed over twice under one client_msg_id: WeChat shows one."""
    texts_again: int = 0
    cut: int = 0
    """Bytes of the log a power cut took away."""
    lost: int = 0
    half: int = 0
    doubled: int = 0
    differing: int = 0
    polls_twice: int = 0
    undone: int = 0
    """Timers or messages that were due and not done in the end, failed ones too."""

    def violations(self) -> int:
        """What must be 0."""
        return self.lost + self.half + self.doubled + self.differing + self.polls_twice + self.undone


@dataclass
class Crash:
    """One mode at work."""

    mode: Mode
    it: Fleet
    server: Postgres | None
    tally: Tally = field(default_factory=Tally)
    houses: int = 0
    people: list[str] = field(default_factory=list)
    hit: asyncio.Event = field(default_factory=asyncio.Event)
    finished: set[int] = field(default_factory=set)

    async def begin(self) -> None:
        """A cadre for the orders; he wrote, so that messages and cards both go out."""
        await self.it.says(CADRE, f"绑定 {self._invite()}")

    async def round(self) -> None:
        """Load, kills in it, restart, repeats; then everything is counted."""
        names = [f"o-{len(self.people) + n}" for n in range(PEOPLE)]
        self.people += names
        self._pull_timers()
        self.hit.clear()
        load = [asyncio.create_task(self._complains(name)) for name in names]
        load.append(asyncio.create_task(self._works()))
        for _ in range(self.mode.kills):
            flight = await self._kill()
            self._examine(flight)
            await self.it.start()
        self.hit.set()
        await asyncio.gather(*load)
        known = list(self.it.told)
        again = flight | set(random.sample(known, min(8, len(known))))
        await asyncio.gather(*(self.it.repeats(number) for number in again))
        self._count()

    async def end(self) -> None:
        """Leases of the dead run out; whatever is due is done; what was sent is counted."""
        await self.it.stop()
        self.it.ahead += LEASES_END
        ahead = self.it.ahead
        self._write(lambda tx: store_clock(tx, Clock(ahead)))
        await self.it.start()
        for _ in range(150):
            if not self._waiting():
                break
            await asyncio.sleep(0.2)
        await self.it.stop()
        self.tally.undone += self._waiting()
        timers = self._read(lambda reader: reader.find(Timer))
        self.tally.fired = sum(one.fired_at is not None for one in timers)
        failed = self._read(lambda reader: reader.find(Outbox, state="failed"))
        self.tally.undone += len(failed) + sum(one.status == "failed" for one in timers)
        platform = self.it.platform
        self.tally.polls_twice = sum(count - 1 for count in platform.polls.values())
        self.tally.cards_again = sum(count - 1 for count in platform.cards.values())
        self.tally.texts_again = sum(count - 1 for count in platform.texts.values())
        self.tally.differing = len(self.it.differing)
        self._count()

    # -- the load ----------------------------------------------------------------------------------------------------

    async def _complains(self, person: str) -> None:
        self.houses += 1
        words = LAMP.format(self.houses)
        await asyncio.sleep(random.random() * 0.3)
        await self.it.says(person, words)
        await self.it.says(person, "1")
        while not self.hit.is_set():  # whenever the kill comes, something is under way
            await self.it.says(person, "进度")

    async def _works(self) -> None:
        """The cadre reports some older cases done, so that their people are asked."""
        cases = self._read(lambda reader: reader.find(Case, state="dispatched", order="id"))
        for case in [one for one in cases if one.id not in self.finished][:2]:
            self.finished.add(case.id)
            await self.it.says(CADRE, f"办结 {case.number} 灯泡换了新的，已经亮了")
            await self.it.shows(CADRE)

    def _pull_timers(self) -> None:
        """What would fall due in days falls due in this round: the first look at orders, and the questions."""
        now = self.it.now()

        def pull(tx: Tx) -> None:
            for kind, stage in (("sign", ""), ("poll", "ask1")):
                for timer in tx.query(Timer, col(Timer.status) == "pending", col(Timer.kind) == kind):
                    if timer.fired_at is None and timer.stage in {"", stage}:
                        tx.update(timer, due_at=now + timedelta(seconds=random.random() * 2))

        self._write(pull)

    # -- the kill ----------------------------------------------------------------------------------------------------

    async def _kill(self) -> set[int]:
        await asyncio.sleep(0.05 + random.random() * 0.6)
        for _ in range(200):  # a kill that hits nothing under way proves nothing
            if self.it.flying or all(one.role == "worker" for one in self.mode.victims(self.it.members)):
                break
            await asyncio.sleep(0.005)
        flight = set(self.it.flying)
        self.tally.kills += 1
        if self.server is not None and self.mode.server:
            await asyncio.to_thread(self.server.kill)
            await asyncio.to_thread(self.server.start)
        else:
            self.it.kill(*self.mode.victims(self.it.members))
        if self.mode.power:
            self.tally.cut += cut_power(self._file)
        return flight

    def _examine(self, flight: set[int]) -> None:
        kept = self._numbers()
        answered = set(self.it.told)
        self.tally.unanswered += len((flight & kept) - answered)
        self.tally.uncommitted += len(flight - kept - answered)
        rows = self._read(lambda reader: reader.find(Outbox, state="pending"))
        self.tally.leased += sum(row.lease > row.tries for row in rows)

    # -- what must be so ---------------------------------------------------------------------------------------------

    def _count(self) -> None:
        self.tally.acknowledged = len(self.it.told)
        self.tally.repeats = self.it.repeated
        lost, half, doubled = self._read(self._look)
        self.tally.lost = lost
        self.tally.half = half
        self.tally.doubled = doubled

    def _look(self, reader: Reader) -> tuple[int, int, int]:
        inbox = {int(row.key.split(":", 1)[0]): row for row in reader.find(Inbox)}
        kept = {number for number, row in inbox.items() if row.status in {"handled", "deferred", "late"}}
        cases = {case.id: case for case in reader.find(Case)}
        voices = reader.find(Voice)
        numbers = {case.number for case in cases.values()}
        told = {number for words in self.it.told.values() for number in NUMBER.findall(words)}
        lost = len(set(self.it.told) - kept) + len(told - numbers)
        events = Counter(event.case_id for event in reader.find(Event))
        assigned = {one.case_id for one in reader.find(Assignment)}
        voiced = Counter(voice.case_id for voice in voices)
        half = sum(
            events[case.id] != case.seq or not voiced[case.id] or (case.id not in assigned and case.state != "triage")
            for case in cases.values()
        )
        half += len(broken_chains(reader)[1]) + len(changed_states(reader))
        per_person = Counter(voice.account_id for voice in voices)
        doubled = sum(count - 1 for count in per_person.values())
        return lost, half, doubled

    def _waiting(self) -> int:
        now = self.it.now()

        def look(reader: Reader) -> int:
            timers = reader.query(Timer, col(Timer.status) == "pending", col(Timer.due_at) <= now)
            rows = reader.query(Outbox, col(Outbox.state) == "pending", col(Outbox.not_before) <= now)
            late = reader.find(Inbox, status="deferred")
            return len(timers) + len(rows) + len(late)

        return self._read(look)

    # -- the database ------------------------------------------------------------------------------------------------

    @property
    def _file(self) -> Path:
        return Path(self.it.database_url.removeprefix("sqlite:///"))

    def _numbers(self) -> set[int]:
        return {int(row.key.split(":", 1)[0]) for row in self._read(lambda reader: reader.find(Inbox))}

    def _invite(self) -> str:
        registry = Registry(Sealer("i" * 40), Links("s" * 40, "http://127.0.0.1"), lambda n: b"\x07" * n)
        now = self.it.now()
        return str(self._write(lambda tx: make_invite(registry.context(tx, now), "binhai.binhai/handler").code))

    def _read(self, work: Callable[[Reader], R]) -> R:
        database = Database(self.it.database_url, lanes=1)
        try:
            return database.read_now(work)
        finally:
            database.close()

    def _write(self, work: Callable[[Tx], R]) -> R:
        database = Database(self.it.database_url, lanes=1)
        try:
            return database.write_now(work)
        finally:
            database.close()


@asynccontextmanager
async def crashing(name: str, folder: Path) -> AsyncIterator[Crash]:
    """Promise the processes of a mode on a database of its own."""
    mode = MODES[name]
    server = Postgres() if mode.database == "postgres" else None
    url = server.url if server is not None else f"sqlite:///{folder}/minqing.db"
    preload = str(shim(folder)) if mode.power else ""
    try:
        async with fleet(url, folder, mode.roles, preload=preload) as it:
            crash = Crash(mode, it, server)
            await crash.begin()
            yield crash
    finally:
        if server is not None:
            await asyncio.to_thread(server.close)


async def run(name: str, folder: Path, rounds: int, seconds: float, tell: Callable[[str], None]) -> Tally:
    """So many rounds of a mode, or as many as begin within `seconds`."""
    began = time.monotonic()
    async with crashing(name, folder) as crash:
        for number in range(rounds):
            if time.monotonic() - began > seconds:
                break
            await crash.round()
            tell(f"{name}: round {number + 1}, {crash.tally.violations()} violations")
        await crash.end()
    return crash.tally


def table(tallies: dict[str, Tally]) -> str:
    """All that was counted, a line a count."""
    names = [one.name for one in fields(Tally)]
    wide = max(len(name) for name in names)
    lines = [" " * wide + "".join(f"{mode:>10}" for mode in tallies)]
    lines += [
        f"{name.replace('_', ' '):<{wide}}" + "".join(f"{getattr(one, name):>10}" for one in tallies.values())
        for name in names
    ]
    return "\n".join(lines)
