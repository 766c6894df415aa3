"""From WeChat's XML to our own `Message`: who said what to whom and when, and what makes it a repeat."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b

from bot.wechat.document import Document, read_document
from bot.wechat.errors import MalformedError
from bot.wechat.events import read_event
from bot.wechat.messages import MESSAGES, read_unreadable
from models.domain.message import Message

_NAME_LIMIT = 128


def parse_message(raw: bytes) -> Message:
    """Read one plain (or decrypted) delivery.

    MalformedError when it is not readable XML or does not say who sent what to whom and when. Unknown message types
    become kind `unreadable`, unknown events keep their name: neither is an error.
    """
    return interpret(read_document(raw))


def interpret(document: Document) -> Message:
    """Turn a document into the message it stands for; MalformedError as in `parse_message`."""
    fields = document.fields
    account = _name(fields, "ToUserName")
    sender = _name(fields, "FromUserName")
    created = fields.get("CreateTime", "").strip()
    # Ten digits last until 2286 and cannot overflow a date.
    if not (created.isascii() and created.isdecimal() and len(created) <= 10):
        raise MalformedError("CreateTime")
    kind = fields.get("MsgType", "").strip().lower()
    if not kind:
        raise MalformedError("MsgType")
    msg_id = (fields.get("MsgId") or fields.get("MsgID") or "").strip()
    if kind == "event":
        particular = read_event(document)
    else:
        particular = MESSAGES.get(kind, read_unreadable)(document)
        particular["msg_id"] = msg_id
    if kind == "event" or not msg_id:
        key = f"{created}:{particular.get('event', kind)}:{particular.get('event_key', '')}:{_digest(document)}"
    else:
        key = msg_id
    return Message(
        account=account,
        sender=sender,
        created_at=datetime.fromtimestamp(int(created), UTC),
        dedupe_key=f"{key}:{sender}:{account}",
        **particular,
    )


def _name(fields: dict[str, str], field: str) -> str:
    name = fields.get(field, "").strip()
    if not name or len(name) > _NAME_LIMIT or not name.isprintable():
        raise MalformedError(field)
    return name


def _digest(document: Document) -> str:
    # Over the values, not the bytes: a repeat may be encrypted anew, and the ciphertext beside plain fields differs.
    values = [item for item in sorted(document.fields.items()) if item[0] != "Encrypt"]
    inner = [(leaf.field, leaf.item, leaf.name, leaf.text) for leaf in document.leaves]
    return blake2b(repr((values, inner)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
