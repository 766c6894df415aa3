"""Meetings are planned ahead by rhythm and calendar; each has its own timers: told, noticed, reminded, over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from handlers.context import Context
from handlers.services import timers
from handlers.services.meetings import book, hosting
from handlers.services.timers import Planned
from models.domain.meetings import notice, rotation
from models.domain.meetings.agenda import MeetingLevel
from models.domain.meetings.rhythm import MeetingDay, meeting_days
from models.domain.meetings.settings import Meetings, Rule
from models.domain.working_time import DAY_OPENS, ONE_DAY, at_clock, shanghai_day
from models.tables import Meeting, Timer

SUBJECT = ("service", 0)
KIND = "meetings"
EACH_DAY = time(6)
"""New meetings are planned at this hour."""
AHEAD = timedelta(days=30)
"""So far ahead meetings are known; longer than holidays and the time for drafts together."""
OVER = time(20)
"""A meeting that nobody has opened by then was not held."""


def ensure(ctx: Context) -> None:
    """Plan meetings now, and the next planning if none is planned."""
    if not ctx.tx.find(Timer, subject=SUBJECT[0], subject_id=SUBJECT[1], kind=KIND, status="pending"):
        plan_ahead(ctx)
        _plan_next(ctx)


def fire(ctx: Context, _timer: Timer) -> None:
    """A new day: what has come into sight is planned, what the calendar moved is moved."""
    _plan_next(ctx)
    plan_ahead(ctx)


def plan_ahead(ctx: Context) -> None:
    """Every unit's meetings of the coming weeks; a notice that can no longer be given in time is not promised."""
    settings = book.rules(ctx.district)
    if not settings.rules:
        return
    today = shanghai_day(ctx.now)
    known: dict[str, dict[str, Meeting]] = {}
    for meeting in ctx.tx.find(Meeting, status="planned"):
        known.setdefault(meeting.unit, {})[meeting.nominal_on.isoformat()] = meeting
    for level, rule in settings.rules.items():
        days = meeting_days(rule.rhythm, today - 14 * ONE_DAY, today + AHEAD, ctx.calendar)
        for unit in _units(ctx, level):
            for day in days:
                _plan(ctx, settings, level, rule, unit, day, known.get(unit, {}).get(day.nominal.isoformat()))


def set_timers(ctx: Context, meeting: Meeting, settings: Meetings) -> None:
    """When its units are told, its notice put up, drafts asked for again, and when it is over."""
    days = settings.notice_days
    planned = [Planned("over", over_at(meeting), rule="meeting")]
    if meeting.noticed_at is None:
        planned.append(Planned("notice", notice.publish_at(meeting.starts_at, days), rule="meeting"))
    told = ctx.calendar.working_days_ahead_of(meeting.starts_at, settings.draft_days, DAY_OPENS).at
    if meeting.invited_at is None:
        # told before it is public
        planned.append(Planned("invite", min(told, notice.publish_at(meeting.starts_at, days)), rule="meeting"))
    again = ctx.calendar.working_days_ahead_of(meeting.starts_at, 1, DAY_OPENS).at
    if again > ctx.now:
        planned.append(Planned("remind", again, rule="meeting"))
    # what should have been done before the meeting was planned is due now, not long ago
    timers.plan(ctx, "meeting", meeting.id, [replace(one, due_at=max(one.due_at, ctx.now)) for one in planned])


def over_at(meeting: Meeting) -> datetime:
    """The evening of its day."""
    return max(at_clock(shanghai_day(meeting.starts_at), OVER), meeting.starts_at + timedelta(hours=2))


def _plan(
    ctx: Context,
    settings: Meetings,
    level: MeetingLevel,
    rule: Rule,
    unit: str,
    day: MeetingDay,
    known: Meeting | None,
) -> None:
    starts = at_clock(day.day, rule.at)
    in_time = notice.publish_at(starts, settings.notice_days) >= ctx.now
    if known is not None:
        by_hand = known.moved_from is not None
        moved = known.starts_at != starts and known.noticed_at is None and in_time and not by_hand
        if moved:  # the calendar or the rhythm changed before anybody was told in public
            known = ctx.tx.update(known, starts_at=starts, invited_at=None)
            set_timers(ctx, known, settings)
        return
    if not in_time or ctx.tx.find(Meeting, unit=unit, nominal_on=day.nominal):
        return
    host = hosting.host_of(ctx, rotation.turn_of(day.nominal)) if level == "district" else unit
    meeting = ctx.tx.insert(
        Meeting, unit=unit, level=level, nominal_on=day.nominal, starts_at=starts, host=host, place=rule.place
    )
    book.write(ctx, meeting, "before", "planned", day=day.day.isoformat(), host=host)
    set_timers(ctx, meeting, settings)


def _units(ctx: Context, level: MeetingLevel) -> list[str]:
    if level == "district":
        return [ctx.district.root]
    return [unit.code for unit in ctx.district.units.values() if unit.level == level and not unit.closed]


def _plan_next(ctx: Context) -> None:
    day = shanghai_day(ctx.now)
    at = at_clock(day, EACH_DAY)
    if at <= ctx.now:
        at = at_clock(day + ONE_DAY, EACH_DAY)
    timers.set_timer(ctx, *SUBJECT, Planned(KIND, at, stage=shanghai_day(at).isoformat(), rule="meetings"))
