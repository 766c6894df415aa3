"""The running service: messages in, due work done, letters out. One object the process is built around."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock
from bot.floods import Floods
from bot.settings import Settings
from handlers import deferring
from handlers.context import Registry
from handlers.dispatch import handle, wants
from models.domain.message import Message
from models.domain.text import clean
from models.store.db import Database, Late
from models.store.tx import Tx
from models.tables import Outbox

log = logging.getLogger("minqing.service")

SHORTEST_READ = 3
"""Texts shorter than this are answers and words, never a matter: they are not read before the writer."""

IN_TIME = 3.0
"""Seconds a message may wait for its turn: WeChat gives five for everything, four are meant."""
MOST_WAITING = 20_000
"""Units in the queue of one process: beyond, a delivery is left for WeChat to repeat."""


class OverloadedError(RuntimeError):
    """So much waits that nothing more is taken up: WeChat delivers again."""


@dataclass
class Service:
    """What the parts of the process share."""

    settings: Settings
    database: Database
    registry: Registry
    clock: Clock
    counts: Counter[str] = field(default_factory=Counter)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when something was put into the outbox."""

    floods: Floods = field(default_factory=Floods)

    def watch_outbox(self) -> None:
        """From now on, in this event loop: `woken` is set by every commit that put something into the outbox."""
        loop = asyncio.get_running_loop()

        def wake() -> None:
            with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
                loop.call_soon_threadsafe(self.woken.set)

        self.database.watch(Outbox, wake)

    def count(self, word: str) -> None:
        """Count one more of something, for /metrics."""
        self.counts[word] += 1

    def now(self) -> datetime:
        """The instant."""
        return self.clock()

    async def answer(self, message: Message, raw: bytes) -> str | None:
        """Handle one delivery; resolves after the durable commit with the words to say back.

        What cannot have its turn in time is kept instead and answered by push; words about a danger always have it.
        """
        if self.database.waiting > MOST_WAITING:
            raise OverloadedError(OverloadedError.__doc__)
        world = self.registry.latest
        reading = None
        if world is not None and message.kind == "text" and len(message.text) >= SHORTEST_READ:
            reading = world.understander.read(clean(message.text))
        now = self.clock()
        registry = self.registry
        flood = self.floods.judge(message, now)
        in_danger = reading is not None and bool(reading.emergency)
        late = None if in_danger else Late(self._keep(message, raw, now), IN_TIME, deferring.wants(registry, message))
        return await self.database.write(
            lambda tx: handle(tx, registry, message, raw, now, reading, flood),
            key=message.sender,
            preload=wants(registry, message),
            late=late,
        )

    def _keep(self, message: Message, raw: bytes, now: datetime) -> Callable[[Tx], str | None]:
        def keep(tx: Tx) -> str | None:
            self.counts["deferred"] += 1
            return deferring.keep(tx, self.registry, message, raw, now)

        return keep
