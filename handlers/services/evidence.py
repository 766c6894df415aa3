"""What a category asks for before a case may be called done: a photo, a measured value, a document, a call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.context import Context
from handlers.grammar.signs import BASIS_SIGNS, CALL_SIGNS, DOCUMENT_SIGNS, EXCUSES, MEASURED_SIGNS
from handlers.policies.permissions import is_confidential
from handlers.services import dispatching
from models.domain import closing
from models.domain.closing import Claim
from models.tables import Case, Media

JOIN_WINDOW = timedelta(minutes=30)
"""Photos and words that belong together may come this far apart, in any order."""
_BY_WORDS = {"measured": MEASURED_SIGNS, "document": DOCUMENT_SIGNS, "call": CALL_SIGNS}
"""Evidence that words can give; a photo counts as any of them."""


def missing(ctx: Context, case: Case, words: str, claim: Claim = "solved") -> tuple[str, ...]:
    """Kinds of evidence this end asks for that neither a photo of this assignment nor the words give.

    A repair is shown by what the category of the district file demands, or the words say why there is none where that
    is allowed; an explanation by what it rests on.
    """
    wanted = lacking(ctx, case, words, claim)
    return () if wanted and claim == "solved" and excused(ctx, case, words, wanted) else wanted


def excused(ctx: Context, case: Case, words: str, kinds: Sequence[str]) -> bool:
    """Whether the words say why all of this evidence is missing, and the rule lets a reason stand for it."""
    return may_be_excused(ctx, case, kinds) and all(EXCUSES[kind].search(words) for kind in kinds)


def may_be_excused(ctx: Context, case: Case, kinds: Sequence[str]) -> bool:
    """Whether a reason may stand for this evidence in this category and tier."""
    category = ctx.district.categories.get(case.category)
    return closing.excusable(kinds, case.tier, category.excusable if category is not None else None)


def lacking(ctx: Context, case: Case, words: str, claim: Claim = "solved") -> tuple[str, ...]:
    """The same before any reason is heard."""
    if closing.is_explanation(claim):
        told = is_confidential(case) or BASIS_SIGNS.search(words) or DOCUMENT_SIGNS.search(words) or photos(ctx, case)
        return () if told else ("basis",)
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
