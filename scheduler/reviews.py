"""What time does to reviews of the district (reminders, a day without a result) and to second calls."""

from __future__ import annotations

from handlers.context import Context
from handlers.services.alarms import raise_alarm
from handlers.services.closing import review, spot_checks
from handlers.services.notices import push_to_posts, tell_voices, urgency_of
from handlers.services.records import record
from models.domain.states import CaseState
from models.domain.working_time import shanghai_day
from models.tables import Case, SpotCheck, Timer

OVER = "over"


def due(ctx: Context, timer: Timer) -> None:
    """One stage: a reminder of its own day, or the end of the district's time, which is said to everybody."""
    case = ctx.tx.get(Case, timer.subject_id)
    if case is None or case.state != CaseState.REVIEW.value or case.round != timer.round:
        return
    over = timer.stage == OVER
    if not over and shanghai_day(ctx.now) != shanghai_day(timer.due_at):
        return  # what is too old to be said is not said
    key = f"{case.id}:{case.round}:{timer.stage}"
    if over:
        data = {"stage": review.KIND, "due": timer.due_at.isoformat()}
        case = record(ctx, case, "top_overdue", data=data)
        raise_alarm(ctx, "top_overdue", key=case.number, number=case.number)
        tell_voices(ctx, case, "review_apology", {}, key=key, urgency=urgency_of(case))
    push_to_posts(ctx, review.posts_of_both(ctx), "review_due", {"stage": timer.stage}, key=key, case=case)


def call(ctx: Context, timer: Timer) -> None:
    """A second call is to be made from today."""
    check = ctx.tx.get(SpotCheck, timer.subject_id)
    if check is not None:
        spot_checks.begin(ctx, check)


def call_over(ctx: Context, timer: Timer) -> None:
    """Nobody was reached."""
    check = ctx.tx.get(SpotCheck, timer.subject_id)
    if check is not None:
        spot_checks.over(ctx, check)
