"""Recording what became of a parcel: sent, the next rung, again later, or an alarm; our books follow WeChat's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from handlers.context import Context, Registry
from handlers.letters.writing import POLLS
from handlers.services import bells, delivery, questions
from handlers.services.alarms import raise_alarm
from handlers.services.reach import TEMPLATE_REFUSED, close_window, give_back
from models.domain.backoff import next_try
from models.store.tx import Tx
from models.tables import Attempt, Conversation, Outbox, Question, Setting, Voice
from scheduler.attempts import attempt
from scheduler.parcels import CardBody, Parcel, SendResult
from scheduler.recipients import is_twin

WINDOW_CODES = frozenset({45015, 45047})
"""Outside the window, or its messages are used up."""
PERSON_CODES = frozenset({43004, 43019, 43101, 43117, 48002})
"""This person does not take templates; told anew when they write again."""
TEMPLATE_CODES = frozenset({40036, 40037, 43002})
"""The template itself is not usable by this account."""
VALUE_REFUSED = 47003
HELD = "held"
"""Reason of an attempt that was none: calls rested."""
CANNOT_WAIT = "2h"
"""Urgency of what is not kept until midnight because a quota is used up."""
NOT_FOLLOWING = 43004
JUST_FOLLOWED, ASKED_AGAIN_AFTER = timedelta(minutes=10), timedelta(minutes=1)
"""WeChat may say for a while that who has just followed does not: one more try, a minute later."""
ACCOUNT_WAITS = timedelta(minutes=10)
"""While the whole account cannot call, the queue stays and is tried this often."""


def record(tx: Tx, registry: Registry, parcel: Parcel, result: SendResult, now: datetime) -> None:
    """Note the result of a parcel on its rows; a parcel whose lease was taken over meanwhile changes nothing."""
    ctx = registry.context(tx, now)
    tx.get(Conversation, parcel.account_id)
    rows = [row for key in parcel.rows if (row := tx.get(Outbox, key)) is not None]
    rows = [row for row in rows if row.lease == parcel.lease and row.state == "pending"]
    if not rows:
        return
    if result.ok:
        _sent(ctx, parcel, rows, result)
    elif result.held:
        _held(ctx, parcel, rows, result)
    else:
        _FAILURES.get(result.action, _change_rung)(ctx, parcel, rows, result)


def _sent(ctx: Context, parcel: Parcel, rows: list[Outbox], result: SendResult) -> None:
    due = dict(zip(parcel.rows, parcel.due, strict=True))
    for row in rows:
        attempt(ctx, row, parcel.rung, "sent", errcode=0, wechat_id=result.wechat_id)
        ctx.tx.update(
            row,
            state="sent",
            rung=parcel.rung,
            not_before=due[row.id],
            sent_at=ctx.now,
            tries=parcel.lease,
            error="",
        )
        _count_delivered(ctx, row, parcel.account_id)
        _show(ctx, row, parcel.rung)
        if parcel.rung == "template" and not is_twin(row):
            bells.ring(ctx, row, parcel.account_id)
    if result.wechat_id:
        delivery.catch_up(ctx, result.wechat_id)


def _count_delivered(ctx: Context, row: Outbox, account_id: str) -> None:
    if row.kind != "poll" or row.case_id is None:
        return
    for voice in ctx.tx.find(Voice, case_id=row.case_id, account_id=account_id, left_at=None):
        ctx.tx.update(voice, delivered=voice.delivered + 1)


def _show(ctx: Context, row: Outbox, rung: str) -> None:
    """A question that was really shown is the live one (dialogues L2); other cards leave theirs queued."""
    question = ctx.tx.get(Question, row.question_id) if row.question_id is not None else None
    if question is None or question.status not in {"queued", "live"}:
        return
    if rung == "kefu" or row.kind in POLLS:
        live_now = ctx.tx.get(Conversation, question.account_id)
        other = questions.live(ctx, live_now) if live_now is not None else None
        if row.kind not in POLLS and other is not None and other.id != question.id and _young(ctx, other):
            return  # it went out without digits
        questions.show(ctx, question, rung)


def _young(ctx: Context, question: Question) -> bool:
    return question.shown_at is not None and ctx.now - question.shown_at < timedelta(minutes=30)


def _held(ctx: Context, parcel: Parcel, rows: list[Outbox], result: SendResult) -> None:
    """Calls rest: nothing left and no try is used up; the rows keep their order and come back when calls do.

    What cannot wait until midnight for a quota takes the next rung.
    """
    if parcel.rung == "kefu":
        give_back(ctx, parcel.account_id)
    leaves_by_another = result.action == "tomorrow" and any(row.urgency == CANNOT_WAIT for row in rows)
    for row in rows:
        if leaves_by_another:
            attempt(ctx, row, parcel.rung, "refused", errcode=result.errcode, reason=result.action)
        elif not _said_already(ctx, row, result):
            attempt(ctx, row, parcel.rung, "unknown", errcode=result.errcode, reason=HELD)
        later = ctx.now if leaves_by_another else max(result.not_before or ctx.now + ACCOUNT_WAITS, ctx.now)
        ctx.tx.update(row, not_before=later, tries=parcel.lease, error=str(result.errcode))
    if result.action in {"alarm", "tomorrow"}:
        raise_alarm(ctx, "send_stopped", key=str(result.errcode), errcode=result.errcode)


def _said_already(ctx: Context, row: Outbox, result: SendResult) -> bool:
    """Whether the newest attempt says the same: a night of waiting is one line, not one a minute."""
    said = ctx.tx.find(Attempt, outbox_id=row.id, order="id")
    return bool(said) and said[-1].reason == HELD and said[-1].errcode == result.errcode


def _again(ctx: Context, parcel: Parcel, rows: list[Outbox], result: SendResult) -> None:
    """The same once more, later; a poll of unknown fate counts as sent."""
    if result.unknown and parcel.rung == "kefu" and rows[0].kind in POLLS:
        for row in rows:
            attempt(ctx, row, parcel.rung, "unknown", errcode=result.errcode, reason="no_answer")
            ctx.tx.update(row, state="sent", sent_at=ctx.now, tries=parcel.lease)
            _show(ctx, row, parcel.rung)
        return
    if parcel.rung == "kefu" and not result.unknown:
        give_back(ctx, parcel.account_id)
    for row in rows:
        attempt(ctx, row, parcel.rung, "unknown", errcode=result.errcode, reason=result.action)
        tried = ctx.tx.find(Attempt, outbox_id=row.id, result="unknown")
        failures = sum(one.reason != HELD for one in tried)
        later = result.not_before or next_try("send", failures, ctx.now)
        if later is None:
            ctx.tx.update(row, state="failed", tries=parcel.lease, error=str(result.errcode))
            raise_alarm(ctx, "send_gave_up", key=row.kind, errcode=result.errcode)
        else:
            ctx.tx.update(row, not_before=max(later, ctx.now), tries=parcel.lease, error=str(result.errcode))


def _account_stopped(ctx: Context, parcel: Parcel, rows: list[Outbox], result: SendResult) -> None:
    """Nobody can be sent anything: the queue waits, an operator hears of it."""
    if parcel.rung == "kefu":
        give_back(ctx, parcel.account_id)
    for row in rows:
        attempt(ctx, row, parcel.rung, "unknown", errcode=result.errcode, reason=result.action)
        later = result.not_before or ctx.now + ACCOUNT_WAITS
        ctx.tx.update(row, not_before=later, tries=parcel.lease, error=str(result.errcode))
    raise_alarm(ctx, "send_stopped", key=str(result.errcode), errcode=result.errcode)


def _change_rung(ctx: Context, parcel: Parcel, rows: list[Outbox], result: SendResult) -> None:
    """This way is closed: the books are corrected and the next lease takes the next rung."""
    code = result.errcode
    if code == NOT_FOLLOWING and _has_just_followed(ctx, parcel, rows):
        for row in rows:
            attempt(ctx, row, parcel.rung, "unknown", errcode=code, reason="just_followed")
            ctx.tx.update(row, not_before=ctx.now + ASKED_AGAIN_AFTER, tries=parcel.lease, error=str(code))
        return
    if code in WINDOW_CODES:
        close_window(ctx, parcel.account_id)
    elif parcel.rung == "kefu":
        give_back(ctx, parcel.account_id)
    if parcel.rung == "template" and isinstance(parcel.body, CardBody):
        if code in PERSON_CODES:
            delivery.close_templates(ctx, parcel.account_id)
        elif code in TEMPLATE_CODES:
            _template_refused(ctx, parcel.body, code)
    once_more = code == VALUE_REFUSED and isinstance(parcel.body, CardBody) and not parcel.body.bare
    if code == VALUE_REFUSED and not once_more and isinstance(parcel.body, CardBody):
        raise_alarm(ctx, "template_refused", key=parcel.body.role, role=parcel.body.role, errcode=code)
    for row in rows:
        kept = "unknown" if once_more else "refused"
        attempt(ctx, row, parcel.rung, kept, errcode=code, reason=result.action)
        ctx.tx.update(row, not_before=ctx.now, tries=parcel.lease, error=str(code))


def _has_just_followed(ctx: Context, parcel: Parcel, rows: list[Outbox]) -> bool:
    conversation = ctx.tx.get(Conversation, parcel.account_id)
    if parcel.rung != "template" or conversation is None or conversation.tap_at is None:
        return False
    asked_before = ctx.tx.find(Attempt, outbox_id=rows[0].id, errcode=NOT_FOLLOWING)
    return not asked_before and ctx.now - conversation.tap_at < JUST_FOLLOWED


def _template_refused(ctx: Context, body: CardBody, code: int) -> None:
    name = TEMPLATE_REFUSED + body.role
    value = {"template_id": body.template_id, "errcode": code, "at": ctx.now.isoformat()}
    known = ctx.tx.get(Setting, name)
    if known is None:
        ctx.tx.insert(Setting, key=name, value=value)
    else:
        ctx.tx.update(known, value=value)
    raise_alarm(ctx, "template_refused", key=body.role, role=body.role, errcode=code)


def _stop(ctx: Context, parcel: Parcel, rows: list[Outbox], result: SendResult) -> None:
    """No rung can succeed."""
    if parcel.rung == "kefu":
        give_back(ctx, parcel.account_id)
    for row in rows:
        attempt(ctx, row, parcel.rung, "refused", errcode=result.errcode, reason=result.action)
        ctx.tx.update(row, state="failed", tries=parcel.lease, error=str(result.errcode))


_Failure = Callable[[Context, Parcel, list[Outbox], SendResult], None]
_FAILURES: Mapping[str, _Failure] = {
    "retry": _again,
    "next_minute": _again,
    "refresh": _account_stopped,
    "tomorrow": _account_stopped,
    "alarm": _account_stopped,
    "change_rung": _change_rung,
    "stop": _stop,
}
"""What each action of the table of error codes does to the rows; an unknown one changes the rung."""
