"""拟办: the unit concerned says before the meeting what it means to do."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.context import Context
from handlers.policies.permissions import is_barred, is_confidential
from handlers.services.meetings import book
from handlers.services.records import record
from handlers.services.statements import say
from models.domain.district import Post
from models.tables import AgendaItem, Case, Meeting


def mine(ctx: Context, posts: Sequence[Post], account_id: str) -> list[tuple[Meeting, AgendaItem, Case]]:
    """Items of coming and sitting meetings that are about the posts' units, the next meeting first."""
    units = {post.unit for post in posts}
    found = []
    for meeting in ctx.tx.find(Meeting, status=book.ALIVE, order="starts_at"):
        for item in book.items(ctx, meeting):
            case = ctx.tx.get(Case, item.case_id)
            if case is None or not units & {item.unit, case.unit}:
                continue
            if not is_confidential(case) and not is_barred(ctx, case, account_id):
                found.append((meeting, item, case))
    return found


def write(ctx: Context, found: Sequence[tuple[Meeting, AgendaItem, Case]], post: Post, words: str) -> None:
    """Keep the draft of one case for every meeting that will talk about it."""
    case = found[0][2]
    statement = say(ctx, case, "draft", words, post=post.code, public=False)
    facts = {"statement": statement.id, "meetings": [meeting.id for meeting, _, _ in found]}
    record(ctx, case, "meeting_draft", post=post.code, data=facts)
    for meeting, item, _ in found:
        ctx.tx.update(item, draft_id=statement.id, draft_by=post.code, draft_at=ctx.now)
        stage: book.Stage = "before" if meeting.status == "planned" else "during"
        book.write(ctx, meeting, stage, "draft", post=post.code, case_id=case.id, statement=statement.id)
