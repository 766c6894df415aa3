"""Answers in the first two hours of an emergency: where it is, that it is none, what is happening."""

from __future__ import annotations

from handlers.context import Talk
from handlers.resident import drafting
from handlers.services import drafts, emergencies, filing, wishes
from handlers.services.voting import voice_of
from handlers.shared import asking
from handlers.texts import emergencies as texts
from handlers.texts import naming
from models.domain.errors import IllegalAct
from models.domain.words import Answer
from models.tables import Case, Question


def not_emergency(talk: Talk, question: Question) -> str | None:
    """如果不是这样的急事，回 1: those who were called hear it, the matter goes the ordinary way."""
    found = asking.meaning(question, talk.text)
    if not isinstance(found, Answer) or found.effect != "yes":
        return None
    asking.settle(talk, question, "yes")
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    voice = voice_of(talk.ctx, case, talk.account.id) if case is not None else None
    if case is None or voice is None:
        return None
    words = filing.read_vault(talk.ctx, f"case:{case.id}", "words")
    try:
        wishes.withdraw(talk.ctx, case, voice, solved=False)
    except IllegalAct:
        return None
    talk.remember(emergency=None)
    reading = talk.ctx.world.understander.read(words, default_unit=talk.account.unit, reply=True)
    plain = [one for one in reading.matters if not _is_danger(talk, one.category)]
    reading = drafting.calmed(reading, tuple(plain))
    draft = drafts.begin(talk.ctx, talk.account, talk.conversation, words=words, reading=reading)
    asking.renew(talk)
    return f"{texts.NOT_AN_EMERGENCY()}\n{drafting.go_on(talk, draft)}"


def where(talk: Talk, question: Question) -> str | None:
    """您在哪儿？"""
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    reading = talk.reading
    if case is None:
        return None
    asking.settle(talk, question, "text")
    if reading.place.given == "no" and not reading.place.detail:
        return None
    case = emergencies.locate(talk.ctx, case, reading)
    said = naming.place(talk.ctx.district, case.community, case.place, case.detail)
    return texts.WHERE_NOTED(place=said)


def _is_danger(talk: Talk, category: str) -> bool:
    found = talk.ctx.district.categories.get(category)
    return found is not None and found.tier == emergencies.TIER
