"""Signatures and encryption on WeChat's side, made and checked with wechatpy as an independent oracle."""

from __future__ import annotations

from dataclasses import dataclass

from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.utils import WeChatSigner

from bot.simulator.config import WorldConfig
from bot.simulator.envelopes import Envelope
from bot.simulator.markup import parse_xml


@dataclass(frozen=True, slots=True)
class Sealed:
    """A delivery ready to post."""

    query: dict[str, str]
    body: bytes


def sign(*parts: str) -> str:
    """Promise the hex SHA-1 over the sorted parts."""
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


def seal(config: WorldConfig, envelope: Envelope, *, timestamp: str, nonce: str) -> Sealed:
    """Promise the query and body of one attempt in the world's mode."""
    query = {
        "signature": sign(config.token, timestamp, nonce),
        "timestamp": timestamp,
        "nonce": nonce,
        "openid": envelope.openid,
    }
    if config.mode == "plain":
        return Sealed(query, envelope.xml().encode())
    crypto = WeChatCrypto(config.token, config.aes_key, config.app_id)
    encrypted = PrpCrypto(crypto.key).encrypt(envelope.xml(), config.app_id).decode()
    query |= {"encrypt_type": "aes", "msg_signature": sign(config.token, timestamp, nonce, encrypted)}
    return Sealed(query, envelope.xml(encrypted=encrypted, plain=config.mode == "compatible").encode())


def unseal(config: WorldConfig, body: str) -> str:
    """Promise the plain reply XML; ValueError when it is not sealed as the mode demands."""
    outer = parse_xml(body)
    if "Encrypt" not in outer:
        if config.mode == "safe":
            raise ValueError("safe mode needs an encrypted answer")
        return body
    if config.mode == "plain":
        raise ValueError("an encrypted answer in plaintext mode")
    crypto = WeChatCrypto(config.token, config.aes_key, config.app_id)
    try:
        return str(crypto.decrypt_message(outer, outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"]))
    except Exception as error:
        raise ValueError("the answer cannot be decrypted") from error
