"""Answers to the other questions about a case: was the promise kept, is it still dangerous, a photo instead."""

from __future__ import annotations

from handlers.context import Talk
from handlers.resident import emergencies as emergencies_words
from handlers.resident import polled
from handlers.services import emergencies, voting
from handlers.services.notices import posts_for, push_to_posts
from handlers.shared import asking
from handlers.texts import lists, naming, votes
from models.domain.states import CaseState
from models.domain.words import Answer, AskBack, normalise
from models.tables import Case, Question


def promise(talk: Talk, question: Question) -> str | None:
    """说好的那天到了，办了吗？ It never closes or re-opens a case."""
    case, voice = polled.subject(talk, question)
    found = _kept_or_not(talk.text) or asking.meaning(question, talk.text, case.title if case is not None else "")
    if case is None or voice is None or found is None:
        return None
    typed_digit = isinstance(found, Answer) and found.digit is not None and talk.message.menu_id is None
    unseen = typed_digit and question.channel == "template"  # the card showed no options
    if unseen or isinstance(found, AskBack) or found.effect == "partial":
        return polled.again(
            talk, question, votes.ASK_PROMISE(label=naming.label(case), options=polled.options(question))
        )
    if found.effect in {"later", "drop"}:
        asking.settle(talk, question, "", status="dropped")
        return votes.NOTED_LATER_TWICE(number=case.running)
    asking.settle(talk, question, found.effect)
    kept = found.effect == "solved"
    day = str(question.data.get("date", ""))
    case = voting.answer_promise(talk.ctx, case, voice, kept=kept, day=day, comment=found.comment)
    if kept:
        return votes.PROMISE_KEPT()
    due = votes.PROMISE_DUE(due=naming.due(case.due_at, talk.now)) if case.due_at else ""
    return votes.PROMISE_MISSED(label=naming.label(case), unit=talk.ctx.district.name_of(case.unit), due=due)


def _kept_or_not(text: str) -> Answer | None:
    """The words for a promise beside those of Q1."""
    word = normalise(text)
    if word in lists.PROMISE_KEPT:
        return Answer("solved")
    return Answer("unsolved") if word in lists.PROMISE_MISSED else None


def danger(talk: Talk, question: Question) -> str | None:
    """现在还有危险吗？ Its good answer is 没有; what is not clear counts as danger."""
    case, voice = polled.subject(talk, question)
    found = asking.meaning(question, talk.text)
    if case is None or voice is None or found is None:
        return None
    if isinstance(found, AskBack):
        return votes.ASK_BACK_DANGER(label=naming.label(case), options=polled.options(question))
    asking.settle(talk, question, found.effect)
    votable = case.state in {CaseState.CONFIRMING, CaseState.CLOSED}
    if found.effect == "gone":
        if case.state == CaseState.CONFIRMING:
            voting.vote(talk.ctx, case, voice, "solved", comment=found.comment)
        else:
            voting.add_comment(talk.ctx, case, voice, talk.text)
        phone = talk.ctx.district.contacts.get("gas", "") or "119"
        return votes.DANGER_GONE(label=naming.label(case), phone=phone)
    if votable:
        case = voting.vote(talk.ctx, case, voice, "unsolved", comment=talk.text).case
    kind = str(case.decision.get("kind", ""))
    emergencies.call(talk.ctx, talk.tx.get(Case, case.id) or case, kind)
    words = emergencies_words.say(talk, kind)
    return f"{words}\n{votes.DANGER_STILL_HEAD(label=naming.label(case))}"


def media(talk: Talk, question: Question) -> str | None:
    """A photo at the question goes to the case and the question is put again; a voice is heard by a person."""
    case, voice = polled.subject(talk, question)
    media_row = talk.notes.get("media")
    if case is None or voice is None or media_row is None:
        return None
    talk.tx.update(media_row, case_id=case.id, purpose="vote")
    if talk.message.kind == "voice":
        if question.kind == "danger":
            emergencies.call(talk.ctx, case, str(case.decision.get("kind", "")))
        posts = posts_for(talk.ctx, talk.ctx.district.root, "dispatcher")
        push_to_posts(
            talk.ctx, posts, "voice_waiting", {"media": media_row.id, "draft": None}, key=f"{media_row.id}", case=case
        )
        return votes.VOICE_AT_POLL()
    if question.kind == "danger":  # nobody here can see what it shows: it counts as danger until somebody says
        emergencies.call(talk.ctx, case, str(case.decision.get("kind", "")))
        return votes.PHOTO_IN_DANGER(label=naming.label(case), options=polled.options(question))
    asked = votes.PHOTO_AT_POLL if question.kind != "satisfied" else votes.PHOTO_AT_SATISFIED
    return polled.again(talk, question, asked(number=case.running, options=polled.options(question)))
