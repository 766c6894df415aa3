"""The date of a mark: reminders before it, every working morning after it while the case is still in hand."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from handlers.context import Context
from handlers.services import timers
from handlers.services.notices import posts_for, push_to_posts
from handlers.services.records import record
from handlers.services.timers import Planned
from models.domain import limits
from models.domain.district import Role
from models.domain.states import CaseState
from models.domain.supervision import REMINDERS
from models.domain.tiers import length_after
from models.domain.working_time import DAY_CLOSES, at_clock, shanghai_day
from models.tables import Case, Supervision

MISS, LATE = "miss", "late"
IN_HAND = frozenset(
    one.value
    for one in (
        CaseState.TRIAGE,
        CaseState.DISPATCHED,
        CaseState.WORKING,
        CaseState.OBJECTED,
        CaseState.PAUSED,
        CaseState.PLANNED,
        CaseState.REVIEW,
    )
)
"""While somebody owes something; a case that waits for the resident, or is over, is not reminded of."""
WORTH_SAYING = timedelta(hours=9)


def due(ctx: Context, mark: Supervision, stage: str, late_by: timedelta) -> None:
    """One stage: a reminder on its own day, the date that passed, or a morning after it."""
    if mark.lifted_at is not None:
        return
    case = target(ctx, mark)
    if case is None:
        return
    if stage == MISS:
        mark = _miss(ctx, case, mark)
    elif case.state in IN_HAND and late_by <= WORTH_SAYING:
        handlers = posts_for(ctx, case.unit or ctx.district.root, role_of(ctx, case))
        late = stage == LATE and case.unit not in {"", ctx.district.root}
        heads = posts_for(ctx, case.unit, "head") if late else ()
        day = shanghai_day(ctx.now)
        push_to_posts(
            ctx,
            dict.fromkeys((*handlers, *heads)),
            "supervision_due",
            {"supervision": mark.id, "stage": stage},
            key=f"{mark.id}:{stage}:{day.isoformat()}",
            case=case,
            urgency="duty",
            expires_at=at_clock(day, DAY_CLOSES),
        )
    plan(ctx, mark)


def target(ctx: Context, mark: Supervision) -> Case | None:
    """The case a mark is about now: the main one where the marked one was merged."""
    case = ctx.tx.get(Case, mark.case_id)
    if case is not None and case.state == CaseState.MERGED and case.main_id is not None:
        return ctx.tx.get(Case, case.main_id)
    return case


def role_of(ctx: Context, case: Case) -> Role:
    """The role that has the case in hand."""
    if not case.unit or case.unit == ctx.district.root:
        return "dispatcher"
    return cast("Role", case.rung or "handler")


def plan(ctx: Context, mark: Supervision) -> None:
    """Plan the next reminder, the date itself, or the next working morning after it."""
    if mark.missed_at is None:
        before = limits.reminders_before(mark.due_at, ctx.now, REMINDERS, ctx.calendar)
        planned = [Planned("due", at, stage=stage, rule="supervision") for stage, at in before[:1]]
        planned = planned or [Planned("due", max(mark.due_at, ctx.now), stage=MISS, rule="supervision")]
    else:
        at = length_after(ctx.now, "1wd@09:00", ctx.calendar).at
        planned = [Planned("due", at, stage=LATE, rule="supervision_late")]
    timers.plan(ctx, "supervision", mark.id, planned)


def _miss(ctx: Context, case: Case, mark: Supervision) -> Supervision:
    if case.state in IN_HAND:
        record(ctx, case, "supervision_overdue", data={"supervision": mark.id, "due": mark.due_on.isoformat()})
    return ctx.tx.update(mark, missed_at=ctx.now)
