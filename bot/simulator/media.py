"""Temporary media: what people sent and what the service uploaded, for three days."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.simulator.errors import ApiError
from bot.simulator.rules import Rules

SIZES = {"image": 10 << 20, "voice": 2 << 20, "video": 10 << 20, "thumb": 64 << 10}
"""Largest upload in bytes per type (another page says 2 MB for images)."""

_SUFFIX = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "audio/amr": "amr",
    "audio/mpeg": "mp3",
    "audio/webm": "webm",
    "audio/ogg": "ogg",
    "video/mp4": "mp4",
}


@dataclass(frozen=True, slots=True)
class Medium:
    """One stored file; `made_at` is UTC."""

    id: str
    type: str
    content: bytes
    content_type: str
    made_at: datetime

    @property
    def filename(self) -> str:
        return f"{self.id}.{_SUFFIX.get(self.content_type, 'bin')}"


class MediaStore:
    """Keeps media by id; the phones may look at them for ever, the API for three days only."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._kept: dict[str, Medium] = {}

    def add(self, kind: str, content: bytes, content_type: str, now: datetime) -> Medium:
        """Promise the stored medium; 40004 for an unknown type, 41005 for nothing, 40006 when too large."""
        if kind not in SIZES:
            raise ApiError(40004)
        if not content:
            raise ApiError(41005)
        if len(content) > SIZES[kind]:
            raise ApiError(40006)
        digest = hashlib.sha256(content + f"|{len(self._kept)}|{now.isoformat()}".encode()).hexdigest()
        medium = Medium(digest[:48] + "_mq", kind, content, content_type, now)
        self._kept[medium.id] = medium
        return medium

    def get(self, media_id: str, now: datetime) -> Medium:
        """Promise a medium that is not older than three days; 40007 otherwise."""
        medium = self._kept.get(media_id)
        if medium is None or now >= medium.made_at + self._rules.media_lasts:
            raise ApiError(40007)
        return medium

    def __iter__(self) -> Iterator[Medium]:
        return iter(self._kept.values())

    def restore(self, medium: Medium) -> None:
        """Take up a medium of an earlier run."""
        self._kept[medium.id] = medium

    def look(self, media_id: str) -> Medium | None:
        """Promise what a phone shows: pictures in a chat stay there."""
        return self._kept.get(media_id)


def silent_voice(seconds: int) -> bytes:
    """Promise a valid AMR-NB file of silence: frames of 20 ms marked "no data" (RFC 4867, type 15)."""
    return b"#!AMR\n" + b"\x7c" * (50 * max(1, min(60, seconds)))
