"""Fetching what people send: within three days, on a queue of its own, with everything a camera wrote removed."""

from __future__ import annotations

import asyncio
import hashlib
import io
import logging
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlmodel import col

from bot.service import Service
from bot.wechat.client import WeChatClient
from models.domain.backoff import next_try
from models.store.tx import Reader, Tx
from models.tables import Media

log = logging.getLogger("minqing.media")

AT_ONCE = 8
LONGEST_SIDE = 2000
"""Pixels: more shows nothing a complaint needs."""
WECHAT_KEEPS = timedelta(days=3)
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "audio/amr": ".amr", "video/mp4": ".mp4", "audio/mpeg": ".mp3"}


class NotAnImageError(ValueError):
    """The bytes are no picture that can be shown."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as it was kept."""

    path: str
    mime: str
    size: int
    digest: str


class MediaStore:
    """Files below one folder, named by their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes, mime: str) -> Stored:
        """Write the bytes; the same content is one file."""
        digest = hashlib.sha256(content).hexdigest()
        name = f"{digest[:2]}/{digest}{SUFFIXES.get(mime, '.bin')}"
        target = self._folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            partial = target.with_suffix(".part")
            partial.write_bytes(content)
            partial.replace(target)
        return Stored(name, mime, len(content), digest)

    def path(self, name: str) -> Path:
        """Where a kept file is. Raises ValueError for a name that leads out of the folder."""
        target = (self._folder / name).resolve()
        if not target.is_relative_to(self._folder.resolve()):
            raise ValueError("outside the media folder")
        return target


def clean_image(content: bytes) -> bytes:
    """The picture upright, at most LONGEST_SIDE pixels, as JPEG without EXIF: no place, time or camera is kept.

    Raises NotAnImageError.
    """
    try:
        with Image.open(io.BytesIO(content)) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise NotAnImageError(NotAnImageError.__doc__) from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


async def fetch_waiting(service: Service, client: WeChatClient, store: MediaStore) -> int:
    """Fetch what is due; returns how many files were tried."""
    now = service.now()

    def due(reader: Reader) -> list[Media]:
        return reader.query(
            Media,
            col(Media.state) == "pending",
            col(Media.not_before) <= now,
            order_by=(col(Media.not_before), col(Media.id)),
            limit=AT_ONCE,
        )

    waiting = await service.database.read(due)
    await asyncio.gather(*(_fetch(service, client, store, media) for media in waiting))
    return len(waiting)


async def _fetch(service: Service, client: WeChatClient, store: MediaStore, media: Media) -> None:
    result = await client.get_media(media.media_id)
    kept: Stored | None = None
    lost = not result.ok and result.action not in {"retry", "refresh", "next_minute", "tomorrow", "alarm"}
    if result.ok:
        try:
            kept = await asyncio.to_thread(_store, store, media.kind, result.content, result.content_type)
        except NotAnImageError:
            lost = True
    now = service.now()
    again = next_try("media", media.tries + 1, now)

    def record(tx: Tx) -> None:
        row = tx.get(Media, media.id)
        if row is None or row.state != "pending":
            return
        if kept is not None:
            tx.update(
                row, state="kept", path=kept.path, mime=kept.mime, size=kept.size, digest=kept.digest, kept_at=now
            )
        elif lost or again is None or now - row.received_at > WECHAT_KEEPS:
            log.error("a file could not be fetched: %s", result.reason)
            tx.update(row, state="lost", tries=row.tries + 1)
        else:
            tx.update(row, tries=row.tries + 1, not_before=again)

    await service.database.write(record)


def _store(store: MediaStore, kind: str, content: bytes, mime: str) -> Stored:
    if kind == "image":
        return store.keep(clean_image(content), "image/jpeg")
    return store.keep(content, mime.split(";", maxsplit=1)[0].strip() or "application/octet-stream")
