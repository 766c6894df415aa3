"""Letters about accusations: only these kinds exist for them, so that no other letter can give one away.

To the inspectors they name the code word; to the filer they say nothing that a stranger at the phone would understand,
and cards say that there is something, no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from handlers.letters.forms import Card, Letter, asking
from handlers.services import dispatching
from handlers.services.case_facts import Facts, clip
from handlers.services.protection import wants_no_word
from handlers.texts import halls
from handlers.texts import inspection as texts
from handlers.texts import letters as general
from models.domain.dates import format_moment
from models.domain.templates import TEMPLATE_ROLES
from models.domain.tiers import UNSIGNED_STAGES
from models.tables import Outbox, Timer

QUOTE = 80
POLL_HOURS = 24.0 * 7
SILENT = Letter("")


def letter(facts: Facts, row: Outbox) -> Letter:
    """What a row about an accusation says; without words where there is nothing to be said to this recipient."""
    kinds = TO_INSPECTORS if row.post is not None else TO_THE_FILER
    render = kinds.get(row.kind)
    if render is None or (row.post is None and wants_no_word(facts.case)):
        return SILENT
    return render(facts, row)


# -- to the inspectors ----------------------------------------------------------------------------------------------


def _order(facts: Facts, row: Outbox) -> Letter:
    place, hall = facts.place, str(facts.case.decision.get("hall", ""))
    if hall:
        place = halls.ORDER_HALL(hall=facts.name_of(hall))
    text = texts.ORDER(
        code=facts.case.code_word,
        place=texts.ORDER_PLACE(place=place) if place != "—" else "",
        words=facts.words,
        photos=facts.photos,
        until=facts.until(_words_due(facts)),
        more=general.FULL_TEXT(link=facts.link(row.account_id or f"post:{row.post}")),
    )
    return Letter(text, card=_card(facts, "T01"))


def _reopened(facts: Facts, row: Outbox) -> Letter:
    said = clip(facts.statement(row.params.get("words")), QUOTE)
    words = f'"{said}"' if said else texts.REOPENED_SILENT()
    text = texts.REOPENED(code=facts.case.code_word, round=facts.case.round, words=words, due=facts.due)
    return Letter(text, card=_card(facts, "T03"))


def _reminder(facts: Facts, row: Outbox) -> Letter:
    stage = str(row.params.get("stage", ""))
    code = facts.case.code_word
    if stage in UNSIGNED_STAGES:
        text = texts.UNSIGNED(code=code)
    elif stage == "words":
        text = texts.REMIND_WORDS(code=code, until=facts.until(_words_due(facts)))
    else:
        text = texts.REMIND(code=code, due=facts.due)
    return Letter(text, card=_card(facts, "T02"))


def _overdue(facts: Facts, _row: Outbox) -> Letter:
    return Letter(texts.OVERDUE(code=facts.case.code_word), card=_card(facts, "T02"))


def _unsigned(facts: Facts, _row: Outbox) -> Letter:
    return Letter(texts.UNSIGNED(code=facts.case.code_word), card=_card(facts, "T03"))


def _supplement(facts: Facts, row: Outbox) -> Letter:
    words = clip(facts.statement(row.params.get("statement")), QUOTE)
    return Letter(texts.SUPPLEMENT(code=facts.case.code_word, words=words))


def _media(facts: Facts, row: Outbox) -> Letter:
    link = facts.link(row.account_id or f"post:{row.post}")
    return Letter(texts.MEDIA(code=facts.case.code_word, link=link))


def _urge(facts: Facts, row: Outbox) -> Letter:
    return Letter(texts.URGED(code=facts.case.code_word, count=row.params.get("count", 1)))


def _vote_result(facts: Facts, _row: Outbox) -> Letter:
    answer = "" if facts.case.solved is None else "yes" if facts.case.solved else "no"
    return Letter(texts.RESULT_IN(code=facts.case.code_word, answer=texts.RESULT_SAID[answer]))


def _withdrawn(facts: Facts, _row: Outbox) -> Letter:
    return Letter(texts.GONE(code=facts.case.code_word))


def _left(facts: Facts, _row: Outbox) -> Letter:
    return Letter(texts.LEFT(code=facts.case.code_word))


TO_INSPECTORS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "order": _order,
    "reopened": _reopened,
    "reminder": _reminder,
    "overdue": _overdue,
    "unsigned": _unsigned,
    "supplement": _supplement,
    "media": _media,
    "urge": _urge,
    "vote_result": _vote_result,
    "withdrawn": _withdrawn,
    "left": _left,
}


# -- to who filed it ------------------------------------------------------------------------------------------------


def _progress(facts: Facts, row: Outbox) -> Letter:
    words = clip(facts.statement(row.params.get("statement")), QUOTE)
    said = texts.ASKED if row.params.get("question") else texts.TOLD
    return Letter(said(words=words), card=_card(facts, "T04"))


def _result(facts: Facts, row: Outbox) -> Letter:
    words = clip(facts.statement(row.params.get("statement")), QUOTE)
    return Letter(texts.RESULT(words=words), card=_card(facts, "T05"))


def _poll(facts: Facts, row: Outbox) -> Letter:
    said = facts.last_statement("answer", "done")
    closes = [
        timer.due_at
        for timer in facts.ctx.tx.find(Timer, subject="case", subject_id=facts.case.id, kind="poll", stage="close")
        if timer.round == facts.case.round
    ]
    until = closes[0] if closes else facts.ctx.now + timedelta(hours=POLL_HOURS)
    hours = max((until - facts.ctx.now).total_seconds() / 3600, 1.0)
    question = asking("explained", hours=hours, voice_id=row.params.get("voice"))
    text = texts.POLL(words=clip(said.words, QUOTE) if said else "")
    return Letter(text, question, tail=general.POLL_TAIL(), card=_card(facts, "T06"))


def _apology(facts: Facts, _row: Outbox) -> Letter:
    return Letter(texts.APOLOGY(due=facts.due[:-1]))


def _again(facts: Facts, _row: Outbox) -> Letter:
    return Letter(texts.AGAIN(due=facts.due[:-1]), card=_card(facts, "T04"))


TO_THE_FILER: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "progress": _progress,
    "result": _result,
    "poll": _poll,
    "apology": _apology,
    "climbed_to": _again,
}


def _words_due(facts: Facts) -> datetime | None:
    running = dispatching.current(facts.ctx, facts.case)
    return running.words_due_at if running is not None else None


def _card(facts: Facts, role: str) -> Card:
    """A card of a role that says that there is something in the chat, and when it ends."""
    due = format_moment(facts.case.due_at or facts.ctx.now)
    blank = {"character_string": facts.case.number, "thing": texts.CARD_WHO(), "time": due}
    blank["phrase"] = general.PHRASE_WORKING() if role == "T04" else general.PHRASE_ORDINARY()
    values = {one.name: blank[one.type] for one in TEMPLATE_ROLES[role].fields}
    what = texts.CARD_ORDER() if "cadre" in TEMPLATE_ROLES[role].audiences else texts.CARD_NEWS()
    first = next(one.name for one in TEMPLATE_ROLES[role].fields if one.type == "thing")
    return Card(role, {**values, first: what})
