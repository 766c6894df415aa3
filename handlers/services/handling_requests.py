"""What a unit asks and somebody above decides: 退单 (objection), 延期 (extension), and by table the other requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from handlers.context import Context
from handlers.policies.permissions import actor_for, may_decide, refuse_stranger, roles, rung_above
from handlers.services import commitments, dispatching, pausing, requests
from handlers.services.closing import appeals, exclusion, review, statutory
from handlers.services.handling import HOURLY_TIERS, settle_requests
from handlers.services.handling_moves import MAX_OBJECTIONS, fitting_category, place_at
from handlers.services.notices import tell_voices, urgency_of
from handlers.services.records import act
from handlers.services.requests import Decided
from handlers.services.ruling import arbitration, rules
from handlers.services.statements import say
from models.domain import escalation, limits
from models.domain.dates import SaidDate
from models.domain.district import Post
from models.domain.errors import BadDate, LimitReached, MissingPart, NotFound, TooLate, UnknownUnit
from models.domain.redact import redact
from models.domain.states import Act, Actor
from models.domain.working_time import DAY_CLOSES, ONE_DAY, at_clock, shanghai_day
from models.tables import Case, Request

OBJECTION_REASONS = ("place", "power", "duplicate", "unclear")
"""Options 1 to 4 of 退单: not our place, not our power, the same as another case, cannot be understood."""
MAX_EXTENSIONS = 2
"""In the time of one unit; the second is decided two levels up."""


def may_object(ctx: Context, case: Case, post: Post, account_id: str = "") -> Actor:
    """Whether the post may send the case back now; the third time it is arbitrated. Raises LimitReached after that."""
    actor = actor_for(ctx, case, post, Act.OBJECT, account_id)
    if case.objections >= MAX_OBJECTIONS:
        arbitration.may_ask(ctx, case)
    return actor


def object_to(
    ctx: Context, case: Case, post: Post, reason: str, basis: str, asked_unit: str = "", account_id: str = ""
) -> tuple[Case, Request]:
    """退单: ask the district's desk to take the case away; its time runs on until that is decided.

    `reason` is one of OBJECTION_REASONS; the basis is written down. Raises MissingPart without one.
    """
    actor = may_object(ctx, case, post, account_id)
    if not basis.strip() or reason not in OBJECTION_REASONS:
        raise MissingPart(verb=Act.OBJECT.value, number=case.running, parts=("reason",))
    if case.objections >= MAX_OBJECTIONS:
        return arbitration.ask(ctx, case, post, reason, basis, asked_unit, account_id)
    desk = escalation.desk_rung(ctx.district)
    limit = limits.objection_limit(ctx.now, ctx.calendar)
    request = ctx.tx.insert(
        Request,
        case_id=case.id,
        kind="objection",
        unit=post.unit,
        post=post.code,
        to_unit=desk.unit,
        to_role=desk.role,
        reason=reason,
        words=redact(basis).text,
        asked_unit=asked_unit,
        asked_at=ctx.now,
        limit_at=limit,
    )
    say(ctx, case, "handover", basis, post=post.code, public=False)
    facts = {"request": request.id, "reason": reason}
    case, _ = act(ctx, case, Act.OBJECT, actor, post=post.code, data=facts, objections=case.objections + 1)
    requests.submit(ctx, case, request)
    return case, request


def ask_extension(
    ctx: Context, case: Case, post: Post, until: SaidDate, reason: str, account_id: str = ""
) -> tuple[Case, Request]:
    """延期: ask the level above (the second time the one above it) for a later date; the old one holds meanwhile.

    Raises TooLate once it is due, BadDate for a date that is not later or too far (reason not_later | too_far),
    LimitReached for a third time, while one is being decided, or in a tier without extensions.
    """
    actor = actor_for(ctx, case, post, Act.ASK_EXTENSION, account_id)
    if not reason.strip():
        raise MissingPart(verb=Act.ASK_EXTENSION.value, number=case.running, parts=("reason",))
    running = dispatching.current(ctx, case)
    due_at = case.due_at or (running.due_at if running else None)
    if due_at is None or ctx.now >= due_at:
        raise TooLate(act=Act.ASK_EXTENSION, until=due_at, number=case.running)
    latest = latest_extension(ctx, case, due_at)
    since = running.given_at if running is not None else case.filed_at
    earlier = [one for one in ctx.tx.find(Request, case_id=case.id, kind="extension") if one.asked_at >= since]
    granted = sum(one.status == "granted" for one in earlier)
    if latest is None or granted >= MAX_EXTENSIONS or any(one.status == "open" for one in earlier):
        raise LimitReached(act=Act.ASK_EXTENSION, limit=0 if latest is None else 1, number=case.running)
    if until.at <= due_at:
        raise BadDate(said=until.said, reason="not_later", until=due_at)
    if until.at > latest and until.day != shanghai_day(latest):
        raise BadDate(said=until.said, reason="too_far", until=latest)
    rung = rung_above(ctx, case)
    if granted and rung is not None:  # the second time two levels up
        rung = escalation.next_rung(ctx.district, case.unit, rung)
    request = ctx.tx.insert(
        Request,
        case_id=case.id,
        kind="extension",
        unit=post.unit,
        post=post.code,
        to_unit=rung.unit if rung else ctx.district.root,
        to_role=rung.role if rung else "leader",
        reason="",
        words=redact(reason).text,
        asked_due_at=min(until.at, latest),  # a day without an hour is meant as far as the tier goes
        asked_at=ctx.now,
        limit_at=due_at,
    )
    case, _ = act(ctx, case, Act.ASK_EXTENSION, actor, post=post.code, data={"request": request.id})
    requests.submit(ctx, case, request)
    return case, request


def latest_extension(ctx: Context, case: Case, due_at: datetime) -> datetime | None:
    """The latest instant an extension may ask for, None where the tier knows none.

    One length of the tier; where that is counted in working days, the extra time begins on the first working day
    after the due day, as every limit begins after its day of receipt (dialogues 3.3 and h).
    """
    begins = due_at
    if dispatching.tier_of(case) not in HOURLY_TIERS:
        begins = at_clock(ctx.calendar.next_workday(shanghai_day(due_at) + ONE_DAY), DAY_CLOSES)
    return limits.latest_extension(dispatching.tier_of(case), begins, ctx.calendar, ctx.world.tiers)


def open_request(ctx: Context, case: Case, post: Post, account_id: str = "") -> Request:
    """The request about this case that the post may decide now.

    Raises NotYours or NotFound for a stranger, NotFound(what=request) when there is nothing to decide.
    """
    for request in ctx.tx.find(Request, case_id=case.id, status="open", order="asked_at"):
        if may_decide(ctx, request, case, post, account_id):
            return request
    if not roles(ctx, case, post, account_id):
        refuse_stranger(ctx, case, account_id)
    raise NotFound(number=str(case.running), what="request")


def grant(ctx: Context, case: Case, post: Post, words: str = "", unit: str = "", account_id: str = "") -> Decided:
    """同意: an extension moves the date and tells the resident; an objection gives the case to the right unit."""
    request = open_request(ctx, case, post, account_id)
    if request.kind == arbitration.KIND:
        return _arbitrate(ctx, case, post, request, unit or request.asked_unit, words, account_id)
    if request.kind in GRANTS:
        return GRANTS[request.kind](ctx, case, post, request, words)
    return _uphold(ctx, case, post, request, words, unit or request.asked_unit)


def refuse(ctx: Context, case: Case, post: Post, words: str, account_id: str = "") -> Decided:
    """驳回 with a reason: the date, or the case, stays where it is."""
    request = open_request(ctx, case, post, account_id)
    if request.kind == arbitration.KIND:
        return _arbitrate(ctx, case, post, request, case.unit, words, account_id)
    if request.kind in REFUSALS:
        return REFUSALS[request.kind](ctx, case, post, request, words)
    what = Act.REFUSE_EXTENSION if request.kind == "extension" else Act.REJECT
    if not words.strip():
        raise MissingPart(verb=what.value, number=case.running, parts=("reason",))
    decision = redact(words).text
    if request.kind == "extension":
        case, _ = act(ctx, case, what, Actor.ABOVE, post=post.code, data={"request": request.id})
    else:
        before = requests.state_before(ctx, case, Act.OBJECT)
        case, _ = act(ctx, case, what, Actor.DESK, post=post.code, data={"request": request.id}, before=before)
    request = requests.close(ctx, request, post, "refused", decision)
    kind = "extension_refused" if request.kind == "extension" else "objection_refused"
    requests.tell_asker(ctx, case, request, kind, {"decision": decision})
    return Decided(case, request)


def _arbitrate(
    ctx: Context, case: Case, post: Post, request: Request, unit: str, words: str, account_id: str
) -> Decided:
    """The two buttons of a page: for the unit that was chosen, or it stays; both need a basis."""
    if not unit:
        raise MissingPart(verb=Act.ARBITRATE.value, number=case.running, parts=("unit",))
    done = arbitration.decide(ctx, case, post, unit, words, account_id)
    return Decided(done.case, request, rule=True)


def _extend(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    assert request.asked_due_at is not None
    until, old = request.asked_due_at, case.due_at
    facts = {"request": request.id, "until": until.isoformat()}
    case, _ = act(ctx, case, Act.GRANT_EXTENSION, Actor.ABOVE, post=post.code, data=facts, due_at=until)
    running = dispatching.current(ctx, case)
    if running is not None:
        running = ctx.tx.update(running, due_at=until)
        dispatching.plan_assignment(ctx, case, running)
    request = requests.close(ctx, request, post, "granted", redact(words).text)
    requests.tell_asker(ctx, case, request, "extension_granted", {"due": until.isoformat()})
    told = {"old": old.isoformat() if old else "", "reason": request.words, "by": post.unit}
    tell_voices(ctx, case, "extended", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return Decided(case, request)


def _uphold(ctx: Context, case: Case, post: Post, request: Request, words: str, unit: str) -> Decided:
    if not unit:
        raise MissingPart(verb=Act.UPHOLD.value, number=case.running, parts=("unit",))
    if unit == case.unit:
        raise UnknownUnit(said=ctx.district.name_of(unit), near=(), same=True, number=case.running)
    category = fitting_category(ctx, case, unit, f"{words} {request.words}", anywhere=True)
    old, decision = case.unit, redact(words).text
    facts = {"request": request.id, "unit": unit, "before": old}
    case, _ = act(
        ctx,
        case,
        Act.UPHOLD,
        Actor.DESK,
        post=post.code,
        data=facts,
        signed_at=None,
        promised_at=None,
        next_step="",
        category=category,
        title=case.title if category == case.category else ctx.district.categories[category].title,
    )
    dispatching.end(ctx, case, dispatching.UPHELD)
    request = requests.close(ctx, request, post, "granted", decision)
    settle_requests(ctx, case)
    rule = rules.of_objection(ctx, case, request.id, post, unit, decision) if request.reason == "power" else None
    if request.reason != "power":  # who holds the power says nothing about where it is
        case = place_at(ctx, case, unit)
    # the resident keeps the date that was promised; the right unit gets the limits of its own
    case = dispatching.assign(ctx, case, escalation.first_rung(ctx.district, unit), promise=False, params={"from": old})
    requests.tell_asker(ctx, case, request, "objection_granted", {"decision": decision, "unit": unit})
    tell_voices(ctx, case, "unit_changed", {"from": old}, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return Decided(case, request, rule is not None)


GRANTS: Mapping[str, Callable[[Context, Case, Post, Request, str], Decided]] = {
    "extension": _extend,
    "commitment": commitments.confirm,
    "commitment_move": commitments.move,
    "pause": pausing.approve,
    "contest": pausing.grant_contest,
    "statutory": statutory.approve,
    review.FINDING: review.agree,
    exclusion.KIND: exclusion.agree,
    appeals.KIND: appeals.uphold,
}
REFUSALS: Mapping[str, Callable[[Context, Case, Post, Request, str], Decided]] = {
    "commitment": commitments.refuse,
    "commitment_move": commitments.refuse,
    "pause": pausing.refuse,
    "contest": pausing.refuse_contest,
    "statutory": statutory.refuse,
    review.FINDING: review.disagree,
    exclusion.KIND: exclusion.refuse,
    appeals.KIND: appeals.reject,
}
"""By kind of request; an objection needs a unit and stands apart."""
