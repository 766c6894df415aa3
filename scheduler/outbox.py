"""Leasing from the outbox: what is due is judged again, folded, put on a rung and handed to the edge.

No transaction is open while a message is sent. A lease moves `not_before` forward; a row whose lease ran out without
a result (the process was killed) comes back: a customer-service text is sent once more, a card too (WeChat knows its
client_msg_id), a poll never.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import func, select
from sqlmodel import col

from handlers.context import Context, Registry
from handlers.letters import writing
from handlers.letters.forms import Letter
from handlers.services import questions
from handlers.services.alarms import raise_alarm
from handlers.services.reach import reach_of, spend
from handlers.services.relevance import is_moot
from models.domain import quiet
from models.domain.ladder import Plan, Rung, plan_delivery
from models.domain.quiet import Urgency
from models.store.tx import Reader, Tx
from models.tables import Account, Attempt, Case, Conversation, Outbox
from scheduler.attempts import attempt, settle
from scheduler.bodies import BUSY, pack
from scheduler.caps import wait_until
from scheduler.parcels import Parcel
from scheduler.recipients import TWIN, address, cause_of, copy, is_twin

FRESH_ANSWER = timedelta(minutes=10)
"""Answers to own words break quiet hours for this long."""
QUIET_FOLD = "quiet"
MOST_AT_ONCE = 2
"""More messages than this at one instant are folded into one."""
MOST_LOST = 5
"""A message whose result is lost again and again is not sent for ever."""
log = logging.getLogger("minqing.outbox")
HOURLY_TIERS = frozenset({"2h", "24h"})
WORTH_NAMING = frozenset({"kefu", "template", "subscribe"})


@dataclass(slots=True)
class _Group:
    """Rows of one recipient that are said as one message."""

    rows: list[Outbox]
    account: Account


def lease(tx: Tx, registry: Registry, now: datetime, limit: int = 50) -> list[Parcel]:
    """Take due rows: what is stale expires, what is quiet waits, the rest is put on its first open rung.

    Returns what the edge must send now; rows that are held, telephoned or skipped are settled here.
    """
    ctx = registry.context(tx, now)
    due = tx.query(
        Outbox,
        col(Outbox.state) == "pending",
        col(Outbox.not_before) <= now,
        order_by=(col(Outbox.priority), col(Outbox.not_before), col(Outbox.id)),
        limit=limit,
        claim=True,
    )
    tx.preload([(Case, row.case_id) for row in due if row.case_id is not None])
    groups: dict[tuple[str, str], _Group] = {}
    for claimed in due:
        newest = tx.get(Outbox, claimed.id)
        if newest is None or newest.state != "pending" or newest.not_before > now:
            continue
        with _guarded(ctx, [newest]):
            for row in address(ctx, newest):
                _collect(ctx, row, groups)
    parcels = []
    for group in _at_once(groups):
        with _guarded(ctx, group.rows):
            parcel = _send(ctx, group)
            if parcel is not None:
                parcels.append(parcel)
    return parcels


def _at_once(groups: dict[tuple[str, str], _Group]) -> list[_Group]:
    """What leaves now, a message each; what has gathered for one person (after a standstill) is one message."""
    gathered: dict[str, list[_Group]] = {}
    for group in groups.values():
        lead = group.rows[0]
        if lead.urgency != "2h" and lead.kind not in writing.POLLS and not lead.lease:
            gathered.setdefault(group.account.id, []).append(group)
    folded: set[int] = set()
    for found in gathered.values():
        if len(found) > MOST_AT_ONCE:
            found[0].rows.extend(row for one in found[1:] for row in one.rows)
            folded |= {id(one) for one in found[1:]}
    return [group for group in groups.values() if id(group) not in folded]


@contextmanager
def _guarded(ctx: Context, rows: Sequence[Outbox]) -> Iterator[None]:
    """One row that cannot be said must not silence the others: it fails and somebody hears of it."""
    try:
        with ctx.tx.attempt():
            yield
    except Exception as error:
        if ctx.tx.is_for_another_try(error):
            raise
        log.exception("an outbox row could not be said", extra={"rows": [row.id for row in rows]})
        for row in rows:
            newest = ctx.tx.get(Outbox, row.id)
            if newest is not None and newest.state == "pending":
                ctx.tx.update(newest, state="failed", error=type(error).__name__)
        raise_alarm(ctx, "letter_failed", key=rows[0].kind, kind=rows[0].kind)


def next_send(reader: Reader) -> datetime | None:
    """When the next row may leave (UTC), None when nothing waits."""
    rows = reader.select(select(func.min(col(Outbox.not_before))).where(col(Outbox.state) == "pending"))
    found: datetime | None = rows[0][0]
    return found


def _collect(ctx: Context, row: Outbox, groups: dict[tuple[str, str], _Group]) -> None:
    reason = is_moot(ctx, row)
    if reason:
        settle(ctx, row, "expired" if reason == "stale" else "skipped", reason)
        return
    if row.lease > row.tries and row.kind in writing.POLLS and row.rung == "kefu":
        # the process died between sending and noting it: a person is not asked twice
        attempt(ctx, row, "kefu", "unknown", reason="lease_lost")
        ctx.tx.update(row, state="sent", tries=row.lease, sent_at=ctx.now)
        return
    if row.lease > row.tries:
        attempt(ctx, row, row.rung or "kefu", "unknown", reason="lease_lost")
        lost = [one for one in ctx.tx.find(Attempt, outbox_id=row.id) if one.reason == "lease_lost"]
        if len(lost) >= MOST_LOST:
            ctx.tx.update(row, state="failed", tries=row.lease, error="lease_lost")
            raise_alarm(ctx, "send_gave_up", key=row.kind, kind=row.kind)
            return
        row = ctx.tx.update(row, tries=row.lease)
    account = ctx.tx.get(Account, row.account_id) if row.account_id is not None else None
    if account is None:
        _no_account(ctx, row)
        return
    conversation = ctx.tx.get(Conversation, account.id)
    later = _later(ctx, row, conversation)
    if later is not None:
        ctx.tx.update(row, **later)
        return
    key = (account.id, row.fold_key or cause_of(row) + (TWIN if is_twin(row) else ""))
    groups.setdefault(key, _Group([], account)).rows.append(row)


def _no_account(ctx: Context, row: Outbox) -> None:
    """A vacant post: whoever fills it hears it first; what cannot wait is telephoned."""
    attempt(ctx, row, "kefu", "skipped", reason="vacant")
    telephoned = writing.push_class(row.kind) in {"order", "raised", "emergency"}
    rung = "phone" if telephoned else "held"
    ctx.tx.update(row, state=rung, rung=rung, error="vacant")


def _later(ctx: Context, row: Outbox, conversation: Conversation | None) -> dict[str, object] | None:
    urgency = cast("Urgency", row.urgency)
    if urgency == "own-answer" and ctx.now - row.created_at > FRESH_ANSWER:
        urgency = "normal"
    audience: quiet.Audience = "cadre" if row.post is not None else "resident"
    until = quiet.next_allowed(audience, urgency, ctx.now, ctx.calendar, ctx.world.quiet)
    if until > ctx.now:
        folds = not row.fold_key and row.kind not in writing.POLLS
        return {"not_before": until, "fold_key": QUIET_FOLD if folds else row.fold_key}
    if row.kind in writing.POLLS and row.kind != "danger" and conversation is not None:
        busy = _busy_until(ctx, row, conversation)
        if busy is not None:
            return {"not_before": busy}
    capped = wait_until(ctx, row)
    return {"not_before": capped} if capped is not None else None


def _busy_until(ctx: Context, row: Outbox, conversation: Conversation) -> datetime | None:
    if conversation.draft_id is not None:
        return ctx.now + BUSY
    question = questions.live(ctx, conversation)
    if question is None or question.case_id == row.case_id or question.shown_at is None:
        return None
    free = question.shown_at + BUSY
    return free if free > ctx.now else None


def _send(ctx: Context, group: _Group) -> Parcel | None:
    rows = sorted(group.rows, key=lambda row: (row.priority, row.id))
    conversation = ctx.tx.get(Conversation, group.account.id)  # the group before it may have spent a message
    cause = {cause_of(row): row for row in rows}  # several posts of one person: one of them speaks
    letter = writing.letter_of(ctx, list(cause.values()))
    if letter is None:
        for row in rows:
            settle(ctx, row, "skipped", "moved_on")
        return None
    lead = rows[0]
    push_class = writing.push_class(lead.kind)
    case = ctx.tx.get(Case, lead.case_id) if lead.case_id is not None else None
    if group.account.muted and case is not None and case.urgent and lead.post is None:
        push_class = "emergency_words"  # what the person began in danger is finished
    phone = lead.post is not None or (case is not None and case.tier in HOURLY_TIERS)
    reach = reach_of(ctx, group.account, conversation, push_class, cadre=lead.post is not None, phone=phone)
    plan = plan_delivery(push_class, reach, ctx.now)
    rung = _choose(ctx, lead, plan, letter)
    _say_why_not(ctx, rows, plan, rung)
    if rung == "kefu":
        spend(ctx, group.account.id, reach)
        if plan.both and not is_twin(lead):
            copy(ctx, lead, TWIN, account_id=group.account.id, not_before=ctx.now, rung="")
        return pack(ctx, rows, group.account, conversation, letter, "kefu")
    if rung == "template":
        return pack(ctx, rows, group.account, conversation, letter, "template")
    for row in rows:
        state = _resting_state(row, plan, rung)
        ctx.tx.update(row, state=state, rung=state if state != "skipped" else "", error=_last_reason(plan))
    return None


def _choose(ctx: Context, row: Outbox, plan: Plan, letter: Letter) -> Rung | None:
    refused = {one.rung for one in ctx.tx.find(Attempt, outbox_id=row.id, result="refused")} if row.lease else set()
    for rung in plan.rungs:
        if rung == "passive" or rung in refused or (rung == "template" and letter.card is None):
            continue
        if is_twin(row) and rung != "template":
            continue
        if plan.both and not is_twin(row) and rung == "template":
            continue  # its twin is that card
        return rung
    return None


def _resting_state(row: Outbox, plan: Plan, rung: Rung | None) -> str:
    if rung is None:
        return "skipped"
    if row.kind in writing.POLLS and "phone" in plan.rungs:
        return "phone"  # telephoned by somebody else, and still asked first when the person writes
    return rung


def _last_reason(plan: Plan) -> str:
    return next((reason for rung, reason in plan.skipped if rung == "kefu"), "")


def _say_why_not(ctx: Context, rows: Sequence[Outbox], plan: Plan, chosen: Rung | None) -> None:
    order = ("kefu", "template", "subscribe", "held", "phone")
    before = order[: order.index(chosen)] if chosen in order else order
    for row in rows:
        if row.lease:
            continue  # said at the first lease
        for rung, reason in plan.skipped:
            if rung in before and rung in WORTH_NAMING and reason != "not_for_this_push":
                attempt(ctx, row, rung, "skipped", reason=reason)
