"""签收, 备注, 查看, 撤销."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.cadre import helping
from handlers.cadre.acting import due_of, involved_post, post_for, remember_step, unit_name
from handlers.context import Talk
from handlers.grammar.acts import VERB_OF_ACT
from handlers.policies.permissions import may_call, may_look, roles
from handlers.services import caseload, dispatching, emergencies, handling, handling_undo
from handlers.services.answers import PRIVATE
from handlers.texts import cadre as texts
from handlers.texts import naming
from models.domain.district import Post
from models.domain.errors import CaseError, NotFound, TooLate
from models.domain.states import Act, Actor, CaseState
from models.tables import Case


def accept(talk: Talk, case: Case, _text: str = "") -> str:
    """签收 7."""
    part = helping.owes_part(talk, case) if _helps(talk, case) else None
    if part is not None:
        return helping.hear(talk, case, part)
    if _helps(talk, case):
        owner = unit_name(talk, case.unit)
        if case.urgent and emergencies.coming(talk.ctx, case, involved_post(talk, case)):
            return texts.COMING_NOTED(n=case.running, owner=owner)
        return texts.ASSIST_NOTED(n=case.running, owner=owner)
    if case.state == CaseState.WORKING and not owes_signature(talk, case):
        post_for(talk, case, Act.PROGRESS)
        return texts.ACCEPTED_ALREADY(n=case.running, due=naming.due(case.due_at or talk.now, talk.now))
    post = post_for(talk, case, Act.ACCEPT if case.state == CaseState.DISPATCHED else Act.ANSWER)
    case = handling.accept(talk.ctx, case, post, talk.account.id)
    remember_step(talk, case)
    return texts.ACCEPTED(n=case.running)


def accept_all(talk: Talk) -> str:
    """签收 全部."""
    waiting = unsigned(talk)
    if not waiting:
        return texts.ACCEPT_NONE()
    taken = [handling.accept(talk.ctx, case, _owner_post(talk, case), talk.account.id) for case in waiting]
    remember_step(talk, taken[-1])
    first = min(taken, key=lambda case: case.due_at or talk.now)
    return texts.ACCEPTED_ALL(count=len(taken), numbers=naming.called(taken), due=due_of(talk, first))


def called(talk: Talk) -> Case | None:
    """The one danger this person was called to and has not answered: 收到 can only mean that."""
    found = emergencies.called_to(talk.ctx, talk.posts, talk.account.id)
    return found[0] if len(found) == 1 else None


def unsigned(talk: Talk) -> list[Case]:
    """Cases of the person's units that nobody has signed for."""
    return [case for case in caseload.in_hand(talk.ctx, talk.posts, talk.account.id) if owes_signature(talk, case)]


def owes_signature(talk: Talk, case: Case) -> bool:
    """Whether the case waits for a signature of one of the person's units."""
    if case.state not in {CaseState.DISPATCHED, CaseState.WORKING} or not _owns(talk, case):
        return False
    running = dispatching.current(talk.ctx, case)
    return case.state == CaseState.DISPATCHED or (running is not None and running.signed_at is None)


def many_unsigned(cases: Sequence[Case]) -> str:
    """Several are not signed for: which?"""
    return texts.ACCEPT_MANY(count=len(cases), numbers=naming.called(cases), last=naming.handles(cases)[cases[0].id])


def remark(talk: Talk, case: Case, text: str) -> str:
    """备注 7 文字."""
    case = handling.remark(talk.ctx, case, involved_post(talk, case), text, talk.account.id)
    return texts.REMARKED(n=case.running)


def look(talk: Talk, case: Case, text: str) -> str:
    """查看 7 理由."""
    if not text.strip():
        involved_post(talk, case)
        return texts.LOOK_NEEDS_REASON(n=case.running)
    owners = [post for post in talk.posts if may_look(talk.ctx, case, post, talk.account.id)]
    callers = [post for post in talk.posts if may_call(talk.ctx, case, post, talk.account.id)]
    post = next(iter((*owners, *callers)), None) or involved_post(talk, case)
    found = handling.look(talk.ctx, case, post, text, talk.account.id)
    if found.anonymous:
        return texts.LOOKED_ANONYMOUS(label=naming.label(case), n=case.running)
    talk.notes[PRIVATE] = True
    none = texts.LOOKED_NONE()
    return texts.LOOKED(
        label=naming.label(case), phone=found.phone or none, address=found.address or none, reason=text.strip()
    )


def undo(talk: Talk, case: Case | None) -> str:
    """撤销, or 撤销 7: the person's own last step."""
    if case is None:
        step = talk.conversation.memory.get("step")
        case = talk.tx.get(Case, int(step)) if step is not None else None
    if case is None:
        raise NotFound(number="", what="step")
    event = handling_undo.last_step(talk.ctx, case)
    post = next((post for post in talk.posts if event is not None and post.code == event.post), None)
    if post is None:
        involved_post(talk, case)
        raise NotFound(number=str(case.running), what="step")
    owner = unit_name(talk, _unit_before(talk, case))
    try:
        with talk.tx.attempt():
            done = handling_undo.undo(talk.ctx, case, post, texts.CORRECTION(unit=owner), talk.account.id)
    except TooLate:
        if case.state != CaseState.CONFIRMING:
            raise
        case = handling.take_back(talk.ctx, case, post, talk.account.id)
        return texts.TAKEN_BACK(n=case.running, due=due_of(talk, case))
    return texts.UNDONE(
        verb=VERB_OF_ACT[done.act.value],
        n=case.running,
        state=texts.STATES[done.case.state],
        heard=texts.UNDONE_HEARD() if done.heard else "",
    )


def _unit_before(talk: Talk, case: Case) -> str:
    event = handling_undo.last_step(talk.ctx, case)
    return str(event.data.get("before", "")) or case.unit if event is not None else case.unit


def _owns(talk: Talk, case: Case) -> bool:
    return any(Actor.OWNER in roles(talk.ctx, case, post, talk.account.id) for post in talk.posts)


def _owner_post(talk: Talk, case: Case) -> Post:
    try:
        return post_for(talk, case, Act.ACCEPT)
    except CaseError:
        return post_for(talk, case, Act.ANSWER)


def _helps(talk: Talk, case: Case) -> bool:
    held = {role for post in talk.posts for role in roles(talk.ctx, case, post, talk.account.id)}
    return Actor.ASSIST in held and Actor.OWNER not in held
