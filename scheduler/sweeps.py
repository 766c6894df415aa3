"""Housekeeping once an hour: what is kept too long goes, what was never answered ends, dates are planned anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import update
from sqlmodel import col

from handlers.context import Context, Registry
from handlers.services import delivery, derivation, dispatching, questions
from handlers.services.alarms import OPEN_FOR, PREFIX, raise_alarm
from handlers.services.ballots import rounds
from handlers.services.briefs import papers
from handlers.services.closing import review
from handlers.services.meetings import planning as meeting_planning
from handlers.services.notices import tell_voices, urgency_of
from handlers.services.records import record
from handlers.services.rights import day_roots, retention
from handlers.services.stations import duty as station_duty
from handlers.services.supervising import weekly
from handlers.services.visiting import quotas
from handlers.texts import letters as texts
from models.domain import limits
from models.domain.states import CaseState
from models.domain.tiers import Column
from models.domain.working_time import SHANGHAI, shanghai_day
from models.store.rows import table_of
from models.store.tx import Tx
from models.tables import Case, Inbox, Invite, Question, Setting
from scheduler import digests, nights
from scheduler.due import revive

RAW_KEPT = timedelta(days=90)
"""Deliveries as they came are erased after this; `settings.raw_days` of the district says otherwise."""
INVITES_KEPT = timedelta(days=30)
REVIVES_AFTER = timedelta(hours=1)
NIGHT = 3
"""Hour (Shanghai) of what reads a whole table: nobody waits for an answer then."""
AT_ONCE = 500
CALENDAR_AHEAD = timedelta(days=21)
"""The longest limit of the table is three weeks."""
REPLANNED = (
    CaseState.DISPATCHED.value,
    CaseState.WORKING.value,
    CaseState.OBJECTED.value,
    CaseState.PAUSED.value,
    CaseState.REVIEW.value,
)


def sweep(tx: Tx, registry: Registry, now: datetime) -> dict[str, int]:
    """Do all of it; returns how many rows of each kind were touched."""
    ctx = registry.context(tx, now)
    digests.ensure(ctx)
    nights.ensure(ctx)
    weekly.ensure(ctx)
    meeting_planning.ensure(ctx)
    station_duty.ensure(ctx)
    papers.ensure(ctx)
    rounds.ensure(ctx)
    quotas.ensure(ctx)
    warn_of_calendar(ctx)
    return {
        "raw": erase_raw(ctx) if ctx.now.astimezone(SHANGHAI).hour == NIGHT else 0,
        "kept": retention.erase_old(ctx) if ctx.now.astimezone(SHANGHAI).hour == NIGHT else 0,
        "days": day_roots.close(ctx),
        "questions": expire_questions(ctx),
        "invites": forget_invites(ctx),
        "alarms": forget_alarms(ctx),
        "reports": delivery.forget_early(tx, now),
        "revived": revive(tx, now, now - REVIVES_AFTER),
        "replanned": replan(tx, registry, now),
    }


def warn_of_calendar(ctx: Context) -> None:
    """Once a week, Monday at nine: the days off of the year that begins soon are not known."""
    local = ctx.now.astimezone(SHANGHAI)
    if local.weekday() == 0 and local.hour == 9:
        ahead = shanghai_day(ctx.now) + CALENDAR_AHEAD
        if not ctx.calendar.is_known(ahead):
            raise_alarm(ctx, "calendar_unknown", key=str(ahead.year), year=ahead.year)


def erase_raw(ctx: Context) -> int:
    """Erase deliveries that were kept long enough; the inbox row with its answer stays."""
    days = ctx.district.settings.get("raw_days")
    kept = timedelta(days=int(str(days))) if days is not None else RAW_KEPT
    inbox = table_of(Inbox)
    old = (inbox.c.received_at < ctx.now - kept) & inbox.c.raw.is_not(None) & inbox.c.status.in_(("handled", "late"))
    return ctx.tx.execute(update(inbox).where(old).values(raw=None))


def expire_questions(ctx: Context) -> int:
    """Questions whose time is over are no longer live."""
    old = ctx.tx.query(
        Question,
        col(Question.status).in_(("live", "queued")),
        col(Question.expires_at) <= ctx.now,
        order_by=col(Question.id),
        limit=AT_ONCE,
    )
    for question in old:
        questions.settle(ctx, question, "", status="expired")
    return len(old)


def forget_invites(ctx: Context) -> int:
    """Codes that lapsed long ago are deleted; used ones stay, they say who was bound by whom."""
    old = [invite for invite in ctx.tx.find(Invite, used_at=None) if ctx.now - invite.expires_at > INVITES_KEPT]
    for invite in old:
        ctx.tx.delete(invite)
    return len(old)


def forget_alarms(ctx: Context) -> int:
    """Alarms that have been quiet for a week."""
    rows = ctx.tx.query(Setting, col(Setting.key).startswith(PREFIX, autoescape=True))
    old = [row for row in rows if ctx.now - datetime.fromisoformat(row.value["last"]) > 7 * OPEN_FOR]
    for row in old:
        ctx.tx.delete(row)
    return len(old)


def replan(tx: Tx, registry: Registry, now: datetime) -> int:
    """Work out the dates of open cases again when the calendar has changed; returns how many cases were planned anew.

    Everything is derived from history: what was granted stays, pauses count by the new calendar. A firm date is only
    ever put off (a day off was added), a provisional one moves either way; what moves is told to the resident.
    """
    ctx = registry.context(tx, now)
    cases = tx.query(
        Case,
        col(Case.calendar_version) != ctx.calendar.version,
        col(Case.state).in_(REPLANNED),
        order_by=col(Case.id),
        limit=AT_ONCE,
    )
    for case in cases:
        _replan(ctx, case)
    return len(cases)


def _replan(ctx: Context, case: Case) -> None:
    running = dispatching.current(ctx, case)
    if running is None:
        ctx.tx.update(case, calendar_version=ctx.calendar.version)
        return
    times = limits.deadlines(
        dispatching.tier_of(case),
        cast("Column", running.column),
        running.given_at,
        ctx.calendar,
        vulnerable=case.vulnerable,
        tiers=ctx.world.tiers,
    )
    due_at = derivation.due_of(ctx, case, running)
    if not case.provisional and running.due_at is not None:
        due_at = max(due_at, running.due_at)
    apart = case.due_at != running.due_at  # a promise that runs apart from the duty is not touched
    changed = {"sign_due_at": times.sign_at, "words_due_at": times.first_words_at, "due_at": due_at}
    running = ctx.tx.update(running, **changed)
    old = case.due_at
    case = record(
        ctx,
        case,
        "replanned",
        data={"calendar": ctx.calendar.version, "due": due_at.isoformat() if due_at else ""},
        due_at=case.due_at if apart else due_at,
        provisional=times.provisional,
        calendar_version=ctx.calendar.version,
    )
    dispatching.plan_assignment(ctx, case, running)
    if case.state == CaseState.REVIEW:
        review.plan(ctx, case)
    if old is not None and case.due_at != old:
        params = {"old": old.isoformat(), "reason": texts.CALENDAR_CHANGED(), "by": ctx.district.root}
        tell_voices(ctx, case, "extended", params, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
