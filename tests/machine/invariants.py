"""What must hold after every step, whoever did what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.services import audit, exports
from models.domain.states import CONFIRMED, OPEN, TRANSITIONS, Act, CaseState, Goal
from models.store.tx import Reader
from models.tables import (
    Assignment,
    Case,
    Commitment,
    Conversation,
    Draft,
    Event,
    Household,
    Pause,
    Question,
    Request,
    Statement,
    Timer,
    Voice,
)

SUBSTANCE = (Case, Voice, Assignment, Request, Statement, Commitment, Pause, Household)
"""Tables that a refused act leaves alone."""
_KNOWN = {act.value for act in Act}
_ROWS = {(state.value, row.act.value): row for row in TRANSITIONS for state in row.states}


@dataclass(frozen=True)
class Snapshot:
    """The substance of all cases at one moment."""

    rows: dict[str, list[Any]]

    @property
    def cases(self) -> dict[int, Case]:
        return {case.id: case for case in self.rows["Case"]}

    @property
    def voted_solved(self) -> set[int]:
        """Cases of which at least one complainant says that they are solved."""
        return {voice.case_id for voice in self.rows["Voice"] if voice.solved == "solved" and voice.left_at is None}


def snapshot(reader: Reader) -> Snapshot:
    return Snapshot({table.__name__: reader.find(table, order="id") for table in SUBSTANCE})


def changed(before: Snapshot, after: Snapshot) -> list[str]:
    """What of the substance differs."""
    found = []
    for name, rows in after.rows.items():
        old = {row.id: row for row in before.rows[name]}
        found += [f"{name} {row.id}: {_differs(old.get(row.id), row)}" for row in rows if old.get(row.id) != row]
    return found


def _differs(old: Any, new: Any) -> str:
    if old is None:
        return "new"
    return ", ".join(f"{k}: {getattr(old, k)!r} -> {v!r}" for k, v in new._asdict().items() if getattr(old, k) != v)


def lost(before: Snapshot, after: Snapshot) -> Iterable[str]:
    """Cases that are gone, promises that moved, closings nobody confirmed."""
    for case_id, old in before.cases.items():
        new = after.cases.get(case_id)
        if new is None:
            yield f"{old.number} is gone"
            continue
        if old.first_due_at is not None and new.first_due_at != old.first_due_at:
            yield f"{old.number}: the first promise moved from {old.first_due_at} to {new.first_due_at}"
        if old.first_unit and new.first_unit != old.first_unit:
            yield f"{old.number}: the first receiver changed from {old.first_unit} to {new.first_unit}"
        if new.seq < old.seq:
            yield f"{old.number}: events are gone"


def newly_confirmed(before: Snapshot, after: Snapshot) -> list[Case]:
    """Cases that became confirmed as solved, explained or kept in this step."""
    done = [case for case in after.cases.values() if case.closure in CONFIRMED]
    return [case for case in done if getattr(before.cases.get(case.id), "closure", None) not in CONFIRMED]


def check(reader: Reader, now: datetime) -> list[str]:
    """What can be seen in the database alone, as far as it is cheap."""
    return [*_forgotten(reader, now), *_mains(reader), *_questions(reader), *_drafts(reader)]


def check_all(reader: Reader, now: datetime) -> list[str]:
    """The same, and every event there is: chains, state as their fold, bound words, legal acts."""
    found = [f"{number}: the chain breaks at {at}" for number, at in audit.broken_chains(reader)[1]]
    found += [f"{number}: stored otherwise than folded: {names}" for number, names in audit.changed_states(reader)]
    found += [f"{number}: other words than bound: {what}" for number, what in audit.changed_words(reader)]
    found += _unlisted_acts(reader)
    return found + check(reader, now)


def _unlisted_acts(reader: Reader) -> Iterable[str]:
    for event in reader.query(Event, order_by=(Event.case_id, Event.seq)):
        start, end = event.data.get("from"), event.data.get("to")
        if start is None or event.kind not in _KNOWN:
            continue
        row = _ROWS.get((start, event.kind))
        if row is None:
            yield f"case {event.case_id}: {event.kind} from {start} is no legal act"
        elif isinstance(row.to, CaseState) and end != row.to.value:
            yield f"case {event.case_id}: {event.kind} led from {start} to {end}"
        elif row.to is Goal.SAME and end != start:
            yield f"case {event.case_id}: {event.kind} moved {start} to {end}"


def _forgotten(reader: Reader, now: datetime) -> Iterable[str]:
    """An open case has something that will happen to it, or somebody who is late with it."""
    pending = reader.find(Timer, status="pending")
    planned = {(timer.subject, timer.subject_id) for timer in pending if timer.due_at >= now}
    overdue = [timer for timer in pending if timer.due_at < now]
    assert not overdue, f"timers that should have fired: {overdue}"
    of_case: dict[int, set[tuple[str, int]]] = {}
    for table, subject in (
        (Assignment, "assignment"),
        (Request, "request"),
        (Commitment, "commitment"),
        (Pause, "pause"),
    ):
        for row in reader.find(table):
            of_case.setdefault(row.case_id, set()).add((subject, row.id))
    for case in reader.find(Case):
        if CaseState(case.state) not in OPEN:
            continue
        if planned & (of_case.get(case.id, set()) | {("case", case.id)}):
            continue
        late = bool(case.unit) and case.due_at is not None and case.due_at <= now
        if not late:
            yield f"{case.number} ({case.state}, {case.unit}, due {case.due_at}) has no timer and no late owner"


def _mains(reader: Reader) -> Iterable[str]:
    cases = {case.id: case for case in reader.find(Case)}
    for case in cases.values():
        if case.state == CaseState.MERGED:
            main = cases.get(case.main_id or 0)
            if main is None or main.state == CaseState.MERGED:
                yield f"{case.number} is merged into nothing that lives"
        elif case.main_id is not None:
            yield f"{case.number} ({case.state}) still names a main case"
    speaking = {voice.case_id for voice in reader.find(Voice) if voice.left_at is None}
    for case in cases.values():
        if CaseState(case.state) in OPEN and case.id not in speaking:
            yield f"{case.number} ({case.state}) has no voice"


def _questions(reader: Reader) -> Iterable[str]:
    live: dict[str, list[int]] = {}
    for question in reader.find(Question, status="live"):
        live.setdefault(question.account_id, []).append(question.id)
    for account, ids in live.items():
        conversation = reader.get(Conversation, account)
        if len(ids) > 1 or conversation is None or conversation.question_id != ids[0]:
            yield f"{account} has live questions {ids}, the talk says {conversation and conversation.question_id}"


def _drafts(reader: Reader) -> Iterable[str]:
    """A draft that is open is still being told, or something will happen to it."""
    planned = {timer.subject_id for timer in reader.find(Timer, status="pending", subject="draft")}
    open_now = {talk.draft_id for talk in reader.find(Conversation) if talk.draft_id}
    for draft in reader.find(Draft, status="open"):
        if draft.id not in planned and draft.id not in open_now:
            yield f"draft {draft.id} is open, and nothing will ever happen to it"


def leaks(text: str, secrets: Iterable[str]) -> list[str]:
    """Which of the secrets stand in a text; digits count only as a whole number."""
    return [
        one
        for one in secrets
        if re.search(rf"(?<!\d){re.escape(one)}(?!\d)" if one.isdigit() else re.escape(one), text)
    ]


def exported(reader: Reader, district: Any) -> str:
    """Everything that is exported, as one text."""
    text = repr([row for ledger in exports.EXPORTS.values() for row in ledger.rows(reader, district)])
    return re.sub(r"[0-9a-f]{24,}", "", text)  # a hash holds every number now and then
