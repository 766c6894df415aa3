"""One life of a district: who does what at which instant, through the service's own dispatch, and what time does."""

from __future__ import annotations

import hashlib
import heapq
import itertools
import resource
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.simulation.acts import SERVICE, Act, Heard, Step
from bot.simulation.outcomes import Outcome, Story, stored
from bot.simulation.people import Cadre, Resident, cadres, residents, starts
from bot.simulation.post_office import PostOffice
from bot.simulation.watch import Violation, Watch
from bot.throwaway import throwaway_database
from handlers.context import Registry
from handlers.dispatch import handle
from handlers.services import accounts
from models.district.load import load
from models.district.reader import read_district
from models.domain.links import Links
from models.domain.message import Message
from models.domain.working_time import SHANGHAI, shanghai_day
from models.store.db import Database
from models.store.sealing import Sealer
from models.store.tx import Reader, Tx
from models.tables import Inbox
from scheduler.parcels import MenuBody
from scheduler.stepper import drain_sync, next_instant, next_stop, tick_sync
from scheduler.sweeps import sweep

ACCOUNT = "gh_simulation"
KEY = "simulation-" + "0" * 32
BEGINS = datetime(2026, 11, 23, 0, 0, tzinfo=SHANGHAI)
"""A Monday; half a year from here holds new year, the spring festival and the turn of the heating season."""
TOLD_A_DAY = 0.008
"""Matters a household and day, where nobody says how many."""
AGAIN, OUTAGES = 0.08, 0.3
"""With faults: share of deliveries that WeChat repeats; standstills a day."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is simulated; equal plans live equal lives."""

    district: Path
    seed: int
    households: int
    days: int
    faults: bool = False
    opinions: int = 0
    """Matters told in all, 0 = by `TOLD_A_DAY`."""


class Life:
    """One district in one database."""

    def __init__(
        self,
        plan: Plan,
        database: Database,
        *,
        script: Sequence[Step] | None = None,
        tell: Callable[[int, int], None] | None = None,
    ) -> None:
        self.plan, self.database, self.tell = plan, database, tell
        self.script = script
        self.now = BEGINS.astimezone(UTC)
        self.ends = self.now + timedelta(days=plan.days)
        self.registry = self._start()
        self.office = PostOffice(seed=plan.seed, faulty=plan.faults)
        self.lived: list[Step] = []
        self.story = Story()
        self.down_until: datetime | None = None
        self.swept = self.now
        self.upcoming: datetime | None = self.now
        """When something is due next, as far as the last look knows."""
        self.counts: Counter[str] = Counter()
        self._answered = ""
        self._agenda: list[Step] = []
        self._number = itertools.count(1)

    def _start(self) -> Registry:
        # what is drawn at random hangs on how many draws there were: the same life draws the same
        drawn = itertools.count(1)
        seed = self.plan.seed
        return Registry(
            Sealer(KEY),
            Links(KEY, "http://127.0.0.1"),
            lambda n: hashlib.shake_128(f"{seed}:{self.now}:{next(drawn)}".encode()).digest(n),
        )

    def live(self) -> Outcome:
        """All of it, until the end or the first thing that must not be."""
        began = time.perf_counter()
        violation = None
        try:
            self._settle()
            self._go()
            self._until(self.ends)
            self.database.read_now(self.watch.end)
        except Violation as error:
            violation = error
        story = self.story.of(violation) if violation is not None else ()
        return Outcome(self._figures(time.perf_counter() - began), violation, self.now, tuple(self.lived), story)

    def _settle(self) -> None:
        file = read_district(self.plan.district)
        self.database.write_now(lambda tx: load(tx, file, self.now))
        self.database.write_now(lambda tx: sweep(tx, self.registry, self.now))
        self.world = self.database.read_now(self.registry.world)
        self.office.district = self.world.district
        plan = self.plan
        opinions = plan.opinions or round(plan.households * plan.days * TOLD_A_DAY)
        self.people: dict[str, Resident | Cadre] = {}
        for one in residents(self.world.district, plan.seed, plan.households, plan.days, opinions):
            self.people[one.openid] = one
        for cadre in cadres(self.world.district, plan.seed, plan.days):
            self.people[cadre.openid] = cadre
            self._bind(cadre)
        holders = frozenset(openid for openid, one in self.people.items() if isinstance(one, Cadre))
        phones = {one.phone: one.openid for one in self.people.values() if isinstance(one, Resident)}
        self.watch = Watch(phones, holders)
        if self.script is not None:
            self._agenda = sorted(self.script)
            return
        for person in self.people.values():
            for at, act in starts(person, self.now):
                self._plan(at, person.openid, act)
        if plan.faults:
            self._plan_outages()

    def _bind(self, cadre: Cadre) -> None:
        def work(tx: Tx) -> None:
            ctx = self.registry.context(tx, self.now)
            account, _ = accounts.meet(ctx, cadre.openid)
            accounts.bind(ctx, account, accounts.make_invite(ctx, cadre.post).code)

        self.database.write_now(work)

    def _plan_outages(self) -> None:
        chance = Random(f"{self.plan.seed}:outages")  # noqa: S311 - seeded on purpose
        for day in range(self.plan.days):
            if chance.random() < OUTAGES:
                at = self.now + timedelta(days=day, hours=chance.uniform(0, 24))
                hours = chance.choice((0.0, 0.2, 2.0, 9.0, 30.0, 75.0))
                self._plan(at, SERVICE, Act("down", hours=hours))

    def _plan(self, at: datetime, who: str, act: Act) -> None:
        number = next(self._number)
        dice = Random(f"{self.plan.seed}:copies:{who}:{at}")  # noqa: S311 - seeded on purpose
        copies = dice.choice((2, 3)) if self.plan.faults and dice.random() < AGAIN else 1
        heapq.heappush(self._agenda, Step(at.replace(microsecond=0), number, who, act, copies))

    def _go(self) -> None:
        while self._agenda:
            step = heapq.heappop(self._agenda)
            if step.at >= self.ends:
                break
            self._until(step.at)
            self._do(step)

    # time

    def _until(self, until: datetime) -> None:
        if self.down_until is not None:
            self.now = max(self.now, min(until, self.down_until))
            if self.now < self.down_until:
                return
            self._restart()
        stop: datetime | None = self.now
        while stop is not None:
            day = shanghai_day(self.now)
            self.now = self.office.now = stop
            if shanghai_day(stop) != day:
                self._midnight()
            self._work()
            sweeps = self.swept + HOUR
            stop = next_stop(self.now, min(self.upcoming or sweeps, sweeps), until)

    def _work(self) -> None:
        """Whatever is due at this instant, and a look at what came of it."""
        self.office.now = self.now
        swept = self.now - self.swept >= HOUR
        if swept:
            self.swept = self.now
            self.database.write_now(lambda tx: sweep(tx, self.registry, self.now))
        before = len(self.office.delivered)
        if swept or (self.upcoming is not None and self.upcoming <= self.now):
            self.counts["fired"] += tick_sync(self.database, self.registry, self.now)
            self.counts["sent"] += drain_sync(self.database, self.registry, self.now, self.office.send)
        self._look(before)

    def _look(self, before: int) -> None:
        fresh = self.office.delivered[before:]

        def look(reader: Reader) -> None:
            for one in fresh:
                self.watch.said(reader, self.world, one)
            if self._answered and reader.get(Inbox, self._answered) is None:
                raise Violation("lost", f"{self._answered} was answered and is not kept")
            self._answered = ""
            self.watch.step(reader, self.world, self.now)
            self.upcoming = next_instant(reader)

        self.database.read_now(look)
        if self.office.unforeseen:
            raise Violation("window", f"refused, and not foreseen: {self.office.unforeseen[0]}")
        for one in fresh:
            self.story.note(self.now, one.openid, f"<- {one.text!r}")
            body = one.parcel.body
            options = body.options if isinstance(body, MenuBody) else ()
            self._hear(one.openid, Heard(one.text, options, is_push=True, is_card=one.rung == "template"))

    def _midnight(self) -> None:
        self.counts["days"] += 1
        self.office.forget()
        self.database.read_now(lambda reader: self.watch.day(reader, self.now) if self.down_until is None else None)
        if self.tell is not None:
            self.tell(self.counts["days"], self.plan.days)

    def _restart(self) -> None:
        """The process comes up again with nothing in memory."""
        self.down_until = None
        self.registry = self._start()
        self.swept = self.now
        self.database.write_now(lambda tx: sweep(tx, self.registry, self.now))
        self.world = self.database.read_now(self.registry.world)

    # people

    def _do(self, step: Step) -> None:
        if step.who == SERVICE:
            self.lived.append(step)
            self.story.note(self.now, SERVICE, step.told())
            self.down_until = self.now + timedelta(hours=step.act.hours)
            self.counts["outages"] += 1
            return
        if step.who not in self.people:
            return
        self.lived.append(step)
        message = self._message(step)
        self.office.hear(message, self.now)
        if self.down_until is not None:
            self._unheard(step)
            return
        reply = self._deliver(message)
        for _ in range(step.copies - 1):
            if self._deliver(message) != reply:
                raise Violation(
                    "repeat", f"{step.who}: a repeat of {step.told()} was answered otherwise than {reply!r}"
                )
        self.story.note(self.now, step.who, f"-> {step.told()} => {reply!r}")
        self.watch.heard(step.who, step.act.text, reply)
        self._look(len(self.office.delivered))
        while self.upcoming is not None and self.upcoming <= self.now:
            self._work()
        if reply:
            self._hear(step.who, Heard(reply, said=step.act.text))

    def _unheard(self, step: Step) -> None:
        """Nobody answered: WeChat says that the service is out of order, and most people say it again later."""
        self.counts["unheard"] += 1
        self.story.note(self.now, step.who, f"-> {step.told()} => out of order")
        person = self.people[step.who]
        if self.script is None and self.down_until is not None and person.chance.random() < 0.7:
            self._plan(self.down_until + person.delay((0.1, 5.0)), step.who, step.act)

    def _message(self, step: Step) -> Message:
        self.counts["messages"] += 1
        act, number = step.act, step.number
        by_kind: dict[str, dict[str, Any]] = {
            "words": {"kind": "text", "text": act.text},
            "tap": {"kind": "text", "text": act.text, "menu_id": act.menu_id},
            "photo": {"kind": "image", "media_id": f"m{number}", "url": "http://127.0.0.1/p.jpg"},
            "follow": {"kind": "event", "event": "subscribe"},
            "unfollow": {"kind": "event", "event": "unsubscribe"},
        }
        return Message(
            account=ACCOUNT,
            sender=step.who,
            created_at=self.now,
            dedupe_key=f"{number}:{step.who}",
            msg_id=str(number),
            **by_kind[act.kind],
        )

    def _deliver(self, message: Message) -> str:
        key = self.registry.sealer.account_id(message.sender)
        reply = self.database.write_now(
            lambda tx: handle(tx, self.registry, message, message.text.encode(), self.now), key=key
        )
        self._answered = message.dedupe_key
        return reply or ""

    def _hear(self, openid: str, heard: Heard) -> None:
        person = self.people.get(openid)
        if person is None or self.script is not None:
            return
        for after, act in person.hears(heard):
            self._plan(self.now + max(after, timedelta(seconds=5)), openid, act)

    # what came of it

    def _figures(self, seconds: float) -> dict[str, Any]:
        days = (self.now - BEGINS.astimezone(UTC)) / timedelta(days=1)
        return {
            "seed": self.plan.seed,
            "households": self.plan.households,
            "days": round(days, 1),
            "people": len(self.people),
            **{name: self.counts[name] for name in ("messages", "unheard", "outages", "fired", "sent")},
            "refused": self.office.failed,
            "repeated": self.office.repeated,
            "checks": self.watch.checks,
            "events": dict(sorted(self.watch.kinds.items())),
            **self.database.read_now(stored),
            "seconds": round(seconds, 1),
            "days_per_minute": round(60 * days / seconds, 1) if seconds else 0.0,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }


def live(
    plan: Plan, *, script: Sequence[Step] | None = None, tell: Callable[[int, int], None] | None = None
) -> Outcome:
    """Live a plan in a database of its own, which is thrown away."""
    with throwaway_database("simulation") as database:
        return Life(plan, database, script=script, tell=tell).live()
