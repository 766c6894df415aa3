"""The second look at what was kept under load: as soon as there is time, and a little of it even when there is none."""

from __future__ import annotations

import asyncio

from bot.service import Service
from bot.wechat.parse import parse_message
from handlers import late

BUSY = 0.5
"""Seconds a unit waits for its turn from which the reply path has no time to spare."""
FEW, MANY = 5, 100
"""People a round while it is busy, and while it is not."""
MOST_ROUNDS = 100


async def handle_late(service: Service) -> int:
    """Handle what waits; returns how many messages."""
    done = 0
    for _ in range(MOST_ROUNDS):
        now, registry = service.now(), service.registry
        busy = service.database.lag > BUSY
        limit = FEW if busy else MANY
        accounts = await service.database.read(lambda reader: late.waiting(reader, now, limit))  # noqa: B023
        handled = await asyncio.gather(
            *(
                service.database.write(
                    lambda tx, who=account: late.handle_waiting(tx, registry, who, parse_message, now)  # type: ignore[misc]  # noqa: B023
                )
                for account in accounts
            )
        )
        done += sum(handled)
        if busy or len(accounts) < limit:
            break
    if done:
        service.counts["late"] += done
    return done
