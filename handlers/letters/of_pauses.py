"""Letters about pauses and contested dates: to who decides, to the unit, to the residents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.letters.of_requests import not_granted
from handlers.services import pausing
from handlers.services.case_facts import Facts, clip
from handlers.texts import letters as common
from handlers.texts import pauses as texts
from models.domain import pauses
from models.domain.dates import format_day
from models.domain.working_time import shanghai_day
from models.tables import Outbox, Pause, Request

QUOTE = 30


def to_decide(facts: Facts, row: Outbox) -> Letter:
    """To the level above: may it stand still?"""
    request = facts.ctx.tx.get(Request, int(row.params["request"]))
    if request is None or request.asked_due_at is None:
        return Letter("")
    text = texts.TO_DECIDE(
        label=facts.label,
        unit=facts.name_of(request.unit),
        until=format_day(shanghai_day(request.asked_due_at)),
        reason=texts.REASONS[request.reason](),
        words=clip(request.words, QUOTE),
        due=facts.due,
        n=facts.n,
    )
    why = texts.CARD_ASKED(unit=facts.name_of(request.unit))
    return Letter(text, card=cards.raised(facts, why, common.PHRASE_WORKING(), request.limit_at))


def contested(facts: Facts, row: Outbox) -> Letter:
    """To the level above: a resident objects."""
    request = facts.ctx.tx.get(Request, int(row.params["request"]))
    pause = pausing.running(facts.ctx, facts.case)
    if request is None or pause is None:
        return Letter("")
    text = texts.CONTESTED(
        label=facts.label,
        until=format_day(pause.until_on),
        reason=texts.REASONS[pause.reason](),
        words=texts.CONTESTED_WORDS(words=clip(request.words, QUOTE)) if request.words else "",
        limit=facts.until(request.limit_at),
        n=facts.n,
    )
    card = cards.raised(facts, texts.CARD_CONTESTED(), common.PHRASE_WORKING(), request.limit_at)
    return Letter(text, card=card)


def approved(facts: Facts, row: Outbox) -> Letter:
    """To who asked: the clock stands."""
    pause = facts.ctx.tx.get(Pause, int(row.params["pause"]))
    if pause is None:
        return Letter("")
    return Letter(texts.APPROVED(label=facts.label, until=format_day(pause.until_on), n=facts.n))


def refused(facts: Facts, row: Outbox) -> Letter:
    """To who asked: it runs."""
    return not_granted(facts, row, texts.LAPSED, texts.NOT_APPROVED)


def resumed(facts: Facts, row: Outbox) -> Letter:
    """To the unit: it runs again."""
    said = texts.GOES_ON[str(row.params.get("how", "resumed"))]
    known = {"n": facts.n} if "n" in said.blanks else {}
    return Letter(said(label=facts.label, due=facts.due, **known))


def date_contested(facts: Facts, row: Outbox) -> Letter:
    """To the street: telephone about an extension."""
    words = str(row.params.get("words", ""))
    said = texts.CONTESTED_WORDS(words=clip(words, QUOTE)) if words else ""
    text = texts.DATE_CONTESTED(label=facts.label, due=facts.due, words=said, n=facts.n)
    return Letter(text, card=cards.raised(facts, texts.CARD_DATE_CONTESTED(), common.PHRASE_WORKING()))


def paused(facts: Facts, row: Outbox) -> Letter:
    """To the residents: why, until when, and how to object."""
    pause = facts.ctx.tx.get(Pause, int(row.params["pause"]))
    if pause is None or pause.ended_at is not None:
        return Letter("")
    by = facts.name_of(str(row.params.get("by", "")))
    text = texts.PAUSED(
        label=facts.label,
        reason=texts.REASONS[pause.reason](),
        words=clip(pause.words, QUOTE),
        until=format_day(pause.until_on),
        due=facts.due,
        by=by,
        answers=answers(pause, by),
    )
    day = f"{pause.until_on.month}.{pause.until_on.day}"
    card = cards.moved(facts, texts.CARD_PAUSED(day=day), _instant(row.params.get("old")), facts.case.due_at)
    return Letter(text, card=card)


def answers(pause: Pause, by: str) -> str:
    """What the resident may answer to a pause."""
    return texts.PAUSED_AT_HOME() if pause.reason == "resident" else texts.PAUSED_OBJECT(by=by)


def stands(facts: Facts, row: Outbox) -> Letter:
    """To the residents: judged again, it stays."""
    pause = pausing.running(facts.ctx, facts.case)
    if pause is None:
        return Letter("")
    text = texts.STANDS(
        label=facts.label,
        by=facts.name_of(str(row.params.get("by", ""))),
        until=format_day(pause.until_on),
        reason=clip(str(row.params.get("reason", "")), QUOTE),
    )
    day = f"{pause.until_on.month}.{pause.until_on.day}"
    at = pauses.resumes(pause.until_on)
    return Letter(text, card=cards.moved(facts, texts.CARD_STANDS(day=day), at, facts.case.due_at))


def early(facts: Facts, row: Outbox) -> Letter:
    """To the residents: it goes on sooner, the date is an earlier one."""
    said = texts.EARLY_CONTESTED if row.params.get("how") == "contested" else texts.EARLY
    card = cards.moved(facts, texts.CARD_EARLY(), _instant(row.params.get("old")), facts.case.due_at)
    return Letter(said(label=facts.label, due=facts.due), card=card)


TO_CADRES: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "pause": to_decide,
    "contest": contested,
    "pause_approved": approved,
    "pause_refused": refused,
    "resumed": resumed,
    "date_contested": date_contested,
}
TO_RESIDENTS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "paused": paused,
    "pause_stands": stands,
    "resumed_early": early,
}


def _instant(said: object) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) and said else None
