"""Words said about a case: redacted where people read them, the original sealed in the vault."""

from __future__ import annotations

from handlers.context import Context
from handlers.services import conduct, filing
from handlers.services.records import SALT_BYTES
from models.domain import redact
from models.domain.chain import salted_digest, statement_content
from models.tables import Case, Statement


def say(
    ctx: Context,
    case: Case,
    kind: str,
    words: str,
    *,
    post: str = "",
    voice_id: int | None = None,
    public: bool = True,
    asked_about: bool = False,
) -> Statement:
    """Keep words about a case; its next event binds them. `public` says whether the resident may read them.

    Raises AboutConduct for a complainant's words about somebody's conduct, unless they were `asked_about` before.
    """
    if voice_id is not None and not post and not asked_about:
        conduct.refuse(ctx, case, words)
    shown = redact.redact(words, workmen=bool(post)).text
    salt = ctx.registry.random(SALT_BYTES)
    statement = ctx.tx.insert(
        Statement,
        case_id=case.id,
        kind=kind,
        at=ctx.now,
        post=post,
        voice_id=voice_id,
        words=shown,
        public=public,
        salt=salt.hex(),
    )
    content = statement_content(kind, ctx.now, post, voice_id, shown)
    ctx.said.setdefault(case.id, {})[statement.id] = salted_digest(content, salt)
    if shown != words:
        filing.keep(ctx, f"statement:{statement.id}", "words", words)
    return statement


def said(ctx: Context, case: Case, *kinds: str) -> list[Statement]:
    """What was said about a case, oldest first, of these kinds only when any are named."""
    found = ctx.tx.find(Statement, case_id=case.id, order="at")
    return [one for one in found if not kinds or one.kind in kinds]
