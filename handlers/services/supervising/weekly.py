"""The leader's weekly card: each linked community in figures; communities that no leader is linked with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from sqlmodel import col

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services import timers
from handlers.services.notices import posts_for, push, push_to_posts
from handlers.services.supervising import dates
from handlers.services.timers import Planned
from models.domain.district import District
from models.domain.states import OPEN
from models.domain.working_time import DAY_OPENS, at_clock, shanghai_day
from models.tables import Case, Commitment, Supervision, Timer

SUBJECT = ("service", 0)
KIND = "leaders"
MONDAY = 0
WEEK = timedelta(days=7)
SAME_DAY = timedelta(hours=8)
"""A card of Monday is still said in the afternoon of Monday, not on Tuesday."""
OPEN_STATES = tuple(sorted(state.value for state in OPEN))


@dataclass
class Figures:
    """What a leader reads of one community."""

    community: str
    open: int = 0
    overdue: list[int] = field(default_factory=list)
    """Running numbers of what is past due now."""
    late: int = 0
    """Cases whose first date passed within the last seven days with nothing reported, ended since or not."""
    supervised: list[int] = field(default_factory=list)
    supervised_late: int = 0
    done_supervised: list[int] = field(default_factory=list)
    """Marked cases that are over: the leader may lift the mark."""
    committed: int = 0
    committed_late: int = 0

    @property
    def quiet(self) -> bool:
        return not (self.open or self.late or self.supervised or self.committed)


def ensure(ctx: Context) -> None:
    """Plan the next card if none is planned."""
    if not ctx.tx.find(Timer, subject=SUBJECT[0], subject_id=SUBJECT[1], kind=KIND, status="pending"):
        _plan(ctx)


def fire(ctx: Context, timer: Timer) -> None:
    """Say every leader's card, and the desk the communities without one."""
    _plan(ctx)
    if ctx.now - timer.due_at > SAME_DAY:
        return
    week = shanghai_day(ctx.now).isoformat()
    links = linked(ctx.district)
    for leader, communities in links.items():
        push(ctx, "leader_card", card(ctx, communities), key=week, post=leader, urgency="duty")
    lost = unlinked(ctx.district)
    if lost:
        posts = posts_for(ctx, ctx.district.root, "dispatcher")
        push_to_posts(ctx, posts, "unlinked", card(ctx, lost), key=week, urgency="duty")


def linked(district: District) -> Mapping[str, tuple[str, ...]]:
    """Communities by the leader's post that is linked with them."""
    links = cast("Mapping[str, list[str]]", district.settings.get("leader_links") or {})
    return {post: tuple(units) for post, units in links.items() if post in district.posts}


def unlinked(district: District) -> tuple[str, ...]:
    """Communities that no leader's post is linked with."""
    taken = {unit for units in linked(district).values() for unit in units}
    return tuple(
        unit.code
        for unit in district.units.values()
        if unit.level == "community" and not unit.closed and unit.code not in taken
    )


def card(ctx: Context, communities: Iterable[str]) -> dict[str, Any]:
    """The figures as they are now, as a letter's parameters."""
    return {"rows": [asdict(one) for one in figures(ctx, communities)]}


def figures(ctx: Context, communities: Iterable[str]) -> list[Figures]:
    """One row a community, in the order given; accusations are not counted, no leader may know of one."""
    found = {code: Figures(code) for code in communities}
    if not found:
        return []
    cases = {case.id: case for case in _cases(ctx, tuple(found)) if not is_confidential(case)}
    for case in cases.values():
        row = found[case.community]
        if case.state in OPEN:
            row.open += 1
            if case.due_at is not None and case.due_at < ctx.now and case.state in dates.IN_HAND:
                row.overdue.append(case.running)
        row.late += _passed_lately(ctx, case)
    _count_marks(ctx, cases, found)
    for one in ctx.tx.find(Commitment, status=("open", "missed")):
        if one.case_id in cases and one.confirmed_at is not None:
            row = found[cases[one.case_id].community]
            row.committed += 1
            row.committed_late += one.status == "missed"
    return list(found.values())


def _cases(ctx: Context, communities: tuple[str, ...]) -> list[Case]:
    """Open cases, those whose first date lies in the last week, and those that carry a mark."""
    found = {case.id: case for case in ctx.tx.find(Case, community=communities, state=OPEN_STATES, order="id")}
    lately = ctx.tx.query(
        Case,
        col(Case.community).in_(communities),
        col(Case.first_due_at) >= ctx.now - WEEK,
        col(Case.first_due_at) < ctx.now,
        order_by=col(Case.id),
    )
    found |= {case.id: case for case in lately}
    for mark in ctx.tx.find(Supervision, lifted_at=None):
        case = found.get(mark.case_id) or ctx.tx.get(Case, mark.case_id)
        if case is not None and case.community in communities:
            found[case.id] = case
    return [found[key] for key in sorted(found)]


def _passed_lately(ctx: Context, case: Case) -> bool:
    """Whether the first date promised passed within a week with nothing reported, and nobody took the case back."""
    first = case.first_due_at
    if first is None or not ctx.now - WEEK <= first < ctx.now or case.state in {"withdrawn", "merged"}:
        return False
    return case.done_at is None or case.done_at > first


def _count_marks(ctx: Context, cases: Mapping[int, Case], found: Mapping[str, Figures]) -> None:
    for mark in ctx.tx.find(Supervision, lifted_at=None, order="due_at"):
        if mark.case_id not in cases:
            continue
        case = dates.target(ctx, mark) or cases[mark.case_id]
        row = found[cases[mark.case_id].community]
        if case.state in dates.IN_HAND:
            row.supervised.append(case.running)
            row.supervised_late += mark.due_at < ctx.now
        else:
            row.done_supervised.append(case.running)


def _plan(ctx: Context) -> None:
    at = next_card(ctx, ctx.now)
    timers.set_timer(ctx, *SUBJECT, Planned(KIND, at, stage=shanghai_day(at).isoformat(), rule="leaders"))


def next_card(ctx: Context, after: datetime) -> datetime:
    """09:00 of Monday, of the first working day of the week where Monday is off."""
    day = shanghai_day(after)
    monday = day - timedelta(days=day.weekday())
    for week in (monday, monday + WEEK):
        at = at_clock(ctx.calendar.next_workday(week), DAY_OPENS)
        if at > after:
            return at
    return at_clock(ctx.calendar.next_workday(monday + 2 * WEEK), DAY_OPENS)
