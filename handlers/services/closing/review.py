"""区复核: after three rounds of "no" the district's desk and the inspectors look together, once, and say so in writing.

Neither decides alone: one writes the result down, the other agrees. The complainants are asked about it a last time;
what they answer is kept and counted, and no further round begins by itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from handlers.context import Context
from handlers.policies.permissions import actor_for, same_person
from handlers.services import dispatching, polling, requests, timers
from handlers.services.handling import settle_requests
from handlers.services.notices import posts_for, push, push_to_posts, tell_voices, urgency_of, voices_of
from handlers.services.records import act, history
from handlers.services.requests import Decided
from handlers.services.statements import say
from handlers.services.timers import Planned
from models.domain import escalation
from models.domain.closing import AGREE_LIMIT, REVIEW_LIMIT, Claim
from models.domain.district import Post, Role
from models.domain.errors import MissingPart, NotYours
from models.domain.escalation import Rung
from models.domain.limits import reminders_before
from models.domain.redact import redact
from models.domain.states import Act, Actor, CaseState, Closure
from models.domain.tiers import length_after
from models.tables import Case, Request, Voice

Result = Literal["solved", "impossible", "redo"]
"""What may be found, beside a plan, which is a commitment (承诺)."""

KIND = "review"
"""Of the timers of a review, and of the push that begins it."""
FINDING = "finding"
"""Kind of the request by which one desk puts its result to the other."""
REMINDERS = ("T-3", "T-1", "T")
SIDES: tuple[Role, ...] = ("dispatcher", "inspector")
FOUND: dict[str, Act] = {"solved": Act.FOUND_SOLVED, "impossible": Act.FOUND_IMPOSSIBLE}
_CLAIMS: dict[str, Claim] = {"solved": "solved", "impossible": "impossible"}


def begin(
    ctx: Context, case: Case, voice: Voice, words: int | str, actor: Actor, post: str = "", **changes: Any
) -> Case:
    """The third no: the unit that had it helps from now on, both desks are told, the residents hear who comes."""
    before = case.unit
    facts = {"voice": voice.id, "unit": ctx.district.root, "before": before}
    case, _ = act(ctx, case, Act.REVIEW, actor, post=post, data=facts, signed_at=ctx.now, **changes)
    polling.stop(ctx, case)
    dispatching.end(ctx, case, "reopened")
    settle_requests(ctx, case)
    due = length_after(ctx.now, REVIEW_LIMIT, ctx.calendar)
    said: dict[str, Any] = {"words": words}
    desk = Rung(ctx.district.root, "dispatcher", "district")
    case = dispatching.assign(ctx, case, desk, promise=True, cause=KIND, params=said, until=due.at)
    if before and before != case.unit:
        dispatching.become_assist(ctx, case, before)
        told = {"to": case.unit, "reason": KIND}
        posts = posts_for(ctx, before)
        push_to_posts(ctx, posts, "demoted", told, key=f"{case.id}:{case.seq}", case=case, urgency=urgency_of(case))
    inspectors = posts_for(ctx, ctx.district.root, "inspector")
    push_to_posts(ctx, inspectors, KIND, said, key=f"{case.id}:{case.round}", case=case)
    for other in voices_of(ctx, case):
        if other.account_id != voice.account_id:  # who said it is being answered
            key = f"{case.id}:{case.seq}:{other.id}"
            push(ctx, "reviewed", {}, key=key, account_id=other.account_id, case=case, urgency=urgency_of(case))
    plan(ctx, case)
    return case


def plan(ctx: Context, case: Case) -> None:
    """Reminders to both desks before the day, and the day itself."""
    if case.due_at is None:
        return
    stages = [*reminders_before(case.due_at, ctx.now, REMINDERS, ctx.calendar), ("over", case.due_at)]
    for stage, at in stages:
        timers.set_timer(ctx, "case", case.id, Planned(KIND, at, stage=stage, round=case.round, rule="review_limit"))


def propose(
    ctx: Context, case: Case, post: Post, result: Result, words: str, unit: str = "", account_id: str = ""
) -> tuple[Case, Request]:
    """复核 7 办不到 文字: what was found, put to the other desk. A new one takes the place of the one before.

    Raises MissingPart without words, or without the unit that is to do it once more.
    """
    actor = actor_for(ctx, case, post, Act.PROPOSE_RESULT, account_id)
    missing = [part for part, given in (("text", words.strip()), ("unit", unit or result != "redo")) if not given]
    if missing:
        raise MissingPart(verb=Act.PROPOSE_RESULT.value, number=case.running, parts=tuple(missing))
    for old in ctx.tx.find(Request, case_id=case.id, kind=FINDING, status="open"):
        ctx.tx.update(old, status="moot", decided_at=ctx.now)
        timers.cancel(ctx, "request", old.id)
    to = Rung(ctx.district.root, other_side(post), "district")
    limit = length_after(ctx.now, AGREE_LIMIT, ctx.calendar).at
    request = requests.put(ctx, case, post, FINDING, to, words, limit, reason=result, asked_unit=unit)
    facts = {"request": request.id, "result": result}
    case, _ = act(ctx, case, Act.PROPOSE_RESULT, actor, post=post.code, data=facts)
    requests.submit(ctx, case, request)
    return case, request


def other_side(post: Post) -> Role:
    """Which of the two desks has to agree with what this one says."""
    return "dispatcher" if post.role == "inspector" else "inspector"


def agree(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """同意 of the other desk: the result is in force and the residents read it."""
    _two_people(ctx, case, post, request)
    request = requests.close(ctx, request, post, "granted", redact(words).text)
    statement = say(ctx, case, "answer", request.words, post=request.post)
    facts = {"request": request.id, "result": request.reason, "statement": statement.id}
    if request.reason == "redo":
        return Decided(_redo(ctx, case, post, request, facts), request)
    what = FOUND[request.reason]
    claim = _CLAIMS[request.reason]
    case, _ = act(
        ctx, case, what, _side(post), post=post.code, data=facts | {"claim": claim}, claim=claim, done_at=ctx.now,
        closed_at=ctx.now, closure=Closure.UNCONFIRMED.value, solved=None, next_step="", promised_at=None,
    )  # fmt: skip
    _over(ctx, case)
    dispatching.end(ctx, case, "done")
    for voice in voices_of(ctx, case):
        fresh = {"solved": None, "solved_at": None, "satisfied": None, "satisfied_at": None, "asked_at": ctx.now}
        ctx.tx.update(voice, **fresh, asks=1, delivered=0)
    told = {"statement": statement.id, "result": request.reason}
    tell_voices(ctx, case, "review_result", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case), priority=60)
    requests.tell_asker(ctx, case, request, "finding_agreed", {"result": request.reason})
    return Decided(case, request)


def disagree(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """驳回 with a reason: it is looked at again, the day stays."""
    _two_people(ctx, case, post, request)
    if not words.strip():
        raise MissingPart(verb=Act.REFUSE_RESULT.value, number=case.running, parts=("reason",))
    case, _ = act(ctx, case, Act.REFUSE_RESULT, _side(post), post=post.code, data={"request": request.id})
    request = requests.close(ctx, request, post, "refused", redact(words).text)
    requests.tell_asker(ctx, case, request, "finding_refused", {"decision": request.decision})
    return Decided(case, request)


def was_reviewed(ctx: Context, case: Case) -> bool:
    """Whether this round ended with a written result of the district: no further round begins by itself."""
    if case.state != CaseState.CLOSED:
        return False
    ends = {Act.FOUND_SOLVED.value, Act.FOUND_IMPOSSIBLE.value}
    last = next((one for one in reversed(history(ctx, case)) if one.data.get("to") == "closed"), None)
    return last is not None and last.kind in ends


def posts_of_both(ctx: Context) -> tuple[Post, ...]:
    """The posts of both desks."""
    return tuple(post for side in SIDES for post in posts_for(ctx, ctx.district.root, side))


def _redo(ctx: Context, case: Case, post: Post, request: Request, facts: dict[str, Any]) -> Case:
    """It is to be done once more, by a unit that is named; the desk answers for it."""
    unit = request.asked_unit
    case, _ = act(
        ctx, case, Act.REDO, _side(post), post=post.code, data=facts | {"unit": unit}, signed_at=None, next_step=""
    )
    _over(ctx, case)
    dispatching.end(ctx, case, "handed_down")
    from_unit = {"from": ctx.district.root}
    rung = escalation.first_rung(ctx.district, unit)
    case = dispatching.assign(
        ctx, case, rung, promise=True, lead=ctx.district.root, cause="handed_down", params=from_unit
    )
    requests.tell_asker(ctx, case, request, "finding_agreed", {"result": "redo"})
    told = {"statement": facts["statement"], "result": "redo"}
    tell_voices(ctx, case, "reviewed_redo", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return case


def _two_people(ctx: Context, case: Case, post: Post, request: Request) -> None:
    asker = ctx.district.posts.get(request.post)
    if asker is not None and same_person(ctx, asker, post):
        raise NotYours(number=case.number, running=case.running, unit=case.unit, sees=True)


def _over(ctx: Context, case: Case) -> None:
    timers.cancel(ctx, "case", case.id, KIND)
    settle_requests(ctx, case)


def _side(post: Post) -> Actor:
    return Actor.INSPECTOR if post.role == "inspector" else Actor.DESK


def is_late(case: Case, now: datetime) -> bool:
    """Whether the district has let its own day pass."""
    return case.state == CaseState.REVIEW and case.due_at is not None and case.due_at <= now
