"""The one live question a person has, and those that wait behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypedDict

from handlers.context import Context
from models.store.tx import Lookup
from models.tables import Case, Conversation, Question


class Option(TypedDict):
    """One answer that is offered: the digit to send, what is shown, what it does."""

    digit: str
    label: str
    effect: str


SHORT_LIVED = timedelta(minutes=30)
"""Place, matter and neighbour choices (dialogues 2.5)."""

KEPT_WHEN_PUSHED_ASIDE = frozenset({"solved", "explained", "satisfied", "promise", "danger", "order"})
"""Kinds that go back to the queue when something newer is asked; the others are dropped with their moment."""

QUEUE_ORDER = ("danger", "solved", "explained", "satisfied", "promise", "order")
"""Which waiting question is asked first."""

QUEUED = Lookup(Question, "account_id", (("status", "queued"),))
"""What everybody's message asks for."""


def ask(
    ctx: Context,
    account_id: str,
    kind: str,
    options: Sequence[Option],
    *,
    live: bool = True,
    case: Case | None = None,
    draft_id: int | None = None,
    voice_id: int | None = None,
    data: dict[str, Any] | None = None,
    expires_at: datetime | None = None,
    channel: str = "passive",
) -> Question:
    """Ask something: live at once (a passive reply shows it) or queued until a push or a reply shows it."""
    question = ctx.tx.insert(
        Question,
        account_id=account_id,
        kind=kind,
        case_id=case.id if case else None,
        draft_id=draft_id,
        voice_id=voice_id,
        options=list(options),
        data=data or {},
        asked_at=ctx.now,
        expires_at=expires_at or ctx.now + SHORT_LIVED,
    )
    return show(ctx, question, channel) if live else question


def show(ctx: Context, question: Question, channel: str) -> Question:
    """The question was shown: it is the live one now; the one before goes back to the queue or is dropped."""
    conversation = ctx.tx.get(Conversation, question.account_id)
    if conversation is None:
        return question
    if conversation.question_id is not None and conversation.question_id != question.id:
        previous = ctx.tx.get(Question, conversation.question_id)
        if previous is not None and previous.status == "live":
            ctx.tx.update(previous, status="queued" if previous.kind in KEPT_WHEN_PUSHED_ASIDE else "dropped")
    ctx.tx.update(conversation, question_id=question.id)
    return ctx.tx.update(question, status="live", shown_at=ctx.now, channel=channel)


def live(ctx: Context, conversation: Conversation) -> Question | None:
    """The live question, if it has not expired."""
    if conversation.question_id is None:
        return None
    question = ctx.tx.get(Question, conversation.question_id)
    if question is None or question.status != "live" or question.expires_at <= ctx.now:
        return None
    return question


def settle(ctx: Context, question: Question, answer: str, *, status: str = "answered") -> Question:
    """The question is answered (or expired, or dropped); it is no longer live.

    An answer wins over what else ended it in the same breath, whichever row the caller holds.
    """
    question = ctx.tx.get(Question, question.id) or question
    conversation = ctx.tx.get(Conversation, question.account_id)
    if conversation is not None and conversation.question_id == question.id:
        ctx.tx.update(conversation, question_id=None)
    return ctx.tx.update(question, status=status, answer=answer, answered_at=ctx.now)


def waiting(ctx: Context, account_id: str, kinds: Sequence[str] = ()) -> list[Question]:
    """Queued questions that are still worth asking, of these kinds when any are named, in the order to ask them."""
    rows = ctx.tx.find(Question, account_id=account_id, status="queued")
    found = [q for q in rows if q.expires_at > ctx.now and (not kinds or q.kind in kinds)]
    rank = {kind: at for at, kind in enumerate(QUEUE_ORDER)}
    return sorted(found, key=lambda q: (rank.get(q.kind, len(rank)), q.asked_at, q.id))


def drop(ctx: Context, *, case: Case, kinds: Sequence[str] = ()) -> None:
    """Questions about a case that no longer make sense are dropped."""
    for question in ctx.tx.find(Question, case_id=case.id, status=("queued", "live")):
        if not kinds or question.kind in kinds:
            settle(ctx, question, "", status="dropped")


def drop_of(ctx: Context, case: Case, account_id: str) -> None:
    """What one person was asked about a case is not asked again; the others' questions stay."""
    for question in ctx.tx.find(Question, case_id=case.id, account_id=account_id, status=("queued", "live")):
        settle(ctx, question, "", status="dropped")


def tap_id(question: Question, option: Option) -> int:
    """The number inside a tap: question id x 10 + digit (digits above 9 cannot be tapped)."""
    return question.id * 10 + int(option["digit"])


def from_tap(ctx: Context, menu_id: int, account_id: str) -> tuple[Question, Option | None] | None:
    """The question and option of a tap, if the question is this person's."""
    question = ctx.tx.get(Question, menu_id // 10)
    if question is None or question.account_id != account_id:
        return None
    digit = str(menu_id % 10)
    return question, next((option for option in question.options if option["digit"] == digit), None)
