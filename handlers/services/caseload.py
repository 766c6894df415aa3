"""Which cases a person has in hand as a cadre: his units', those he handed down or helps with, those he must decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.context import Context
from handlers.policies.permissions import DESK_ROLES, may_decide, may_see, roles, seen_by
from handlers.services.supervising import marks
from models.domain.district import Post
from models.domain.numbers import Reference
from models.domain.states import OPEN, Actor, CaseState
from models.tables import Assignment, Case, Request

IN_HAND_ROLES = frozenset({Actor.OWNER, Actor.LEAD, Actor.ASSIST})
OPEN_STATES = tuple(sorted(state.value for state in OPEN))
RECENT = timedelta(days=30)
"""A closed case is still known by its number this long."""


def in_hand(ctx: Context, posts: Sequence[Post], account_id: str) -> list[Case]:
    """Open cases these posts have anything to do with now, by the date they are due; his own complaints are not."""
    units = tuple({post.unit for post in posts})
    if not units:
        return []
    found = {case.id: case for case in ctx.tx.find(Case, unit=units, state=OPEN_STATES)}
    found |= {case.id: case for case in ctx.tx.find(Case, lead=units, state=OPEN_STATES)}
    for helper in ctx.tx.find(Assignment, unit=units, kind="assist", ended_at=None):
        _add(ctx, found, helper.case_id)
    for request, _ in to_decide(ctx, posts, account_id):
        _add(ctx, found, request.case_id)
    found |= {case.id: case for case in marks.by_leaders(ctx, posts) if case.state in OPEN_STATES}
    if _dispatches(ctx, posts):
        found |= {case.id: case for case in ctx.tx.find(Case, state=CaseState.TRIAGE.value)}
    seen = seen_by(ctx, found.values(), posts, account_id)
    return sorted(seen, key=lambda case: (case.state == CaseState.CONFIRMING, case.due_at or case.filed_at, case.id))


def holds(ctx: Context, case: Case, posts: Sequence[Post], account_id: str) -> bool:
    """Whether a case is among those in hand, without looking at all the others."""
    if case.state not in OPEN_STATES:
        return False
    for post in posts:
        held = roles(ctx, case, post, account_id)
        if held & IN_HAND_ROLES or (case.state == CaseState.TRIAGE and Actor.DESK in held):
            return True
    requests = ctx.tx.find(Request, case_id=case.id, status="open")
    return any(may_decide(ctx, one, case, post, account_id) for one in requests for post in posts)


def to_decide(ctx: Context, posts: Sequence[Post], account_id: str) -> list[tuple[Request, Case]]:
    """Open requests these posts decide, the one whose time is over first at the head."""
    units = tuple({post.unit for post in posts})
    found = []
    for request in ctx.tx.find(Request, to_unit=units, status="open", order="limit_at") if units else ():
        case = ctx.tx.get(Case, request.case_id)
        if case is not None and any(may_decide(ctx, request, case, post, account_id) for post in posts):
            found.append((request, case))
    return found


def named(ctx: Context, reference: Reference) -> list[Case]:
    """Every case somebody may mean by a number, newest first, whoever has it."""
    cases = ctx.tx.find(Case, running=reference.number, order="-filed_at")
    fitting = [case for case in cases if reference.fits(case.day, case.running, ctx.district.code)]
    return [one for one in fitting if one.state != CaseState.DRAFT and is_current(ctx, one)] or fitting


def visible(ctx: Context, cases: Sequence[Case], posts: Sequence[Post], account_id: str) -> list[Case]:
    """Of these the ones that any of the posts may read."""
    return [case for case in cases if any(may_see(ctx, case, post, account_id) for post in posts)]


def is_current(ctx: Context, case: Case) -> bool:
    """Open, or closed not long ago."""
    return case.closed_at is None or ctx.now - case.closed_at <= RECENT


def _dispatches(ctx: Context, posts: Sequence[Post]) -> bool:
    return any(post.unit == ctx.district.root and post.role in DESK_ROLES for post in posts)


def _add(ctx: Context, found: dict[int, Case], case_id: int) -> None:
    case = found.get(case_id) or ctx.tx.get(Case, case_id)
    if case is not None and case.state in OPEN_STATES:
        found[case.id] = case
