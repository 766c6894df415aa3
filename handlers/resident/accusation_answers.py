"""Answers on the way of an accusation: what it is, which way is meant, whether the inspectors are to reply."""

from __future__ import annotations

from handlers.context import Talk
from handlers.resident import accusing, drafting, receipts
from handlers.services import drafts, protection
from handlers.shared import asking
from handlers.texts import inspection as texts
from handlers.texts import naming, resident
from models.domain.words import AskBack
from models.tables import Case, Draft, Question


def told(talk: Talk, question: Question) -> str | None:
    """What was said after a bare 举报."""
    asking.settle(talk, question, "text")
    return accusing.begin(talk, talk.text, str(question.data.get("hall", "")))


def way(talk: Talk, question: Question) -> str | None:
    """先问清楚，好知道给谁"""
    draft = talk.tx.get(Draft, question.draft_id) if question.draft_id is not None else None
    found = asking.meaning(question, talk.text)
    if draft is None or draft.status != "open" or found is None:
        return None
    if isinstance(found, AskBack):
        return asking.shown(question)
    asking.settle(talk, question, found.effect)
    if found.effect == "accuse":
        return accusing.ask(talk, accusing.as_accusation(talk, draft))
    if found.effect == "drop":
        drafts.drop(talk.ctx, draft)
        asking.renew(talk)
        return resident.DROPPED()
    draft = talk.tx.update(draft, anonymous=found.effect == "anonymous")
    return drafting.go_on(talk, draft)


def confirmed(talk: Talk, draft: Draft, effect: str) -> str:
    """Sent: the code word, and until when the first words come."""
    draft = drafts.remember(talk.ctx, draft, quiet=effect == "file_quiet", accused=True)
    case = drafts.file(talk.ctx, draft, talk.account)[0]
    talk.refresh()
    return receipt(talk, case)


def receipt(talk: Talk, case: Case) -> str:
    """What the filer keeps of it."""
    if protection.wants_no_word(case):
        return texts.FILED_QUIET(code=case.code_word, full=case.number)
    until = naming.due(receipts.first_words_at(talk.ctx, case), talk.now).replace("18:00", "")
    return texts.FILED(code=case.code_word, full=case.number, until=until)
