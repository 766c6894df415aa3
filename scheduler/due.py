"""Due timers: claimed, fired through one table, each in an attempt of its own; every timer re-checks its case."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import col

from handlers.context import Context, Registry
from handlers.services import drafts, kept_commands, themes
from handlers.services.alarms import raise_alarm
from handlers.services.ballots import rounds
from handlers.services.briefs import papers
from handlers.services.helping import clocks
from handlers.services.inspecting import circulars, draws
from handlers.services.leaves import asking
from handlers.services.meetings import clock as meeting_clock
from handlers.services.pledging import dates as pledge_dates
from handlers.services.stations import duty as station_duty
from handlers.services.stations import errands
from handlers.services.supervising import weekly
from handlers.services.visiting import quotas
from handlers.services.works import services as provided
from models.store.tx import Reader, Tx
from models.tables import Draft, Question, Timer
from scheduler import callbacks, desks, digests, duties, nights, promises, reviews

log = logging.getLogger("minqing.due")

Firing = Callable[[Context, Timer], None]
"""What happens when a timer of this subject and kind falls due."""


def _draft(ctx: Context, timer: Timer, act: Callable[[Context, Draft], object]) -> None:
    draft = ctx.tx.get(Draft, timer.subject_id)
    if draft is not None and draft.status == "open":
        act(ctx, draft)


def _question(ctx: Context, timer: Timer) -> None:
    question = ctx.tx.get(Question, timer.subject_id)
    if question is not None:
        kept_commands.expire(ctx, question)


def _leave(ctx: Context, timer: Timer) -> None:
    asking.due(ctx, timer.subject_id, timer.kind)


def _inspection(ctx: Context, timer: Timer) -> None:
    draws.due(ctx, timer.subject_id, timer.kind)


def _errand(ctx: Context, timer: Timer) -> None:
    errands.due(ctx, timer.subject_id, timer.kind)


FIRINGS: Mapping[tuple[str, str], Firing] = {
    ("draft", "nudge"): lambda ctx, timer: _draft(ctx, timer, drafts.nudge),
    ("draft", "auto"): lambda ctx, timer: _draft(ctx, timer, drafts.expire),
    ("case", "triage"): desks.triage,
    ("case", "poll"): callbacks.poll,
    ("case", "promise"): callbacks.promise,
    ("case", "review"): reviews.due,
    ("spot_check", "call"): reviews.call,
    ("spot_check", "over"): reviews.call_over,
    ("assignment", "sign"): duties.sign,
    ("assignment", "words"): duties.words,
    ("assignment", "due"): duties.due,
    ("request", "decide"): desks.decide,
    ("assignment", "promise"): duties.promise,
    ("leave", "start"): _leave,
    ("leave", "end"): _leave,
    ("help", "sign"): clocks.due,
    ("help", "remind"): clocks.due,
    ("help", "due"): clocks.due,
    ("commitment", "due"): promises.due,
    ("pause", "resume"): promises.resume,
    ("supervision", "due"): promises.supervision,
    ("question", "expire"): _question,
    ("service", "digest"): digests.fire,
    ("service", "night"): nights.fire,
    ("service", "leaders"): weekly.fire,
    ("service", "meetings"): meeting_clock.day,
    ("service", "briefs"): papers.fire,
    ("service", "ballots"): rounds.fire,
    ("ballot", "close"): rounds.close,
    ("service", "visits"): quotas.fire,
    **{("inspection", kind): _inspection for kind in ("begin", "end")},
    ("circular", "due"): lambda ctx, timer: circulars.due(ctx, timer.subject_id),
    ("pledge", "due"): pledge_dates.due,
    ("theme", "due"): themes.due,
    **{("service", kind): station_duty.fire for kind in (station_duty.KIND, station_duty.TELL, station_duty.CHECK)},
    ("service_use", "ask"): lambda ctx, timer: provided.ask(ctx, timer.subject_id),
    **{("errand", kind): _errand for kind in ("due", "again", "silence", "papers")},
    **{("meeting", kind): meeting_clock.fire for kind in ("invite", "notice", "remind", "over", "close")},
}
"""One row a kind of timer; a kind that is missing here fails and alarms."""
STANDSTILL = timedelta(hours=1)
"""Timers run to the second; one that is an hour late waited for the service."""


def tick(tx: Tx, registry: Registry, now: datetime, limit: int = 200) -> int:
    """Fire what is due at `now`, in order; returns how many. What firing makes due at once is fired too.

    A timer that raises is marked failed, an alarm is raised, and the others go on; `revive` tries it again.
    """
    ctx = registry.context(tx, now)
    fired = 0
    while fired < limit:
        timers = tx.query(
            Timer,
            col(Timer.status) == "pending",
            col(Timer.due_at) <= now,
            order_by=(col(Timer.due_at), col(Timer.id)),
            limit=limit - fired,
            claim=True,
        )
        if not timers:
            break
        done = sum(_fire(ctx, timer) for timer in timers)
        if not done:
            break
        fired += done
    return fired


def next_due(reader: Reader) -> datetime | None:
    """When the next timer is due (UTC), None when nothing is planned."""
    rows = reader.select(select(func.min(col(Timer.due_at))).where(col(Timer.status) == "pending"))
    found: datetime | None = rows[0][0]
    return found


def revive(tx: Tx, now: datetime, before: datetime) -> int:
    """Make timers that failed before `before` due again: what broke them may be repaired; returns how many."""
    failed = tx.find(Timer, status="failed")
    again = [timer for timer in failed if timer.fired_at is not None and timer.fired_at < before]
    for timer in again:
        tx.update(timer, status="pending", due_at=now)
    return len(again)


def _fire(ctx: Context, claimed: Timer) -> int:
    timer = ctx.tx.get(Timer, claimed.id)
    if timer is None or timer.status != "pending" or timer.due_at > ctx.now:
        return 0  # what was fired before it has moved or cancelled it
    try:
        with ctx.tx.attempt():
            # done first, so that what it plans does not plan it once more
            timer = ctx.tx.update(timer, status="done", fired_at=ctx.now)
            ctx.late = ctx.now - timer.due_at > STANDSTILL
            FIRINGS[timer.subject, timer.kind](ctx, timer)
    except Exception as error:  # one broken timer must not stop time for everybody else
        if ctx.tx.is_for_another_try(error):
            raise
        log.exception("a timer failed", extra={"timer": claimed.id, "kind": claimed.kind})
        broken = ctx.tx.get(Timer, claimed.id)
        if broken is not None:
            ctx.tx.update(broken, status="failed", fired_at=ctx.now)
        raise_alarm(ctx, "timer_failed", key=f"{claimed.subject}.{claimed.kind}", timer=claimed.id)
    return 1
