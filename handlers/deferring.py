"""Under load: what cannot be answered in time is kept, acknowledged and handled later, in order."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from handlers.context import Registry
from handlers.services import answers
from handlers.texts import general
from models.domain.message import Message
from models.store.tx import Lookup, Preload, Tx
from models.tables import Conversation, Inbox

Flood = Literal["", "tell", "told"]
"""Whether somebody writes more than anybody can mean: `tell` = and has not heard so yet."""

WAITING = Lookup(Inbox, "waits")
"""What everybody's message asks for."""


def wants(registry: Registry, message: Message) -> Preload:
    """Rows that keeping this message needs: the fewest, since many are kept at once."""
    return ((Conversation, registry.sealer.account_id(message.sender)), (Inbox, message.dedupe_key))


def waits(tx: Tx, account_id: str) -> bool:
    """Whether something this person said earlier has not been handled yet."""
    return bool(tx.find(Inbox, waits=account_id))


def again(known: Inbox, registry: Registry) -> str | None:
    """What a repeated delivery hears: the stored answer, unless that goes by push."""
    return None if known.status == "late" else answers.said(registry, known.reply)


def keep(tx: Tx, registry: Registry, message: Message, raw: bytes, now: datetime, flood: Flood = "") -> str | None:
    """Keep a message to be handled later; a repeat changes nothing. Whoever writes too much at once hears why."""
    account_id = registry.sealer.account_id(message.sender)
    tx.get(Conversation, account_id)  # the same lock as handling takes: nothing newer slips in between
    known = tx.get(Inbox, message.dedupe_key)
    if known is not None:
        return again(known, registry)
    reply = general.FLOODED() if flood == "tell" else None
    tx.insert(
        Inbox,
        key=message.dedupe_key,
        account_id=account_id,
        kind=message.event or message.kind,
        sent_at=message.created_at,
        received_at=now,
        status="deferred",
        raw=registry.sealer.seal(raw.decode("utf-8", "replace")),
        reply=reply,
        waits=account_id,
    )
    return reply
