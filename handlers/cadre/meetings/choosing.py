"""Which meeting a person means: the one that sits, his own unit's next one, one he reads, one that wants his draft."""

from __future__ import annotations

from handlers.context import Talk
from handlers.policies.chairing import may_lead
from handlers.services.meetings import access, book
from handlers.texts import meetings as texts
from handlers.texts import naming
from models.domain.district import Post
from models.tables import Meeting


def meeting_of(talk: Talk) -> tuple[Meeting, access.Sight] | None:
    """The meeting whose agenda the person asks for, and how much of it he may see."""
    units = {post.unit for post in talk.posts}
    best: tuple[tuple[bool, int, bool, float], Meeting, access.Sight] | None = None
    for meeting in talk.tx.find(Meeting, status=book.ALIVE, order="starts_at"):
        sight = access.sight(talk.ctx, meeting, talk.posts)
        if not sight or (not access.shown(talk.ctx, meeting, talk.posts, talk.account.id) and sight == "own"):
            continue
        near = 0 if meeting.unit in units else 1 if sight == "lead" else 2 if sight == "own" else 3
        rank = (meeting.status != "open" or near > 1, near, False, meeting.starts_at.timestamp())
        if best is None or rank < best[0]:
            best = rank, meeting, sight
    return (best[1], best[2]) if best is not None else None


def led_by(talk: Talk, status: str) -> tuple[Meeting, Post] | None:
    """The next meeting of a status that the person leads, with the post in which he does."""
    for meeting in talk.tx.find(Meeting, status=status, order="starts_at"):
        for post in sorted(talk.posts, key=lambda one: one.unit not in {meeting.unit, meeting.host}):
            if may_lead(talk.ctx.district, meeting, post):
                return meeting, post
    return None


def when(talk: Talk, meeting: Meeting) -> str:
    """今天11月30日（周一）15:00"""
    return naming.at(meeting.starts_at, talk.now)


def place(meeting: Meeting) -> str:
    """社区会议室， or nothing."""
    return texts.AGENDA_PLACE(place=meeting.place) if meeting.place else ""
