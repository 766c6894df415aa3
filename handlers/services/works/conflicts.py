"""矛盾纠纷: mediated in private. Words and parties lie in the vault; who reads them is written down."""

from __future__ import annotations

from typing import Literal

from handlers.context import Context
from handlers.policies import stations as policy
from handlers.services import filing
from handlers.services.stations import book
from models.domain.district import Post
from models.domain.errors import WrongMoment
from models.tables import Conflict

End = Literal["settled", "handed", "failed"]
WORDS, RESULT = "words", "result"


def subject(conflict: Conflict) -> str:
    """Its name in the vault."""
    return f"conflict:{conflict.id}"


def add(ctx: Context, post: Post, unit: str, kind: str, words: str) -> Conflict:
    """One conflict; only its kind and its unit are written where they can be counted."""
    row = ctx.tx.insert(
        Conflict, number=ctx.tx.count("conflict"), unit=unit, mediator=post.code, kind=kind, opened_at=ctx.now
    )
    filing.keep(ctx, subject(row), WORDS, words)
    book.write(ctx, "conflict", row.id, "conflict_opened", unit, theme="conflict", post=post.code, sort=kind)
    return row


def end(ctx: Context, row: Conflict, post: Post, how: End, words: str) -> Conflict:
    """Settled, handed to a court or another body, or failed. Raises WrongMoment for one that has ended."""
    if row.state != "open":
        raise WrongMoment(what="conflict", number=row.number, state=row.state)
    if words:
        filing.keep(ctx, subject(row), RESULT, words)
    row = ctx.tx.update(row, state=how, ended_at=ctx.now)
    book.write(ctx, "conflict", row.id, f"conflict_{how}", row.unit, theme="conflict", post=post.code, sort=row.kind)
    return row


def may_read(ctx: Context, row: Conflict, post: Post) -> bool:
    """Who may read the parties: the mediator, who stands in for him today is the same post, and inspection."""
    if not policy.may_at(ctx.district, post, "conflict_parties", row.unit):
        return False
    return post.code == row.mediator or (post.unit == ctx.district.root and post.role == "inspector")


def read(ctx: Context, row: Conflict, post: Post) -> tuple[str, str]:
    """Words and result; the look is a line in the book."""
    book.write(ctx, "conflict", row.id, "conflict_read", row.unit, theme="conflict", post=post.code)
    return filing.read_vault(ctx, subject(row), WORDS), filing.read_vault(ctx, subject(row), RESULT)


def named(ctx: Context, number: int) -> Conflict | None:
    """The conflict of a number."""
    found = ctx.tx.find(Conflict, number=number, order="-opened_at")
    return found[0] if found else None
