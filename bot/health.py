"""The state of the service in figures, for /healthz and /metrics."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from bot.service import Service
from handlers import late
from handlers.services.alarms import open_alarms
from models.store.trouble import name_of
from models.store.tx import Reader
from models.tables import Outbox, Timer

LATE_TIMERS = 120.0
LATE_OUTBOX = 300.0
LATE_INBOX = 300.0
"""Seconds of lag from which the service is no longer healthy."""

PATIENCE = 2.0
"""Seconds this page waits for the database: whoever asks must hear something soon."""


async def health_of(service: Service) -> dict[str, Any]:
    """Database, lags in seconds, what waits, and open alarms; `ok` is false when work is not being done."""
    now = service.now()
    waiting = service.database.waiting
    try:
        async with asyncio.timeout(PATIENCE):
            found = await service.database.read(lambda reader: _look(reader, now))
    except Exception as error:  # whatever the database says, this page answers
        slow = isinstance(error, TimeoutError)
        return {"ok": False, "database": "slow" if slow else name_of(error), "waiting": waiting}
    behind = found["timer_lag"] > LATE_TIMERS or found["outbox_lag"] > LATE_OUTBOX or found["inbox_lag"] > LATE_INBOX
    trouble = service.database.trouble
    return {
        "ok": not behind and not trouble,
        "database": trouble or "ok",
        "waiting": waiting,
        "now": now.isoformat(),
        **found,
    }


def _look(reader: Reader, now: datetime) -> dict[str, Any]:
    timers = select(func.count(), func.min(col(Timer.due_at))).where(
        col(Timer.status) == "pending", col(Timer.due_at) <= now
    )
    letters = select(func.count(), func.min(col(Outbox.not_before))).where(
        col(Outbox.state) == "pending", col(Outbox.not_before) <= now
    )
    timers_due, oldest_timer = tuple(reader.select(timers)[0])
    outbox_due, oldest_letter = tuple(reader.select(letters)[0])
    kept, oldest_kept = late.backlog(reader)
    return {
        "inbox_deferred": kept,
        "inbox_lag": (now - oldest_kept).total_seconds() if oldest_kept else 0.0,
        "timers_due": timers_due,
        "timer_lag": (now - oldest_timer).total_seconds() if oldest_timer else 0.0,
        "outbox_due": outbox_due,
        "outbox_lag": (now - oldest_letter).total_seconds() if oldest_letter else 0.0,
        "alarms": [f"{alarm.code}:{alarm.key} x{alarm.count}" for alarm in open_alarms(reader, now)],
    }
