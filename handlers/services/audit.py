"""Checking that nothing recorded was changed later."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from handlers.services.records import ERASED, SAID, SALT_BYTES, TEXT
from models.domain import fold
from models.domain.chain import Link, broken_at, canonical_json, salted_digest, statement_content, text_content
from models.store.tx import Reader
from models.tables import Case, Event, Statement

BINDS_SINCE = 3
"""Version of events that bind the words that were said."""


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


def changed_words(reader: Reader) -> list[tuple[str, list[str]]]:
    """(number, what) of cases whose words are not those their events bind, or that were taken away unsaid.

    Words from before events bound them (version 2 and older) are not compared.
    """
    bound: dict[int, Bound] = {}
    for event in reader.query(Event, order_by=(Event.case_id, Event.seq)):
        bound.setdefault(event.case_id, Bound()).add(event)
    by_case: dict[int, list[Statement]] = {}
    for statement in reader.query(Statement, order_by=(Statement.case_id, Statement.id)):
        by_case.setdefault(statement.case_id, []).append(statement)
    found = []
    for case in reader.query(Case, order_by=Case.id):
        known = bound.get(case.id, Bound())
        wrong = known.wrong_text(case) + known.wrong_statements(by_case.get(case.id, []))
        if wrong:
            found.append((case.number, wrong))
    return found


@dataclass
class Bound:
    """What the events of a case say about the words that were said in it."""

    since: datetime | None = None
    """From when on its events bind words."""
    text: str | None = None
    statements: dict[int, str] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)
    text_erased: bool = False

    def add(self, event: Event) -> None:
        """Take in the next event."""
        if self.since is None and event.version >= BINDS_SINCE:
            self.since = event.at
        self.text = event.data.get(TEXT, self.text)
        self.statements |= {int(one): str(digest) for one, digest in event.data.get(SAID) or ()}
        if event.kind == ERASED:
            self.erased |= set(event.data.get("statements") or ())
            self.text_erased |= bool(event.data.get("text"))

    def wrong_text(self, case: Case) -> list[str]:
        """Whether title, detail and text of the case are other than its events say."""
        if self.text is None:
            return []
        if self.text_erased:
            return ["text"] if case.text or case.detail or case.salt else []
        content = text_content(case.title, case.detail, case.text)
        return [] if _fits(self.text, content, case.salt) else ["text"]

    def wrong_statements(self, rows: list[Statement]) -> list[str]:
        """Statements that were changed, added, or taken away."""
        wrong = []
        for row in rows:
            digest = self.statements.get(row.id)
            if digest is None:
                bound = self.since is not None and row.at > self.since
                wrong += [f"statement {row.id} (added)"] if bound or row.salt else []
            elif row.id in self.erased:
                wrong += [f"statement {row.id} (not erased)"] if row.words or row.salt else []
            elif not _fits(digest, statement_content(row.kind, row.at, row.post, row.voice_id, row.words), row.salt):
                wrong.append(f"statement {row.id}")
        there = {row.id for row in rows}
        return wrong + [f"statement {one} (gone)" for one in sorted(self.statements.keys() - there)]


def _fits(digest: str, content: str, salt: str) -> bool:
    return len(salt) == 2 * SALT_BYTES and salted_digest(content, bytes.fromhex(salt)) == digest
