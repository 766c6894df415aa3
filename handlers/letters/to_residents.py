"""Letters to residents, one function a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from handlers.letters import cards, of_checks, of_closing, of_commitments, of_exclusion, of_pauses, of_review
from handlers.letters.forms import Letter, asking
from handlers.services import dispatching
from handlers.services.case_facts import Facts, clip
from handlers.texts import closing as closing_texts
from handlers.texts import letters as texts
from handlers.texts import naming, pauses, votes
from models.domain.closing import is_explanation
from models.domain.dates import format_day
from models.tables import Media, Outbox, Timer

Params = Mapping[str, Any]
QUOTE = 46
"""Characters of somebody's words in a letter of at most 130."""
POLL_HOURS = 24.0 * 7
PROMISE_HOURS = 48.0
DANGER_HOURS = 2.0
HOURLY_TIERS = frozenset({"2h", "24h"})
OUT_OF_THE_HOUSE = frozenset({"gas", "fire", "carbon_monoxide", "explosion", "collapse"})
"""Dangers in which everybody has to leave the house."""


def accepted(facts: Facts, row: Outbox) -> Letter:
    post = facts.ctx.district.posts.get(str(row.params.get("post", "")))
    person = facts.ctx.district.person_of(post.code) if post else facts.person
    unit = facts.name_of(post.unit) if post else facts.unit
    case = facts.case
    running = dispatching.current(facts.ctx, case) if case.first_words_at is None else None
    words_at = running.words_due_at if running is not None else None
    if case.urgent:
        ask = texts.COMING_ASK_OUT if case.decision.get("kind") in OUT_OF_THE_HOUSE else texts.COMING_ASK
        text = texts.COMING(unit=unit, place=facts.place, ask=ask())
    elif words_at is not None and words_at > facts.ctx.now:
        text = texts.ACCEPTED(
            label=facts.label, unit=unit, person=person, words_by=naming.clock_today(words_at, facts.ctx.now)
        )
    else:
        text = texts.ACCEPTED_PLAIN(label=facts.label, unit=unit, person=person, due=facts.due)
    return Letter(text, card=cards.progress(facts))


def progress(facts: Facts, row: Outbox) -> Letter:
    promised = row.params.get("promised")
    said = f"\n{texts.PROMISED(date=format_day(date.fromisoformat(promised[:10])))}" if promised else ""
    text = texts.PROGRESS(
        label=facts.label,
        person=facts.speaker(row.params.get("statement")),
        words=clip(facts.statement(row.params.get("statement")), QUOTE + 20),
        promised=said,
    )
    # in the slow tiers the card is kept for a change of unit: asking for progress tells the rest
    return Letter(text, card=cards.progress(facts) if facts.case.tier in HOURLY_TIERS else None)


def result(facts: Facts, row: Outbox) -> Letter:
    explained = is_explanation(facts.case.claim)
    at = _instant(row.params.get("poll_at"))
    later = at is not None and at > facts.ctx.now + timedelta(minutes=1)
    ask = ""
    if later and at is not None:
        asked = texts.RESULT_ASK_EXPLAINED if explained else texts.RESULT_ASK
        ask = asked(at=_slot(at, facts.ctx.now))
    said = row.params.get("statement")
    words, unit, person = clip(facts.statement(said), QUOTE), facts.speaking_unit(said), facts.speaker(said)
    person = "" if person == unit else person
    if explained:
        said_so = closing_texts.RESULT if facts.case.claim == "impossible" else texts.RESULT_EXPLAINED
        text = said_so(label=facts.label, unit=unit, person=person, words=words, ask=ask)
    else:
        evidence = _has_evidence(facts)
        photos = texts.RESULT_PHOTOS(link=facts.link(row.account_id or "")) if evidence else ""
        text = texts.RESULT(label=facts.label, unit=unit, person=person, words=words, photos=photos, ask=ask)
    return Letter(text, card=cards.result(facts))


def poll(facts: Facts, row: Outbox) -> Letter:
    explained = is_explanation(facts.case.claim)
    if explained:
        said = facts.last_statement("answer", "done")
        words = clip(said.words, QUOTE) if said else ""
        asked = closing_texts.POLL_IMPOSSIBLE if facts.case.claim == "impossible" else texts.POLL_EXPLAINED
        text = asked(label=facts.label, unit=facts.unit, words=words)
    else:
        text = votes.SOLVED(label=facts.label)
    if row.params.get("stage") == "ask3":
        text = texts.POLL_LAST(question=text, n=facts.n)
    closes = [
        timer.due_at
        for timer in facts.ctx.tx.find(Timer, subject="case", subject_id=facts.case.id, kind="poll", stage="close")
        if timer.round == facts.case.round
    ]
    until = closes[0] if closes else facts.ctx.now + timedelta(hours=POLL_HOURS)
    hours = max((until - facts.ctx.now).total_seconds() / 3600, 1.0)
    what = texts.CARD_QUESTION_EXPLAINED() if explained else texts.CARD_QUESTION()
    return Letter(
        text,
        asking("explained" if explained else "solved", hours=hours, voice_id=row.params.get("voice")),
        tail=texts.POLL_TAIL(),
        card=cards.question(facts, what, until - timedelta(minutes=1)),
    )


def promise_check(facts: Facts, row: Outbox) -> Letter:
    day = date.fromisoformat(str(row.params["date"])[:10])
    text = texts.PROMISE_CHECK(label=facts.label, date=format_day(day))
    question = asking(
        "solved",
        hours=PROMISE_HOURS,
        labels=votes.PROMISE_LABELS,
        effects=("solved", "unsolved"),
        data={"purpose": "promise", "date": day.isoformat()},
    )
    until = facts.ctx.now + timedelta(hours=PROMISE_HOURS)
    return Letter(text, question, card=cards.question(facts, texts.CARD_QUESTION_PROMISE(), until))


def danger(facts: Facts, row: Outbox) -> Letter:
    """The morning after: built so that a bare 没有 can only be good news."""
    gas = row.params.get("kind") == "gas"
    labels = texts.DANGER_GAS_OPTIONS if gas else texts.DANGER_OPTIONS
    text = (texts.DANGER_GAS if gas else texts.DANGER)(label=facts.label)
    question = asking("danger", hours=DANGER_HOURS, labels={effect: label() for effect, label in labels.items()})
    until = facts.ctx.now + timedelta(hours=DANGER_HOURS)
    return Letter(text, question, card=cards.question(facts, texts.CARD_QUESTION(), until))


def apology(facts: Facts, row: Outbox) -> Letter:
    climbs, duty = _instant(row.params.get("climbs")), _instant(row.params.get("duty"))
    due = facts.due
    if duty is not None:
        text = pauses.APOLOGY_OTHER(label=facts.label, due=due, unit=facts.unit, duty=facts.until(duty))
        return Letter(text, card=cards.moved(facts, texts.CARD_LATE(unit=facts.unit), facts.case.due_at, duty))
    if climbs is None or facts.above is None:
        # there is no later date to show on a card of changed dates
        text = texts.APOLOGY_TOP(label=facts.label, due=due, unit=facts.unit)
        return Letter(text, card=cards.progress(facts, texts.PHRASE_LATE()))
    text = texts.APOLOGY(
        label=facts.label, due=due, unit=facts.unit, climbs=facts.until(climbs), above=facts.above_name()
    )
    reason = texts.CARD_LATE(unit=facts.unit)
    return Letter(text, card=cards.moved(facts, reason, facts.case.due_at, climbs))


def climbed_to(facts: Facts, row: Outbox) -> Letter:
    source = facts.name_of(str(row.params.get("from", "")))
    reason = str(row.params.get("reason", ""))
    if reason == "reopened":
        text = texts.REOPENED_TO(label=facts.label, round=facts.case.round, owner=facts.holder, due=facts.due)
    elif reason == "handed_up":
        text = texts.RAISED_TO(label=facts.label, owner=facts.holder, due=facts.due, source=source)
    elif reason == "climbed":
        text = texts.CLIMBED_TO(label=facts.label, owner=facts.holder, due=facts.due, source=source)
        if facts.case.rung == "head" and source == facts.unit:
            text = texts.CLIMBED_TO_HEAD(label=facts.label, owner=facts.holder, due=facts.due, source=source)
    else:
        text = texts.DISPATCHED(label=facts.label, owner=facts.holder, due=facts.due)
    return Letter(
        text, card=cards.progress(facts, texts.PHRASE_AGAIN() if reason == "reopened" else texts.PHRASE_RAISED())
    )


def unit_changed(facts: Facts, row: Outbox) -> Letter:
    text = texts.UNIT_CHANGED(
        label=facts.label,
        source=facts.name_of(str(row.params.get("from", ""))),
        owner=facts.holder,
        due=facts.due,
        first=facts.first_unit,
    )
    return Letter(text, card=cards.progress(facts))


def extended(facts: Facts, row: Outbox) -> Letter:
    old = _instant(row.params.get("old"))
    by = facts.name_of(str(row.params.get("by", "")))
    text = texts.EXTENDED(
        label=facts.label,
        old=naming.due(old, facts.ctx.now) if old else "—",
        due=facts.due,
        reason=clip(str(facts.statement(row.params.get("reason"))), 24) or "—",
        by=by,
    )
    return Letter(text, card=cards.moved(facts, texts.CARD_EXTENDED(unit=by), old, facts.case.due_at))


def dispatch_late(facts: Facts, row: Outbox) -> Letter:
    until = _instant(row.params.get("until"))
    return Letter(texts.DISPATCH_LATE(label=facts.label, until=facts.until(until)), card=cards.progress(facts))


def dispatched(facts: Facts, _row: Outbox) -> Letter:
    text = texts.DISPATCHED(label=facts.label, owner=facts.holder, due=facts.due)
    return Letter(text, card=cards.progress(facts, texts.PHRASE_UNSIGNED()))


def draft_filed(facts: Facts, _row: Outbox) -> Letter:
    case = facts.case
    if not case.unit:
        planned = facts.ctx.tx.find(Timer, subject="case", subject_id=case.id, kind="triage", status="pending")
        until = facts.until(planned[0].due_at) if planned else "—"
        return Letter(texts.DRAFT_FILED_TRIAGE(n=facts.n, number=case.number, due=until))
    return Letter(texts.DRAFT_FILED(n=facts.n, number=case.number, owner=facts.owner, due=facts.due))


def desk_reply(facts: Facts, row: Outbox) -> Letter:
    words = clip(facts.statement(row.params.get("statement")), QUOTE + 20)
    text = texts.DESK_REPLY(label=facts.label, unit=facts.unit or facts.name_of(facts.ctx.district.root), words=words)
    return Letter(text, card=cards.progress(facts))


def withdrawn_filed(facts: Facts, _row: Outbox) -> Letter:
    return Letter(texts.WITHDRAWN_FILED(label=facts.label, n=facts.n))


KINDS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "accepted": accepted,
    "progress": progress,
    "result": result,
    "poll": poll,
    "promise_check": promise_check,
    "danger": danger,
    "apology": apology,
    "climbed_to": climbed_to,
    "unit_changed": unit_changed,
    "extended": extended,
    "dispatch_late": dispatch_late,
    "dispatched": dispatched,
    "draft_filed": draft_filed,
    "desk_reply": desk_reply,
    "withdrawn_filed": withdrawn_filed,
    **of_commitments.TO_RESIDENTS,
    **of_pauses.TO_RESIDENTS,
    **of_closing.TO_RESIDENTS,
    **of_checks.TO_RESIDENTS,
    **of_exclusion.TO_RESIDENTS,
    **of_review.TO_RESIDENTS,
}


def _instant(said: object) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) and said else None


def _slot(at: datetime, now: datetime) -> str:
    return naming.at(at, now)


def _has_evidence(facts: Facts) -> bool:
    return bool(facts.ctx.tx.find(Media, case_id=facts.case.id, purpose="evidence", state=("pending", "kept")))
