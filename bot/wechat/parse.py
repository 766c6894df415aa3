"""From WeChat's XML to our own `Message`: one row of a table per message type and event."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from bot.wechat.document import Document, read_document
from bot.wechat.errors import MalformedError
from bot.wechat.lexicon import UNSUPPORTED_HEAD
from models.domain.message import Message

Reader = Callable[[Document], dict[str, Any]]
"""Reads what is particular to one type into fields of `Message`."""

_SCENE_PREFIX = "qrscene_"
_AFTER_COLON = re.compile(r":\s+")
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
        particular = _read_event(document)
    else:
        particular = _MESSAGES.get(kind, _unreadable)(document)
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


def _coordinate(text: str | None, bound: float) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= bound else None


def _point(latitude: str | None, longitude: str | None) -> dict[str, Any]:
    found = _coordinate(latitude, 90), _coordinate(longitude, 180)
    return {} if None in found else {"latitude": found[0], "longitude": found[1]}


def _text(document: Document) -> dict[str, Any]:
    content = document.fields.get("Content", "")
    if content.lstrip().startswith(UNSUPPORTED_HEAD):
        return {"kind": "unreadable", "text": content}
    tapped = document.fields.get("bizmsgmenuid", "").strip()
    # WeChat returns digits only, sometimes 0; anything else is not one of our options.
    is_number = tapped.isascii() and tapped.isdecimal() and len(tapped) <= 18
    return {"kind": "text", "text": content, "menu_id": int(tapped) if is_number else None}


def _image(document: Document) -> dict[str, Any]:
    fields = document.fields
    return {"kind": "image", "media_id": fields.get("MediaId", ""), "url": fields.get("PicUrl", "")}


def _voice(document: Document) -> dict[str, Any]:
    fields = document.fields
    return {
        "kind": "voice",
        "media_id": fields.get("MediaId", ""),
        "format": fields.get("Format", "").lower(),
        "text": fields.get("Recognition", ""),
    }


def _video(document: Document) -> dict[str, Any]:
    return {"kind": "video", "media_id": document.fields.get("MediaId", "")}


def _location(document: Document) -> dict[str, Any]:
    fields = document.fields
    return {
        "kind": "location",
        "label": fields.get("Label", ""),
        # X is the latitude, against every custom.
        **_point(fields.get("Location_X"), fields.get("Location_Y")),
    }


def _link(document: Document) -> dict[str, Any]:
    fields = document.fields
    lines = (fields.get("Title", "").strip(), fields.get("Description", "").strip())
    return {"kind": "link", "text": "\n".join(filter(None, lines)), "url": fields.get("Url", "")}


def _unreadable(document: Document) -> dict[str, Any]:
    return {"kind": "unreadable", "format": document.fields.get("MsgType", "").strip().lower()}


_MESSAGES: dict[str, Reader] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "video": _video,
    "shortvideo": _video,
    "location": _location,
    "link": _link,
}


def _read_event(document: Document) -> dict[str, Any]:
    event = document.fields.get("Event", "").strip().lower()
    if not event:
        raise MalformedError("Event")
    key = document.fields.get("EventKey", "").strip()
    if event == "subscribe":
        key = key.removeprefix(_SCENE_PREFIX)
    particular = {"kind": "event", "event": event, "event_key": key}
    reader = _EVENTS.get(event)
    return {**particular, **reader(document)} if reader else particular


def _report(document: Document) -> dict[str, Any]:
    fields = document.fields
    status = _AFTER_COLON.sub(":", fields.get("Status", "").strip())
    return {"result_id": (fields.get("MsgID") or fields.get("MsgId") or "").strip(), "result": status}


def _publication(document: Document) -> dict[str, Any]:
    field = "PublishEventInfo"
    return {"result_id": document.leaf(field, "publish_id"), "result": document.leaf(field, "publish_status")}


def _subscription_report(document: Document) -> dict[str, Any]:
    field = "SubscribeMsgSentEvent"
    return {"result_id": document.leaf(field, "MsgID"), "result": document.leaf(field, "ErrorCode")}


def _subscription_answers(document: Document) -> dict[str, Any]:
    items: dict[int, dict[str, str]] = {}
    for leaf in document.leaves:
        items.setdefault(leaf.item, {})[leaf.name] = leaf.text.strip()
    answers = ((item.get("TemplateId", ""), item.get("SubscribeStatusString", "").lower()) for item in items.values())
    return {"template_answers": tuple(pair for pair in answers if all(pair))}


def _event_point(document: Document) -> dict[str, Any]:
    return _point(document.fields.get("Latitude"), document.fields.get("Longitude"))


def _chosen_point(document: Document) -> dict[str, Any]:
    field = "SendLocationInfo"
    names = (document.leaf(field, "Label").strip(), document.leaf(field, "Poiname").strip())
    point = _point(document.leaf(field, "Location_X"), document.leaf(field, "Location_Y"))
    return {"label": " ".join(filter(None, names)), **point}


def _scan(document: Document) -> dict[str, Any]:
    field = "ScanCodeInfo"
    return {"format": document.leaf(field, "ScanType"), "text": document.leaf(field, "ScanResult")}


_EVENTS: dict[str, Reader] = {
    "location": _event_point,
    "location_select": _chosen_point,
    "scancode_push": _scan,
    "scancode_waitmsg": _scan,
    "templatesendjobfinish": _report,
    "masssendjobfinish": _report,
    "publishjobfinish": _publication,
    "subscribe_msg_popup_event": _subscription_answers,
    "subscribe_msg_change_event": _subscription_answers,
    "subscribe_msg_sent_event": _subscription_report,
}
"""Events that carry more than their name and key; all others need no row."""
