"""裁定: after two 退单 the desk decides once and for good, with a basis; the decision is a routing rule at once.

The resident's promise runs on throughout. A unit that was right to refuse keeps no mark of the case; the right unit
gets a duty clock of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handlers.context import Context
from handlers.policies.permissions import actor_for
from handlers.services import dispatching, handling_moves, requests, timers
from handlers.services.alarms import raise_alarm
from handlers.services.handling import settle_requests
from handlers.services.notices import posts_for, push_to_posts, tell_voices, urgency_of
from handlers.services.records import act, record
from handlers.services.ruling import rules
from handlers.services.statements import say
from handlers.services.timers import Planned
from models.domain import escalation
from models.domain.district import Post
from models.domain.errors import LimitReached, MissingPart, NotFound
from models.domain.states import Act
from models.domain.tiers import ARBITRATION_LIMIT, length_after
from models.domain.working_time import shanghai_day
from models.tables import Case, Request, RoutingDecision

KIND = "arbitration"
ARBITRATED = "arbitrated"
"""Fact of a case's decision: id of the rule that settled whose it is; it cannot be sent back any more."""


@dataclass(frozen=True, slots=True)
class Arbitrated:
    """What the desk decided."""

    case: Case
    old: str
    category: str
    """The matter was read wrongly and is this one now, `` when it stays."""
    rule: RoutingDecision


def ask(
    ctx: Context, case: Case, post: Post, reason: str, basis: str, asked_unit: str, account_id: str = ""
) -> tuple[Case, Request]:
    """The third 退单: the case stays where it is, its time runs on, the desk decides whose it is."""
    actor = actor_for(ctx, case, post, Act.ASK_ARBITRATION, account_id)
    may_ask(ctx, case)
    desk = escalation.desk_rung(ctx.district)
    limit = length_after(ctx.now, ARBITRATION_LIMIT, ctx.calendar).at
    request = requests.put(ctx, case, post, KIND, desk, basis, limit, reason=reason, asked_unit=asked_unit)
    say(ctx, case, "handover", basis, post=post.code, public=False)
    facts = {"request": request.id, "reason": reason}
    case, _ = act(ctx, case, Act.ASK_ARBITRATION, actor, post=post.code, data=facts)
    requests.submit(ctx, case, request)
    return case, request


def may_ask(ctx: Context, case: Case) -> None:
    """Raises LimitReached while one is being decided, and after it was."""
    if case.decision.get(ARBITRATED):
        raise LimitReached(act=Act.OBJECT, limit=ARBITRATED, number=case.running)
    if ctx.tx.find(Request, case_id=case.id, kind=KIND, status="open"):
        raise LimitReached(act=Act.OBJECT, limit="waiting", number=case.running)


def decide(ctx: Context, case: Case, post: Post, unit: str, basis: str, account_id: str = "") -> Arbitrated:
    """裁定 7 单位 依据: the unit leads from now on, also the next such matter in this place.

    Raises MissingPart without a basis, NoPower for a unit that may never lead the matter, NotFound where nothing is
    to be arbitrated.
    """
    stays = unit == case.unit
    actor = actor_for(ctx, case, post, Act.CONFIRM_UNIT if stays else Act.ARBITRATE, account_id)
    found = ctx.tx.find(Request, case_id=case.id, kind=KIND, status="open")
    request = found[0] if found else None
    if request is None and (case.objections < handling_moves.MAX_OBJECTIONS or case.decision.get(ARBITRATED)):
        raise NotFound(number=str(case.running), what="request")
    if not basis.strip():
        raise MissingPart(verb=Act.ARBITRATE.value, number=case.running, parts=("reason",))
    category = handling_moves.fitting_category(ctx, case, unit, basis, anywhere=True)
    old, title = case.unit, ctx.district.categories[category].title if category else case.title
    if request is not None:
        request = requests.close(ctx, request, post, "refused" if stays else "granted", basis.strip())
    facts = {"request": request.id if request else None, "unit": unit, "before": old}
    corrected = category != case.category
    changes: dict[str, Any] = {"category": category, "title": title} if corrected else {}
    if not stays:
        changes |= {"signed_at": None, "promised_at": None, "next_step": ""}
    what = Act.CONFIRM_UNIT if stays else Act.ARBITRATE
    case, _ = act(ctx, case, what, actor, post=post.code, data=facts, **changes)
    rule = _rule(ctx, case, post, unit, basis, request)
    case = record(
        ctx, case, "ruled", post=post.code, data={"rule": rule.id}, decision={**case.decision, ARBITRATED: rule.id}
    )
    if not stays:
        dispatching.end(ctx, case, dispatching.UPHELD)
        settle_requests(ctx, case)
        rung = escalation.first_rung(ctx.district, unit)
        case = dispatching.assign(ctx, case, rung, promise=False, params={"from": old})
        tell_voices(ctx, case, "unit_changed", {"from": old}, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    told = {"rule": rule.id, "unit": unit, "stays": stays}
    posts = posts_for(ctx, old)
    push_to_posts(ctx, posts, "arbitrated", told, key=f"{case.id}:{rule.id}", case=case, urgency=urgency_of(case))
    return Arbitrated(case, old, category if corrected else "", rule)


def overdue(ctx: Context, case: Case, request: Request) -> None:
    """Nobody decided in time: the duty post hears it every working morning until somebody does."""
    record(ctx, case, "top_overdue", data={"stage": KIND})
    raise_alarm(ctx, "undecided", key=case.number, number=case.number)
    at = length_after(ctx.now, "1wd@09:00", ctx.calendar).at
    timers.set_timer(ctx, "request", request.id, Planned("decide", at, rule="arbitration_limit"))


def _rule(ctx: Context, case: Case, post: Post, unit: str, basis: str, request: Request | None) -> RoutingDecision:
    category = ctx.district.categories.get(case.category)
    source = f"arbitration:{request.id if request is not None else 0}"
    place = case.place or case.community
    if category is None or not place:  # nothing it could be applied to again: it is written down for this case alone
        return ctx.tx.insert(
            RoutingDecision,
            category=case.category,
            place=f"case:{case.id}",
            unit=unit,
            source=source,
            basis=basis.strip(),
            case_id=case.id,
            valid_from=shanghai_day(ctx.now),
            decided_by=post.code,
        )
    return rules.keep(ctx, category, place, unit, post, source=source, basis=basis.strip(), case=case)
