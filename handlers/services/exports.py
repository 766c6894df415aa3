"""Rows for the outside: cases, events and pushes, built from redacted content only (contract 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.services.protection import masked
from models.domain.district import District
from models.domain.states import CaseState
from models.store.tx import Reader
from models.tables import Case, Event, Outbox

Row = dict[str, Any]


def cases(reader: Reader, district: District) -> Iterator[Row]:
    """One row a case; drafts are no cases."""
    for case in reader.query(Case, order_by=Case.id):
        unit = district.units.get(case.unit)
        row = {
            "number": case.number,
            "state": case.state,
            "category": case.category,
            "unit": unit.name if unit else "",
            "level": unit.level if unit else "",
            "handler": _handler(district, case),
            "opened_at": _iso(case.filed_at),
            "due_at": _iso(case.due_at),
            "closed_at": _iso(case.closed_at) if case.state == CaseState.CLOSED else None,
            "closure": case.closure,
            "solved": case.solved,
            "satisfied": case.satisfied,
            "title": case.title,
            "community": district.name_of(case.community) if case.community else "",
            "tier": case.tier,
            "first_due_at": _iso(case.first_due_at),
            "first_unit": district.name_of(case.first_unit) if case.first_unit else "",
            "round": case.round,
            "urges": case.urges,
            "channel": case.channel,
        }
        yield masked(case, row, ("number", "state", "opened_at", "due_at", "closed_at", "closure", "solved", "round"))


def events(reader: Reader, district: District) -> Iterator[Row]:
    """One row an event, with its hash."""
    del district
    cases_of = {case.id: case for case in reader.query(Case)}
    for event in reader.query(Event, order_by=(Event.case_id, Event.seq)):
        yield {
            "case": cases_of[event.case_id].number,
            "seq": event.seq,
            "kind": event.kind,
            "at": _iso(event.at),
            "post": event.post,
            "data": event.data,
            "previous": event.previous,
            "hash": event.hash,
        }


def pushes(reader: Reader, district: District) -> Iterator[Row]:
    """One row a message to one recipient, with the rung it took and why it failed."""
    cases_of = {case.id: case for case in reader.query(Case)}
    for row in reader.query(Outbox, order_by=Outbox.id):
        post = district.posts.get(row.post) if row.post else None
        unit = district.units.get(post.unit) if post else None
        case = cases_of.get(row.case_id or 0)
        said = {
            "id": row.id,
            "case": case.number if case else None,
            "kind": row.kind,
            "person": district.person_of(post.code) if post else (row.account_id or ""),
            "unit": unit.name if unit else "",
            "level": unit.level if unit else "",
            "role": post.role if post else "",
            "rung": row.rung,
            "state": row.state,
            "due_at": _iso(row.not_before),
            "sent_at": _iso(row.sent_at),
            "error": row.error,
        }
        yield masked(case, said, ("id", "case", "rung", "state", "due_at", "sent_at", "error")) if case else said


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a ledger holds: its columns, in a table without rows too, and its rows."""

    columns: tuple[str, ...]
    rows: Callable[[Reader, District], Iterator[Row]]


EXPORTS: Mapping[str, Ledger] = {
    "cases": Ledger(
        (
            *("number", "state", "category", "unit", "level", "handler", "opened_at", "due_at", "closed_at", "closure"),
            *("solved", "satisfied", "title", "community", "tier", "first_due_at", "first_unit", "round", "urges"),
            "channel",
        ),
        cases,
    ),
    "events": Ledger(("case", "seq", "kind", "at", "post", "data", "previous", "hash"), events),
    "pushes": Ledger(
        (
            *("id", "case", "kind", "person", "unit", "level", "role", "rung", "state"),
            *("due_at", "sent_at", "error"),
        ),
        pushes,
    ),
}


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _handler(district: District, case: Case) -> str:
    for post in district.posts_of(case.unit):
        if post.role == case.rung and post.person:
            return district.person_of(post.code)
    return ""
