"""Letters about how a case ends: a legal route asked for, agreed, refused, and what the resident hears of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.letters.of_requests import not_granted
from handlers.services.case_facts import Facts, clip
from handlers.services.closing import statutory
from handlers.texts import closing as texts
from handlers.texts import letters as common
from models.tables import Outbox, Request

QUOTE = 46


def _request(facts: Facts, row: Outbox) -> Request | None:
    return facts.ctx.tx.get(Request, int(row.params.get("request") or 0))


def to_decide(facts: Facts, row: Outbox) -> Letter:
    """To the desk: does the law name another way?"""
    request = _request(facts, row)
    if request is None:
        return Letter("")
    unit = facts.name_of(request.unit)
    text = texts.TO_DECIDE(
        label=facts.label,
        unit=unit,
        route=texts.ROUTES[request.reason](),
        words=clip(request.words, QUOTE),
        due=facts.due,
        n=facts.n,
    )
    card = cards.raised(facts, texts.CARD_ASKED(unit=unit), common.PHRASE_WORKING(), request.limit_at)
    return Letter(text, card=card)


def agreed(facts: Facts, _row: Outbox) -> Letter:
    """To who asked."""
    found = facts.ctx.tx.find(
        Request, case_id=facts.case.id, kind=statutory.KIND, status="granted", order="-decided_at"
    )
    route = texts.ROUTES[found[0].reason]() if found else ""
    return Letter(texts.AGREED(label=facts.label, route=route)) if route else Letter("")


def refused(facts: Facts, row: Outbox) -> Letter:
    """To who asked: it stays."""
    return not_granted(facts, row, texts.LAPSED, texts.REFUSED)


def closed(facts: Facts, row: Outbox) -> Letter:
    """To the residents: which way, whom to call, and that they may disagree."""
    request = _request(facts, row)
    if request is None:
        return Letter("")
    route, said = texts.ROUTES[request.reason](), row.params.get("statement")
    text = texts.STATUTORY(
        label=facts.label,
        unit=facts.speaking_unit(said),
        words=clip(facts.statement(said), QUOTE),
        route=route,
        phone=statutory.phone_of(facts.ctx, request.reason),
        n=facts.n,
    )
    return Letter(text, card=cards.answered(facts, texts.CARD_STATUTORY(route=route), facts.case.closed_at))


TO_CADRES: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "statutory": to_decide,
    "statutory_agreed": agreed,
    "statutory_refused": refused,
}
TO_RESIDENTS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {"statutory_closed": closed}
