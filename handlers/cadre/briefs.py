"""确认专报, 专报有误 哪里: the head's word about the month's paper."""

from __future__ import annotations

from handlers.context import Talk
from handlers.grammar import Command
from handlers.services.briefs import papers
from handlers.texts import briefs as texts
from models.domain.district import Post
from models.tables import Brief


def confirm(talk: Talk, command: Command) -> str:
    """Confirm the oldest paper that waits; what stands behind the verb is a doubt, not a confirmation."""
    found = papers.waiting(talk.ctx, talk.posts)
    if not found:
        return texts.NONE_WAITING()
    if command.rest.strip():
        return doubt(talk, command)
    brief = papers.confirm(talk.ctx, found[0], _post(talk, found[0]))
    more = texts.MORE_WAITING(count=len(found) - 1) if len(found) > 1 else ""
    return texts.CONFIRMED(month=month(brief), unit=talk.ctx.district.name_of(brief.unit), more=more)


def doubt(talk: Talk, command: Command) -> str:
    """The desk looks; the numbers stay until events change them."""
    found = papers.waiting(talk.ctx, talk.posts)
    if not found:
        return texts.NONE_WAITING()
    if not command.rest.strip():
        return texts.DOUBT_NEEDS_WORDS()
    papers.doubt(talk.ctx, found[0], _post(talk, found[0]), command.rest.strip())
    return texts.DOUBTED(month=month(found[0]), unit=talk.ctx.district.name_of(found[0].unit))


def month(brief: Brief) -> str:
    """11"""
    return str(int(brief.month.partition("-")[2]))


def _post(talk: Talk, brief: Brief) -> Post:
    return next(post for post in talk.posts if post.unit == brief.unit and post.role in papers.HEADS)
