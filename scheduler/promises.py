"""What time does to public commitments (reminders, the day, every morning after it), to pauses and leaders' marks."""

from __future__ import annotations

from datetime import timedelta

from handlers.context import Context
from handlers.services import commitment_dates, pausing
from handlers.services.supervising import dates as supervision_dates
from models.domain.working_time import shanghai_day
from models.tables import Commitment, Pause, Supervision, Timer

MISS = "miss"


def due(ctx: Context, timer: Timer) -> None:
    """One stage of a commitment; a reminder of another day is not said, the next one is planned."""
    commitment = ctx.tx.get(Commitment, timer.subject_id)
    if commitment is None:
        return
    if timer.stage == MISS:
        commitment_dates.miss(ctx, commitment)
    elif shanghai_day(ctx.now) != shanghai_day(timer.due_at) or ctx.now - timer.due_at > timedelta(hours=9):
        commitment_dates.plan(ctx, commitment)
    else:
        commitment_dates.remind(ctx, commitment, timer.stage)


def resume(ctx: Context, timer: Timer) -> None:
    """The day a pause was to end."""
    pause = ctx.tx.get(Pause, timer.subject_id)
    if pause is not None:
        pausing.over(ctx, pause)


def supervision(ctx: Context, timer: Timer) -> None:
    """One stage of a leader's mark."""
    mark = ctx.tx.get(Supervision, timer.subject_id)
    if mark is not None:
        supervision_dates.due(ctx, mark, timer.stage, ctx.now - timer.due_at)
