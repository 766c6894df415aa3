"""民情数据库: every item of every meeting from preparation to outcome, by matter, place and period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.policies.permissions import is_confidential
from models.domain.district import District
from models.domain.meetings.parts import Decided
from models.domain.publicity import of_people
from models.domain.working_time import shanghai_day
from models.store.tx import Reader
from models.tables import AgendaItem, Case, Commitment, Meeting, Statement

COLUMNS = (
    *("meeting", "level", "unit", "host", "date", "status", "urgent", "notice_at", "opened_at", "closed_at"),
    *("case", "title", "category", "community", "why", "difficulty", "concerned", "draft", "draft_at"),
    *("measure", "due", "responsible_unit", "responsible_person", "missing", "dropped"),
    *("commitment", "moves", "kept_at", "state", "closure", "solved"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; everything that is left out fits."""

    category: str = ""
    """A matter or its group: 供热, 供热/室温不达标."""
    place: str = ""
    """Code of a unit: the case lies in it or it holds the meeting."""
    first: date | None = None
    last: date | None = None

    def fits(self, district: District, meeting: Meeting, case: Case) -> bool:
        day = shanghai_day(meeting.starts_at)
        if (self.first is not None and day < self.first) or (self.last is not None and day > self.last):
            return False
        if self.category and self.category not in {case.category, case.category.partition("/")[0]}:
            return False
        if not self.place or self.place == meeting.unit:
            return True
        return case.community in district.units and self.place in district.line_of(case.community)


EVERYTHING = Wanted()


def rows(reader: Reader, district: District, wanted: Wanted = EVERYTHING) -> Iterator[dict[str, Any]]:
    """One row an item of an agenda, meetings in order; nothing in it is a resident's."""
    for meeting in reader.find(Meeting, order="starts_at"):
        for item in reader.find(AgendaItem, meeting_id=meeting.id, order="id"):
            case = reader.get(Case, item.case_id)
            if case is not None and not is_confidential(case) and wanted.fits(district, meeting, case):
                yield _row(reader, district, meeting, item, case)


def export(reader: Reader, district: District) -> Iterator[dict[str, Any]]:
    """All of it."""
    return rows(reader, district)


def _row(reader: Reader, district: District, meeting: Meeting, item: AgendaItem, case: Case) -> dict[str, Any]:
    promised = reader.get(Commitment, item.commitment_id) if item.commitment_id is not None else None
    draft = reader.get(Statement, item.draft_id) if item.draft_id is not None else None
    return {
        "meeting": meeting.id,
        "level": meeting.level,
        "unit": district.name_of(meeting.unit),
        "host": district.name_of(meeting.host),
        "date": shanghai_day(meeting.starts_at).isoformat(),
        "status": meeting.status,
        "urgent": meeting.urgent,
        "notice_at": _iso(meeting.noticed_at),
        "opened_at": _iso(meeting.opened_at),
        "closed_at": _iso(meeting.closed_at),
        "case": case.number,
        "title": of_people(case.title),
        "category": case.category,
        "community": district.name_of(case.community) if case.community else "",
        "why": item.why,
        "difficulty": item.hard,
        "concerned": district.name_of(item.unit) if item.unit else "",
        "draft": of_people(draft.words) if draft is not None else "",
        "draft_at": _iso(item.draft_at),
        "measure": of_people(promised.measure if promised is not None else item.measure),
        "due": _day(promised.due_on if promised is not None else item.due_on),
        "responsible_unit": _named(district, promised.unit if promised is not None else item.to_unit),
        "responsible_person": of_people(promised.person if promised is not None else item.person),
        "missing": list(_missing(meeting, item, case)),
        "dropped": item.dropped_how,
        "commitment": promised.status if promised is not None else "",
        "moves": promised.moves if promised is not None else 0,
        "kept_at": _iso(promised.kept_at) if promised is not None else None,
        "state": case.state,
        "closure": case.closure,
        "solved": case.solved,
    }


def _missing(meeting: Meeting, item: AgendaItem, case: Case) -> tuple[str, ...]:
    held = meeting.status in {"open", "closed"} and item.dropped_at is None
    if not held or item.commitment_id is not None or case.closed_at is not None:
        return ()
    return Decided(item.measure, item.due_on, item.to_unit or case.unit, item.person).missing


def _named(district: District, unit: str) -> str:
    return district.name_of(unit) if unit else ""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
