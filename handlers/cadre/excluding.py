"""剔除 7: a reason of the table, then what it rests on; 同意 and 驳回 of it and of an appeal."""

from __future__ import annotations

import re

from handlers.cadre.acting import ask, due_of, post_for, remember_step, unit_name
from handlers.context import Talk
from handlers.grammar.acts import VERB_OF_ACT
from handlers.services.closing import exclusion
from handlers.texts import exclusion as texts
from handlers.texts import naming
from models.domain.exclusion import CODES
from models.domain.states import Act, CaseState
from models.tables import Case, Question, Request

_CODED = re.compile(r"\s*([1-6１-６])\s*[,，。.、:：;； ]*(.*)", re.DOTALL)
REASON, BASIS = "exclusion", "exclusion_basis"
"""Purposes of the questions for the reason and what it rests on."""


def exclude(talk: Talk, case: Case, text: str) -> str:
    """剔除 7 [3 依据]: six reasons to choose from, then the basis."""
    post = post_for(talk, case, Act.ASK_EXCLUSION)
    exclusion.may_ask(talk.ctx, case, post, talk.account.id)
    coded = _CODED.match(text)
    if coded:
        reason, basis = CODES[int(coded[1]) - 1], coded[2].strip()
        return submit(talk, case, reason, basis) if basis else ask_basis(talk, case, reason)
    said = texts.ASK(n=case.running, options=naming.numbered(texts.OPTIONS))
    verb = VERB_OF_ACT["ask_exclusion"]
    return ask(talk, REASON, said, texts.OPTIONS, kind="reason", case=case, post=post, words=text, verb=verb)


def settle(talk: Talk, question: Question, effect: str) -> str | None:
    """A reason was tapped."""
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    return ask_basis(talk, case, effect) if case is not None and effect in CODES else None


def answer_reason(talk: Talk, _question: Question, case: Case, text: str) -> str:
    """`3 看过，灯是亮的`, or `3`, then asked for its basis."""
    return exclude(talk, case, text)


def answer_basis(talk: Talk, question: Question, case: Case, text: str) -> str:
    """What the reason rests on."""
    return submit(talk, case, str(question.data["reason"]), text)


def ask_basis(talk: Talk, case: Case, reason: str) -> str:
    """A reason was chosen."""
    post = post_for(talk, case, Act.ASK_EXCLUSION)
    said = texts.ASK_BASIS(reason=texts.REASONS[reason]())
    verb = VERB_OF_ACT["ask_exclusion"]
    return ask(talk, BASIS, said, (), kind="reason", case=case, post=post, reason=reason, verb=verb)


def submit(talk: Talk, case: Case, reason: str, basis: str) -> str:
    """Send it to who must agree first."""
    post = post_for(talk, case, Act.ASK_EXCLUSION)
    case, request = exclusion.ask(talk.ctx, case, post, reason, basis, talk.account.id)
    remember_step(talk, case)
    return texts.ASKED(
        n=case.running,
        above=unit_name(talk, request.to_unit),
        limit=naming.due(request.limit_at, talk.now),
        then=texts.ASKED_THEN() if request.to_unit != talk.ctx.district.root else "",
    )


def granted(talk: Talk, case: Case, request: Request) -> str:
    """What who agreed hears: it was passed on, or the case is out; for an appeal, that it goes on."""
    if request.kind == "appeal":
        return texts.APPEAL_GRANTED(n=case.running, unit=unit_name(talk, case.unit), due=due_of(talk, case))
    return (texts.GRANTED if case.state == CaseState.CLOSED else texts.PASSED_ON)(n=case.running)


def refused(talk: Talk, case: Case, request: Request) -> str:
    """What who did not agree hears."""
    if request.kind == "appeal":
        return texts.APPEAL_REFUSED(n=case.running)
    return texts.REFUSED(n=case.running, due=due_of(talk, case), unit=unit_name(talk, request.unit))
