"""Plays a story: every message through the service's own dispatch, every due instant at its time."""

from __future__ import annotations

import hashlib
import itertools
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.replays.script import PHOTO, BadReplayError, Script, Step
from bot.throwaway import throwaway_database
from handlers.context import Registry
from handlers.dispatch import handle
from handlers.services import accounts
from handlers.services.briefs import figures
from handlers.services.pledging import book
from handlers.services.pledging import documents as pledge_documents
from handlers.services.pledging import words as pledge_words
from models.district.load import load
from models.district.reader import read_district
from models.domain.links import Links
from models.domain.message import Message
from models.domain.working_time import shanghai_day
from models.store.db import Database
from models.store.sealing import Sealer
from models.store.tx import Tx
from models.tables import Case, Voice
from scheduler.parcels import Parcel, SendResult
from scheduler.stepper import advance_sync
from scheduler.sweeps import sweep

ACCOUNT, LOCAL = "gh_replay", "http://127.0.0.1"
KEY = "replay-key-" + "0" * 32
"""The database lives as long as the replay; nothing in it is anybody's."""


class Player:
    """One story in one database."""

    def __init__(self, script: Script, database: Database, tell: Callable[[int, int], None] | None = None) -> None:
        self.script = script
        self.database = database
        self.tell = tell
        drawn = itertools.count(1)
        self.registry = Registry(
            Sealer(KEY),
            Links(KEY, "http://127.0.0.1"),
            lambda n: hashlib.shake_128(str(next(drawn)).encode()).digest(n),
        )
        self.now = script.begins.astimezone(UTC)
        self.numbers: dict[str, str] = {}
        self.said = 0
        self.sent = 0

    def play(self) -> dict[str, Any]:
        """All of it; returns the summary."""
        began = time.perf_counter()
        file = read_district(self.script.district)
        self.database.write_now(lambda tx: load(tx, file, self.now))
        self.database.write_now(lambda tx: sweep(tx, self.registry, self.now))
        for at, step in enumerate(self.script.steps):
            self._until(step.at)
            self._do(step)
            if self.tell is not None:
                self.tell(at + 1, len(self.script.steps))
        self._until(self.script.ends)
        return self._summary(time.perf_counter() - began)

    def _until(self, at: datetime) -> None:
        until = at.astimezone(UTC)
        stepped = advance_sync(self.database, self.registry, self.now, until, self._send)
        self.sent += stepped.sent
        self.now = max(self.now, until)

    def _send(self, _parcel: Parcel) -> SendResult:
        return SendResult(True, wechat_id=str(self.sent))

    def _do(self, step: Step) -> None:
        if step.post:
            self.database.write_now(lambda tx: self._bind(tx, step))
        if step.says or step.sends:
            self._deliver(step)
        if (does := step.does) is not None:
            self.database.write_now(lambda tx: does(self.registry.context(tx, self.now)))
        if step.case:
            self.numbers[step.case] = self.database.write_now(lambda tx: self._filed(tx, step))

    def _bind(self, tx: Tx, step: Step) -> None:
        ctx = self.registry.context(tx, self.now)
        account, _ = accounts.meet(ctx, step.who)
        accounts.bind(ctx, account, accounts.make_invite(ctx, step.post).code)

    def _deliver(self, step: Step) -> None:
        self.said += 1
        words = step.says
        for name, number in self.numbers.items():
            words = words.replace(f"{{{name}}}", number)
        sent = (
            {"kind": "image", "media_id": f"m{self.said}"} if step.sends == PHOTO else {"kind": "text", "text": words}
        )
        message = Message(
            account=ACCOUNT,
            sender=step.who,
            created_at=self.now,
            dedupe_key=f"{self.said}:{step.who}",
            msg_id=str(self.said),
            **sent,  # type: ignore[arg-type]
        )
        key = self.registry.sealer.account_id(step.who)
        self.database.write_now(lambda tx: handle(tx, self.registry, message, message.text.encode(), self.now), key=key)

    def _filed(self, tx: Tx, step: Step) -> str:
        voices = tx.find(Voice, account_id=self.registry.sealer.account_id(step.who), order="-joined_at")
        case = tx.get(Case, voices[0].case_id) if voices else None
        if case is None:
            raise BadReplayError(f"{step.at.isoformat()}: {step.who} has filed nothing that could be {step.case}")
        return case.number

    def _summary(self, seconds: float) -> dict[str, Any]:
        district = self.database.read_now(self.registry.world).district
        period = figures.period_of(self.script.period, self.now)
        root = district.units[district.root]
        paper = self.database.read_now(lambda reader: figures.brief(reader, district, root, period))
        held = self.database.read_now(lambda reader: book.every(reader, self.now))
        first, last = shanghai_day(self.script.begins), shanghai_day(self.script.ends)
        counted = {
            name: dict(self.database.read_now(lambda reader, count=count: count(reader, district, first, last)))  # type: ignore[misc]
            for name, count in self.script.figures.items()
        }
        return {
            "replay": self.script.name,
            "district": district.name,
            "from": self.script.begins.isoformat(),
            "to": self.script.ends.isoformat(),
            "events": len(self.script.steps),
            "messages": self.said,
            "sent": self.sent,
            "meetings": paper["meetings"],
            "issues": paper["received"],
            "solved": paper["solved_by_level"],
            "adds_up": figures.adds_up(paper),
            "brief": paper,
            "pledges": [pledge_documents.document(district, one) for one in held],
            "pledge_figures": book.figures(held),
            "pledge_lines": [pledge_words.line(one) for one in held],
            **counted,
            "seconds": round(seconds, 1),
            "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        }


def play(script: Script, tell: Callable[[int, int], None] | None = None) -> dict[str, Any]:
    """Play a story in a database of its own, which is thrown away."""
    with throwaway_database("replay") as database:
        return Player(script, database, tell).play()
