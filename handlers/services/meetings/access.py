"""Who may see an agenda, who sees only his own items, who leads a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from handlers.context import Context
from handlers.policies.chairing import may_lead
from handlers.policies.permissions import is_barred, is_confidential, leads
from handlers.services.meetings import book
from models.domain.district import Post
from models.tables import AgendaItem, Case, Meeting

Sight = Literal["", "own", "read", "lead"]
"""Nothing · the items of the own unit · all of it · all of it, and may change it."""
_ORDER: tuple[Sight, ...] = ("", "own", "read", "lead")


def sight(ctx: Context, meeting: Meeting, posts: Sequence[Post]) -> Sight:
    """The widest that any of the posts may see."""
    return max((_sight(ctx, meeting, post) for post in posts), key=_ORDER.index, default="")


def shown(ctx: Context, meeting: Meeting, posts: Sequence[Post], account_id: str) -> list[tuple[AgendaItem, Case]]:
    """The items these posts may read, with their cases; a case the person has a part in himself is never among them."""
    how = sight(ctx, meeting, posts)
    if not how:
        return []
    units = {post.unit for post in posts}
    found = []
    for item in book.items(ctx, meeting):
        case = ctx.tx.get(Case, item.case_id)
        if case is None or is_confidential(case) or is_barred(ctx, case, account_id):
            continue
        if how != "own" or units & concerned(item, case):
            found.append((item, case))
    return found


def concerned(item: AgendaItem, case: Case) -> set[str]:
    """Units an item is about: who owes the draft, and who has the case."""
    return {item.unit, case.unit}


def _sight(ctx: Context, meeting: Meeting, post: Post) -> Sight:
    root = ctx.district.root
    if may_lead(ctx.district, meeting, post):
        return "lead"
    if post.unit == root or post.unit in ctx.district.line_of(meeting.unit)[1:]:
        return "read"  # the desk, the inspectors, the leaders, and the street above a community
    if leads(ctx.district, post, meeting.unit):
        return "read"
    if meeting.unit == root:
        found = ctx.district.units.get(post.unit)
        attends = found is not None and found.level == "street"
        return "read" if attends or post.unit in book.rules(ctx.district).observers else "own"
    street_reads = meeting.level == "street" and meeting.unit in ctx.district.line_of(post.unit)
    return "read" if street_reads else "own"
