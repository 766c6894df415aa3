"""Letters about public commitments: to who confirms, keeps or has lost them, and to the residents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from handlers.letters import cards
from handlers.letters.forms import Letter
from handlers.services.case_facts import Facts, clip
from handlers.services.meetings import book
from handlers.texts import commitments as texts
from handlers.texts import letters as common
from handlers.texts import meetings
from models.domain.dates import format_day
from models.domain.working_time import shanghai_day
from models.tables import Commitment, Meeting, Outbox, Request

QUOTE = 40


def asked(facts: Facts, row: Outbox) -> Letter:
    """To the head: a promise waits for him."""
    request, commitment = _request(facts, row), _of_case(facts, "proposed")
    if request is None or commitment is None:
        return Letter("")
    text = texts.ASKED(
        label=facts.label,
        unit=facts.name_of(commitment.unit),
        measure=clip(commitment.measure, QUOTE),
        day=format_day(commitment.due_on),
        person=commitment.person,
        n=facts.n,
    )
    why = texts.CARD_ASKED(unit=facts.name_of(request.unit))
    return Letter(text, card=cards.raised(facts, why, common.PHRASE_WORKING(), request.limit_at))


def move_asked(facts: Facts, row: Outbox) -> Letter:
    """To the head: another date is wanted."""
    request, commitment = _request(facts, row), _of_case(facts, "open")
    if request is None or commitment is None or request.asked_due_at is None:
        return Letter("")
    text = texts.MOVE_ASKED(
        label=facts.label,
        unit=facts.name_of(request.unit),
        old=format_day(commitment.due_on),
        new=format_day(shanghai_day(request.asked_due_at)),
        number=commitment.moves + 1,
        reason=clip(request.words, QUOTE),
        n=facts.n,
    )
    why = texts.CARD_MOVE_ASKED(unit=facts.name_of(request.unit))
    return Letter(text, card=cards.raised(facts, why, common.PHRASE_WORKING(), request.limit_at))


def confirmed(facts: Facts, row: Outbox) -> Letter:
    """To who asked: it was granted."""
    commitment = _commitment(facts, row)
    if commitment is None:
        return Letter("")
    day = format_day(commitment.due_on)
    if row.params.get("moved"):
        return Letter(texts.TOLD_MOVED(label=facts.label, day=day))
    return Letter(texts.TOLD_CONFIRMED(label=facts.label, day=day, person=commitment.person, n=facts.n))


def refused(facts: Facts, row: Outbox) -> Letter:
    """To who asked: it was not, or nobody decided."""
    decision = str(row.params.get("decision", ""))
    moved = row.params.get("of") == "commitment_move"
    if decision == "lapsed":
        return Letter((texts.TOLD_MOVE_LAPSED if moved else texts.TOLD_LAPSED)(label=facts.label))
    said = texts.TOLD_MOVE_REFUSED if moved else texts.TOLD_REFUSED
    return Letter(said(label=facts.label, decision=common.DECISION(words=decision) if decision else ""))


def due(facts: Facts, row: Outbox) -> Letter:
    """T09: it falls due, or is late."""
    commitment = _commitment(facts, row)
    if commitment is None:
        return Letter("")
    stage, days = str(row.params.get("stage", "")), (shanghai_day(facts.ctx.now) - commitment.due_on).days
    kind = "late" if days > 0 else "today" if stage == "T" or days == 0 else "before"
    facts_of = {"days": days, "unit": facts.name_of(commitment.unit)} if kind == "late" else {}
    text = texts.DUE[kind](
        label=facts.label,
        day=format_day(commitment.due_on),
        measure=clip(commitment.measure, QUOTE),
        person=commitment.person,
        n=facts.n,
        **facts_of,
    )
    return Letter(text, card=cards.commitment(facts, commitment))


def made(facts: Facts, row: Outbox) -> Letter:
    """To the residents: what was promised, by whom, until when; it is not the end."""
    commitment = _commitment(facts, row)
    if commitment is None:
        return Letter("")
    text = texts.PUBLIC(
        label=facts.label,
        unit=facts.name_of(commitment.unit),
        day=format_day(commitment.due_on),
        measure=clip(commitment.measure, QUOTE),
        person=commitment.person,
    )
    meeting = facts.ctx.tx.get(Meeting, commitment.meeting_id) if commitment.meeting_id is not None else None
    if meeting is not None:
        held = format_day(shanghai_day(commitment.confirmed_at or meeting.starts_at))
        text = meetings.PUBLIC_AT(day=held, name=book.name_of(facts.ctx, meeting), said=text)
    day = f"{commitment.due_on.month}.{commitment.due_on.day}"
    return Letter(text, card=cards.answered(facts, texts.CARD_MADE(day=day), commitment.confirmed_at))


def moved(facts: Facts, row: Outbox) -> Letter:
    """To the residents: old date, new date, why, and who agreed."""
    commitment = _commitment(facts, row)
    if commitment is None:
        return Letter("")
    old = datetime.fromisoformat(str(row.params["old"]))
    by = facts.name_of(str(row.params.get("by", "")))
    text = texts.PUBLIC_MOVED(
        label=facts.label,
        old=format_day(shanghai_day(old)),
        day=format_day(commitment.due_on),
        reason=clip(str(row.params.get("reason", "")), 24),
        by=by,
        number=commitment.moves,
    )
    return Letter(text, card=cards.moved(facts, texts.CARD_MOVED(unit=by), old, commitment.due_at))


def part(facts: Facts, row: Outbox) -> Letter:
    """To the residents: so many of so many, never `done`."""
    commitment = _commitment(facts, row)
    if commitment is None:
        return Letter("")
    done, amount, noun = (row.params.get(name, "") for name in ("done", "amount", "noun"))
    text = texts.PUBLIC_PART(
        label=facts.label,
        unit=facts.name_of(commitment.unit),
        amount=amount,
        done=done,
        left=int(amount) - int(done),
        noun=noun,
        day=format_day(commitment.due_on),
    )
    card = cards.answered(facts, texts.CARD_PART(done=done, amount=amount, noun=noun), facts.ctx.now)
    return Letter(text, card=card)


def missed(facts: Facts, _row: Outbox) -> Letter:
    """To the residents: the day came and went in silence; who has it now and until when."""
    found = facts.ctx.tx.find(Commitment, case_id=facts.case.id, status="missed", order="-due_on")
    if not found:
        return Letter("")
    one = found[0]
    counted = texts.PUBLIC_MISSED_PART(amount=one.amount, done=one.done, noun=one.noun) if one.amount else ""
    text = texts.PUBLIC_MISSED(
        label=facts.label, day=format_day(one.due_on), part=counted, owner=facts.holder, due=facts.due
    )
    return Letter(text, card=cards.moved(facts, texts.CARD_MISSED(), one.due_at, facts.case.due_at))


def story_of_missed(facts: Facts) -> str:
    """承诺的12月20日到了没兑现: half a line for the level above."""
    found = facts.ctx.tx.find(Commitment, case_id=facts.case.id, status="missed", order="-due_on")
    return texts.STORY_MISSED(day=_plain(found[0].due_on)) if found else ""


TO_CADRES: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "commitment": asked,
    "commitment_move": move_asked,
    "commitment_confirmed": confirmed,
    "commitment_refused": refused,
    "commitment_due": due,
}
TO_RESIDENTS: Mapping[str, Callable[[Facts, Outbox], Letter]] = {
    "commitment_made": made,
    "commitment_moved": moved,
    "commitment_part": part,
    "commitment_missed": missed,
}


def _request(facts: Facts, row: Outbox) -> Request | None:
    return facts.ctx.tx.get(Request, int(row.params["request"]))


def _commitment(facts: Facts, row: Outbox) -> Commitment | None:
    return facts.ctx.tx.get(Commitment, int(row.params["commitment"]))


def _of_case(facts: Facts, status: str) -> Commitment | None:
    found = facts.ctx.tx.find(Commitment, case_id=facts.case.id, status=status, order="-proposed_at")
    return found[0] if found else None


def _plain(day: date) -> str:
    return format_day(day).partition("（")[0]
