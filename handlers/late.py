"""What was kept under load is handled: all of one person's words in order, answered together by push."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import func, select
from sqlmodel import col

from handlers.context import Registry
from handlers.dispatch import respond
from handlers.services import answers
from handlers.services.alarms import raise_alarm
from handlers.services.notices import push
from models.domain.message import Message
from models.store.tx import Reader, Tx
from models.tables import Conversation, Inbox

log = logging.getLogger("minqing.late")

SETTLES = timedelta(seconds=5)
"""Somebody who is still writing is let finish: one answer instead of many."""
LONGEST = timedelta(seconds=30)
"""But nobody waits longer than this for the end of his own flood."""
AT_ONCE = 20
"""Messages of one person in one unit of work."""
MOST_BYTES = 1900
"""WeChat cuts a text at 2048 bytes."""
IS_LATE = timedelta(minutes=1)

Read = Callable[[bytes], Message]
"""From the XML as it came to the message it says; raises ValueError where it says none."""


def waiting(reader: Reader, now: datetime, limit: int) -> list[str]:
    """Accounts whose kept messages are to be handled now, whoever waits longest first."""
    oldest, newest = func.min(col(Inbox.received_at)), func.max(col(Inbox.received_at))
    statement = (
        select(col(Inbox.waits))
        .where(col(Inbox.waits).is_not(None))
        .group_by(col(Inbox.waits))
        .having((newest <= now - SETTLES) | (oldest <= now - LONGEST))
        .order_by(oldest, col(Inbox.waits))
        .limit(limit)
    )
    return [str(row[0]) for row in reader.select(statement)]


def backlog(reader: Reader) -> tuple[int, datetime | None]:
    """How many messages wait, and since when the first of them."""
    found = reader.select(select(func.count(), func.min(col(Inbox.received_at))).where(col(Inbox.waits).is_not(None)))
    count, oldest = tuple(found[0])
    return int(count), cast("datetime | None", oldest)


def handle_waiting(tx: Tx, registry: Registry, account_id: str, read: Read, now: datetime) -> int:
    """Handle what one person said, in the order in which it was said; returns how many messages.

    The answers leave as one push, or as few as they fit in; a message that cannot be read any more has failed.
    """
    tx.get(Conversation, account_id)
    rows = sorted(tx.find(Inbox, waits=account_id), key=lambda row: (row.sent_at, row.received_at, row.key))[:AT_ONCE]
    ctx = registry.context(tx, now)
    answered: list[tuple[str, str]] = []
    for row in rows:
        try:
            message = read(registry.sealer.open(row.raw or b"").encode())
        except (ValueError, RuntimeError):
            log.exception("a kept message cannot be read", extra={"inbox": row.key})
            tx.update(row, status="failed", waits=None)
            raise_alarm(ctx, "message_failed", key=row.key)
            continue
        status, reply = respond(tx, registry, message, now, heard_at=row.received_at)
        raw = None if message.kind == "event" and status == "handled" else row.raw
        status = "late" if status == "handled" else status
        tx.update(row, status=status, waits=None, raw=raw, reply=answers.kept(registry, reply))
        if reply:
            answered.append((row.key, reply))
    for keys in _together(answered):
        push(
            ctx,
            "late_answer",
            {"inbox": keys},
            key=keys[0],
            account_id=account_id,
            urgency="own-answer",
            fold=f"late:{keys[0]}",
        )
    if rows and now - rows[0].received_at > IS_LATE:
        raise_alarm(ctx, "overloaded", key="inbox")
    return len(rows)


def _together(answered: list[tuple[str, str]]) -> list[list[str]]:
    """Keys of answers that fit into one message, in order."""
    parts: list[list[str]] = []
    room = 0
    for key, words in answered:
        needed = len(words.encode()) + 2
        if not parts or needed > room:
            parts.append([])
            room = MOST_BYTES
        parts[-1].append(key)
        room -= needed
    return parts
