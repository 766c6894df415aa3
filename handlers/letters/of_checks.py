"""Letters about second calls: to the inspectors, and to residents who left no telephone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.letters import cards
from handlers.letters.forms import Letter, asking
from handlers.services.case_facts import Facts
from handlers.services.closing.spot_checks import CONFIRMED
from handlers.services.contacts import contacts
from handlers.texts import checks as texts
from handlers.texts import letters as common
from handlers.texts import naming
from models.tables import Outbox, SpotCheck

HOURS = 24.0 * 7


def _check(facts: Facts, row: Outbox) -> SpotCheck | None:
    return facts.ctx.tx.get(SpotCheck, int(row.params.get("check") or 0))


def due(facts: Facts, row: Outbox) -> Letter:
    """To the inspectors: ask this one."""
    check = _check(facts, row)
    if check is None:
        return Letter("")
    how = texts.BY_VISIT()
    if row.params.get("by_message"):
        how = texts.BY_MESSAGE()
    elif contacts(facts.ctx, facts.case, "phone"):
        how = texts.BY_PHONE(n=facts.n)
    why = texts.WHY[check.reason]
    said = texts.SAID_SOLVED if facts.case.closure in CONFIRMED else texts.SAID_NOTHING
    text = texts.DUE(
        label=facts.label,
        said=said(day=naming.day(facts.case.closed_at or facts.ctx.now)),
        why=why(),
        how=how,
        n=facts.n,
        until=naming.day(check.until),
    )
    return Letter(text, card=cards.task(facts, texts.CARD(), check.until, common.PHRASE_CONFIRMING()))


def question(facts: Facts, row: Outbox) -> Letter:
    """To the resident: is it still well?"""
    check = _check(facts, row)
    if check is None or check.status != "asked":
        return Letter("")
    ask = texts.ASK if facts.case.closure in CONFIRMED else texts.ASK_UNCONFIRMED
    text = ask(label=facts.label, day=naming.day(facts.case.closed_at or facts.ctx.now))
    data = {"purpose": "second", "check": check.id}
    put = asking("solved", hours=HOURS, data=data, voice_id=row.params.get("voice"))
    card = cards.question(facts, common.CARD_QUESTION(), check.until)
    return Letter(text, put, tail=common.POLL_TAIL(), card=card)


TO_CADRES: Mapping[str, Callable[[Facts, Outbox], Letter]] = {"spot_due": due}
TO_RESIDENTS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {"spot_question": question}
