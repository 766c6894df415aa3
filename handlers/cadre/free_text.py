"""A cadre's words without a verb: 收到, the end of a job, his own home, or somebody else's matter (dialogues g, r)."""

from __future__ import annotations

import re
from datetime import timedelta

from handlers.cadre import proxies, reporting, taking
from handlers.cadre.acting import ask, due_of
from handlers.context import Talk
from handlers.grammar.signs import FINISHED_WORDS
from handlers.grammar.verbs import RECEIVED_FORMS
from handlers.services import bells, caseload, kept_commands
from handlers.services.drafts import open_draft
from handlers.shared import asking, handoff
from handlers.texts import cadre as texts
from models.domain.states import CaseState
from models.domain.words import alone, normalise, readings_of, small_talk
from models.tables import Case, Look, Outbox, Question

SHOWN_WITHIN = timedelta(hours=24)
ORDER_KINDS = ("order", "handed_down", "transferred", "climbed", "reopened", "emergency")
"""Pushes that give somebody a case."""
SHORT_REPLY = 10
_CLAUSE = re.compile(r"[,，。!！、;；~\s]")
NOISE = frozenset({"polite", "pleased", "drop"})
"""Listed words that mean nothing without a question: they begin no matter and change nothing."""
SENT = frozenset({"sent", "delivered"})


def answer(talk: Talk) -> str | None:
    """Route of a cadre's plain text (dialogues 2.3, row 8)."""
    if talk.message.kind != "text" or not talk.posts or talk.notes.get("resident") or not talk.text:
        return None
    if not normalise(talk.text):
        return ""  # a dot asks for what was held; closing words say it
    if is_received(talk.text):
        return received(talk)
    if small_talk(talk.text) is not None or open_draft(talk.ctx, talk.conversation) is not None:
        return None  # greetings, and somebody who is telling a matter of his own
    if alone(talk.text) in NOISE:
        return status(talk)
    if len(talk.text) <= SHORT_REPLY and not talk.reading.matters and _is_rung(talk):
        return ""  # 啥事: whoever was rung asks what it is about, and the letter below says it
    hand = [case for case in caseload.in_hand(talk.ctx, talk.posts, talk.account.id) if _mine(case)]
    if len(hand) == 1 and FINISHED_WORDS.search(talk.text):
        return ask_one(talk, hand[0], talk.text)
    words = _joined(talk)
    options = texts.FREE_OPTIONS if hand else texts.FREE_OPTIONS[:2]
    third = texts.ASK_FREE_THIRD() if hand else ""
    return ask(talk, "free", texts.ASK_FREE(third=third), options, words=words)


def _is_rung(talk: Talk) -> bool:
    waiting = bells.waiting_rows(talk.ctx, talk.account, talk.posts)
    return any(row.kind in bells.BELLS and not bells.is_over(talk.ctx, row, talk.posts) for row in waiting)


def _joined(talk: Talk) -> str:
    """What he writes while the question is open belongs to what he wrote before it."""
    live = asking.live(talk)
    if live is None or not kept_commands.is_cadres(live) or asking.purpose_of(live) != "free":
        return talk.text
    return f"{kept_commands.words_of(talk.ctx, live)}\n{talk.text}"


def is_received(text: str) -> bool:
    """收到, 收到！, 好的, OK: polite noise unless it can only mean one order."""
    if len(text) <= SHORT_REPLY:  # 收到，马上去: the first clause says it, the rest is politeness
        text = _CLAUSE.split(text.strip(), maxsplit=1)[0] or text
    word = normalise(text)
    return any(form in RECEIVED_FORMS for form in readings_of(word)) or small_talk(text) == "polite"


def received(talk: Talk) -> str | None:
    """The rule of 收到: it signs only for exactly one unsigned order that was shown within 24 hours."""
    hand = caseload.in_hand(talk.ctx, talk.posts, talk.account.id)
    waiting = taking.unsigned(talk)
    if len(waiting) == 1 and was_shown(talk, waiting[0]):
        return taking.accept(talk, waiting[0])
    if len(waiting) > 1:
        return taking.many_unsigned(waiting)
    danger = taking.called(talk) if not waiting else None
    if danger is not None:
        return taking.accept(talk, danger)
    if talk.text and small_talk(talk.text) == "polite" and not hand:
        return None
    return status(talk)


def status(talk: Talk) -> str:
    """好的 and how many cases he has: nothing changes."""
    hand = caseload.in_hand(talk.ctx, talk.posts, talk.account.id)
    dated = [case for case in hand if case.due_at is not None and case.state != CaseState.CONFIRMING]
    if not dated:
        return texts.RECEIVED_NOTHING()
    return texts.RECEIVED(count=len(hand), due=due_of(talk, dated[0]))


def was_shown(talk: Talk, case: Case) -> bool:
    """Whether the order was shown to this person in the last 24 hours, by a push or in a reply."""
    since = talk.now - SHOWN_WITHIN
    for question in talk.tx.find(Question, account_id=talk.account.id, kind="order", case_id=case.id):
        if question.shown_at is not None and question.shown_at >= since:
            return True
    posts = {post.code for post in talk.posts}
    for look in talk.tx.find(Look, case_id=case.id, what="text"):
        if look.post in posts and look.at >= since:
            return True
    for row in talk.tx.find(Outbox, case_id=case.id, kind=ORDER_KINDS):
        told = row.account_id == talk.account.id or (row.account_id is None and row.post in posts)
        if told and row.state in SENT and row.sent_at is not None and row.sent_at >= since:
            return True
    return False


def ask_one(talk: Talk, case: Case, words: str) -> str:
    """灯换好了 with one order in hand: is it the end of that one?"""
    return ask(talk, "free_one", texts.ASK_FREE_ONE(n=case.running), texts.FREE_ONE_OPTIONS, case=case, words=words)


def settle(talk: Talk, question: Question, effect: str) -> str | None:
    """His own home (goes on as a resident's words), for a resident (代报), or words for a case in hand."""
    words = kept_commands.words_of(talk.ctx, question)
    if effect == "other":
        return proxies.file_for(talk, words)
    if effect != "case":
        handoff.to_resident(talk, words)
        return None
    hand = [case for case in caseload.in_hand(talk.ctx, talk.posts, talk.account.id) if _mine(case)]
    if not hand:
        return texts.FREE_NO_CASE()
    if len(hand) == 1:
        return ask_one(talk, hand[0], words)
    return texts.FREE_CASE_HOW(n=hand[0].running, words=words)


def settle_one(talk: Talk, question: Question, effect: str) -> str | None:
    """The end, interim words, or a matter of his own."""
    words = kept_commands.words_of(talk.ctx, question)
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    if effect == "own" or case is None:
        handoff.to_resident(talk, words)
        return None
    return reporting.finish(talk, case, words) if effect == "finish" else reporting.progress(talk, case, words)


def _mine(case: Case) -> bool:
    return case.state in {CaseState.DISPATCHED, CaseState.WORKING}
