"""What WeChat reports later about a template message: delivered, blocked by the person, or failed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import col

from handlers.context import Context
from handlers.services.reach import REFUSES_TEMPLATES
from models.store.tx import Tx
from models.tables import Attempt, Conversation, Outbox, Question, Setting, Voice

EARLY = "report:"
"""Setting rows: reports that came before the answer to the send was written down."""
EARLY_KEPT = timedelta(hours=1)
SUCCESS = "success"
BLOCKED = "block"


def report(ctx: Context, wechat_id: str, status: str) -> None:
    """A TEMPLATESENDJOBFINISH or subscribe_msg_sent_event; one that comes before the answer is kept for it.

    `status` is WeChat's own: success, failed:user block, failed:system failed, or an error code (0 = delivered).
    """
    rows = ctx.tx.find(Attempt, wechat_id=wechat_id, result="sent") if wechat_id else []
    if rows:
        _apply(ctx, rows, status)
    elif wechat_id and not ctx.tx.find(Attempt, wechat_id=wechat_id):
        name = EARLY + wechat_id
        if ctx.tx.get(Setting, name) is None:
            ctx.tx.insert(Setting, key=name, value={"status": status, "at": ctx.now.isoformat()})


def catch_up(ctx: Context, wechat_id: str) -> None:
    """Apply the report of a send whose answer has just been written down."""
    early = ctx.tx.get(Setting, EARLY + wechat_id)
    if early is not None:
        status = str(early.value["status"])
        ctx.tx.update(early, value={**early.value, "used": True})
        _apply(ctx, ctx.tx.find(Attempt, wechat_id=wechat_id, result="sent"), status)


def close_templates(ctx: Context, account_id: str) -> None:
    """This person does not take template messages; asked again after they have written."""
    conversation = ctx.tx.get(Conversation, account_id)
    if conversation is not None:
        memory = {**conversation.memory, REFUSES_TEMPLATES: ctx.now.isoformat()}
        ctx.tx.update(conversation, memory=memory)


def forget_early(tx: Tx, now: datetime) -> int:
    """Delete reports nobody asked about within an hour; returns how many."""
    rows = tx.query(Setting, col(Setting.key).startswith(EARLY, autoescape=True))
    old = [row for row in rows if now - datetime.fromisoformat(row.value["at"]) > EARLY_KEPT]
    for row in old:
        tx.delete(row)
    return len(old)


def _apply(ctx: Context, attempts: list[Attempt], status: str) -> None:
    delivered = status in {SUCCESS, "0"}
    for one in attempts:
        ctx.tx.update(one, result="delivered" if delivered else "refused", reason="" if delivered else status)
        row = ctx.tx.get(Outbox, one.outbox_id)
        if row is None or row.state != "sent":
            continue
        if delivered:
            ctx.tx.update(row, state="delivered")
            continue
        if BLOCKED in status and row.account_id is not None:
            close_templates(ctx, row.account_id)
        _take_back_count(ctx, row)
        # the ladder goes on below the template
        ctx.tx.update(row, state="pending", not_before=ctx.now, sent_at=None, error=status, tries=row.lease)


def _take_back_count(ctx: Context, row: Outbox) -> None:
    if row.kind == "poll" and row.case_id is not None and row.account_id is not None:
        for voice in ctx.tx.find(Voice, case_id=row.case_id, account_id=row.account_id, left_at=None):
            ctx.tx.update(voice, delivered=max(0, voice.delivered - 1))
    question = ctx.tx.get(Question, row.question_id) if row.question_id is not None else None
    if question is not None and question.status == "live":
        conversation = ctx.tx.get(Conversation, question.account_id)
        if conversation is not None and conversation.question_id == question.id:
            ctx.tx.update(conversation, question_id=None)
        ctx.tx.update(question, status="queued")
