"""Letters about 剔除 and appeals: to who decides, to who asked, and to the complainants."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.letters.of_requests import not_granted
from handlers.services.case_facts import Facts, clip
from handlers.services.closing import exclusion, statutory
from handlers.texts import exclusion as texts
from handlers.texts import letters as common
from models.domain.exclusion import appeal_until
from models.tables import Outbox, Request

QUOTE = 40
SHORT = 24


def _request(facts: Facts, row: Outbox) -> Request | None:
    return facts.ctx.tx.get(Request, int(row.params.get("request") or 0))


def to_decide(facts: Facts, row: Outbox) -> Letter:
    """To who must agree: the reason, what it rests on, and what the complainant said."""
    request = _request(facts, row)
    if request is None:
        return Letter("")
    first = exclusion.chain(facts.ctx, request)[0]
    unit = facts.name_of(first.unit)
    text = texts.TO_DECIDE(
        label=facts.label,
        unit=unit,
        reason=texts.REASONS[request.reason](),
        words=clip(request.words, QUOTE),
        said=clip(facts.case.text, QUOTE),
        limit=facts.until(request.limit_at),
        n=facts.n,
    )
    card = cards.raised(facts, texts.CARD_ASKED(unit=unit), common.PHRASE_WORKING(), request.limit_at)
    return Letter(text, card=card)


def agreed(facts: Facts, _row: Outbox) -> Letter:
    """To who asked: it is out."""
    return Letter(texts.AGREED(label=facts.label))


def not_agreed(facts: Facts, row: Outbox) -> Letter:
    """To who asked: it counts."""
    return not_granted(facts, row, texts.LAPSED, texts.NOT_AGREED)


def appeal(facts: Facts, row: Outbox) -> Letter:
    """To the inspectors: the complainant does not agree."""
    request = _request(facts, row)
    if request is None:
        return Letter("")
    said = facts.last_statement("answer")
    text = texts.APPEAL(
        label=facts.label,
        what=texts.ENDED_AS[request.reason](),
        words=clip(said.words, QUOTE) if said is not None else "—",
        said=f'"{clip(request.words, QUOTE)}"' if request.words else texts.APPEAL_SILENT(),
        limit=facts.until(request.limit_at),
        n=facts.n,
    )
    card = cards.raised(facts, texts.CARD_APPEAL(), common.PHRASE_WORKING(), request.limit_at)
    return Letter(text, card=card)


def excluded(facts: Facts, row: Outbox) -> Letter:
    """To the complainants: why, who asked, who agreed, and until when they may disagree."""
    request = _request(facts, row)
    if request is None or facts.case.closed_at is None:
        return Letter("")
    asked = exclusion.chain(facts.ctx, request)
    decider = facts.ctx.district.posts.get(request.decided_by)
    text = texts.EXCLUDED(
        label=facts.label,
        reason=texts.REASONS[request.reason](),
        words=clip(request.words, SHORT),
        asker=facts.name_of(asked[0].unit),
        by=texts.BY_INSPECTION() if decider and decider.role == "inspector" else facts.name_of(request.to_unit),
        until=facts.until(appeal_until(facts.case.closed_at, facts.ctx.calendar)),
        n=facts.n,
    )
    return Letter(text, card=cards.answered(facts, texts.CARD_EXCLUDED(), facts.case.closed_at))


def upheld(facts: Facts, _row: Outbox) -> Letter:
    """To the complainants: they were right."""
    text = texts.UPHELD(label=facts.label, owner=facts.holder, due=facts.due)
    return Letter(text, card=cards.progress(facts, common.PHRASE_AGAIN()))


def rejected(facts: Facts, row: Outbox) -> Letter:
    """To the complainants: it stands, why, and which ways are left."""
    request = _request(facts, row)
    if request is None:
        return Letter("")
    text = texts.REJECTED(
        label=facts.label,
        reason=clip(request.decision, SHORT),
        review=statutory.phone_of(facts.ctx, "reconsideration"),
        petitions=statutory.phone_of(facts.ctx, "petitions"),
    )
    return Letter(text, card=cards.answered(facts, texts.CARD_REJECTED(), request.decided_at))


TO_CADRES: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "exclusion": to_decide,
    "excluded_agreed": agreed,
    "exclusion_refused": not_agreed,
    "appeal": appeal,
}
TO_RESIDENTS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "excluded": excluded,
    "appeal_upheld": upheld,
    "appeal_rejected": rejected,
}
