"""Checking that nothing recorded was changed later."""

from __future__ import annotations

from itertools import groupby

from models.domain import fold
from models.domain.chain import Link, broken_at, canonical_json
from models.store.tx import Reader
from models.tables import Case, Event


def broken_chains(reader: Reader) -> tuple[int, list[tuple[str, int]]]:
    """How many cases there are, and (number, first event that does not fit) of those whose chain is broken."""
    cases = {case.id: case for case in reader.query(Case)}
    broken: list[tuple[str, int]] = []
    events = reader.query(Event, order_by=(Event.case_id, Event.seq))
    seen: set[int] = set()
    for case_id, of_case in groupby(events, key=lambda event: event.case_id):
        case = cases[case_id]
        seen.add(case_id)
        links = [
            Link(case.number, e.seq, e.kind, e.version, e.at, e.post, canonical_json(e.data), e.previous, e.hash)
            for e in of_case
        ]
        at = broken_at(links)
        if at is None and (links[-1].seq != case.seq or links[-1].hash != case.head):
            at = links[-1].seq + 1
        if at is not None:
            broken.append((case.number, at))
    broken += [(case.number, 1) for case in cases.values() if case.id not in seen]
    return len(cases), broken


def changed_states(reader: Reader) -> list[tuple[str, list[str]]]:
    """(number, facts) of cases that are stored otherwise than their events say: somebody wrote past the one writer."""
    events = reader.query(Event, order_by=(Event.case_id, Event.seq))
    folded = {
        case_id: fold.fold((event.version, event.data) for event in of_case)
        for case_id, of_case in groupby(events, key=lambda event: event.case_id)
    }
    found = []
    for case in reader.query(Case, order_by=Case.id):
        said = folded.get(case.id, {})
        names = fold.differences(said, {name: getattr(case, name) for name in said})
        if names:
            found.append((case.number, names))
    return found
