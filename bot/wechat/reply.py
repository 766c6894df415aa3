"""Passive replies: what stands in the HTTP answer to a delivery."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

from bot.wechat.crypto import MessageCipher
from bot.wechat.signature import sign

SUCCESS = b"success"
"""The acknowledgement without words; accepted unencrypted in every mode."""

MAX_TEXT_BYTES = 2048
"""Longer texts are not shown at all: the person gets the platform's fault notice."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def split_text(text: str, limit: int = MAX_TEXT_BYTES) -> tuple[str, str]:
    """Split into what fits `limit` UTF-8 bytes and the rest (`` when all fits), never inside a character.

    A line break in the second half of what fits is preferred, so that links and numbered lines stay whole.
    """
    raw = text.encode("utf-8", "replace")
    if len(raw) <= limit:
        return text, ""
    head = raw[:limit].decode("utf-8", "ignore")
    line = head.rfind("\n")
    if line >= len(head) // 2:
        return text[:line], text[line + 1 :]
    return head, text[len(head) :]


def render_text(sender: str, account: str, text: str, now: datetime) -> bytes:
    """Build the reply of `account` to `sender`; control characters are dropped, `]]>` is carried over safely.

    The text must fit already (`split_text`).
    """
    content = _NOT_XML.sub("", text)
    if "]]>" in content:
        content = content.replace("]]>", "]]]]><![CDATA[>")
    return (
        f"<xml><ToUserName><![CDATA[{sender}]]></ToUserName><FromUserName><![CDATA[{account}]]></FromUserName>"
        f"<CreateTime>{int(now.timestamp())}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{content}]]></Content></xml>"
    ).encode()


def render_encrypted(reply: bytes, cipher: MessageCipher, token: str, now: datetime) -> bytes:
    """Wrap a rendered reply for compatible and safe mode, signed with a fresh nonce."""
    encrypted = cipher.encrypt(reply)
    timestamp = str(int(now.timestamp()))
    nonce = secrets.token_hex(8)
    signature = sign(token, timestamp, nonce, encrypted)
    return (
        f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
    ).encode()
