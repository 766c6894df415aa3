"""A second call after a confirmed end: which cases are drawn, so that nobody can steer it and everybody can check it.

The seed of a month is made and its SHA-256 published before the first case of that month is closed; it is opened when
the month has been drawn. A case's lot is an HMAC of its number under the seed: with the opened seed and the numbers of
the closed cases anybody works out the same draw.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

SHARE = 0.05
"""Of the ends a resident confirmed (dialogue rules 3.6)."""
AFTER = timedelta(days=14)
WITHIN = timedelta(days=21)
"""From closing: not before, not after."""
CALLING = timedelta(days=7)
"""How long somebody tries to reach the resident."""
LENGTH = 32
"""Bytes of a seed."""


@dataclass(frozen=True, slots=True)
class Closing:
    """An end that a resident confirmed."""

    number: str
    round: int
    unit: str


def commitment(seed: bytes) -> str:
    """What is published before: nobody learns the seed from it, nobody can change the seed behind it."""
    return hashlib.sha256(seed).hexdigest()


def lot(seed: bytes, closing: Closing) -> float:
    """The lot of a case: at least 0, under 1, the same for everybody who knows the seed."""
    digest = hmac.digest(seed, f"{closing.number}/{closing.round}".encode(), "sha256")
    return int.from_bytes(digest[:8]) / 2**64


def drawn(seed: bytes, closings: Iterable[Closing], share: float = SHARE) -> list[Closing]:
    """Those whose lot is under the share."""
    return [one for one in closings if lot(seed, one) < share]


def one_each(seed: bytes, closings: Iterable[Closing], has: Iterable[str]) -> Mapping[str, Closing]:
    """For each unit without a drawn case in the month the one with the smallest lot."""
    spared = set(has)
    found: dict[str, Closing] = {}
    for one in closings:
        if one.unit not in spared and (one.unit not in found or lot(seed, one) < lot(seed, found[one.unit])):
            found[one.unit] = one
    return found
