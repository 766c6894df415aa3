"""How much a resident hears in a day: two pushes and one question, whatever happens to the case."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from handlers.context import Context
from handlers.letters.writing import POLLS
from models.domain.working_time import SHANGHAI, at_clock, shanghai_day
from models.tables import Outbox

PUSHES_A_DAY = 2
QUESTIONS_A_DAY = 1
MORNING = time(8, 30)
"""Residents' quiet hours end then."""
OUTSIDE = frozenset(
    {"result", "danger", "draft_filed", "draft_nudge", "photo_nudge", "transcript", "extended", "media_lost"}
)
"""The result, answers to own words and new dates are not counted and not held back."""
SENT = ("sent", "delivered")


def wait_until(ctx: Context, row: Outbox) -> datetime | None:
    """When a letter to a resident may leave although enough was said today (UTC), None for now (dialogues 3.6).

    Cases counted in hours, the result and its first question, and answers to own words are outside the caps.
    """
    if row.post is not None or row.urgency != "normal" or row.kind in OUTSIDE or row.account_id is None:
        return None
    if row.kind in POLLS:
        if row.params.get("stage") in {"ask1", "late1"}:
            return None
        kinds, most = POLLS, QUESTIONS_A_DAY
    else:
        kinds, most = None, PUSHES_A_DAY
    today = at_clock(shanghai_day(ctx.now), time(0))
    said = [
        one
        for one in ctx.tx.find(Outbox, account_id=row.account_id, state=SENT)
        if one.sent_at is not None
        and one.sent_at >= today
        and one.post is None
        and one.rung != "passive"
        and (one.kind in kinds if kinds is not None else one.kind not in OUTSIDE | POLLS)
    ]
    if len(said) < most:
        return None
    if row.kind in POLLS:
        return ctx.now + timedelta(days=1)  # the same slot
    tomorrow = ctx.now.astimezone(SHANGHAI).date() + timedelta(days=1)
    return at_clock(tomorrow, MORNING)
