"""Fetching what people send: within three days, on a queue of its own, with everything a camera wrote removed."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from sqlmodel import col

from bot.media_store import MediaStore, Stored
from bot.service import Service
from bot.wechat.client import WeChatClient
from handlers.services import lost_media
from models.domain.backoff import next_try
from models.store.tx import Reader, Tx
from models.tables import Media

__all__ = ["MediaStore", "erase_given_up", "fetch_waiting"]

log = logging.getLogger("minqing.media")

AT_ONCE = 8
WECHAT_KEEPS = timedelta(days=3)


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


async def erase_given_up(service: Service, store: MediaStore) -> int:
    """Erase the bytes of what somebody asked to have erased or was kept long enough; returns how many."""

    def given_up(reader: Reader) -> tuple[list[Media], set[str]]:
        rows = reader.find(Media, state="erase")
        paths = tuple({row.path for row in rows if row.path})
        shared = reader.find(Media, path=paths, state="kept") if paths else []
        return rows, {row.path for row in shared}  # the same picture, sent by two people, is one file

    rows, shared = await service.database.read(given_up)
    for path in {row.path for row in rows if row.path} - shared:
        await asyncio.to_thread(store.path(path).unlink, missing_ok=True)

    def record(tx: Tx) -> None:
        for row in tx.find(Media, id=tuple(one.id for one in rows)):
            tx.update(row, state="erased", path="", digest="", size=0)

    if rows:
        await service.database.write(record)
    return len(rows)


async def _fetch(service: Service, client: WeChatClient, store: MediaStore, media: Media) -> None:
    result = await client.get_media(media.media_id)
    kept: Stored | None = None
    lost = not result.ok and result.action not in {"retry", "refresh", "next_minute", "tomorrow", "alarm"}
    if result.ok:
        kept = await asyncio.to_thread(_store, store, media.kind, result.content, result.content_type)
        lost = kept is None
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
            lost_media.lose(service.registry.context(tx, now), row)
        else:
            tx.update(row, tries=row.tries + 1, not_before=again)

    await service.database.write(record)


def _store(store: MediaStore, kind: str, content: bytes, mime: str) -> Stored | None:
    """The file as it was kept, None where it should be a picture and is none."""
    if kind == "image":
        from bot.pictures import NotAnImageError, clean_image  # noqa: PLC0415 - with the first picture

        try:
            return store.keep(clean_image(content), "image/jpeg")
        except NotAnImageError:
            return None
    return store.keep(content, mime.split(";", maxsplit=1)[0].strip() or "application/octet-stream")
