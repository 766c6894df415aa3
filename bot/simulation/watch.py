"""What must hold after every step: only what the step touched is looked at, and everything once a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import select
from sqlmodel import col

from bot.simulation.courier import Delivered
from handlers.context import World
from handlers.services import audit
from models.domain import fold
from models.domain.chain import GENESIS, canonical_json, event_hash
from models.domain.quiet import Audience, Urgency, is_quiet
from models.domain.states import OPEN, CaseState
from models.domain.working_time import SHANGHAI, shanghai_day
from models.store.tx import Reader
from models.tables import Assignment, Attempt, Case, Commitment, Doubt, Event, Outbox, Pause, Request, SpotCheck, Timer

EDITS = frozenset(
    {
        "accept", "answer", "anonymous", "called", "comment", "corrected", "follows", "joined", "kin_joined", "media",
        "phone_left", "progress", "remark", "repeated", "repeats", "supplement", "transcript", "unlisted", "urged",
        "vote",
    }
)  # fmt: skip
"""Kinds of events that only add something: none of them may move a date."""
CHOSEN = frozenset({"commit", "grant_extension"})
"""Dates that somebody named: they may lie on a day off, and whoever names one is told so."""
HAVE_TIMERS = (
    (Assignment, "assignment"), (Request, "request"), (Commitment, "commitment"), (Pause, "pause"), (Doubt, "doubt"),
    (SpotCheck, "spot"),
)  # fmt: skip
CLIMBS_WITHIN = timedelta(days=12)
"""Longer than any tier, holidays included, lets a level stay silent after its date."""
FRESH_ANSWER = timedelta(minutes=10)
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_OPEN = tuple(state.value for state in OPEN)
_IN_HAND = frozenset({CaseState.DISPATCHED.value, CaseState.WORKING.value})


class Violation(Exception):  # noqa: N818 - no fault of the program that finds it
    """Something that must always hold did not; the text says what, `case` which case it was about."""

    def __init__(self, kind: str, what: str, case: str = "") -> None:
        super().__init__(f"{kind}: {what}")
        self.kind = kind
        """Which of the things that must hold; a shorter story has to end in the same one."""
        self.what = what
        self.case = case


@dataclass
class _Known:
    """What is remembered of an open case."""

    number: str
    seq: int = 0
    head: str = GENESIS
    first_due_at: datetime | None = None
    due_at: datetime | None = None
    events: list[tuple[int, Any]] = field(default_factory=list)
    """(version, data) so far."""


@dataclass
class Watch:
    """Remembers what it saw and raises `Violation` when something is not as it must be."""

    phones: dict[str, str]
    """Telephone -> openid of whose it is."""
    desk: frozenset[str] = frozenset()
    """Openids of those who may read telephones where they asked for them."""
    cases: dict[int, _Known] = field(default_factory=dict)
    delivered: dict[int, int] = field(default_factory=dict)
    checks: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    """Events seen, by kind."""

    def step(self, reader: Reader, world: World, now: datetime) -> None:
        """Look at every case that changed since the last look."""
        self.checks += 1
        rows = reader.select(select(col(Case.id), col(Case.seq)).where(col(Case.state).in_(_OPEN)))
        open_now = {int(one): int(seq) for one, seq in map(tuple, rows)}
        touched = [one for one, seq in open_now.items() if one not in self.cases or self.cases[one].seq != seq]
        closed = [one for one, known in self.cases.items() if one not in open_now]
        for one in (*touched, *closed):
            case = reader.get(Case, one)
            if case is None:
                raise Violation("lost", f"{self.cases[one].number} is gone", self.cases[one].number)
            self._changed(reader, world, case, now)
            if one in closed:
                del self.cases[one]

    def _changed(self, reader: Reader, world: World, case: Case, now: datetime) -> None:
        known = self.cases.setdefault(case.id, _Known(case.number))
        fresh = reader.query(Event, col(Event.case_id) == case.id, col(Event.seq) > known.seq, order_by=col(Event.seq))
        for event in fresh:
            self._chained(known, event)
        if case.seq != known.seq or case.head != known.head:
            raise Violation(
                "chain", f"{case.number}: the case is at event {case.seq}, its chain at {known.seq}", case.number
            )
        folded = fold.fold(known.events)
        wrong = fold.differences(folded, {name: getattr(case, name) for name in folded})
        if wrong:
            raise Violation("fold", f"{case.number}: {', '.join(wrong)} changed without an event", case.number)
        kinds = {event.kind for event in fresh}
        if known.first_due_at is not None and case.first_due_at != known.first_due_at:
            raise Violation("promise", f"{case.number}: the first promise moved", case.number)
        if known.due_at is not None and case.due_at != known.due_at and kinds <= EDITS:
            raise Violation(
                "edit", f"{case.number}: {sorted(kinds)} moved {known.due_at} to {case.due_at}", case.number
            )
        if case.due_at is not None and case.due_at != known.due_at and not kinds & CHOSEN:
            self._on_a_working_day(world, case)
        known.first_due_at, known.due_at = case.first_due_at, case.due_at
        if CaseState(case.state) in OPEN:
            self._has_a_future(reader, case, now)

    def _chained(self, known: _Known, event: Event) -> None:
        text = canonical_json(event.data)
        computed = event_hash(
            case=known.number,
            seq=event.seq,
            kind=event.kind,
            version=event.version,
            at=event.at,
            post=event.post,
            data=text,
            previous=known.head,
        )
        if event.seq != known.seq + 1 or event.previous != known.head or event.hash != computed:
            raise Violation("chain", f"{known.number}: event {event.seq} does not follow {known.seq}", known.number)
        known.seq, known.head = event.seq, event.hash
        known.events.append((event.version, event.data))
        self.kinds[event.kind] = self.kinds.get(event.kind, 0) + 1

    def _on_a_working_day(self, world: World, case: Case) -> None:
        if case.due_at is None or case.tier in {"2h", "24h", ""}:
            return
        local = case.due_at.astimezone(SHANGHAI)
        if not world.calendar.is_workday(local.date()):
            raise Violation(
                "calendar", f"{case.number} ({case.tier}) is due on a day off, {local:%Y-%m-%d %H:%M}", case.number
            )

    def _has_a_future(self, reader: Reader, case: Case, now: datetime) -> None:
        late = bool(case.unit) and case.due_at is not None and case.due_at <= now
        if late or self._timers(reader, "case", [case.id], now):
            return
        for table, subject in HAVE_TIMERS:
            ids = [row.id for row in reader.find(cast("Any", table), case_id=case.id)]
            if ids and self._timers(reader, subject, ids, now):
                return
        raise Violation(
            "forgotten", f"{case.number} ({case.state}, {case.unit}): nothing will ever happen to it", case.number
        )

    def _timers(self, reader: Reader, subject: str, ids: list[int], now: datetime) -> bool:
        return any(
            timer.due_at >= now
            for timer in reader.find(Timer, subject=subject, subject_id=tuple(ids), status="pending")
        )

    def said(self, reader: Reader, world: World, one: Delivered) -> None:
        """A push that reached a phone: at a time when it may, once, and without anybody else's telephone."""
        for row_id in one.parcel.rows:
            row = reader.get(Outbox, row_id)
            if row is None:
                raise Violation("lost", f"outbox row {row_id} was sent and is gone")
            self.delivered[row_id] = self.delivered.get(row_id, 0) + 1
            if self.delivered[row_id] > 1 and not self._unknown(reader, row_id):
                raise Violation("twice", f"{one.openid} was told twice: {one.text!r}", _number(reader, row))
        self._in_time(reader, world, one)
        for phone in _PHONE.findall(one.text):
            owner = self.phones.get(phone)
            if owner is not None and owner != one.openid and one.openid not in self.desk:
                raise Violation("identity", f"{one.openid} was told the telephone of {owner}: {one.text!r}")

    def _unknown(self, reader: Reader, row_id: int) -> bool:
        """Whether an earlier try got no answer: what may not have arrived is said again, if need be on another rung."""
        return any(one.result == "unknown" for one in reader.find(Attempt, outbox_id=row_id))

    def _in_time(self, reader: Reader, world: World, one: Delivered) -> None:
        rows = [row for row in (reader.get(Outbox, row_id) for row_id in one.parcel.rows) if row is not None]
        loud = False
        for row in rows:
            urgency = cast("Urgency", row.urgency)
            if urgency == "own-answer" and one.at - row.created_at > FRESH_ANSWER:
                urgency = "normal"
            audience: Audience = "cadre" if row.post is not None else "resident"
            loud |= not is_quiet(audience, urgency, one.at, world.calendar)
        if not loud:
            kinds = ", ".join(sorted({f"{row.kind} ({row.urgency})" for row in rows}))
            local = one.at.astimezone(SHANGHAI)
            raise Violation("quiet", f"{one.openid} was disturbed at {local:%a %H:%M} by {kinds}: {one.text!r}")

    def heard(self, openid: str, said: str, reply: str) -> None:
        """An answer: nobody else's telephone in it, unless it was asked for by who may."""
        for phone in _PHONE.findall(reply):
            owner = self.phones.get(phone)
            if owner not in (None, openid) and phone not in said and openid not in self.desk:
                raise Violation("identity", f"{openid} read the telephone of {owner}: {reply!r}")

    def day(self, reader: Reader, now: datetime) -> None:
        """Once a day: nothing due was left lying, and every late case has gone up."""
        overdue = reader.query(Timer, col(Timer.status) == "pending", col(Timer.due_at) < now - timedelta(minutes=1))
        if overdue:
            raise Violation("timers", f"{len(overdue)} timers are due and have not fired, the first: {overdue[0]}")
        for case in reader.query(Case, col(Case.state).in_(_IN_HAND), order_by=col(Case.id)):
            if case.column != "district" and case.due_at is not None and now - case.due_at > CLIMBS_WITHIN:
                raise Violation(
                    "climb",
                    f"{case.number} is late since {shanghai_day(case.due_at)} and still with {case.unit}",
                    case.number,
                )
            self._has_a_future(reader, case, now)

    def end(self, reader: Reader) -> None:
        """Everything that was ever recorded, read from the first event to the last."""
        found = [f"{number}: the chain breaks at {at}" for number, at in audit.broken_chains(reader)[1]]
        found += [f"{number}: stored otherwise than folded: {names}" for number, names in audit.changed_states(reader)]
        found += [f"{number}: other words than bound: {what}" for number, what in audit.changed_words(reader)]
        if found:
            raise Violation("log", "; ".join(found))


def _number(reader: Reader, row: Outbox) -> str:
    case = reader.get(Case, row.case_id) if row.case_id is not None else None
    return case.number if case is not None else ""


def heads(reader: Reader) -> Iterator[tuple[str, int, str]]:
    """(number, events, head) of every case: equal lives have equal ones."""
    for case in reader.query(Case, order_by=col(Case.number)):
        yield case.number, case.seq, case.head
