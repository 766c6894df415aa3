"""A photo, voice or video that could not be fetched: it is said, and asked for again, never kept as an empty file."""

from __future__ import annotations

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services.notices import push
from models.tables import Case, Media


def lose(ctx: Context, media: Media) -> None:
    """Mark it lost and ask who sent it; several of one moment are asked for once."""
    ctx.tx.update(media, state="lost", tries=media.tries + 1)
    case = ctx.tx.get(Case, media.case_id) if media.case_id is not None else None
    if case is not None and is_confidential(case):
        case = None  # a message that names it could be read by somebody else
    push(
        ctx,
        "media_lost",
        {"kind": media.kind},
        key=str(media.id),
        account_id=media.account_id,
        case=case,
        fold=f"media_lost:{media.account_id}",
        urgency="own-answer",
    )
