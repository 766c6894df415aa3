"""名单: who could not be reached by any message, so that somebody who is not the handler telephones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from handlers.context import Context
from handlers.policies.permissions import NAMED, is_confidential
from handlers.services.leaves import acting
from models.domain.district import Post
from models.domain.errors import NotFound, NotYours
from models.domain.quiet import Urgency
from models.tables import Attempt, Case, Outbox, Voice

PHONE = "phone"
CALLERS = frozenset({"dispatcher", "duty"})
"""Roles that telephone; a street's handler does it for his own area."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call to make."""

    row: Outbox
    case: Case | None
    unit: str
    """Unit to call, `` for a complainant."""
    whom: str
    """Title and name of a cadre, `` for a complainant."""
    phone: str
    """Of the post or its unit; a complainant's is in the vault of the case (a logged look)."""


def ask_for_call(
    ctx: Context,
    case: Case | None,
    kind: str,
    params: dict[str, Any],
    *,
    key: str,
    post: str | None = None,
    account_id: str | None = None,
    urgency: Urgency = "normal",
    priority: int = 50,
) -> Outbox:
    """Put a recipient on the list, once a cause, without a message first: the messages before were not answered."""
    recipient = f"post:{post}" if post else f"account:{account_id}"
    name = f"call:{kind}:{key}:{recipient}"
    known = ctx.tx.find(Outbox, dedupe_key=name)
    if known:
        return known[0]
    row = ctx.tx.insert(
        Outbox,
        dedupe_key=name,
        post=post,
        account_id=account_id,
        case_id=case.id if case else None,
        kind=kind,
        params=params,
        urgency=urgency,
        priority=priority,
        state=PHONE,
        rung=PHONE,
        not_before=ctx.now,
        created_at=ctx.now,
    )
    ctx.tx.insert(Attempt, outbox_id=row.id, at=ctx.now, rung=PHONE, result="skipped", reason="unanswered")
    return row


def is_caller(ctx: Context, post: Post) -> bool:
    """Whether a post telephones at all: the dispatcher's desk and duty, and the street's own desk."""
    level = ctx.district.units[post.unit].level
    if level == "district":
        return post.role in CALLERS
    return level == "street" and post.role in {"handler", "duty"}


def calls_for(ctx: Context, posts: Iterable[Post]) -> list[Call]:
    """What these posts may telephone about, the most urgent first.

    The district's desk sees all, a street its own line; nobody calls about a case his own unit handles.
    """
    callers = [post for post in posts if is_caller(ctx, post)]
    if not callers:
        return []
    found = []
    for row in ctx.tx.find(Outbox, state=PHONE):
        case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
        if any(_may_call(ctx, post, row, case) for post in callers):
            found.append(_call(ctx, row, case))
    return sorted(found, key=lambda call: (call.row.priority, call.row.created_at, call.row.id))


def called(ctx: Context, posts: Iterable[Post], outbox_id: int, *, reached: bool = True) -> Outbox:
    """Somebody telephoned: the row leaves the list and keeps who did it.

    Raises NotFound for a row that is not on the list, NotYours for one these posts may not telephone about.
    """
    row = ctx.tx.get(Outbox, outbox_id)
    if row is None or row.state != PHONE:
        raise NotFound(number=outbox_id, yours=())
    case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
    caller = next((post for post in posts if is_caller(ctx, post) and _may_call(ctx, post, row, case)), None)
    if caller is None:
        raise NotYours(number=case.number if case else "", unit=case.unit if case else "")
    result = "delivered" if reached else "refused"
    ctx.tx.insert(Attempt, outbox_id=row.id, at=ctx.now, rung=PHONE, result=result, reason=caller.code)
    if row.kind == "poll" and row.account_id is not None and case is not None and reached:
        for voice in ctx.tx.find(Voice, case_id=case.id, account_id=row.account_id, left_at=None):
            ctx.tx.update(voice, delivered=voice.delivered + 1)
    return ctx.tx.update(row, state="delivered" if reached else "failed", sent_at=ctx.now if reached else None)


def _may_call(ctx: Context, post: Post, row: Outbox, case: Case | None) -> bool:
    if case is not None and (is_confidential(case) or post.person in case.decision.get(NAMED, ())):
        return False  # an accusation waits for the inspectors' own next word: nobody telephones about it
    subject = ctx.district.posts.get(row.post) if row.post else None
    if subject is not None and subject.unit == post.unit and ctx.district.units[post.unit].level != "district":
        return False
    if case is not None and row.post is None and case.on_behalf_of == post.code:
        return False  # who told it for somebody without WeChat does not ask whether it is done
    handled = case is not None and row.post is None and case.unit == post.unit
    if handled:  # who did the work does not ask whether it is done
        return False
    if ctx.district.units[post.unit].level == "district":
        return True
    where = subject.unit if subject is not None else (case.community if case is not None else "")
    return post.unit in ctx.district.line_of(where)


def _call(ctx: Context, row: Outbox, case: Case | None) -> Call:
    post = ctx.district.posts.get(row.post) if row.post else None
    if post is None:
        return Call(row, case, "", "", "")
    unit = ctx.district.units[post.unit]
    now = ctx.district.posts[acting.answers_for(ctx, post.code)]
    whom = " ".join(part for part in (now.title, ctx.district.person_of(now.code)) if part)
    return Call(row, case, unit.code, whom, now.phone or ctx.district.units[now.unit].phone)
