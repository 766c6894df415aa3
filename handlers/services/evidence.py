"""What a category asks for before a case may be called done: a photo, a measured value, a document, a call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.context import Context
from handlers.grammar.signs import CALL_SIGNS, DOCUMENT_SIGNS, MEASURED_SIGNS
from handlers.services import dispatching
from models.tables import Case, Media

JOIN_WINDOW = timedelta(minutes=30)
"""Photos and words that belong together may come this far apart, in any order."""
_BY_WORDS = {"measured": MEASURED_SIGNS, "document": DOCUMENT_SIGNS, "call": CALL_SIGNS}
"""Evidence that words can give; a photo counts as any of them."""


def missing(ctx: Context, case: Case, words: str) -> tuple[str, ...]:
    """Kinds of evidence the category asks for that neither a photo of this assignment nor the words give."""
    category = ctx.district.categories.get(case.category)
    wanted = category.evidence if category is not None else ()
    if not wanted or photos(ctx, case):
        return ()
    return tuple(kind for kind in wanted if kind not in _BY_WORDS or not _BY_WORDS[kind].search(words))


def photos(ctx: Context, case: Case) -> list[Media]:
    """Photos and videos given as evidence since the case came to the unit that has it."""
    running = dispatching.current(ctx, case)
    since = running.given_at if running is not None else case.filed_at
    found = ctx.tx.find(Media, case_id=case.id, purpose="evidence", order="received_at")
    return [one for one in found if one.received_at >= since and one.kind in {"image", "video"}]


def loose(ctx: Context, account_id: str) -> list[Media]:
    """Photos the person sent within the join window that belong to nothing yet."""
    found = ctx.tx.find(Media, account_id=account_id, case_id=None, draft_id=None, order="received_at")
    return [one for one in found if ctx.now - one.received_at <= JOIN_WINDOW and one.kind in {"image", "video"}]


def attach(ctx: Context, case: Case, media: Sequence[Media]) -> None:
    """Make these photos evidence of the case; they are never shown on the board by default."""
    for one in media:
        ctx.tx.update(one, case_id=case.id, purpose="evidence")
