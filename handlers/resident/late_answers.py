"""Answers that come beside the card: whose a photo is, a card pushed aside, a 1 after it was filed."""

from __future__ import annotations

from datetime import timedelta

from handlers.context import Talk
from handlers.resident import cases, drafting, photos
from handlers.services import drafts
from handlers.shared import asking
from handlers.texts import lists, resident
from models.domain import words
from models.domain.states import Actor
from models.domain.words import Answer, AskBack, normalise
from models.tables import Case, Draft, Question

LATE_FOR = timedelta(days=1)
TWICE_FOR = timedelta(minutes=10)
"""How long a `1` with nothing asked is still about what was filed: by time, or by the `1` before it."""


def photo_for_case(talk: Talk, question: Question) -> str | None:
    """照片是给7号件的吗？"""
    files = [int(one) for one in question.data.get("media", ())]
    fresh = normalise(talk.text) in lists.NEW
    found = Answer("no") if fresh else asking.meaning(question, talk.text)
    if isinstance(found, AskBack):
        return asking.shown(question)
    if found is None:
        if question.kind == "yesno" or len(talk.text) <= 3:
            return None
        # words instead of a number: they say what the photos show
        asking.settle(talk, question, "new")
        drafts.begin(talk.ctx, talk.account, talk.conversation, media=tuple(files))
        asking.renew(talk)
        return None
    asking.settle(talk, question, found.effect)
    chosen = question.case_id if found.effect == "yes" else int(found.effect) if found.effect.isdigit() else None
    case = talk.tx.get(Case, chosen) if chosen is not None else None
    if case is not None and cases.is_open(case):
        return photos.add_to(talk, case, files)
    return photos.begin_with(talk, files)


def revive(talk: Talk) -> str | None:
    """An answer to a card that another question pushed aside: the card again, nothing is filed unseen."""
    if talk.conversation.draft_id is None:
        return None
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    if draft is None or draft.memory.get("inquiry"):
        return None
    overdue = _timed_out(talk, draft)
    if overdue is not None and asking.meaning(overdue, talk.text) is not None:
        return asking.once_more(talk, overdue)
    return drafting.go_on(talk, draft) if isinstance(words.meaning("draft", talk.text), Answer) else None


def _timed_out(talk: Talk, draft: Draft) -> Question | None:
    """The question a draft waits for, when its time was over before the answer came."""
    asked = talk.tx.find(Question, draft_id=draft.id, account_id=talk.account.id, order="-id")
    return asked[0] if asked and asked[0].status == "live" and asked[0].kind in {"place", "yesno"} else None


def late_confirmation(talk: Talk) -> str | None:
    """`1` after the draft was filed, by itself or by the `1` before: it is said once that it was."""
    filed = talk.conversation.memory.get("filed")
    if filed is None or words.digit_of(talk.text) != 1:
        return None
    draft = talk.tx.get(Draft, filed)
    case = talk.tx.get(Case, draft.cases[0]) if draft is not None and draft.cases else None
    if draft is None or case is None or not cases.is_open(case):
        return None
    by_itself = talk.conversation.memory.get("filed_by") == Actor.TIMER
    talk.remember(filed=None, filed_by=None)
    if talk.now - draft.touched_at > (LATE_FOR if by_itself else TWICE_FOR):
        return None
    said = resident.FILED_ALREADY if by_itself else resident.FILED_ONCE
    return said(number=case.running, full=case.number)
