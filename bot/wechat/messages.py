"""What is particular to each message type of WeChat: one row of a table each."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from bot.wechat.document import Document
from bot.wechat.lexicon import UNSUPPORTED_HEAD

Reader = Callable[[Document], dict[str, Any]]
"""Reads what is particular to one type into fields of `Message`."""


def _coordinate(text: str | None, bound: float) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= bound else None


def read_point(latitude: str | None, longitude: str | None) -> dict[str, Any]:
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
        **read_point(fields.get("Location_X"), fields.get("Location_Y")),
    }


def _link(document: Document) -> dict[str, Any]:
    fields = document.fields
    lines = (fields.get("Title", "").strip(), fields.get("Description", "").strip())
    return {"kind": "link", "text": "\n".join(filter(None, lines)), "url": fields.get("Url", "")}


def read_unreadable(document: Document) -> dict[str, Any]:
    return {"kind": "unreadable", "format": document.fields.get("MsgType", "").strip().lower()}


MESSAGES: dict[str, Reader] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "video": _video,
    "shortvideo": _video,
    "location": _location,
    "link": _link,
}
