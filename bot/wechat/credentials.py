"""What the account and this service know in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Credentials:
    """Names and secrets of one official account and how strictly its deliveries are judged."""

    app_id: str
    token: str = field(repr=False)
    aes_key: str = field(default="", repr=False)
    """EncodingAESKey, 43 characters; empty = plaintext mode."""
    aes_key_previous: str = field(default="", repr=False)
    """Still accepted after a change of key, and then also used for the reply."""
    app_secret: str = field(default="", repr=False)
    allow_plaintext: bool = False
    """Accept unencrypted deliveries although a key is set.

    Off by default: the plain signature does not cover the body, so whoever saw one address could send any words under
    it. On only while an account is moved from plaintext to encrypted mode.
    """
    timestamp_window: timedelta = timedelta(minutes=10)
    """How far a delivery's timestamp may lie from our clock, both ways: three tries in 15 s plus unequal clocks."""
