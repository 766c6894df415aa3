"""Who leads a meeting, and so may settle the cases on its agenda while it sits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from handlers.context import Context
from models.domain.district import District, Post
from models.domain.meetings.settings import Meetings, read_meetings
from models.tables import AgendaItem, Case, Meeting

MEETING = "meeting"
"""Fact of a case's decision: the meeting that last talked about it. Only such a case is looked up here."""
OF_A_HOUSE = frozenset({"handler", "duty", "head", "deputy"})
OF_THE_DISTRICT = frozenset({"dispatcher", "duty", "leader", "deputy"})


def rules(district: District) -> Meetings:
    """The district's rules of meetings; a file without the section holds none."""
    return read_meetings(cast("Mapping[str, Any]", district.settings.get("meetings") or {}))


def may_lead(district: District, meeting: Meeting, post: Post) -> bool:
    """Whether the post opens and closes the meeting, adds and removes: whose it is, who hosts, who calls it."""
    if post.closed:
        return False
    if post.unit == district.root:
        return meeting.unit == district.root and post.role in OF_THE_DISTRICT
    houses = {meeting.unit, meeting.host}
    if meeting.unit == district.root:
        houses.add(rules(district).convener)
    return post.unit in houses and post.role in OF_A_HOUSE


def chairs(ctx: Context, case: Case, post: Post) -> bool:
    """Whether the post leads a meeting that sits over the case, or has still to complete what it decided."""
    meeting_id = case.decision.get(MEETING)
    meeting = ctx.tx.get(Meeting, int(meeting_id)) if meeting_id is not None else None
    if meeting is None or meeting.status not in {"open", "closed"} or not may_lead(ctx.district, meeting, post):
        return False
    found = ctx.tx.find(AgendaItem, meeting_id=meeting.id, case_id=case.id, dropped_at=None)
    return bool(found) and (meeting.status == "open" or found[0].commitment_id is None)
