"""Letters to cadres about requests: what is to be decided, and how it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.services.case_facts import Facts, clip
from handlers.texts import letters as texts
from handlers.texts import naming
from handlers.texts.text import Text
from models.tables import Outbox, Request

QUOTE = 40


def not_granted(facts: Facts, row: Outbox, lapsed: Text, refused: Text) -> Letter:
    """To who asked: nobody decided in time, or it was refused, with the reason if one was given."""
    decision = str(row.params.get("decision", ""))
    if decision == "lapsed":
        return Letter(lapsed(label=facts.label, due=facts.due))
    why = texts.DECISION(words=decision) if decision else ""
    return Letter(refused(label=facts.label, due=facts.due, decision=why))


def objection(facts: Facts, row: Outbox) -> Letter:
    request = facts.ctx.tx.get(Request, int(row.params["request"]))
    if request is None:
        return Letter("")
    reason = texts.OBJECTION_REASONS.get(request.reason, texts.OBJECTION_OTHER)()
    text = texts.OBJECTION(
        label=facts.label,
        unit=facts.name_of(request.unit),
        reason=reason,
        words=clip(request.words, QUOTE),
        asked=texts.OBJECTION_ASKED(unit=facts.name_of(request.asked_unit)) if request.asked_unit else "",
        place=facts.place,
        text=clip(facts.case.text, QUOTE),
        limit=facts.until(request.limit_at),
        n=facts.n,
    )
    why = texts.CARD_REASON_OBJECTION(unit=facts.name_of(request.unit))
    return Letter(text, card=cards.raised(facts, why, texts.PHRASE_WORKING(), request.limit_at))


def extension(facts: Facts, row: Outbox) -> Letter:
    request = facts.ctx.tx.get(Request, int(row.params["request"]))
    if request is None:
        return Letter("")
    text = texts.EXTENSION(
        label=facts.label,
        unit=facts.name_of(request.unit),
        asked=naming.at(request.asked_due_at, facts.ctx.now) if request.asked_due_at else "—",
        due=facts.due,
        words=clip(request.words, QUOTE),
        n=facts.n,
    )
    why = texts.CARD_REASON_EXTENSION(unit=facts.name_of(request.unit))
    return Letter(text, card=cards.raised(facts, why, texts.PHRASE_WORKING(), request.limit_at))


def objection_granted(facts: Facts, row: Outbox) -> Letter:
    unit = facts.name_of(str(row.params.get("unit", "")) or facts.case.unit)
    return Letter(texts.OBJECTION_GRANTED(label=facts.label, unit=unit, decision=_decision(row)))


def objection_refused(facts: Facts, row: Outbox) -> Letter:
    return Letter(texts.OBJECTION_REFUSED(label=facts.label, decision=_decision(row), due=facts.due))


def extension_granted(facts: Facts, row: Outbox) -> Letter:
    due = _instant(row.params.get("due")) or facts.case.due_at
    return Letter(texts.EXTENSION_GRANTED(label=facts.label, due=naming.at(due, facts.ctx.now) if due else "—"))


def extension_refused(facts: Facts, row: Outbox) -> Letter:
    if row.params.get("decision") == "lapsed":
        return Letter(texts.EXTENSION_LAPSED(label=facts.label))
    return Letter(texts.EXTENSION_REFUSED(label=facts.label, due=facts.due, decision=_decision(row)))


KINDS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "objection": objection,
    "extension": extension,
    "objection_granted": objection_granted,
    "objection_refused": objection_refused,
    "extension_granted": extension_granted,
    "extension_refused": extension_refused,
}


def _decision(row: Outbox) -> str:
    words = str(row.params.get("decision") or "").rstrip("。")
    return texts.DECISION(words=words) if words else ""


def _instant(said: object) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) and said else None
