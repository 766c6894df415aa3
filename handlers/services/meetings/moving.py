"""开会 改到: another day for one meeting, with a reason; the notice begins anew and everybody who knew is told once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from handlers.context import Context
from handlers.services.meetings import agendas, book, planning, telling
from handlers.services.notices import posts_for, push_to_posts
from models.domain.district import Post
from models.domain.errors import MeetingNotReady
from models.domain.meetings import notice
from models.domain.meetings.agenda import MeetingLevel
from models.domain.meetings.rhythm import meeting_days
from models.domain.redact import redact
from models.domain.working_time import ONE_DAY, at_clock, shanghai_day
from models.tables import Meeting

LOOKED_AHEAD = timedelta(days=70)
"""Longer than any cadence with its holidays."""


def move(ctx: Context, meeting: Meeting, post: Post, starts_at: datetime, reason: str) -> Meeting:
    """Hold a planned meeting at another time.

    Raises MeetingNotReady: without a reason, too soon for three full days of notice (`until` is the earliest), on or
    behind the day of the next one of its rhythm (`until`): a cadence holds one meeting, whatever is moved.
    """
    if meeting.status != "planned":
        raise MeetingNotReady(reason="open" if meeting.status == "open" else "held")
    if not reason.strip():
        raise MeetingNotReady(reason="move_reason")
    settings = book.rules(ctx.district)
    earliest = ctx.now + timedelta(days=settings.notice_days)
    if starts_at < earliest:
        raise MeetingNotReady(reason="move_soon", until=earliest)
    following = next_one(ctx, meeting)
    if following is not None and shanghai_day(starts_at) >= shanghai_day(following):
        raise MeetingNotReady(reason="move_late", until=following)
    if starts_at == meeting.starts_at:
        raise MeetingNotReady(reason="move_same", until=starts_at)
    old = meeting.starts_at
    meeting = ctx.tx.update(
        meeting,
        starts_at=starts_at,
        noticed_at=None,
        moved_from=meeting.moved_from or old,
        moved_why=redact(reason.strip()).text,
    )
    book.write(ctx, meeting, "before", "moved", post=post.code, old=old.isoformat(), new=starts_at.isoformat())
    planning.set_timers(ctx, meeting, settings)
    if notice.publish_at(starts_at, settings.notice_days) <= ctx.now:
        telling.give_notice(ctx, meeting)
    if meeting.invited_at is not None:
        _tell(ctx, meeting, post, old)
    return ctx.tx.get(Meeting, meeting.id) or meeting


def next_one(ctx: Context, meeting: Meeting) -> datetime | None:
    """When the meeting behind this one is held, by the rhythm."""
    rule = book.rules(ctx.district).rules.get(cast("MeetingLevel", meeting.level))
    if rule is None:
        return None
    first = meeting.nominal_on + ONE_DAY
    own = shanghai_day(meeting.moved_from or meeting.starts_at)
    days = meeting_days(rule.rhythm, first, first + LOOKED_AHEAD, ctx.calendar)
    return next((at_clock(one.day, rule.at) for one in days if one.day > own), None)


def _tell(ctx: Context, meeting: Meeting, post: Post, old: datetime) -> None:
    found = agendas.refresh(ctx, meeting)
    if not found:
        return
    units = dict.fromkeys((*telling.attendees(ctx, meeting, found), *telling.owed(ctx, meeting, found)))
    called = [(unit, posts_for(ctx, unit, "head" if unit == meeting.host else "handler")) for unit in units]
    for unit, posts in (*called, (ctx.district.root, telling.leaders(ctx, meeting, found))):
        push_to_posts(
            ctx,
            [one for one in posts if one != post],
            "meeting_moved",
            {"meeting": meeting.id, "unit": unit, "old": old.isoformat()},
            key=f"{meeting.id}:{unit}:{meeting.starts_at.isoformat()}",
            urgency="duty",
            expires_at=meeting.starts_at,
        )
