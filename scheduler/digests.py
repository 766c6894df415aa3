"""The cadres' morning: one message at 08:30 of working days: what the day holds, and what was due and not done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import col

from handlers.context import Context
from handlers.letters import of_omissions
from handlers.services import timers
from handlers.services.leaves import acting
from handlers.services.notices import push
from handlers.services.omissions import book
from handlers.services.timers import Planned
from handlers.texts import naming
from models.domain.states import CaseState
from models.domain.working_time import SHANGHAI, at_clock, shanghai_day
from models.tables import Case, Timer
from scheduler.duties import DIGEST_HOUR, HOURLY_TIERS, due, owners, subject_of

WORTH_A_DIGEST = 2
"""One matter alone is said by its own reminder at 09:00, with what can be done."""
SUBJECT = ("service", 0)
"""The digest is a timer of the service itself, so that time drives it like everything else."""
IN_HAND = frozenset({CaseState.DISPATCHED.value, CaseState.WORKING.value, CaseState.OBJECTED.value})
LATE = timedelta(hours=2)


@dataclass
class Morning:
    """What one post has before it today: cases by what they ask for."""

    late: list[Case] = field(default_factory=list)
    today: list[Case] = field(default_factory=list)
    tomorrow: list[Case] = field(default_factory=list)
    new: list[Case] = field(default_factory=list)
    waiting: int = 0

    @property
    def matters(self) -> int:
        """How many cases need somebody to do something."""
        return sum(map(len, (self.late, self.today, self.tomorrow, self.new)))

    def params(self) -> dict[str, Any]:
        """What the letter says: the cases of each kind by their handles among all of them."""
        parts = {"late": self.late, "today": self.today, "tomorrow": self.tomorrow, "new": self.new}
        handles = naming.handles(case for cases in parts.values() for case in cases)
        return {"waiting": self.waiting, **{name: [handles[case.id] for case in of] for name, of in parts.items()}}


def ensure(ctx: Context) -> None:
    """Plan the next morning if none is planned (at start, and after a database was restored)."""
    if not ctx.tx.find(Timer, subject=SUBJECT[0], subject_id=SUBJECT[1], kind="digest", status="pending"):
        _plan(ctx)


def fire(ctx: Context, timer: Timer) -> None:
    """Say the morning to every post that has at least two matters, and plan the next one."""
    _plan(ctx)
    if ctx.now - timer.due_at > LATE or not ctx.calendar.is_workday(shanghai_day(ctx.now)):
        return
    day = shanghai_day(ctx.now).isoformat()
    before = mornings(ctx)
    omitted: dict[str, list[book.Entry]] = {}
    for holder, entries_of in book.renew(ctx).items():
        omitted.setdefault(acting.answers_for(ctx, holder), []).extend(entries_of)
    for post in dict.fromkeys((*before, *omitted)):
        morning = before.get(post, Morning())
        # a case that this morning's message or its own reminder names is not listed once more
        listed = {case.id for case in (*morning.late, *morning.today, *morning.tomorrow, *morning.new)}
        entries = [one for one in omitted.get(post, ()) if one.missed.case.id not in listed]
        if morning.matters < WORTH_A_DIGEST and not entries:
            continue
        push(
            ctx,
            "digest",
            morning.params() | {"omitted": [of_omissions.document(ctx, entry) for entry in entries]},
            key=day,
            post=post,
            urgency="duty",
            fold="reminder",
            expires_at=ctx.now + LATE,
        )
        _replace_reminders(ctx, post)


def mornings(ctx: Context) -> Mapping[str, Morning]:
    """What each post has before it, outside the tiers that are counted in hours."""
    found: dict[str, Morning] = {}
    states = (*IN_HAND, CaseState.CONFIRMING.value)
    for case in ctx.tx.query(Case, col(Case.state).in_(states), order_by=(col(Case.due_at), col(Case.id))):
        if case.tier in HOURLY_TIERS:
            continue
        for post in owners(ctx, case):
            # who stands in reads one morning, with what is his own and what is not
            _enter(ctx, found.setdefault(acting.answers_for(ctx, post.code), Morning()), case)
    return found


def _enter(ctx: Context, morning: Morning, case: Case) -> None:
    if case.state == CaseState.CONFIRMING.value:
        morning.waiting += 1
        return
    today = shanghai_day(ctx.now)
    tomorrow = ctx.calendar.next_workday(today + timedelta(days=1))
    if case.due_at is not None and case.due_at <= ctx.now:
        morning.late.append(case)
    elif case.due_at is not None and shanghai_day(case.due_at) == today:
        morning.today.append(case)
    elif case.due_at is not None and shanghai_day(case.due_at) == tomorrow:
        morning.tomorrow.append(case)
    elif case.signed_at is None:
        morning.new.append(case)


def _replace_reminders(ctx: Context, post: str) -> None:
    """The day's 09:00 reminders of this post were said by the digest: they do not come again half an hour later."""
    nine = at_clock(shanghai_day(ctx.now), time(9))
    for timer in ctx.tx.query(
        Timer, col(Timer.status) == "pending", col(Timer.subject) == "assignment", col(Timer.due_at) == nine
    ):
        if timer.kind == "due" and timer.stage.startswith("T"):
            _fire_early(ctx, timer, post)


def _fire_early(ctx: Context, timer: Timer, post: str) -> None:
    # The reminder is said now, in the same message as the digest. Its instant stays what it was: by that the stage is
    # known to be done, and is not planned again for nine.
    found = subject_of(ctx, timer)
    if found is not None and any(acting.answers_for(ctx, one.code) == post for one in owners(ctx, found[0])):
        due(ctx, ctx.tx.update(timer, status="done", fired_at=ctx.now))


def _plan(ctx: Context) -> None:
    at = next_morning(ctx, ctx.now)
    timers.set_timer(ctx, *SUBJECT, Planned("digest", at, stage=shanghai_day(at).isoformat(), rule="digest"))


def next_morning(ctx: Context, after: datetime) -> datetime:
    """08:30 of the first working day on which it still lies ahead."""
    day = shanghai_day(after)
    if after.astimezone(SHANGHAI).time() >= DIGEST_HOUR:
        day += timedelta(days=1)
    return at_clock(ctx.calendar.next_workday(day), DIGEST_HOUR)
