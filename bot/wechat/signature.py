"""Signatures of WeChat's callbacks: SHA-1 over the sorted parts."""

from __future__ import annotations

import hmac
from hashlib import sha1


def sign(*parts: str) -> str:
    """Sign the parts as WeChat does: 40 hex digits over token, timestamp, nonce (and Encrypt), sorted and joined."""
    return sha1("".join(sorted(parts)).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def is_signed(signature: str, *parts: str) -> bool:
    """Whether `signature` belongs to the parts; compared in constant time, any text is allowed."""
    return hmac.compare_digest(signature.encode("utf-8", "surrogatepass"), sign(*parts).encode())
