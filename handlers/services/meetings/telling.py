"""Before a meeting: units concerned owe a draft and are reminded once, who comes is told, the notice is put up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from handlers.context import Context
from handlers.services.meetings import agendas, book
from handlers.services.notices import posts_for, push_to_posts
from handlers.services.supervising.weekly import linked
from models.domain.district import Post
from models.domain.meetings import agenda as agenda_rules
from models.domain.meetings import notice
from models.domain.meetings.agenda import Hard, MeetingLevel
from models.domain.meetings.attendance import Attendee
from models.domain.working_time import DAY_CLOSES, shanghai_day
from models.tables import AgendaItem, Case, Meeting


def invite(ctx: Context, meeting: Meeting) -> None:
    """Units concerned owe a draft; everybody else who comes is told, if there is anything to talk about."""
    meeting = ctx.tx.update(meeting, invited_at=ctx.now)
    found = agendas.refresh(ctx, meeting)
    if not found:
        return
    told = _ask_for_drafts(ctx, meeting, found, "first")
    others = [unit for unit in attendees(ctx, meeting, found) if unit not in told]
    called = [(unit, posts_for(ctx, unit, "head" if unit == meeting.host else "handler")) for unit in others]
    for unit, posts in (*called, (ctx.district.root, leaders(ctx, meeting, found))):
        push_to_posts(
            ctx,
            posts,
            "meeting_called",
            {"meeting": meeting.id, "unit": unit, "stage": "attend"},
            key=f"{meeting.id}:{unit}:attend",
            urgency="duty",
            expires_at=meeting.starts_at,
        )
    book.write(ctx, meeting, "before", "invited", drafts=sorted(told), attend=sorted(others))


def remind(ctx: Context, meeting: Meeting) -> None:
    """One working day before: who has not written yet, and who came onto the agenda since."""
    found = agendas.refresh(ctx, meeting)
    told = _ask_for_drafts(ctx, meeting, found, "again")
    book.write(ctx, meeting, "before", "reminded", drafts=sorted(told))


def give_notice(ctx: Context, meeting: Meeting) -> None:
    """The notice is on the board from now on."""
    found = agendas.refresh(ctx, meeting)
    ctx.tx.update(meeting, noticed_at=ctx.now)
    book.write(ctx, meeting, "before", "noticed", items=[one.case_id for one in found])


def over(ctx: Context, meeting: Meeting) -> None:
    """The day is over and nobody opened it: it was not needed, or it was not held, and then that is said."""
    found = agendas.refresh(ctx, meeting)
    status = "missed" if found else "empty"
    ctx.tx.update(meeting, status=status, closed_at=ctx.now)
    book.write(ctx, meeting, "after", status, items=len(found))
    if not found:
        return
    above = ctx.district.units[meeting.unit].parent or ctx.district.root
    for unit, role in ((meeting.host, "head"), (above, "dispatcher" if above == ctx.district.root else "head")):
        posts = posts_for(ctx, unit, "dispatcher" if role == "dispatcher" else "head")
        params = {"meeting": meeting.id, "count": len(found)}
        push_to_posts(ctx, posts, "meeting_missed", params, key=f"{meeting.id}:{unit}", urgency="duty")


def owed(ctx: Context, meeting: Meeting, found: Iterable[AgendaItem]) -> dict[str, list[AgendaItem]]:
    """Items without a draft by the unit that owes it; whose meeting it is owes none."""
    missing: dict[str, list[AgendaItem]] = {}
    for item in found:
        unit = ctx.district.units.get(item.unit)
        if item.draft_id is None and unit is not None and item.unit not in {meeting.unit, ctx.district.root}:
            missing.setdefault(item.unit, []).append(item)
    return missing


def drafts_until(ctx: Context, meeting: Meeting) -> datetime:
    """18:00 of the working day before."""
    return ctx.calendar.working_days_ahead_of(meeting.starts_at, 1, DAY_CLOSES).at


def attendees(ctx: Context, meeting: Meeting, found: Iterable[AgendaItem]) -> tuple[str, ...]:
    """Units that come, by level and by how hard the hardest item is."""
    listed = list(found)
    units = [unit for kind in _kinds(ctx, meeting, listed) for unit in _units_of(ctx, meeting, kind, listed)]
    return tuple(dict.fromkeys(unit for unit in units if unit in ctx.district.units))


def leaders(ctx: Context, meeting: Meeting, found: Iterable[AgendaItem]) -> tuple[Post, ...]:
    """Posts of the leaders linked with the communities it is about, where the table of attendance asks for them."""
    listed = list(found)
    if "leader" not in _kinds(ctx, meeting, listed):
        return ()
    about = {meeting.unit, *_homes(ctx, listed)}
    return tuple(ctx.district.posts[post] for post, own in linked(ctx.district).items() if about & set(own))


def _kinds(ctx: Context, meeting: Meeting, found: list[AgendaItem]) -> tuple[Attendee, ...]:
    hard = agenda_rules.hardest({one.id: cast("Hard", one.hard) for one in found})
    return book.rules(ctx.district).attendance[cast("MeetingLevel", meeting.level)][hard]


def late_notice(ctx: Context, meeting: Meeting) -> datetime | None:
    """Until when the notice holds the meeting up, None when it does not."""
    days = book.rules(ctx.district).notice_days
    if notice.is_ready(meeting.noticed_at, ctx.now, days):
        return None
    return notice.ready_at(meeting.noticed_at or ctx.now, days)


def tell_of(ctx: Context, meeting: Meeting, item: AgendaItem) -> None:
    """An item that was added by hand after everybody was told."""
    if meeting.invited_at is not None and meeting.status == "planned":
        _ask_for_drafts(ctx, meeting, [item], f"added:{item.case_id}")


def _ask_for_drafts(ctx: Context, meeting: Meeting, found: Iterable[AgendaItem], stage: str) -> set[str]:
    missing = owed(ctx, meeting, found)
    for unit in missing:
        push_to_posts(
            ctx,
            posts_for(ctx, unit),
            "meeting_called",
            {"meeting": meeting.id, "unit": unit, "stage": stage},
            key=f"{meeting.id}:{unit}:{stage}:{shanghai_day(meeting.starts_at)}",
            urgency="duty",
            expires_at=meeting.starts_at,
        )
    return set(missing)


def _units_of(ctx: Context, meeting: Meeting, kind: Attendee, found: list[AgendaItem]) -> Iterable[str]:
    district, settings = ctx.district, book.rules(ctx.district)
    below = district.children.get(meeting.unit, ())
    named = {one.unit for one in found}
    if kind == "own":
        return (meeting.unit, meeting.host)
    if kind == "concerned":
        return sorted(named)
    if kind == "above":
        return (district.units[meeting.unit].parent or "",)
    if kind == "communities":
        return [code for code in below if district.units[code].level == "community" and code in _homes(ctx, found)]
    if kind == "streets":
        return [code for code in below if district.units[code].level == "street"]
    if kind == "convener":
        return (settings.convener,)
    if kind == "partners":
        area = {meeting.unit, *below}
        return [unit.code for unit in district.units.values() if area & set(unit.serves) and not unit.closed]
    return settings.observers if kind == "observers" else ()


def _homes(ctx: Context, found: list[AgendaItem]) -> set[str]:
    cases = (ctx.tx.get(Case, one.case_id) for one in found)
    return {case.community for case in cases if case is not None}
