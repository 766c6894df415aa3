"""Words about somebody's conduct: they never stand where those who handle a case read them."""

from __future__ import annotations

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services import protection
from handlers.texts import lists
from handlers.understanding.matters import ROUTE
from models.domain.errors import AboutConduct
from models.tables import Case


def is_secret_wish(words: str) -> bool:
    """不要让他们知道: somebody is to be kept out of it."""
    return lists.KEEP_OUT.search(words) is not None


def speaks_of(ctx: Context, words: str) -> bool:
    """Whether words speak of conduct: of a bribe by whomever, of rudeness by somebody in office who is named."""
    if lists.CONDUCT.search(words) or lists.GAVE.search(words):
        return True
    return bool(lists.CONDUCT_OF_NAMED.search(words)) and bool(protection.named_in(ctx, words))


def accuses(ctx: Context, words: str) -> bool:
    """Whether words meant for those who handle a case accuse somebody, or are to be kept from them."""
    if not words.strip():
        return False
    if is_secret_wish(words) or speaks_of(ctx, words):
        return True
    reading = ctx.world.understander.read(words, reply=True)
    return reading.intent == "misconduct" or any(
        is_category(ctx, one.category) and one.confidence >= ROUTE for one in reading.matters
    )


def is_category(ctx: Context, code: str) -> bool:
    """Whether a category is one of accusations."""
    found = ctx.district.categories.get(code)
    return found is not None and found.desk == "inspector"


def kept_apart(ctx: Context, case: Case, words: str) -> str:
    """What of a resident's words may be put into the case: nothing when they accuse somebody.

    That they were left out is noted in the context, so that the person is told and offered the other way.
    """
    if is_confidential(case) or not accuses(ctx, words):
        return words
    ctx.kept_apart.append(words)
    return ""


def refuse(ctx: Context, case: Case, words: str) -> None:
    """The last line of defence of everything a resident may write into a case. Raises AboutConduct."""
    if not is_confidential(case) and accuses(ctx, words):
        raise AboutConduct(number=case.running)
