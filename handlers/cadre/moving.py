"""退单, 转办, 上报, 派单: giving a case away."""

from __future__ import annotations

import re

from handlers.cadre.acting import ask, due_of, post_for, remember_step, unit_name
from handlers.context import Talk
from handlers.grammar.acts import VERB_OF_ACT
from handlers.policies.unit_names import find_unit, unit_within
from handlers.services import handling_moves, handling_requests, routing
from handlers.services.ruling import arbitration
from handlers.texts import cadre as texts
from handlers.texts import naming, ruling
from models.domain.errors import MissingPart, NoPower
from models.domain.states import Act, CaseState
from models.tables import Case

_CODED = re.compile(r"\s*([1-4１-４])\s*[,，。.、:：;； ]*(.*)", re.DOTALL)


def object_to(talk: Talk, case: Case, text: str) -> str:
    """退单 7: four reasons to choose from, then the basis; both at once is fine (退单 7 2 路灯归城管局)."""
    post = post_for(talk, case, Act.OBJECT)
    handling_requests.may_object(talk.ctx, case, post, talk.account.id)
    coded = _CODED.match(text)
    if coded and coded[2].strip():
        return submit(talk, case, _reason(coded[1]), coded[2])
    third = case.objections >= handling_moves.MAX_OBJECTIONS
    said = ruling.ASK_THIRD(n=case.running) if third else texts.ASK_OBJECTION(n=case.running)
    return ask(
        talk,
        "objection",
        said,
        texts.OBJECTION_OPTIONS,
        kind="reason",
        case=case,
        post=post,
        verb=VERB_OF_ACT["object"],
    )


def answer_reason(talk: Talk, case: Case, text: str) -> str | None:
    """The answer to the four reasons: `2 路灯归城管局`, or `2`, then asked for its basis; None for neither."""
    coded = _CODED.fullmatch(text)
    if coded is None:
        return None
    reason, basis = _reason(coded[1]), coded[2].strip()
    return submit(talk, case, reason, basis) if basis else ask_basis(talk, case, reason)


def ask_basis(talk: Talk, case: Case, reason: str) -> str:
    """A reason was chosen: what is it based on?"""
    post = post_for(talk, case, Act.OBJECT)
    label = dict(texts.OBJECTION_OPTIONS)[reason]
    said = texts.ASK_BASIS(reason=label, example=texts.BASIS_EXAMPLES[reason])
    return ask(talk, "basis", said, (), kind="reason", case=case, post=post, reason=reason, verb=VERB_OF_ACT["object"])


def submit(talk: Talk, case: Case, reason: str, basis: str) -> str:
    """Send the 退单 to the desk."""
    post = post_for(talk, case, Act.OBJECT)
    case, request = handling_requests.object_to(
        talk.ctx, case, post, reason, basis, _unit_in(talk, basis), talk.account.id
    )
    remember_step(talk, case)
    if request.kind == arbitration.KIND:
        return ruling.ASKED(limit=naming.due(request.limit_at, talk.now) + ruling.DECIDES, n=case.running)
    return texts.OBJECTED(limit=naming.due(request.limit_at, talk.now), n=case.running)


def transfer(talk: Talk, case: Case, text: str) -> str:
    """转办 7 单位: at once where the catalogue or the own line allows it, else the desk is offered."""
    post = post_for(talk, case, Act.TRANSFER)
    if not text.strip():
        raise MissingPart(verb=Act.TRANSFER.value, number=case.running, parts=("unit",))
    unit, _ = find_unit(talk.ctx.district, text, post.unit)
    back = unit == case.lead == post.unit
    try:
        with talk.tx.attempt():
            moved = handling_moves.transfer(talk.ctx, case, post, unit, talk.account.id)
    except NoPower:
        if post.unit != case.unit:
            raise
        handling_requests.may_object(talk.ctx, case, post, talk.account.id)
        return _offer_desk(talk, case, unit)
    remember_step(talk, moved.case)
    return _moved(talk, moved, back=back)


def send_to_desk(talk: Talk, case: Case, unit: str) -> str:
    """The catalogue disagrees: the desk decides, as on a 退单."""
    return submit(talk, case, "power", texts.TRANSFER_BASIS(unit=unit_name(talk, unit)))


def hand_up(talk: Talk, case: Case, text: str) -> str:
    """上报 7 理由."""
    post = post_for(talk, case, Act.RAISE)
    case = handling_moves.hand_up(talk.ctx, case, post, text, talk.account.id)
    remember_step(talk, case)
    due = naming.due(case.due_at or talk.now, talk.now)
    return texts.RAISED(n=case.running, unit=unit_name(talk, case.unit), due=due)


def assign(talk: Talk, case: Case, text: str) -> str:
    """派单 7 单位."""
    if not text.strip():
        raise MissingPart(verb=Act.ASSIGN.value, number=case.running, parts=("unit",))
    if case.state == CaseState.OBJECTED:
        post = post_for(talk, case, Act.UPHOLD)
        unit, words = find_unit(talk.ctx.district, text, case.unit)
        decided = handling_requests.grant(talk.ctx, case, post, words, unit, talk.account.id)
        return texts.DISPATCHED(n=case.running, unit=unit_name(talk, unit), due=due_of(talk, decided.case), category="")
    triage = case.state == CaseState.TRIAGE
    post = post_for(talk, case, Act.ASSIGN if triage else Act.TRANSFER)
    unit, _ = find_unit(talk.ctx.district, text, case.community or post.unit)
    moved = handling_moves.assign_unit(talk.ctx, case, post, unit, talk.account.id)
    remember_step(talk, moved.case)
    if not triage:
        return _moved(talk, moved)
    due = naming.due(moved.case.due_at or talk.now, talk.now)
    return texts.DISPATCHED(
        n=case.running, unit=unit_name(talk, unit), due=due, category=_changed(talk, moved.category)
    )


def _offer_desk(talk: Talk, case: Case, unit: str) -> str:
    category = talk.ctx.district.categories.get(case.category)
    route = routing.route(talk.ctx, case.category, case.community, case.place)
    said = texts.ASK_TRANSFER_DESK(
        matter=category.title if category else case.title,
        owner=unit_name(talk, route.unit or case.unit),
        unit=unit_name(talk, unit),
    )
    return ask(talk, "transfer", said, texts.TRANSFER_OPTIONS, case=case, unit=unit, verb=VERB_OF_ACT["transfer"])


def _moved(talk: Talk, moved: handling_moves.Moved, *, back: bool = False) -> str:
    case = moved.case
    category = talk.ctx.district.categories.get(case.category)
    source = ""
    if category is not None and category.catalogue and not moved.down and not back:
        source = texts.TRANSFERRED_SOURCE(entry=category.catalogue, title=category.title)
    role = texts.TRANSFERRED_DOWN() if moved.down else texts.TRANSFERRED_BACK() if back else ""
    if not role and case.first_unit in {post.unit for post in talk.posts}:
        role = texts.TRANSFERRED_FIRST()
    return texts.TRANSFERRED(
        unit=unit_name(talk, case.unit),
        source=source,
        due=naming.due(case.due_at or talk.now, talk.now),
        role=role,
        category=_changed(talk, moved.category),
    )


def _changed(talk: Talk, category: str) -> str:
    found = talk.ctx.district.categories.get(category)
    return texts.CATEGORY_CHANGED(title=found.title) if found else ""


def _unit_in(talk: Talk, basis: str) -> str:
    """A unit named anywhere in the basis: where the asker thinks it belongs."""
    own = {talk.ctx.district.root, *(post.unit for post in talk.posts)}
    return unit_within(talk.ctx.district, basis, own)


def _reason(digit: str) -> str:
    return handling_requests.OBJECTION_REASONS[int(digit) - 1]
