"""Who may speak: signature, time window and mode of a delivery, and its decryption."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.wechat.credentials import Credentials
from bot.wechat.crypto import MessageCipher, decrypt_with_any
from bot.wechat.document import read_document
from bot.wechat.errors import MalformedError, RefusedError
from bot.wechat.parse import interpret
from bot.wechat.signature import is_signed
from models.domain.message import Message


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery that may be believed."""

    message: Message
    xml: bytes
    """Its plain XML, decrypted where it came encrypted."""
    cipher: MessageCipher | None
    """What the reply must be encrypted with, None in plaintext mode."""


class Gate:
    """Opens deliveries for one account."""

    def __init__(self, credentials: Credentials, clock: Callable[[], datetime]) -> None:
        """Prepare the keys; ValueError when an EncodingAESKey is not one."""
        keys = (credentials.aes_key, credentials.aes_key_previous)
        self._ciphers = tuple(MessageCipher(key, credentials.app_id) for key in keys if key)
        self._token = credentials.token
        self._allow_plaintext = credentials.allow_plaintext or not self._ciphers
        self._window = credentials.timestamp_window.total_seconds()
        self._clock = clock

    def is_verification(self, query: Mapping[str, str]) -> bool:
        """Whether a GET is WeChat's check of the address.

        No time window here: an old check replayed gives its sender only his own echo.
        """
        return "echostr" in query and self._is_signed(query)

    def open(self, query: Mapping[str, str], raw: bytes) -> Delivery:
        """Open a POST from its query and body.

        RefusedError for a wrong signature, a timestamp outside the window, a mode that is not allowed or a text that no
        key opens; MalformedError for a signed body that cannot be read.
        """
        is_encrypted = query.get("encrypt_type", "raw").lower() == "aes"
        if is_encrypted and self._ciphers:
            return self._open_encrypted(query, raw)
        if not self._is_signed(query):
            raise RefusedError("signature")
        self._judge_time(query)
        if not self._allow_plaintext:
            raise RefusedError("plaintext although an AES key is set")
        document = read_document(raw)
        # Compatible mode without our key still carries the plain fields. Safe mode does not, and success to what we
        # cannot read would lose it.
        if is_encrypted and "MsgType" not in document.fields and "Encrypt" in document.fields:
            raise RefusedError("encrypted although no AES key is set")
        return Delivery(interpret(document), raw, None)

    def _open_encrypted(self, query: Mapping[str, str], raw: bytes) -> Delivery:
        # Only the encrypted part counts: no signature covers the plain fields of compatible mode.
        try:
            encrypted = read_document(raw).fields["Encrypt"]
        except (MalformedError, KeyError) as damage:
            if not self._is_signed(query):
                raise RefusedError("signature") from None
            raise MalformedError(getattr(damage, "reason", "no Encrypt")) from None
        parts = (self._token, query.get("timestamp", ""), query.get("nonce", ""), encrypted)
        if not is_signed(query.get("msg_signature", ""), *parts):
            raise RefusedError("msg_signature")
        self._judge_time(query)
        try:
            xml, cipher = decrypt_with_any(self._ciphers, encrypted)
        except MalformedError:
            # Signed with our token, so key or app id are wrong on one side: success would lose words, 403 is seen.
            raise RefusedError("no key opens it") from None
        return Delivery(interpret(read_document(xml)), xml, cipher)

    def _is_signed(self, query: Mapping[str, str]) -> bool:
        parts = (self._token, query.get("timestamp", ""), query.get("nonce", ""))
        return is_signed(query.get("signature", ""), *parts)

    def _judge_time(self, query: Mapping[str, str]) -> None:
        timestamp = query.get("timestamp", "")
        if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 10):
            raise RefusedError("timestamp")
        if abs(self._clock().timestamp() - int(timestamp)) > self._window:
            raise RefusedError("timestamp outside the window")
