"""After the answer: what was held or queued for this person is said in the same reply, at most two things."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.context import LISTED, Talk
from handlers.letters import writing
from handlers.letters.forms import Letter
from handlers.resident import informing, polled
from handlers.services import bells, questions
from handlers.services.case_facts import Facts, clip
from handlers.services.drafts import LET_GO
from handlers.services.reach import REFUSES_TEMPLATES
from handlers.services.relevance import is_moot
from handlers.texts import letters as texts
from handlers.texts import naming, resident, votes
from models.tables import Attempt, Case, Outbox, Question, Statement, Voice

MOST_HELD = 2
MOST_LINES = 10
"""Lines of an answer to a cadre with the order below it (house rule 2)."""
STILL_OPEN = timedelta(minutes=30)
DANGER_LASTS = timedelta(hours=2)
MOST_BYTES = 1900
"""WeChat cuts a passive text at 2048 bytes; a mark of our own stays clear of it."""
URGENT_KINDS = frozenset({"emergency"})
SPEAKING_EVENTS = frozenset({"subscribe", "scan", "click"})
ASKED_AGAIN = ("danger", "solved", "explained", "satisfied")
"""Queued questions that are put below an answer; an order that was taken up in words is not asked about."""


def add(talk: Talk, reply: str | None) -> str | None:
    """The reply with what waited for this person below it; silence stays silence for a resident.

    A cadre's first words get the newest held order in full and how many more there are; then the question that is
    next in the queue, unless the reply itself asks one.
    """
    if talk.message.kind == "event" and talk.message.event not in SPEAKING_EVENTS:
        return reply
    talk.refresh()
    if talk.message.opens_window and talk.conversation.memory.get(REFUSES_TEMPLATES):
        talk.remember(**{REFUSES_TEMPLATES: None})
    if reply is None or (not reply and not talk.posts) or _in_danger(talk):
        return reply
    if reply and talk.conversation.memory.get(LET_GO):  # photos that were dropped in silence: said with the next word
        talk.remember(**{LET_GO: None})
        reply = f"{resident.DROPPED_DISCARDED()}\n{reply}"
    if reply:
        reply = informing.settle(talk, reply)
    said = [reply] if reply else []
    asks = _asks(talk)
    for row, letter in _held(talk):
        if _just_asked(talk, row) or _just_told(talk, row, reply):
            _settle(talk, row)
            continue
        if asks and (row.kind in writing.POLLS or row.kind in bells.BELLS - URGENT_KINDS):
            continue  # the question that was asked stays the last line: this waits for the next word
        if row.kind in bells.BELLS - URGENT_KINDS and _too_long([reply, letter.plain(digits=False)]):
            talk.notes["held_orders"] = int(talk.notes.get("held_orders", 0)) + 1
            continue  # a list was asked for: the order waits for the next word
        words = _speak(talk, row, letter, asks=asks)
        if not _fits([*said, words]):
            break
        _settle(talk, row)
        said.append(words)
        asks = asks or (letter.asking is not None)
    more = _more(talk)
    if more and _fits([*said, more]):
        said.append(more)
    live = questions.live(talk.ctx, talk.conversation)
    if not asks and live is None and not talk.conversation.draft_id:
        queued = _next_question(talk)
        if queued and _fits([*said, queued[1]]):
            questions.show(talk.ctx, queued[0], "passive")
            said.append(queued[1])
            for row in bells.waiting_rows(talk.ctx, talk.account, talk.posts):
                if row.kind in writing.POLLS and row.case_id == queued[0].case_id:
                    _settle(talk, row)
    talk.refresh()
    return "\n\n".join(said)


def _in_danger(talk: Talk) -> bool:
    """Nothing is added to the words for somebody who is in danger now."""
    known = talk.conversation.memory.get("emergency")
    return known is not None and talk.now - datetime.fromisoformat(known["at"]) < DANGER_LASTS


def _just_asked(talk: Talk, row: Outbox) -> bool:
    """The reply has put the very question this row waited to put."""
    live = questions.live(talk.ctx, talk.conversation)
    asked = live is not None and live.shown_at == talk.now and live.case_id == row.case_id
    return asked and row.kind in writing.POLLS


def _just_told(talk: Talk, row: Outbox, reply: str) -> bool:
    """The reply itself has said in which words the unit reported the end."""
    if row.kind != "result" or row.case_id is None:
        return False
    live = questions.live(talk.ctx, talk.conversation)
    if live is None or live.case_id != row.case_id or live.shown_at != talk.now:
        return False
    said = talk.tx.get(Statement, row.params.get("statement")) if row.params.get("statement") else None
    return said is not None and clip(said.words, polled.QUOTE) in reply


def _too_long(parts: list[str]) -> bool:
    return sum(1 for part in parts for line in part.split("\n") if line.strip()) > MOST_LINES


def _asks(talk: Talk) -> bool:
    """Whether the reply itself ends with a question, or one of the last half hour is still open."""
    live = questions.live(talk.ctx, talk.conversation)
    if live is None or live.shown_at is None:
        return False
    # an order stays open until it is signed: a newer one may be shown over it
    return live.shown_at == talk.now or (live.kind != "order" and talk.now - live.shown_at < STILL_OPEN)


def _held(talk: Talk) -> list[tuple[Outbox, Letter]]:
    """What is said now: two letters for a resident, the newest order for a cadre; what is stale is let go."""
    found = []
    for row in bells.waiting_rows(talk.ctx, talk.account, talk.posts):
        reason = is_moot(talk.ctx, row) or ("read" if bells.is_over(talk.ctx, row, talk.posts) else "")
        letter = None if reason else writing.letter_of(talk.ctx, [row])
        if letter is None:
            _skip(talk, row, reason or "moved_on")
        else:
            found.append((row, letter))
    residents = [one for one in found if one[0].post is None]
    cadres = [one for one in found if one[0].post is not None]
    residents.sort(key=lambda one: (one[0].priority, one[0].id))
    cadres.sort(key=lambda one: (one[0].created_at, one[0].id), reverse=True)
    cadres.sort(key=lambda one: (one[0].kind not in bells.BELLS, one[1].asking is None, one[0].priority))
    talk.notes["held_orders"] = sum(row.kind in bells.BELLS for row, _ in cadres[1:])
    return [*cadres[:1], *residents][:MOST_HELD]


def _speak(talk: Talk, row: Outbox, letter: Letter, *, asks: bool) -> str:
    if letter.asking is None:
        return letter.plain(digits=False)
    question = writing.question_of(talk.ctx, row, letter, letter.asking, talk.account.id)
    if asks:  # it has another question above it: no digits, it stays queued
        return letter.plain(digits=False)
    questions.show(talk.ctx, question, "passive")
    return letter.plain(digits=True)


def _settle(talk: Talk, row: Outbox) -> None:
    tx, now = talk.tx, talk.now
    tx.insert(Attempt, outbox_id=row.id, at=now, rung="passive", result="sent")
    if bells.forget(talk.ctx, row, talk.account.id):
        return  # the card stays the rung on which it was sent
    tx.update(row, state="sent", rung="passive", sent_at=now, account_id=talk.account.id, error="")
    if row.kind == "poll" and row.case_id is not None:
        for voice in tx.find(Voice, case_id=row.case_id, account_id=talk.account.id, left_at=None):
            tx.update(voice, delivered=voice.delivered + 1)


def _skip(talk: Talk, row: Outbox, reason: str) -> None:
    if bells.forget(talk.ctx, row, talk.account.id):
        return
    talk.tx.insert(Attempt, outbox_id=row.id, at=talk.now, rung=row.rung or "held", result="skipped", reason=reason)
    talk.tx.update(row, state="expired" if reason == "stale" else "skipped", error=reason)


def _more(talk: Talk) -> str:
    count = int(talk.notes.get("held_orders", 0))
    # what has just been listed is not announced
    return texts.MORE_WAITING(count=count) if count and not talk.notes.get(LISTED) else ""


def _next_question(talk: Talk) -> tuple[Question, str] | None:
    """The question that is next in the queue, in words; what can no longer be answered is dropped."""
    for question in questions.waiting(talk.ctx, talk.account.id, ASKED_AGAIN):
        words = _words_of(talk, question)
        if words:
            return question, texts.ALSO(question=words)
        questions.settle(talk.ctx, question, "", status="dropped")
    return None


def _words_of(talk: Talk, question: Question) -> str:
    shown = str(question.data.get("shown", ""))
    case = talk.tx.get(Case, question.case_id) if question.case_id is not None else None
    if shown or case is None:
        return shown
    label = Facts(talk.ctx, case).label
    if question.kind == "solved" and question.data.get("purpose") == "promise":
        first = votes.PROMISE(label=label)
    elif question.kind in {"solved", "explained"}:
        first = polled.question_of(talk.ctx, case, question.kind)
    else:
        first = votes.DANGER(label=label) if question.kind == "danger" else votes.SATISFIED()
    return "\n".join((first, naming.options((one["digit"], one["label"]) for one in question.options)))


def _fits(parts: list[str]) -> bool:
    return len("\n\n".join(parts).encode()) <= MOST_BYTES
