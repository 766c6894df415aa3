"""Deliveries as WeChat makes them, built by wechatpy wherever it can: the independent side of these tests."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

from bot.wechat.credentials import Credentials

TOKEN = "AAAAA"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OTHER_KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq"
APP_ID = "wxba5fad812f8e6fb9"
ACCOUNT = "gh_97417a04a28d"
SENDER = "o9AgO5Kd5ggOC-bXrbNODIiE3bGY"
CREATED = 1714112445
NOW = datetime.fromtimestamp(CREATED + 2, UTC)
PLAIN = Credentials(app_id=APP_ID, token=TOKEN)
SAFE = Credentials(app_id=APP_ID, token=TOKEN, aes_key=AES_KEY)


def make_xml(inner: str, *, sender: str = SENDER, created: object = CREATED) -> bytes:
    return (
        f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{sender}]]></FromUserName>"
        f"<CreateTime>{created}</CreateTime>{inner}</xml>"
    ).encode()


def make_text(content: str = "路灯坏了", msg_id: str = "24534634542342", extra: str = "") -> bytes:
    return make_xml(
        f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{content}]]></Content><MsgId>{msg_id}</MsgId>{extra}"
    )


def make_event(event: str, inner: str = "", *, sender: str = SENDER, created: object = CREATED) -> bytes:
    return make_xml(
        f"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{event}]]></Event>{inner}", sender=sender, created=created
    )


def oracle_sign(*parts: str) -> str:
    signer = WeChatSigner()
    signer.add_data(*parts)
    signature: str = signer.signature
    return signature


def make_query(timestamp: int = CREATED, nonce: str = "415670741", token: str = TOKEN, **more: str) -> str:
    signature = oracle_sign(token, str(timestamp), nonce)
    return urlencode({"signature": signature, "timestamp": timestamp, "nonce": nonce, **more})


def make_safe(
    xml: bytes, *, key: str = AES_KEY, app_id: str = APP_ID, timestamp: int = CREATED, plain_fields: bool = False
) -> tuple[str, bytes]:
    """Give query and body of a delivery in safe mode, or in compatible mode with the plain fields beside."""
    nonce = "415670741"
    reply = WeChatCrypto(TOKEN, key, app_id).encrypt_message(xml.decode(), nonce, str(timestamp))
    encrypted = reply.split("<Encrypt><![CDATA[")[1].split("]]>")[0]
    query = make_query(
        timestamp,
        nonce,
        encrypt_type="aes",
        msg_signature=oracle_sign(TOKEN, str(timestamp), nonce, encrypted),
    )
    sealed = f"<Encrypt><![CDATA[{encrypted}]]></Encrypt>"
    if plain_fields:
        return query, xml.decode().replace("</xml>", f"{sealed}</xml>").encode()
    return query, f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName>{sealed}</xml>".encode()
