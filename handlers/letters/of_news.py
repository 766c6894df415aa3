"""Letters to cadres about what residents did: urged, added, answered, withdrew, left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.services.case_facts import Facts, clip
from handlers.texts import letters as texts
from models.domain.dates import format_day
from models.tables import Outbox

QUOTE = 40


def urge(facts: Facts, row: Outbox) -> Letter:
    count = row.params.get("count", 1)
    text = texts.URGE(label=facts.label, count=count, due=facts.due, n=facts.n)
    return Letter(text, card=cards.reminder(facts, texts.CARD_URGED(count=count)))


def urge_head(facts: Facts, row: Outbox) -> Letter:
    count = row.params.get("count", 3)
    text = texts.URGE_HEAD(label=facts.label, count=count, owner=facts.holder, due=facts.due)
    return Letter(text, card=cards.reminder(facts, texts.CARD_URGED_HEAD(count=count)))


def supplement(facts: Facts, row: Outbox) -> Letter:
    words = clip(facts.statement(row.params.get("statement")), QUOTE * 2)
    return Letter(texts.SUPPLEMENT(label=facts.label, words=words))


def media(facts: Facts, row: Outbox) -> Letter:
    return Letter(texts.MEDIA(label=facts.label, link=_link(facts, row)))


def vote_result(facts: Facts, _row: Outbox) -> Letter:
    case = facts.case
    if case.solved is None:
        answer = texts.VOTE_UNANSWERED()
    else:
        said = texts.VOTE_SATISFIED.get(case.satisfied or "")
        answer = (texts.VOTE_SOLVED() if case.solved else texts.VOTE_UNSOLVED()) + (said() if said else "")
    return Letter(texts.VOTE_RESULT(label=facts.label, answer=answer))


def promise_missed(facts: Facts, row: Outbox) -> Letter:
    day = date.fromisoformat(str(row.params["date"])[:10])
    return Letter(texts.PROMISE_MISSED(label=facts.label, date=format_day(day), n=facts.n))


def promise_kept(facts: Facts, row: Outbox) -> Letter:
    day = date.fromisoformat(str(row.params["date"])[:10])
    return Letter(texts.PROMISE_KEPT(label=facts.label, date=format_day(day), n=facts.n))


def withdrawn(facts: Facts, _row: Outbox) -> Letter:
    return Letter(texts.WITHDRAWN(label=facts.label))


def left(facts: Facts, _row: Outbox) -> Letter:
    return Letter(texts.LEFT(label=facts.label))


KINDS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "urge": urge,
    "urge_head": urge_head,
    "supplement": supplement,
    "media": media,
    "vote_result": vote_result,
    "promise_missed": promise_missed,
    "promise_kept": promise_kept,
    "withdrawn": withdrawn,
    "left": left,
}


def _link(facts: Facts, row: Outbox) -> str:
    # the link of the person where one is known: it ends with the binding
    return facts.link(row.account_id or f"post:{row.post}")
