"""Tokens in links: HMAC over purpose, subject, person and expiry, so that a page needs no stored session."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LIFETIME = timedelta(days=45)
"""Longer than the 30 days in which a late vote or a re-opening still counts."""

_SIGNATURE = 12


@dataclass(frozen=True, slots=True)
class Link:
    """What a token says: `purpose` c (case page) or q (question page), the subject's id and whose it is."""

    purpose: str
    subject: int
    holder: str
    """Account id; `post:<code>` for the page of a post."""
    expires_at: datetime


class Links:
    """Makes and reads tokens under SECRET_KEY."""

    def __init__(self, secret_key: str, public_url: str) -> None:
        self._key = hashlib.sha256(b"minqing links" + secret_key.encode()).digest()
        self._base = public_url.rstrip("/")

    def token(self, purpose: str, subject: int, holder: str, now: datetime) -> str:
        """A token valid for LIFETIME, whole days, so that one day's links to one page are equal."""
        day = int((now + LIFETIME).timestamp()) // 86400
        body = f"{purpose}.{subject}.{holder}.{day}".encode()
        signature = hmac.digest(self._key, body, "sha256")[:_SIGNATURE]
        return base64.urlsafe_b64encode(body + signature).decode().rstrip("=")

    def url(self, purpose: str, subject: int, holder: str, now: datetime) -> str:
        """The full address of the page."""
        return f"{self._base}/{purpose}/{self.token(purpose, subject, holder, now)}"

    def page(self, path: str) -> str:
        """The full address of a public page."""
        return f"{self._base}/{path}"

    def read(self, purpose: str, token: str, now: datetime) -> Link | None:
        """What a token says, or None when it is forged, for another purpose or too old."""
        try:
            raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except (ValueError, TypeError):
            return None
        body, signature = raw[:-_SIGNATURE], raw[-_SIGNATURE:]
        if not hmac.compare_digest(hmac.digest(self._key, body, "sha256")[:_SIGNATURE], signature):
            return None
        said, subject, rest = body.decode().split(".", 2)
        holder, _, day = rest.rpartition(".")
        expires_at = datetime.fromtimestamp(int(day) * 86400, UTC)
        if said != purpose or now > expires_at + timedelta(days=1):
            return None
        return Link(said, int(subject), holder, expires_at)
