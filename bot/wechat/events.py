"""What is particular to each event of WeChat: one row of a table for those that carry more than name and key."""

from __future__ import annotations

import re
from typing import Any

from bot.wechat.document import Document
from bot.wechat.errors import MalformedError
from bot.wechat.messages import Reader, read_point

_SCENE_PREFIX = "qrscene_"
_AFTER_COLON = re.compile(r":\s+")


def read_event(document: Document) -> dict[str, Any]:
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


def _reported_place(document: Document) -> dict[str, Any]:
    return read_point(document.fields.get("Latitude"), document.fields.get("Longitude"))


def _chosen_place(document: Document) -> dict[str, Any]:
    field = "SendLocationInfo"
    names = (document.leaf(field, "Label").strip(), document.leaf(field, "Poiname").strip())
    point = read_point(document.leaf(field, "Location_X"), document.leaf(field, "Location_Y"))
    return {"label": " ".join(filter(None, names)), **point}


def _scan(document: Document) -> dict[str, Any]:
    field = "ScanCodeInfo"
    return {"format": document.leaf(field, "ScanType"), "text": document.leaf(field, "ScanResult")}


_EVENTS: dict[str, Reader] = {
    "location": _reported_place,
    "location_select": _chosen_place,
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
