"""A tap answers its own question, whatever is live (dialogues L5); it never falls through to another one."""

from __future__ import annotations

from handlers.cadre import live_answers as cadre_answers
from handlers.context import Talk
from handlers.resident import live_answers as resident_answers
from handlers.services import kept_commands, questions
from handlers.services.questions import KEPT_WHEN_PUSHED_ASIDE, Option
from handlers.shared import asking
from handlers.shared.handoff import RESIDENT
from handlers.texts import general, naming
from models.domain.words import normalise
from models.tables import Case, Question

VOTES = frozenset({"solved", "explained"})


def answer(talk: Talk) -> str | None:
    """The reply to a tap, None for anything that is not one."""
    if talk.message.menu_id is None:
        return None
    found = questions.from_tap(talk.ctx, talk.message.menu_id, talk.account.id)
    if found is None:
        return _by_words(talk)
    question, option = found
    if option is None:
        return general.TAP_UNKNOWN()
    return _tapped(talk, question, option)


def _tapped(talk: Talk, question: Question, option: Option) -> str | None:
    if question.status == "answered":
        return _second_tap(talk, question, option)
    votable = question.kind in VOTES and question.status in {"expired", "dropped", "live", "queued"}
    if question.status in {"live", "queued"} and question.expires_at > talk.now:
        return _put(talk, question, option)
    return _late(talk, question, option) if votable else _expired(talk, question)


def _put(talk: Talk, question: Question, option: Option) -> str | None:
    """Make the question the live one for this answer; what was live before comes back behind it."""
    previous = talk.conversation.question_id
    if previous != question.id:
        talk.change(question_id=question.id)
    talk.tx.update(question, status="live", channel="kefu", shown_at=question.shown_at or talk.now)
    talk.text = option["digit"]
    if kept_commands.is_cadres(question):
        talk.notes["tap"] = (question, option)
    reply = _answer_live(talk)
    asking.renew(talk)
    if previous is not None and previous != question.id:
        _bring_back(talk, previous)
    if reply is None and talk.notes.get(RESIDENT):
        return None  # a cadre speaks as a resident from here: the later routes answer his words
    return reply if reply is not None else general.TAP_UNKNOWN()


def _answer_live(talk: Talk) -> str | None:
    for route in (cadre_answers.answer, resident_answers.answer):
        reply = route(talk)
        if reply is not None:
            return reply
    return None


def _bring_back(talk: Talk, previous: int) -> None:
    before = talk.tx.get(Question, previous)
    if before is None or before.status != "live":
        return
    if talk.conversation.question_id is None:
        talk.change(question_id=previous)
    else:  # the tap led to a question of its own: the one before waits, if it is of those that are asked again
        talk.tx.update(before, status="queued" if before.kind in KEPT_WHEN_PUSHED_ASIDE else "dropped")


def _second_tap(talk: Talk, question: Question, option: Option) -> str:
    if option["effect"] == question.answer:
        return general.TAP_SAID_ALREADY(answer=option["label"])
    return _late(talk, question, option) if question.kind in VOTES else _expired(talk, question)


def _late(talk: Talk, question: Question, option: Option) -> str:
    """A vote after its question: the last one of 24 hours counts, and a late one up to thirty days."""
    if asking.purpose_of(question) or question.case_id is None:
        return _expired(talk, question)
    case = talk.tx.get(Case, question.case_id)
    if case is None:
        return _expired(talk, question)
    newest = max(q.id for q in talk.tx.find(Question, account_id=talk.account.id, case_id=case.id, kind=question.kind))
    if newest != question.id:  # a later round was asked already: this button speaks of an older one
        return _expired(talk, question)
    return resident_answers.late_vote(talk, question, case, option["effect"]) or _expired(talk, question)


def _expired(talk: Talk, question: Question) -> str:
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    return general.TAP_EXPIRED(subject=naming.label(case) if case is not None else "")


def _by_words(talk: Talk) -> str | None:
    """The id was lost or is somebody else's: the words of the button, if exactly one question offers them."""
    said = normalise(talk.text)
    open_questions = [q for q in (asking.live(talk),) if q is not None]
    open_questions += questions.waiting(talk.ctx, talk.account.id)
    fits = [(q, o) for q in open_questions for o in q.options if said and normalise(o.get("label", "")) == said]
    if len(fits) == 1:
        return _put(talk, *fits[0])
    if len(fits) > 1:
        found = [talk.tx.get(Case, q.case_id) for q, _ in fits if q.case_id is not None]
        rows = [case.running for case in found if case is not None]
        return general.TAP_WHICH(label=talk.text, options=naming.listing(rows))
    return general.TAP_UNKNOWN()
