"""The agenda builds itself: open, due and raised cases come onto it, what is settled goes; people add and remove."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, cast

from sqlmodel import col

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services.meetings import book
from handlers.services.notices import voice_count
from models.domain.district import Post
from models.domain.errors import MissingPart
from models.domain.meetings.agenda import Hard, MeetingLevel, Standing, Why, difficulty, why
from models.domain.redact import redact
from models.domain.states import CaseState
from models.tables import AgendaItem, Assignment, Case, Commitment, Meeting, Supervision

TALKED_OF = tuple(
    state.value
    for state in (
        CaseState.DISPATCHED,
        CaseState.WORKING,
        CaseState.OBJECTED,
        CaseState.PAUSED,
        CaseState.PLANNED,
    )
)
"""States in which somebody still has to act; what waits for the resident's word is not talked about."""
UP = ("handed_up", "climbed", "reopened", "missed")
"""How an assignment ended that took the case to the level above."""
UNTIL_NEXT = {"community": timedelta(days=7), "street": timedelta(days=16), "district": timedelta(days=31)}
BELOW = {"community": None, "street": "community", "district": "street"}
"""From which level a case comes up to a meeting; at the community's own meeting from whichever it has left."""


def refresh(ctx: Context, meeting: Meeting) -> list[AgendaItem]:
    """Bring the agenda of a meeting that has not begun up to date; returns it."""
    if meeting.status != "planned":
        return book.items(ctx, meeting)
    wanted = {case.id: (case, reason, hard) for case, reason, hard in _candidates(ctx, meeting)}
    known = {item.case_id: item for item in ctx.tx.find(AgendaItem, meeting_id=meeting.id)}
    for case_id, (case, reason, hard) in wanted.items():
        item = known.get(case_id)
        if item is None:
            _put(ctx, meeting, case, reason, hard)
        elif item.dropped_at is None:
            said = item.why if item.added_by else reason
            ctx.tx.update(item, why=said, hard=hard, unit=_debtor(ctx, case))
        elif item.dropped_how != "removed":
            ctx.tx.update(item, dropped_at=None, dropped_how="", why=reason, hard=hard, unit=_debtor(ctx, case))
            book.write(ctx, meeting, "before", "listed", case_id=case_id, why=reason)
    for case_id, item in known.items():
        if case_id in wanted or item.dropped_at is not None:
            continue
        left = ctx.tx.get(Case, case_id)
        over = left is None or left.state not in TALKED_OF or is_confidential(left)
        if over or not item.added_by:
            ctx.tx.update(item, dropped_at=ctx.now, dropped_how="settled" if over else "moved")
            book.write(ctx, meeting, "before", "dropped", case_id=case_id, how="settled" if over else "moved")
    return book.items(ctx, meeting)


def add(ctx: Context, meeting: Meeting, case: Case, post: Post) -> AgendaItem:
    """议题 加 40: by hand, also during the meeting."""
    known = ctx.tx.find(AgendaItem, meeting_id=meeting.id, case_id=case.id)
    hard = difficulty(_standing(ctx, meeting, case))
    stage: book.Stage = "before" if meeting.status == "planned" else "during"
    book.write(ctx, meeting, stage, "added", post=post.code, case_id=case.id)
    if known:
        dropped = {"dropped_at": None, "dropped_by": "", "dropped_how": "", "reason": ""}
        return ctx.tx.update(known[0], why="added", added_by=post.code, unit=_debtor(ctx, case), hard=hard, **dropped)
    return ctx.tx.insert(
        AgendaItem,
        meeting_id=meeting.id,
        case_id=case.id,
        why="added",
        hard=hard,
        unit=_debtor(ctx, case),
        added_at=ctx.now,
        added_by=post.code,
    )


def remove(ctx: Context, meeting: Meeting, item: AgendaItem, post: Post, reason: str, number: int) -> AgendaItem:
    """议题 去 35 理由: it does not come back by itself. Raises MissingPart without a reason."""
    if not reason.strip():
        raise MissingPart(verb="agenda", number=number, parts=("reason",))
    stage: book.Stage = "before" if meeting.status == "planned" else "during"
    book.write(ctx, meeting, stage, "removed", post=post.code, case_id=item.case_id)
    return ctx.tx.update(
        item, dropped_at=ctx.now, dropped_by=post.code, dropped_how="removed", reason=redact(reason).text
    )


def _put(ctx: Context, meeting: Meeting, case: Case, reason: Why, hard: Hard) -> None:
    ctx.tx.insert(
        AgendaItem,
        meeting_id=meeting.id,
        case_id=case.id,
        why=reason,
        hard=hard,
        unit=_debtor(ctx, case),
        added_at=ctx.now,
    )
    book.write(ctx, meeting, "before", "listed", case_id=case.id, why=reason)


def _candidates(ctx: Context, meeting: Meeting) -> Iterable[tuple[Case, Why, Hard]]:
    level = cast("MeetingLevel", meeting.level)
    conditions: list[Any] = [col(Case.state).in_(TALKED_OF)]
    if level != "district":
        area = _area(ctx, meeting.unit)
        conditions.append(col(Case.community).in_(area) | (col(Case.unit) == meeting.unit))
    for case in ctx.tx.query(Case, *conditions, order_by=col(Case.id)):
        if is_confidential(case):
            continue
        standing = _standing(ctx, meeting, case)
        reason = why(level, standing)
        if reason is not None:
            yield case, reason, difficulty(standing)


def _debtor(ctx: Context, case: Case) -> str:
    """Who says beforehand what can be done: who has the case; for what the district's desk has, the department whose
    matter it is, else the street it came from.
    """
    if case.unit != ctx.district.root:
        return case.unit
    category = ctx.district.categories.get(case.category)
    lead = ctx.district.units.get(category.lead) if category is not None else None
    if lead is not None and lead.level == "department":
        return lead.code
    parts = ctx.tx.find(Assignment, case_id=case.id, kind="lead", order="-given_at")
    streets = [one.unit for one in parts if one.ended_how in UP and one.unit in ctx.district.units]
    return next((unit for unit in streets if ctx.district.units[unit].level == "street"), case.unit)


def _area(ctx: Context, unit: str) -> tuple[str, ...]:
    return (unit, *ctx.district.children.get(unit, ()))


def _standing(ctx: Context, meeting: Meeting, case: Case) -> Standing:
    parts = ctx.tx.find(Assignment, case_id=case.id)
    below = BELOW[meeting.level]
    left = [one for one in parts if one.kind == "lead" and one.ended_how in UP and one.unit in ctx.district.units]
    raised = any(below is None or ctx.district.units[one.unit].level == below for one in left)
    promises = ctx.tx.find(Commitment, case_id=case.id, status=("open", "missed"))
    planned = case.state == CaseState.PLANNED
    found = ctx.district.units.get(case.unit)
    low = found is not None and found.level in {"street", "community"}
    falls = case.due_at is not None and meeting.starts_at <= case.due_at < meeting.starts_at + UNTIL_NEXT[meeting.level]
    overdue = case.due_at is not None and case.due_at < ctx.now
    return Standing(
        own=case.unit == meeting.unit,
        area=case.community in _area(ctx, meeting.unit),
        raised=raised,
        handed_down=low and case.lead != ctx.district.root,
        at_top=not low or case.lead == ctx.district.root,
        overdue=overdue,
        due_before=falls or (planned and overdue),
        planned=planned,
        missed=any(one.status == "missed" for one in promises),
        voices=voice_count(ctx, case),
        days=(ctx.now - case.filed_at).days,
        helpers=sum(one.kind == "assist" and one.ended_at is None and bool(one.help) for one in parts),
        supervised=bool(ctx.tx.find(Supervision, case_id=case.id, lifted_at=None)),
    )
