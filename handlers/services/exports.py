"""Rows for the outside: cases, events, commitments, rules and pushes, built from redacted content only (contract 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.services.ballots import results
from handlers.services.commitments import due_of
from handlers.services.meetings import database
from handlers.services.protection import masked
from handlers.services.stations import ledgers as stations
from handlers.services.works import ledgers as works
from models.domain.district import District
from models.domain.publicity import of_people
from models.domain.states import CaseState
from models.domain.working_time import shanghai_day
from models.store.tx import Reader
from models.tables import (
    Case,
    Circular,
    Commitment,
    CommitmentDate,
    DistrictVersion,
    Event,
    Outbox,
    Pledge,
    PledgeEvent,
    RoutingDecision,
    Supervision,
)

Row = dict[str, Any]


def cases(reader: Reader, district: District) -> Iterator[Row]:
    """One row a case; drafts are no cases."""
    supervised = {
        one.case_id: one.due_on.isoformat() for one in reader.find(Supervision, lifted_at=None, order="-due_at")
    }
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
            "title": of_people(case.title),
            "community": district.name_of(case.community) if case.community else "",
            "tier": case.tier,
            "first_due_at": _iso(case.first_due_at),
            "first_unit": district.name_of(case.first_unit) if case.first_unit else "",
            "round": case.round,
            "urges": case.urges,
            "channel": case.channel,
            "supervised_until": supervised.get(case.id),
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


def commitments(reader: Reader, district: District) -> Iterator[Row]:
    """One row a public commitment with every date it was given; the first one never changes."""
    numbers = {case.id: case.number for case in reader.query(Case)}
    for one in reader.query(Commitment, order_by=Commitment.id):
        if one.confirmed_at is None:
            continue
        dates = reader.find(CommitmentDate, commitment_id=one.id, order="number")
        kept_at = one.kept_at if one.denied_at is None else None
        yield {
            "id": one.id,
            "case": numbers[one.case_id],
            "measure": of_people(one.measure),
            "unit": district.name_of(one.unit),
            "person": of_people(one.person),
            "made_at": _iso(one.confirmed_at),
            "first_date": one.first_on.isoformat(),
            "date": one.due_on.isoformat(),
            "moves": one.moves,
            "status": one.status,
            "done": one.done,
            "amount": one.amount,
            "kept_at": _iso(one.kept_at),
            "denied_at": _iso(one.denied_at),
            "on_first_date": kept_at is not None and kept_at <= due_of(one.first_on),
            "dates": [
                {
                    "date": row.due_on.isoformat(),
                    "set_at": _iso(row.set_at),
                    "by": row.post,
                    "approved_by": row.approved_by,
                    "reason": of_people(row.reason),
                }
                for row in dates
            ],
        }


def notices(reader: Reader, district: District) -> Iterator[Row]:
    """One row a 通报: the rule it cites, what was found, what the unit answered and when."""
    for one in reader.query(Circular, order_by=Circular.id):
        yield {
            "year": one.year,
            "number": one.number,
            "unit": district.name_of(one.unit),
            "document": one.document,
            "clause": one.clause,
            "finding": one.finding,
            "issued_at": _iso(one.issued_at),
            "answer_by": one.answer_by.isoformat(),
            "answer": one.answer,
            "answered_at": _iso(one.answered_at),
            "withdrawn_at": _iso(one.withdrawn_at),
            "withdrawn_why": one.withdrawn_why,
        }


def pledges(reader: Reader, district: District) -> Iterator[Row]:
    """One row an event of a pledge in numbers: what was kept is the sum of its rows."""
    held = {one.id: one for one in reader.query(Pledge, order_by=Pledge.id)}
    for event in reader.query(PledgeEvent, order_by=PledgeEvent.id):
        pledge = held[event.pledge_id]
        yield {
            "pledge": pledge.number,
            "measure": pledge.measure,
            "unit": district.name_of(pledge.unit),
            "person": pledge.person,
            "seq": event.seq,
            "event": event.kind,
            "at": _iso(event.at),
            "post": event.post,
            "amount": event.amount,
            "noun": pledge.noun,
            "cents": event.cents,
            "words": event.words,
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


def rules(reader: Reader, district: District) -> Iterator[Row]:
    """One row a routing rule: the catalogue and the rules of the file in force, and every dated decision ever made."""
    numbers = {case.id: case.number for case in reader.query(Case)}
    loaded = reader.get(DistrictVersion, district.version)
    base = {
        "from": shanghai_day(loaded.loaded_at).isoformat() if loaded else None,
        "until": None,
        "by": "",
        "case": None,
    }
    for one in district.categories.values():
        if one.desk == "inspector":
            continue  # accusations are routed past everybody: no ledger speaks of them
        yield {
            "rule": f"catalogue:{one.catalogue or one.code}",
            "category": one.code,
            "place": "",
            "unit": one.lead,
            **base,
            "source": one.basis.source,
            "verified": one.basis.verified,
            "basis": "",
            "in_force": True,
        }
    for rule in district.routing_rules:
        own = {"from": rule.valid_from.isoformat()} if rule.valid_from else {}
        row = {"rule": f"rule:{rule.code}", "category": rule.category, "place": rule.where, "unit": rule.unit}
        yield {**row, **base, **own, "source": rule.source, "verified": False, "basis": "", "in_force": True}
    for made in reader.query(RoutingDecision, order_by=RoutingDecision.id):
        yield {
            "rule": f"decision:{made.id}",
            "category": made.category,
            "place": made.place,
            "unit": made.unit,
            "from": made.valid_from.isoformat(),
            "until": made.valid_to.isoformat() if made.valid_to is not None else None,
            "by": made.decided_by,
            "case": numbers.get(made.case_id or 0),
            "source": made.source,
            "verified": True,
            "basis": made.basis,
            "in_force": made.ended_at is None,
        }


def supervision(reader: Reader, district: District) -> Iterator[Row]:
    """One row a leader's mark, lifted or in force."""
    cases_of = {case.id: case for case in reader.query(Case)}
    for one in reader.query(Supervision, order_by=Supervision.id):
        case = cases_of[one.case_id]
        post = district.posts.get(one.post)
        row = {
            "id": one.id,
            "case": case.number,
            "title": of_people(case.title),
            "unit": district.name_of(case.unit) if case.unit else "",
            "leader": " ".join(part for part in (post.title if post else "", district.person_of(one.post)) if part),
            "demand": of_people(one.demand),
            "set_at": _iso(one.set_at),
            "due": one.due_on.isoformat(),
            "missed_at": _iso(one.missed_at),
            "lifted_at": _iso(one.lifted_at),
            "lifted_how": one.lifted_how,
            "state": case.state,
        }
        yield masked(case, row, ("id", "case", "set_at", "due", "missed_at", "lifted_at", "state"))


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
            *("channel", "supervised_until"),
        ),
        cases,
    ),
    "events": Ledger(("case", "seq", "kind", "at", "post", "data", "previous", "hash"), events),
    "commitments": Ledger(
        (
            *("id", "case", "measure", "unit", "person", "made_at", "first_date", "date", "moves", "status"),
            *("done", "amount", "kept_at", "denied_at", "on_first_date", "dates"),
        ),
        commitments,
    ),
    "rules": Ledger(
        (
            *("rule", "category", "place", "unit", "from", "until", "by", "case", "source", "verified", "basis"),
            "in_force",
        ),
        rules,
    ),
    "ballots": Ledger(results.COLUMNS, results.export),
    "errands": Ledger(stations.ERRAND_COLUMNS, stations.errands),
    "duty": Ledger(stations.TURN_COLUMNS, stations.turns),
    "deeds": Ledger(works.DEED_COLUMNS, works.deeds),
    "projects": Ledger(works.PROJECT_COLUMNS, works.projects),
    "conflicts": Ledger(works.CONFLICT_COLUMNS, works.conflicts),
    "services": Ledger(works.SERVICE_COLUMNS, works.services),
    "notices": Ledger(
        (
            *("year", "number", "unit", "document", "clause", "finding", "issued_at", "answer_by", "answer"),
            *("answered_at", "withdrawn_at", "withdrawn_why"),
        ),
        notices,
    ),
    "pledges": Ledger(
        (*("pledge", "measure", "unit", "person", "seq", "event", "at", "post", "amount", "noun", "cents", "words"),),
        pledges,
    ),
    "meetings": Ledger(database.COLUMNS, database.export),
    "supervision": Ledger(
        (
            *("id", "case", "title", "unit", "leader", "demand", "set_at", "due"),
            *("missed_at", "lifted_at", "lifted_how", "state"),
        ),
        supervision,
    ),
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
