"""What a meeting's timers do: told, noticed, reminded, over; a meeting nobody closed is closed the next evening."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.context import Context
from handlers.services import timers
from handlers.services.meetings import callbacks, planning, sitting, telling
from handlers.services.timers import Planned
from models.domain.working_time import DAY_CLOSES
from models.tables import Meeting, Timer

WHILE_PLANNED: Mapping[str, Callable[[Context, Meeting], None]] = {
    "invite": telling.invite,
    "notice": telling.give_notice,
    "remind": telling.remind,
    "over": telling.over,
}


def day(ctx: Context, timer: Timer) -> None:
    """Six in the morning: meetings are planned, callbacks of the days before are put up."""
    planning.fire(ctx, timer)
    callbacks.post(ctx)


def fire(ctx: Context, timer: Timer) -> None:
    """One of a meeting's own timers."""
    meeting = ctx.tx.get(Meeting, timer.subject_id)
    if meeting is None:
        return
    if meeting.status == "planned" and timer.kind in WHILE_PLANNED:
        WHILE_PLANNED[timer.kind](ctx, meeting)
    elif meeting.status == "open" and timer.kind == "over":
        at = ctx.calendar.on_working_day(ctx.now, 1, DAY_CLOSES).at
        timers.set_timer(ctx, "meeting", meeting.id, Planned("close", at, rule="meeting"))
    elif meeting.status == "open" and timer.kind == "close":
        sitting.close(ctx, meeting, None)
