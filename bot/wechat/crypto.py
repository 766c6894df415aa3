"""WeChat's message encryption: AES-256-CBC with a strict reading of every byte.

Layout before encryption: 16 random bytes, big-endian length, message, app id, PKCS#7 padding to blocks of 32.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import b64encode
from binascii import Error as Base64Error
from binascii import a2b_base64
from collections.abc import Iterable

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from bot.wechat.errors import MalformedError

_BLOCK = 32
_HEAD = 20
_KEY_LENGTH = 43


class MessageCipher:
    """Encrypts and decrypts under one EncodingAESKey for one app id."""

    __slots__ = ("_app_id", "_cipher")

    def __init__(self, encoding_aes_key: str, app_id: str) -> None:
        """Prepare a key of 43 letters and digits; ValueError (without the key) for anything else."""
        if len(encoding_aes_key) != _KEY_LENGTH or not (encoding_aes_key.isascii() and encoding_aes_key.isalnum()):
            msg = "EncodingAESKey must be 43 letters and digits"
            raise ValueError(msg)
        key = a2b_base64(encoding_aes_key + "=")
        self._app_id = app_id.encode()
        self._cipher = Cipher(AES256(key), CBC(key[:16]))

    def encrypt(self, message: bytes, prefix: bytes | None = None) -> str:
        """Encrypt into the text of an `<Encrypt>` element; `prefix` is 16 random bytes, drawn here when absent."""
        body = (prefix or secrets.token_bytes(16)) + len(message).to_bytes(4, "big") + message + self._app_id
        padding = _BLOCK - len(body) % _BLOCK
        encryptor = self._cipher.encryptor()
        return b64encode(encryptor.update(body + bytes([padding]) * padding) + encryptor.finalize()).decode()

    def decrypt(self, encrypted: str) -> bytes:
        """Decrypt the text of an `<Encrypt>` element.

        MalformedError("undecryptable") for every kind of damage alike: base64, block size, any padding byte, length,
        app id. One reason for all, so that an answer never tells how far the reading came.
        """
        try:
            sealed = a2b_base64(encrypted, strict_mode=True)
        except (Base64Error, ValueError):
            raise MalformedError("undecryptable") from None
        if not sealed or len(sealed) % _BLOCK:
            raise MalformedError("undecryptable")
        decryptor = self._cipher.decryptor()
        plain = decryptor.update(sealed) + decryptor.finalize()
        padding = plain[-1]
        if not 1 <= padding <= _BLOCK or not hmac.compare_digest(plain[-padding:], bytes([padding]) * padding):
            raise MalformedError("undecryptable")
        end = _HEAD + int.from_bytes(plain[16:_HEAD], "big")
        # A length beyond the text leaves no app id, so the comparison also bounds it.
        if not hmac.compare_digest(plain[end : len(plain) - padding], self._app_id) or end > len(plain) - padding:
            raise MalformedError("undecryptable")
        return plain[_HEAD:end]


def decrypt_with_any(ciphers: Iterable[MessageCipher], encrypted: str) -> tuple[bytes, MessageCipher]:
    """Decrypt with the first cipher that fits, newest first; the reply must use the one returned.

    MalformedError("undecryptable") when none fits.
    """
    for cipher in ciphers:
        try:
            return cipher.decrypt(encrypted), cipher
        except MalformedError:
            continue
    raise MalformedError("undecryptable")
