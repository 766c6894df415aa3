"""One message, one transaction: dedup, account, conversation, router, reply; whatever happens is kept."""

from __future__ import annotations

import logging
from datetime import datetime

from handlers import closing_words, deferring, events
from handlers.context import Context, Registry, Talk
from handlers.error_replies import explain
from handlers.resident import accusing
from handlers.router import answer
from handlers.services import accounts, answers, bells, notices, questions
from handlers.services.alarms import raise_alarm
from handlers.services.answers import PRIVATE, Private
from handlers.texts import general
from models.domain.errors import CaseError
from models.domain.message import Message
from models.domain.reading import Reading
from models.domain.text import clean
from models.store.tx import Follow, Preload, Tx
from models.tables import Account, Case, Conversation, Draft, Inbox, Question, Setting

log = logging.getLogger("minqing.dispatch")

FOLLOW: Follow = (
    (Conversation, "question_id", Question),
    (Conversation, "draft_id", Draft),
    (notices.VOICES, "case_id", Case),
)
"""What a message needs beside its person: the live question, the open draft, the person's cases."""


def wants(registry: Registry, message: Message) -> Preload:
    """Rows this message will need, read for the whole batch at once."""
    key = registry.sealer.account_id(message.sender)
    return (
        (Conversation, key),
        (Account, key),
        (Inbox, message.dedupe_key),
        (Setting, "district"),
        (deferring.WAITING, key),
        (bells.HELD, key),
        (questions.QUEUED, key),
        (notices.VOICES, key),
    )


def handle(
    tx: Tx,
    registry: Registry,
    message: Message,
    raw: bytes,
    now: datetime,
    reading: Reading | None = None,
    flood: deferring.Flood = "",
) -> str | None:
    """Answer one delivery; None means `success`, nothing said. A repeat gets the stored answer.

    What stands behind earlier words of the person that still wait, or is too much at once, is kept and waits too;
    words about a danger never wait.
    """
    account_id = registry.sealer.account_id(message.sender)
    tx.get(Conversation, account_id)  # on PostgreSQL this lock keeps one person's messages in order
    known = tx.get(Inbox, message.dedupe_key)
    if known is not None:
        return deferring.again(known, registry)
    in_danger = reading is not None and bool(reading.emergency)
    if not in_danger and (flood or deferring.waits(tx, account_id)):
        return deferring.keep(tx, registry, message, raw, now, flood)
    status, reply = respond(tx, registry, message, now, reading)
    tx.insert(
        Inbox,
        key=message.dedupe_key,
        account_id=account_id,
        kind=message.event or message.kind,
        sent_at=message.created_at,
        received_at=now,
        status=status,
        raw=registry.sealer.seal(raw.decode("utf-8", "replace")) if message.kind != "event" else None,
        reply=answers.kept(registry, reply),
    )
    return reply or None


def respond(
    tx: Tx,
    registry: Registry,
    message: Message,
    now: datetime,
    reading: Reading | None = None,
    heard_at: datetime | None = None,
) -> tuple[str, str | None]:
    """Do what a message asks for: how its inbox row ends and the words of the answer.

    A broken rule drops what the message did and is explained; after an unknown exception it has `failed`, the duty
    post is told and the person hears that the words were kept. `heard_at` is when it came, if that was earlier.
    """
    status = "handled"
    ctx = registry.context(tx, now)
    account, conversation = accounts.meet(ctx, message.sender)
    talk = Talk(ctx, message, clean(message.text), account, conversation, _reading=reading)
    if account.cadre:
        talk.posts = accounts.posts_of(ctx, account.id)
    _open_window(talk, heard_at or now)
    try:
        with tx.attempt():
            reply = events.answer(talk) if message.kind == "event" else answer(talk)
            if reply and ctx.kept_apart:
                reply = accusing.instead(talk, reply)
            reply = closing_words.add(talk, reply)
    except CaseError as error:
        talk.refresh()
        reply = explain(talk, error)
    except Exception as error:  # nothing said is lost: the row stays, people hear of it, it can be handled again
        if tx.is_for_another_try(error):
            raise
        log.exception("a message could not be handled", extra={"inbox": message.dedupe_key})
        talk.refresh()
        status = "failed"
        raise_alarm(ctx, "message_failed", key=message.dedupe_key)
        reply = general.KEPT_AFTER_FAILURE(hotline=ctx.district.contacts.get("hotline", "12345"))
    return status, Private(reply) if reply and talk.notes.get(PRIVATE) else reply


def _open_window(talk: Talk, at: datetime) -> None:
    """WeChat's windows: five messages for 48 hours after own words, three for a minute after a tap."""
    if talk.message.opens_window:
        talk.change(last_message_at=at, kefu_used=0)
    elif talk.message.is_tap:
        talk.change(tap_at=at, tap_used=0)
    elif talk.message.event == "unsubscribe":
        talk.change(last_message_at=None, tap_at=None)  # who comes back has only what the following opens
    if not talk.account.follows and talk.message.event != "unsubscribe":
        talk.account = talk.tx.update(talk.account, follows=True)


__all__ = ["FOLLOW", "Context", "handle", "respond", "wants"]
