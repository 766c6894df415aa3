"""Three in the morning: what reads whole tables, on a timer of the service, so that a moved clock does it too."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from handlers.context import Context
from handlers.services import timers
from handlers.services.closing import doubts, seeds, spot_checks
from handlers.services.inspecting import draws
from handlers.services.timers import Planned
from handlers.services.visiting import campaigns, ending
from models.domain.working_time import SHANGHAI, at_clock, shanghai_day
from models.tables import Timer

SUBJECT = ("service", 0)
KIND = "night"
AT = time(3)


def ensure(ctx: Context) -> None:
    """Plan the next night if none is planned, and fix the seed of the month."""
    seeds.ensure(ctx)
    if not ctx.tx.find(Timer, subject=SUBJECT[0], subject_id=SUBJECT[1], kind=KIND, status="pending"):
        _plan(ctx)


def fire(ctx: Context, _timer: Timer) -> None:
    """Do the night's work; after a standstill once, not once for every night that was missed."""
    _plan(ctx)
    seeds.ensure(ctx)
    spot_checks.draw(ctx)
    draws.draw(ctx)
    doubts.find(ctx)
    _gather(ctx)


def _gather(ctx: Context) -> None:
    """During a campaign what was heard is gathered into issues; what became of them is told in any case."""
    ending.follow(ctx)
    if not campaigns.any_running(ctx):
        return
    from handlers.services.visiting import gathering  # noqa: PLC0415 - numbers are reckoned with only here

    gathering.tonight(ctx)


def next_night(after: datetime) -> datetime:
    """The next three o'clock."""
    day = shanghai_day(after)
    if after.astimezone(SHANGHAI).time() >= AT:
        day += timedelta(days=1)
    return at_clock(day, AT)


def _plan(ctx: Context) -> None:
    at = next_night(ctx.now)
    timers.set_timer(ctx, *SUBJECT, Planned(KIND, at, stage=shanghai_day(at).isoformat(), rule=KIND))
