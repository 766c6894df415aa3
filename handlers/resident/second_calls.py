"""Answers to a second call (随机回访) that was asked by message."""

from __future__ import annotations

from handlers.context import Talk
from handlers.resident import poll_answers, polled
from handlers.services.closing import spot_checks
from handlers.shared import asking
from handlers.texts import checks as texts
from handlers.texts import votes
from models.domain.words import Answer, AskBack
from models.tables import Question, SpotCheck


def answer(talk: Talk, question: Question) -> str | None:
    """现在还好吗？ A no takes the place of the first answer, and the case goes on."""
    case, voice = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    check = talk.tx.get(SpotCheck, int(question.data.get("check") or 0))
    if case is None or voice is None or found is None or check is None:
        return None
    if isinstance(found, AskBack):
        return polled.again(
            talk, question, votes.ASK_BACK_POLITE(number=case.running, options=polled.options(question))
        )
    return settle(talk, question, check, found)


def settle(talk: Talk, question: Question, check: SpotCheck, found: Answer) -> str:
    """The person has decided."""
    case, _ = polled.subject(talk, question)
    assert case is not None
    if found.effect not in spot_checks.ANSWERS or check.status not in spot_checks.OPEN:
        asking.settle(talk, question, "", status="dropped")
        return votes.QUESTION_CLOSED(number=case.running)
    asking.settle(talk, question, found.effect)
    outcome = spot_checks.answer(talk.ctx, check, found.effect, found.comment)
    if outcome is None:
        return texts.THANKS(n=case.running)
    return poll_answers.tell(talk, outcome, found.comment)
