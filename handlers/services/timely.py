"""四个及时 of a period, from what happened: the dispatch, the signature, the posting on the board, the asking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlmodel import col

from handlers.policies.permissions import is_confidential
from handlers.services.meetings import callbacks
from handlers.services.publishing import may_be_shown
from models.domain import timely as rules
from models.domain.district import District
from models.domain.rated import Period
from models.domain.states import Act
from models.domain.timely import Issue, Timely
from models.domain.working_time import Calendar
from models.store.tx import Reader
from models.tables import Case, Event, Outbox, Posting

LOOK_BACK = timedelta(days=45)
"""No limit is longer: what began earlier has its limit before the period."""
_SIGNS = (Act.ACCEPT.value, Act.PROGRESS.value, Act.ANSWER.value, Act.FINISH.value)
"""Who speaks to the resident has taken it, signed or not."""
_REPORTS = frozenset({Act.ANSWER.value, Act.FINISH.value, Act.KEEP.value})


def of_period(
    reader: Reader,
    district: District,
    period: Period,
    calendar: Calendar,
    units: Sequence[str] | None = None,
) -> Timely:
    """The four rates; cases that may not stand on the board are not waited for there."""
    return rules.timely(_issues(reader, district, period, units), limits(district), period, calendar)


def limits(district: District) -> dict[str, str]:
    """What this district allows each of the four."""
    return dict(rules.read_limits(cast("dict[str, Any] | None", district.settings.get("timely"))))


def _issues(reader: Reader, district: District, period: Period, units: Sequence[str] | None) -> list[Issue]:
    since = period.start - LOOK_BACK
    events = reader.query(
        Event, col(Event.at) >= since, col(Event.kind).in_(_KINDS), order_by=(col(Event.case_id), col(Event.seq))
    )
    told: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        told[event.case_id].append(event)
    ids = set(told)
    if not ids:
        return []
    cases = [case for case in reader.query(Case, col(Case.filed_at) >= since) if not is_confidential(case)]
    known = {case.id for case in cases}
    older = sorted(ids - known)
    cases += [
        case for case in (reader.get(Case, one) for one in older) if case is not None and not is_confidential(case)
    ]
    posted = _first(reader.query(Posting, col(Posting.posted_at) >= since), lambda one: (one.case_id, one.posted_at))
    asked = _first(
        reader.query(Outbox, col(Outbox.kind) == "poll", col(Outbox.created_at) >= since),
        lambda one: (one.case_id, one.created_at),
    )
    return [
        _issue(
            case, told[case.id], posted.get(case.id, []), asked.get(case.id, []), may_be_shown(district, case), since
        )
        for case in cases
        if units is None or case.unit in units
    ]


_KINDS = (*_SIGNS, Act.KEEP.value, "vote", "file", "file_unrouted", "assign")


def _issue(
    case: Case,
    events: Sequence[Event],
    posted: Sequence[datetime],
    asked: Sequence[datetime],
    may_show: bool,
    earliest: datetime,
) -> Issue:
    since: dict[str, datetime] = {}
    made: dict[str, datetime] = {}
    if case.filed_at >= earliest and case.state not in _GONE:
        since["sorted"] = case.filed_at
    if case.dispatched_at is not None:
        made["sorted"] = case.dispatched_at
        if case.dispatched_at >= earliest and case.state not in _GONE:
            since["handed"] = case.dispatched_at
            signed = [one.at for one in events if one.kind in _SIGNS and one.at >= case.dispatched_at]
            if signed:
                made["handed"] = signed[0]
    closed = case.closed_at
    if closed is not None and case.closure in callbacks.ANSWERED and may_show and closed >= earliest:
        since["posted"] = closed
        later = [at for at in posted if at >= closed]
        if later:
            made["posted"] = later[0]
    done = [one.at for one in events if one.kind in _REPORTS]
    if done:
        reported = done[-1]
        since["assessed"] = reported
        answers = [at for at in asked if at >= reported]
        answers += [one.at for one in events if one.kind == "vote" and one.at >= reported]
        if answers:
            made["assessed"] = min(answers)
        elif case.state != "confirming":
            del since["assessed"]  # taken back before anybody could be asked
    return Issue(case.number, case.unit, since, made)


_GONE = frozenset({"withdrawn", "merged"})


def _first(rows: Sequence[Any], read: Callable[[Any], tuple[Any, datetime]]) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = defaultdict(list)
    for row in rows:
        case_id, at = read(row)
        if case_id is not None:
            found[case_id].append(at)
    return {case_id: sorted(ats) for case_id, ats in found.items()}


def document(found: Timely, district: District) -> dict[str, Any]:
    """As it is exported: the rates, and the numbers of what is missing."""
    return {
        "rates": [one.document() for one in found.rates],
        "limits": limits(district),
        "missing": [
            {"number": one.number, "mark": one.mark, "limit": one.limit_at.isoformat()} for one in found.missing
        ],
    }
