"""Whether the complainants of a case can be told something now, and why not: a cadre is never told that they were."""

from __future__ import annotations

from typing import Literal

from handlers.context import Context
from handlers.services.notices import voices_of
from handlers.services.reach import reach_of
from models.domain import slips
from models.domain.ladder import plan_delivery
from models.tables import Account, Case, Conversation

Unreached = Literal["unsubscribed", "unfollowed", "waits", "on_paper"]
SENT = frozenset({"kefu", "template", "subscribe"})
"""Rungs that bring words to a phone."""


def unreached(ctx: Context, case: Case, push: str, *, card: bool = True) -> Unreached | None:
    """Why nobody who complains will hear a push of this class by itself, None when somebody will.

    Without a `card` it is words alone: a template message cannot carry it.
    """
    reasons = [_why_not(ctx, voice.account_id, push, card) for voice in voices_of(ctx, case)]
    if not reasons or None in reasons:
        return None
    return reasons[0]


def _why_not(ctx: Context, account_id: str, push: str, card: bool) -> Unreached | None:
    if slips.is_paper(account_id):
        return "on_paper"
    account = ctx.tx.get(Account, account_id)
    if account is None or not account.follows or account.openid is None:
        return "unfollowed"
    if account.muted:
        return "unsubscribed"
    reach = reach_of(ctx, account, ctx.tx.get(Conversation, account_id), push, cadre=False, phone=False)
    tried = set(plan_delivery(push, reach, ctx.now).rungs)
    return None if tried & (SENT if card else {"kefu"}) else "waits"
