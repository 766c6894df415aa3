"""Letters that keep the way of a matter honest: a copy to the level above a unit that is said not to have acted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.letters.forms import Letter
from handlers.services.case_facts import Facts
from handlers.texts import inspection as texts
from models.tables import Outbox


def copied_above(facts: Facts, row: Outbox) -> Letter:
    below = facts.name_of(str(row.params.get("unit", "")))
    return Letter(
        texts.COPIED(label=facts.label, place=facts.place, below=below, owner=facts.holder, due=facts.due[:-1])
    )


KINDS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {"copied_above": copied_above}
