"""The running service: messages in, due work done, letters out. One object the process is built around."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from bot.clock import Clock
from bot.settings import Settings
from handlers.context import Registry
from handlers.dispatch import handle, wants
from models.domain.message import Message
from models.store.db import Database

log = logging.getLogger("minqing.service")

SHORTEST_READ = 3
"""Texts shorter than this are answers and words, never a matter: they are not read before the writer."""


@dataclass
class Service:
    """What the parts of the process share."""

    settings: Settings
    database: Database
    registry: Registry
    clock: Clock
    counts: Counter[str] = field(default_factory=Counter)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when something may be waiting in the outbox."""

    def count(self, word: str) -> None:
        """Count one more of something, for /metrics."""
        self.counts[word] += 1

    def now(self) -> datetime:
        """The instant."""
        return self.clock()

    async def answer(self, message: Message, raw: bytes) -> str | None:
        """Handle one delivery; resolves after the durable commit with the words to say back."""
        world = self.registry.latest
        reading = None
        if world is not None and message.kind == "text" and len(message.text) >= SHORTEST_READ:
            reading = world.understander.read(message.text)
        now = self.clock()
        registry = self.registry
        try:
            return await self.database.write(
                lambda tx: handle(tx, registry, message, raw, now, reading),
                key=message.sender,
                preload=wants(registry, message),
            )
        finally:
            self.woken.set()
