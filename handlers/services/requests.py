"""A request that somebody above decides: put to a post, decided once, and its asker told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from handlers.context import Context
from handlers.services import timers
from handlers.services.notices import posts_for, push_to_posts, urgency_of
from handlers.services.records import history
from handlers.services.timers import Planned
from models.domain.district import Post, Role
from models.domain.escalation import Rung
from models.domain.redact import redact
from models.domain.states import Act, CaseState
from models.tables import Case, Request


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a request."""

    case: Case
    request: Request
    rule: bool = False
    """A dated routing rule was made of it: the same matter goes there from today."""


def put(
    ctx: Context, case: Case, post: Post, kind: str, to: Rung, words: str, limit_at: datetime, **facts: Any
) -> Request:
    """Write the request down; `submit` tells those who decide, once the act is recorded."""
    return ctx.tx.insert(
        Request,
        case_id=case.id,
        kind=kind,
        unit=post.unit,
        post=post.code,
        to_unit=to.unit,
        to_role=to.role,
        words=redact(words).text,
        asked_at=ctx.now,
        limit_at=limit_at,
        **{"reason": "", **facts},
    )


def submit(ctx: Context, case: Case, request: Request) -> None:
    """Tell the posts that decide, and plan the end of their time."""
    timers.set_timer(ctx, "request", request.id, Planned("decide", request.limit_at, rule=f"{request.kind}_limit"))
    posts = posts_for(ctx, request.to_unit, cast("Role", request.to_role))
    asked = [post for post in posts if post.code != request.post]
    push_to_posts(
        ctx, asked, request.kind, {"request": request.id}, key=f"{request.id}", case=case, urgency=urgency_of(case)
    )


def close(ctx: Context, request: Request, post: Post, status: str, decision: str) -> Request:
    """The request is decided (granted | refused)."""
    timers.cancel(ctx, "request", request.id)
    return ctx.tx.update(request, status=status, decided_by=post.code, decided_at=ctx.now, decision=decision)


def lapse(ctx: Context, case: Case, request: Request, kind: str, why: str = "lapsed") -> Request:
    """Nobody decided in time: the request is void and its asker hears of it by a push of `kind`."""
    timers.cancel(ctx, "request", request.id)
    request = ctx.tx.update(request, status="lapsed", decided_at=ctx.now, decision=why)
    tell_asker(ctx, case, request, kind, {"decision": why, "of": request.kind})
    return request


def tell_asker(ctx: Context, case: Case, request: Request, kind: str, params: dict[str, Any]) -> None:
    """The post that asked hears the decision; its unit where the post is gone."""
    asker = ctx.district.posts.get(request.post)
    posts = (asker,) if asker is not None and not asker.closed else posts_for(ctx, request.unit)
    push_to_posts(ctx, posts, kind, params, key=f"{request.id}", case=case, urgency=urgency_of(case))


def state_before(ctx: Context, case: Case, what: Act) -> CaseState:
    """The state the case had before the newest act of this kind."""
    event = next(one for one in reversed(history(ctx, case)) if one.kind == what.value)
    return CaseState(str(event.data["from"]))
