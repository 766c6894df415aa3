"""Photos that came through a page: fetched already, cleaned already, a row like any other file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.context import Context
from models.tables import Case, Media


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture as the media store keeps it."""

    path: str
    mime: str
    size: int
    digest: str


def keep(ctx: Context, holder: str, uploads: Iterable[Upload], *, case: Case | None, purpose: str) -> list[int]:
    """Rows for these pictures, `case` None while they are not yet added; a picture sent twice is one. Returns ids."""
    kept: dict[str, int] = {}
    for upload in uploads:
        if upload.digest not in kept:
            kept[upload.digest] = ctx.tx.insert(
                Media,
                account_id=holder,
                case_id=case.id if case is not None else None,
                purpose=purpose,
                kind="image",
                state="kept",
                path=upload.path,
                mime=upload.mime,
                size=upload.size,
                digest=upload.digest,
                not_before=ctx.now,
                received_at=ctx.now,
                kept_at=ctx.now,
            ).id
    return list(kept.values())
