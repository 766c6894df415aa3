"""转法定途径: what no office may decide is pointed to the route the law names, once the desk has agreed."""

from __future__ import annotations

from handlers.context import Context
from handlers.policies.permissions import actor_for
from handlers.services import dispatching, polling, requests
from handlers.services.handling import settle_requests
from handlers.services.notices import tell_voices, urgency_of
from handlers.services.records import act
from handlers.services.requests import Decided
from handlers.services.statements import say
from models.domain import escalation
from models.domain.closing import BY_CODE, STATUTORY_LIMIT, Route
from models.domain.district import Post
from models.domain.errors import LimitReached, MissingPart
from models.domain.escalation import Rung
from models.domain.redact import redact
from models.domain.states import Act, Actor
from models.domain.tiers import length_after
from models.tables import Case, Request

KIND = "statutory"


def ask(ctx: Context, case: Case, post: Post, route: Route, words: str, account_id: str = "") -> tuple[Case, Request]:
    """办结 as 要走法定途径: the desk decides; what the desk itself says is decided by the inspectors.

    Raises MissingPart without a note, LimitReached while one is being decided.
    """
    actor = actor_for(ctx, case, post, Act.ASK_STATUTORY, account_id)
    if not words.strip():
        raise MissingPart(verb=Act.FINISH.value, number=case.running, parts=("text",))
    if ctx.tx.find(Request, case_id=case.id, kind=KIND, status="open"):
        raise LimitReached(act=Act.ASK_STATUTORY, limit=1, number=case.running)
    at_root = post.unit == ctx.district.root
    to = Rung(ctx.district.root, "inspector", "district") if at_root else escalation.desk_rung(ctx.district)
    request = requests.put(
        ctx, case, post, KIND, to, words, length_after(ctx.now, STATUTORY_LIMIT, ctx.calendar).at, reason=route.code
    )
    case, _ = act(
        ctx, case, Act.ASK_STATUTORY, actor, post=post.code, data={"request": request.id, "route": route.code}
    )
    requests.submit(ctx, case, request)
    return case, request


def approve(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """同意: the case ends here, and the complainants hear which way is theirs and whom to call."""
    request = requests.close(ctx, request, post, "granted", redact(words).text)
    statement = say(ctx, case, "answer", request.words, post=request.post)
    facts = {"request": request.id, "route": request.reason, "statement": statement.id, "claim": "legal"}
    case, _ = act(
        ctx, case, Act.GRANT_STATUTORY, _decider(post), post=post.code, data=facts, claim="legal", closed_at=ctx.now,
        done_at=ctx.now, promised_at=None, next_step="", solved=None,
    )  # fmt: skip
    polling.stop(ctx, case)
    dispatching.end(ctx, case, "done")
    settle_requests(ctx, case)
    requests.tell_asker(ctx, case, request, "statutory_agreed", {})
    told = {"request": request.id, "statement": statement.id}
    tell_voices(ctx, case, "statutory_closed", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return Decided(case, request)


def refuse(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """驳回 with a reason: the unit goes on."""
    if not words.strip():
        raise MissingPart(verb=Act.REFUSE_STATUTORY.value, number=case.running, parts=("reason",))
    case, _ = act(ctx, case, Act.REFUSE_STATUTORY, _decider(post), post=post.code, data={"request": request.id})
    request = requests.close(ctx, request, post, "refused", redact(words).text)
    requests.tell_asker(ctx, case, request, "statutory_refused", {"decision": request.decision})
    return Decided(case, request)


def phone_of(ctx: Context, route: str) -> str:
    """Whom to call about a route: the district's own number, else the one that is valid everywhere."""
    return ctx.district.contacts.get(route) or BY_CODE[route].phone


def _decider(post: Post) -> Actor:
    return Actor.INSPECTOR if post.role == "inspector" else Actor.DESK
