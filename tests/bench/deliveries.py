"""Deliveries as WeChat signs them, made before the clock runs."""

from __future__ import annotations

import hashlib
import itertools
import time
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from wechatpy.crypto import WeChatCrypto

TOKEN = "benchtoken"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
APP_ID = "wxbench0000000000"
ACCOUNT = "gh_bench"
_serial = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Mode:
    """Plaintext or safe mode."""

    name: str
    aes_key: str


PLAIN = Mode("plaintext", "")
SAFE = Mode("safe mode", AES_KEY)


def text_request(mode: Mode, openid: str, content: str) -> bytes:
    """A whole HTTP request that delivers a text."""
    now = int(time.time())
    number = 24_000_000_000_000_000 + next(_serial)
    xml = (
        f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>"
        f"<CreateTime>{now}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{escape(content)}]]></Content><MsgId>{number}</MsgId></xml>"
    )
    nonce = str(number % 1_000_000_007)
    query = {"timestamp": str(now), "nonce": nonce, "openid": openid}
    query["signature"] = _sign(TOKEN, str(now), nonce)
    if mode.aes_key:
        sealed = WeChatCrypto(TOKEN, mode.aes_key, APP_ID).encrypt_message(xml, nonce, str(now))
        encrypted = sealed.split("<Encrypt><![CDATA[", 1)[1].split("]]>", 1)[0]
        query |= {"encrypt_type": "aes", "msg_signature": _sign(TOKEN, str(now), nonce, encrypted)}
        xml = f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
    body = xml.encode()
    head = (
        f"POST /wechat?{urlencode(query)} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _sign(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()
