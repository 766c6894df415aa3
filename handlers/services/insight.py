"""What the service did lately and why: events, letters and what is planned next, for the demo's panel."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import col

from handlers.policies.permissions import is_confidential
from handlers.services.case_facts import clip
from handlers.texts import insight as words
from models.domain.dates import format_day
from models.domain.district import District
from models.store.tx import Reader
from models.tables import Assignment, Attempt, Case, Event, Outbox, Statement, Timer

ROWS = 60
"""Of each kind: a day of many letters does not push out what happened to the cases."""
PLANNED = 6
QUOTE = 40


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
    spoken = tuple({int(event.data.get("statement") or 0) for event in events} - {0})
    said = {one.id: one.words for one in reader.find(Statement, id=spoken)}
    rows = [_event(district, event, cases[event.case_id], said) for event in events if event.case_id not in secret]
    tried = [one for one in attempts if letters[one.outbox_id].case_id not in secret]
    rows += [_attempt(district, one, letters[one.outbox_id], cases) for one in tried]
    rows.sort(key=lambda row: row["at"])
    open_to_all = [timer for timer in planned if _case_of(timer, home_of) not in secret]
    return rows + [_planned(timer, cases, home_of) for timer in open_to_all]


def _case_of(timer: Timer, home_of: dict[int, int]) -> int | None:
    if timer.subject == "assignment":
        return home_of.get(timer.subject_id)
    return timer.subject_id if timer.subject == "case" else None


def _event(district: District, event: Event, case: Case, said: dict[int, str]) -> dict[str, Any]:
    reasons = [str(one) for one in case.decision.get("reasons", ())] if event.kind.startswith("file") else []
    why = "；".join(reasons or _facts(district, event, said))
    return _row(event.at, words.event(event.kind), why, _who(district, event.post), case)


def _facts(district: District, event: Event, said: dict[int, str]) -> list[str]:
    """What the event says in words: the way between states, the unit, the date, what was said."""
    data = event.data
    state = words.moved(str(data.get("from", "")), str(data.get("to", "")))
    unit, until = district.name_of(str(data.get("unit") or "")), str(data.get("until") or data.get("promised") or "")
    answer = words.ANSWERS.get(str(data.get("answer", "")), "")
    spoken = said.get(int(data.get("statement") or 0), "")
    found = (
        words.QUOTED.format(words=clip(spoken, QUOTE)) if spoken else "",
        answer,
        words.GIVEN_TO.format(unit=unit) if unit else "",
        words.UNTIL.format(day=format_day(date.fromisoformat(until[:10]))) if until else "",
        state,
    )
    return [one for one in found if one]


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
