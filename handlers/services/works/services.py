"""便民服务目录: what is answered from it, who used what, and one question afterwards with its n and its answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time, timedelta

from handlers.context import Context
from handlers.services import timers
from handlers.services.notices import push
from handlers.services.stations import book
from handlers.services.timers import Planned
from models.domain.stations.asking import Service
from models.domain.working_time import at_clock, shanghai_day
from models.store.tx import Reader
from models.tables import ServiceUse

ASKED_AFTER = timedelta(days=2)
ASKING_HOUR = time(10)
ANSWERS = ("good", "fair", "bad")


@dataclass(frozen=True, slots=True)
class Rating:
    """What is known of one provider: nobody who did not answer counts as content."""

    service: Service
    used: int
    asked: int
    answered: int
    good: int


def use(ctx: Context, service: Service, unit: str, *, account_id: str = "", post: str = "") -> ServiceUse:
    """A service was used, or is about to be: the resident is asked about it once, two days later."""
    if account_id:
        for known in ctx.tx.find(ServiceUse, account_id=account_id, provider=service.code, asked_at=None):
            return known
    row = ctx.tx.insert(ServiceUse, provider=service.code, unit=unit, account_id=account_id, post=post, used_at=ctx.now)
    book.write(ctx, "service", row.id, "service_used", unit, post=post, provider=service.code)
    if account_id:
        at = at_clock(shanghai_day(ctx.now + ASKED_AFTER), ASKING_HOUR)
        timers.insert(ctx, "service_use", row.id, Planned("ask", at, rule="station"))
    return row


def ask(ctx: Context, use_id: int) -> None:
    """怎么样? asked once."""
    row = ctx.tx.get(ServiceUse, use_id)
    if row is None or row.asked_at is not None or not row.account_id:
        return
    ctx.tx.update(row, asked_at=ctx.now)
    book.write(ctx, "service", row.id, "service_asked", row.unit, provider=row.provider)
    push(ctx, "service_poll", {"use": row.id}, key=f"{row.id}", account_id=row.account_id)


def answer(ctx: Context, row: ServiceUse, said: str) -> ServiceUse:
    """The person's word; a second one takes the place of the first."""
    row = ctx.tx.update(row, answer=said, answered_at=ctx.now)
    book.write(ctx, "service", row.id, "service_rated", row.unit, provider=row.provider, said=said)
    return row


def ratings(reader: Reader, listed: Iterable[Service]) -> list[Rating]:
    """Each of these providers with its figures."""
    found = []
    for one in listed:
        used = reader.find(ServiceUse, provider=one.code)
        asked, answered = sum(row.asked_at is not None for row in used), sum(bool(row.answer) for row in used)
        found.append(Rating(one, len(used), asked, answered, sum(row.answer == "good" for row in used)))
    return found
