"""Sealing what identifies people, and the keyed hash by which an account is known without its openid."""

from __future__ import annotations

import hashlib
import hmac
import os
from functools import lru_cache
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
REMEMBERED = 4096
"""Keys that are kept at hand: one message asks for its sender's several times."""


class SealBrokenError(RuntimeError):
    """The bytes were not sealed with this IDENTITY_KEY, or were changed."""


class Sealer:
    """AES-256-GCM under a key derived from IDENTITY_KEY; whoever loses the key has erased every identity."""

    def __init__(self, identity_key: str) -> None:
        root = identity_key.encode()
        self._hash_key = hashlib.sha256(b"minqing account id" + root).digest()
        self._cipher = AESGCM(hashlib.sha256(b"minqing vault" + root).digest())
        self.mark = hashlib.sha256(b"minqing key mark" + root).hexdigest()[:16]
        """Tells two keys apart and neither of them to anybody."""
        self._known = lru_cache(maxsize=REMEMBERED)(self._hash)

    def account_id(self, openid: str) -> str:
        """The account's key: the same openid gives the same key, and nobody can go back."""
        return self._known(openid)

    def _hash(self, openid: str) -> str:
        return hmac.new(self._hash_key, openid.encode(), hashlib.sha256).hexdigest()[
            :24
        ]  # half the time of hmac.digest

    def seal(self, text: str) -> bytes:
        """The text as bytes only the holder of the key can read."""
        return self._seal(text.encode())

    def _seal(self, plain: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, None)

    def open(self, sealed: bytes) -> str:
        """The text again. Raises SealBrokenError."""
        try:
            return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], None).decode()
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError(SealBrokenError.__doc__) from error

    def seal_list(self, items: list[Any]) -> bytes:
        """A JSON list, sealed."""
        return self._seal(orjson.dumps(items))

    def open_list(self, sealed: bytes | None) -> list[Any]:
        """The list again; empty when there was none."""
        return [] if sealed is None else list(orjson.loads(self.open(sealed)))
