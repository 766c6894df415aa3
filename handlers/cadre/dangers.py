"""Words of danger behind a cadre's verb stay what they are; whether the duty posts are to be rung is asked."""

from __future__ import annotations

from handlers.cadre.acting import ask, involved_post
from handlers.context import Talk
from handlers.services import emergencies
from handlers.services.records import record
from handlers.shared import asking
from handlers.texts import cadre as texts
from models.tables import Case, Question


def ask_below(talk: Talk, case: Case, words: str, reply: str) -> str:
    """The reply, and below it the question when the words speak of a danger that nobody was called for."""
    newest = talk.tx.get(Case, case.id) or case
    if not words or newest.urgent or newest.tier == "2h" or asking.live(talk) is not None:
        return reply
    kind = talk.ctx.world.understander.read(words, default_unit=newest.community, reply=True).emergency
    if not kind:
        return reply
    said = ask(talk, "danger_words", texts.ASK_URGENT(), texts.URGENT_OPTIONS, case=newest, danger=kind)
    return f"{reply}\n{said}"


def settle(talk: Talk, question: Question, effect: str) -> str | None:
    """Ring the duty posts about this case, or leave it."""
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    if case is None:
        return None
    if effect != "call":
        return texts.NOT_URGENT(n=case.running)
    post = involved_post(talk, case)
    kind = str(question.data["danger"])
    case = record(talk.ctx, case, "danger", post=post.code, data={"kind": kind}, urgent=True)
    called = emergencies.call(talk.ctx, case, kind)
    return texts.URGENT_CALLED(n=case.running, count=len(called))
