"""What the service did lately and why: events, letters and what is planned next, for the demo's panel."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import col

from handlers.policies.permissions import is_confidential
from handlers.texts import insight as words
from models.domain.district import District
from models.store.tx import Reader
from models.tables import Assignment, Attempt, Case, Event, Outbox, Timer

ROWS = 60
PLANNED = 6


def insight(reader: Reader, district: District) -> list[dict[str, Any]]:
    """Rows {at, what, why, who, case}, oldest first: what happened, then what is planned."""
    events = reader.query(Event, order_by=(col(Event.at).desc(), col(Event.seq).desc()), limit=ROWS)
    attempts = reader.query(Attempt, order_by=col(Attempt.id).desc(), limit=ROWS)
    letters = {row.id: row for row in reader.find(Outbox, id=tuple({one.outbox_id for one in attempts}))}
    planned = reader.query(
        Timer, col(Timer.status) == "pending", order_by=(col(Timer.due_at), col(Timer.id)), limit=PLANNED
    )
    homes = reader.find(Assignment, id=tuple({t.subject_id for t in planned if t.subject == "assignment"}))
    home_of = {row.id: row.case_id for row in homes}
    wanted = {event.case_id for event in events} | {row.case_id for row in letters.values()} | set(home_of.values())
    wanted |= {timer.subject_id for timer in planned if timer.subject == "case"}
    cases = {case.id: case for case in reader.find(Case, id=tuple(key for key in wanted if key is not None))}
    secret = {case.id for case in cases.values() if is_confidential(case)}
    rows = [_event(district, event, cases[event.case_id]) for event in events if event.case_id not in secret]
    said = [one for one in attempts if letters[one.outbox_id].case_id not in secret]
    rows += [_attempt(district, one, letters[one.outbox_id], cases) for one in said]
    rows.sort(key=lambda row: row["at"])
    open_to_all = [timer for timer in planned if _case_of(timer, home_of) not in secret]
    return rows[-ROWS:] + [_planned(timer, cases, home_of) for timer in open_to_all]


def _case_of(timer: Timer, home_of: dict[int, int]) -> int | None:
    if timer.subject == "assignment":
        return home_of.get(timer.subject_id)
    return timer.subject_id if timer.subject == "case" else None


def _event(district: District, event: Event, case: Case) -> dict[str, Any]:
    reasons = "；".join(str(one) for one in case.decision.get("reasons", ())) if event.kind.startswith("file") else ""
    return _row(event.at, words.event(event.kind), reasons or words.facts(event.data), _who(district, event.post), case)


def _attempt(district: District, one: Attempt, letter: Outbox, cases: dict[int, Case]) -> dict[str, Any]:
    who = _who(district, letter.post) if letter.post else words.RESIDENT
    what = words.attempt(letter.kind, one.rung, one.result)
    return _row(one.at, what, words.reason(one.reason), who, cases.get(letter.case_id or 0))


def _planned(timer: Timer, cases: dict[int, Case], home_of: dict[int, int]) -> dict[str, Any]:
    case_id = home_of.get(timer.subject_id) if timer.subject == "assignment" else timer.subject_id
    case = cases.get(case_id or 0) if timer.subject in {"assignment", "case"} else None
    return _row(timer.due_at, words.planned(timer.subject, timer.kind, timer.stage), "", words.CLOCK, case)


def _row(at: datetime, what: str, why: str, who: str, case: Case | None) -> dict[str, Any]:
    return {"at": at.isoformat(), "what": what, "why": why, "who": who, "case": case.number if case else ""}


def _who(district: District, post: str) -> str:
    if not post:
        return ""
    found = district.posts.get(post)
    return f"{district.name_of(found.unit)} {district.person_of(post)}".strip() if found else post
