"""撤销: within ten minutes, and while nobody else has acted, one's own last step is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from handlers.context import Context
from handlers.policies.permissions import refuse_stranger
from handlers.services import commitments, dispatching, polling, timers
from handlers.services.handling import resume, settle_requests
from handlers.services.notices import tell_voices, urgency_of
from handlers.services.records import act, history, record
from handlers.services.statements import say
from models.domain.district import Post
from models.domain.errors import IllegalAct, NotFound, TooLate
from models.domain.states import Act, Actor, CaseState
from models.tables import Assignment, Case, Event, Outbox

UNDO_WINDOW = timedelta(minutes=10)
UNDOABLE = frozenset({Act.ACCEPT, Act.ANSWER, Act.FINISH, Act.OBJECT, Act.TRANSFER, Act.RAISE, Act.PROPOSE, Act.KEEP})
"""Words that went to a resident cannot be unsaid: 进展 is put right by another 进展."""
_SILENT = frozenset({"remark", "transcript", "called", "supplement", "assigned", "undone", "corrected"})
"""Events that are no step of the case."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    case: Case
    act: Act
    heard: bool = False
    """Residents had been told of it and hear the correction."""


def last_step(ctx: Context, case: Case) -> Event | None:
    """The newest step of a case, remarks left aside."""
    return next((event for event in reversed(history(ctx, case)) if event.kind not in _SILENT), None)


def undo(ctx: Context, case: Case, post: Post, correction: str, account_id: str = "") -> Undone:
    """Take back the post's own last step on this case.

    `correction` is what residents hear who were already told of a step that moved or ended the case. Raises NotFound
    (nothing of his), IllegalAct (a step that cannot be taken back, or somebody acted since), TooLate.
    """
    event = last_step(ctx, case)
    if event is None or event.post != post.code:
        if event is None or not any(one.post == post.code for one in history(ctx, case)):
            refuse_stranger(ctx, case, account_id)
        raise NotFound(number=str(case.running), what="step")
    what = Act(event.kind)
    if what not in UNDOABLE:
        raise IllegalAct(
            state=CaseState(case.state), act=Act.UNDO, actor=Actor.OWNER, legal=(), case=case.id, step=what
        )
    if ctx.now - event.at > UNDO_WINDOW:
        raise TooLate(act=Act.UNDO, number=case.running)
    before = CaseState(str(event.data.get("from", case.state)))  # a signature that was still owed changed no state
    case, _ = act(ctx, case, Act.UNDO, Actor.OWNER, post=post.code, data={"step": what.value}, before=before)
    heard = _recall_letters(ctx, case, event)
    case = _REVERSALS[what](ctx, case, event)
    if heard:
        statement = say(ctx, case, "progress", correction, post=post.code)
        facts = {"statement": statement.id, "promised": None}
        case = record(ctx, case, "put_right", post=post.code, data=facts)
        tell_voices(ctx, case, "progress", facts, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return Undone(case, what, heard)


def _unsign(ctx: Context, case: Case, event: Event) -> Case:
    case = ctx.tx.update(case, signed_at=None)
    running = dispatching.current(ctx, case)
    if running is not None and running.signed_at == event.at:
        running = ctx.tx.update(running, signed_at=None, signed_by="")
        dispatching.plan_assignment(ctx, case, running)
    return case


def _unreport(ctx: Context, case: Case, event: Event) -> Case:
    polling.stop(ctx, case)
    signed = None if event.data["from"] == CaseState.DISPATCHED else case.signed_at
    case = record(ctx, case, "undone", done_at=None, claim=None, signed_at=signed)
    running = resume(ctx, case)
    if running is not None and signed is None:
        running = ctx.tx.update(running, signed_at=None, signed_by="")
        dispatching.plan_assignment(ctx, case, running)
    return commitments.unkept(ctx, case)


def _unpropose(ctx: Context, case: Case, _: Event) -> Case:
    settle_requests(ctx, case)
    commitments.dropped(ctx, case)
    return case


def _unobject(ctx: Context, case: Case, _: Event) -> Case:
    settle_requests(ctx, case)
    return record(ctx, case, "undone", objections=max(0, case.objections - 1))


def _unmove(ctx: Context, case: Case, event: Event) -> Case:
    running = dispatching.current(ctx, case)
    if running is not None:
        ctx.tx.update(running, ended_at=ctx.now, ended_how="undone")
        timers.cancel(ctx, "assignment", running.id)
    found = ctx.tx.find(Assignment, case_id=case.id, kind="lead", ended_at=event.at, order="-given_at")
    ended = [one for one in found if one.ended_how != "undone"]
    for helper in ctx.tx.find(Assignment, case_id=case.id, kind="assist", given_at=event.at, ended_at=None):
        ctx.tx.update(helper, ended_at=ctx.now, ended_how="undone")
    if not ended:
        return case
    old = ctx.tx.update(ended[0], ended_at=None, ended_how="")
    case = record(
        ctx,
        case,
        "undone",
        unit=old.unit,
        rung=old.rung,
        column=old.column,
        lead=str(event.data.get("lead", "")),
        due_at=old.due_at,
        signed_at=old.signed_at,
    )
    dispatching.plan_assignment(ctx, case, old)
    return case


_REVERSALS = {
    Act.ACCEPT: _unsign,
    Act.ANSWER: _unreport,
    Act.FINISH: _unreport,
    Act.KEEP: _unreport,
    Act.PROPOSE: _unpropose,
    Act.OBJECT: _unobject,
    Act.TRANSFER: _unmove,
    Act.RAISE: _unmove,
}


def _recall_letters(ctx: Context, case: Case, event: Event) -> bool:
    """Stop what has not left yet; whether a resident has heard already."""
    heard = False
    for row in ctx.tx.find(Outbox, case_id=case.id, created_at=event.at):
        if row.state in {"pending", "held"}:
            ctx.tx.update(row, state="skipped", error="undone")
        elif row.state in {"leased", "sent", "delivered"} and row.account_id is not None and row.post is None:
            heard = True
    return heard
