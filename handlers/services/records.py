"""The one writer of a case's state: every change is an event, chained by hash."""

from __future__ import annotations

from typing import Any

from handlers.context import Context
from models.domain import fold
from models.domain.chain import GENESIS, canonical_json, event_hash, salted_digest, text_content
from models.domain.errors import IllegalAct
from models.domain.states import Act, Actor, CaseState, Transition, next_state
from models.tables import Case, Event, Statement

EVENT_VERSION = 3
"""2: an event says what it set, so that state can be folded from events. 3: it binds the words that were said."""
SAID, TEXT = "said", "text"
"""Keys of an event's data: digests of statements [[id, digest]], and of title, detail and text of the case."""
ERASED = "erased"
"""Kind of the event that says which words were erased, and why."""
TEXTS = frozenset({"title", "detail", "text", "salt"})
SALT_BYTES = 16


def record(
    ctx: Context, case: Case, kind: str, *, post: str = "", data: dict[str, Any] | None = None, **changes: Any
) -> Case:
    """Append an event and change the case with it; returns the newest case.

    `data` holds facts only: codes, dates, counts; personal text goes to statements and the vault.
    """
    seq = case.seq + 1
    facts = dict(data or {})
    if set_now := fold.changed(changes):
        facts[fold.SET] = set_now
    said = ctx.said.pop(case.id, {})
    if bound := [[one, digest] for one, digest in said.items() if ctx.tx.get(Statement, one) is not None]:
        facts[SAID] = bound  # what was said and then undone with its attempt is not there any more
    if seq == 1 or TEXTS & changes.keys():
        facts |= _bound_text(case, changes)
    previous = case.head or GENESIS
    digest = event_hash(
        case=case.number,
        seq=seq,
        kind=kind,
        version=EVENT_VERSION,
        at=ctx.now,
        post=post,
        data=canonical_json(facts),
        previous=previous,
    )
    ctx.tx.insert(
        Event,
        case_id=case.id,
        seq=seq,
        kind=kind,
        version=EVENT_VERSION,
        at=ctx.now,
        post=post,
        data=facts,
        previous=previous,
        hash=digest,
    )
    return ctx.tx.update(case, seq=seq, head=digest, **changes)


def _bound_text(case: Case, changes: dict[str, Any]) -> dict[str, str]:
    """The digest of the words of a case as they will be, nothing once they are erased."""
    title, detail, text, salt = (changes.get(name, getattr(case, name)) for name in ("title", "detail", "text", "salt"))
    return {TEXT: salted_digest(text_content(title, detail, text), bytes.fromhex(salt))} if salt else {}


def act(
    ctx: Context,
    case: Case,
    what: Act,
    actor: Actor,
    *,
    post: str = "",
    data: dict[str, Any] | None = None,
    before: CaseState | None = None,
    **changes: Any,
) -> tuple[Case, Transition]:
    """Do a legal act: check the table of transitions, record the event, change the state.

    Raises IllegalAct for what is not in the table.
    """
    state = CaseState(case.state)
    row = next_state(state, what, actor)
    arrived = row.arrive(state, before)
    if arrived is None:
        raise IllegalAct(state=state, act=what, actor=actor, legal=())
    facts = {"from": state.value, "to": arrived.value, **(data or {})}
    if row.closure is not None and "closure" not in changes:
        changes["closure"] = row.closure.value
    if row.round_up and "round" not in changes:
        changes["round"] = case.round + 1
    case = record(ctx, case, what.value, post=post, data=facts, state=arrived.value, **changes)
    return case, row


def may(case: Case, what: Act, actor: Actor) -> bool:
    """Whether the table allows the act now."""
    try:
        next_state(CaseState(case.state), what, actor)
    except IllegalAct:
        return False
    return True


def history(ctx: Context, case: Case) -> list[Event]:
    """All events of a case, oldest first."""
    return ctx.tx.find(Event, case_id=case.id, order="seq")
