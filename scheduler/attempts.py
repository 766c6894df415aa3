"""Rows of attempts: every try to deliver, and why a rung was not tried."""

from __future__ import annotations

from handlers.context import Context
from models.tables import Attempt, Outbox


def attempt(
    ctx: Context,
    row: Outbox,
    rung: str,
    result: str,
    *,
    errcode: int | None = None,
    reason: str = "",
    wechat_id: str = "",
) -> Attempt:
    """Write down one try, or why a rung was not tried."""
    return ctx.tx.insert(
        Attempt,
        outbox_id=row.id,
        at=ctx.now,
        rung=rung,
        result=result,
        errcode=errcode,
        reason=reason,
        wechat_id=wechat_id,
    )


def settle(ctx: Context, row: Outbox, state: str, reason: str) -> Outbox:
    """The row will not be sent: its state and why."""
    attempt(ctx, row, row.rung or "kefu", "skipped", reason=reason)
    return ctx.tx.update(row, state=state, error=reason)
