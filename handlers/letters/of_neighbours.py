"""Letters about joining and parting: to the unit that has more households now, to who was merged or split."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.services.case_facts import Facts, clip
from handlers.services.notices import voice_count
from handlers.texts import neighbours as texts
from models.tables import Case, Outbox

QUOTE = 60


def joined(facts: Facts, row: Outbox) -> Letter:
    words = clip(facts.statement(row.params.get("statement")), QUOTE)
    count = voice_count(facts.ctx, facts.case)
    return Letter(texts.JOINED_TO_UNIT(label=facts.label, count=count, words=words))


def merged_away(facts: Facts, row: Outbox) -> Letter:
    return Letter(texts.MERGED_AWAY(child=_child(facts, row), label=facts.label, owner=facts.holder))


def merged(facts: Facts, row: Outbox) -> Letter:
    return Letter(texts.MERGED(child=_child(facts, row), number=facts.n), card=cards.progress(facts))


def split(facts: Facts, _row: Outbox) -> Letter:
    text = texts.SPLIT_TOLD(number=facts.n, who=facts.holder, due=facts.due[:-1])
    return Letter(text, card=cards.progress(facts))


def _child(facts: Facts, row: Outbox) -> int:
    found = facts.ctx.tx.get(Case, int(row.params.get("child") or 0))
    return found.running if found is not None else facts.n


KINDS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "joined": joined,
    "merged_away": merged_away,
    "merged": merged,
    "split": split,
}
