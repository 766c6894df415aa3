"""Passive replies: what the body of an answer puts on the phone."""

from __future__ import annotations

from typing import Any

from bot.simulator.config import WorldConfig
from bot.simulator.envelopes import Envelope
from bot.simulator.markup import parse_xml
from bot.simulator.sealing import unseal

ACKNOWLEDGED = frozenset({b"", b"success"})


def read_reply(config: WorldConfig, envelope: Envelope, body: bytes) -> tuple[str, dict[str, Any]] | None:
    """Promise (kind, data) for the phone, or None for a bare acknowledgement.

    ValueError says why WeChat would show its fault notice instead.
    """
    if body.strip() in ACKNOWLEDGED:
        return None
    try:
        reply = parse_xml(unseal(config, body.decode()))
        target, source, kind = reply["ToUserName"], reply["FromUserName"], reply["MsgType"]
        int(reply["CreateTime"])
    except ValueError:
        raise
    except Exception as error:
        raise ValueError(f"the answer cannot be read: {error!r}") from error
    if target != envelope.openid or source != envelope.account:
        raise ValueError("the answer is addressed to somebody else")
    if kind == "text":
        content = str(reply.get("Content") or "")
        size = len(content.encode())
        if not 1 <= size <= config.rules.passive_bytes:
            raise ValueError(f"a text of {size} bytes")
        return "text", {"text": content}
    if kind in ("image", "voice"):
        return kind, {"media_id": str((reply.get(kind.capitalize()) or {}).get("MediaId") or "")}
    if kind == "news":
        items = (reply.get("Articles") or {}).get("item")
        # Only one article since 2018-10-12; the rest is not shown.
        first = items[0] if isinstance(items, list) else items
        if not isinstance(first, dict):
            raise ValueError("news without an article")
        names = {"title": "Title", "text": "Description", "picture": "PicUrl", "url": "Url"}
        return "news", {"articles": [{ours: str(first.get(theirs) or "") for ours, theirs in names.items()}]}
    raise ValueError(f"a reply of type {kind}")
