"""申诉: a complainant does not accept that a case was excluded or pointed to the law; inspection decides, in time."""

from __future__ import annotations

from handlers.context import Context
from handlers.policies.permissions import same_person
from handlers.services import climbing, requests
from handlers.services.notices import tell_voices, urgency_of
from handlers.services.records import act, history
from handlers.services.requests import Decided
from handlers.services.statements import say
from models.domain.district import Post, Role
from models.domain.errors import MissingPart, NotYours, TooLate
from models.domain.escalation import Rung
from models.domain.exclusion import APPEAL_LIMIT, appeal_until
from models.domain.redact import redact
from models.domain.states import DECIDED, Act, Actor, CaseState
from models.domain.tiers import length_after
from models.tables import Case, Request, Voice

KIND = "appeal"
APPEALABLE = frozenset(closure.value for closure in DECIDED)
_AGAINST = frozenset({Act.GRANT_EXCLUSION.value, Act.GRANT_STATUTORY.value})


def may_appeal(ctx: Context, case: Case) -> bool:
    """Whether the case ended in a way that a complainant may contest, and it is not over or contested yet."""
    if case.state != CaseState.CLOSED or case.closure not in APPEALABLE or case.closed_at is None:
        return False
    return ctx.now <= appeal_until(case.closed_at, ctx.calendar) and not _appealed(ctx, case)


def appeal(ctx: Context, case: Case, voice: Voice, words: str) -> tuple[Case, Request | None]:
    """不同意: put to the inspectors; None where it was said before. Raises TooLate after fifteen working days."""
    if _appealed(ctx, case):
        return case, None
    if case.closed_at is None or ctx.now > appeal_until(case.closed_at, ctx.calendar):
        raise TooLate(act=Act.APPEAL, number=case.running)
    statement = say(ctx, case, "comment", words, voice_id=voice.id) if words.strip() else None
    to = Rung(ctx.district.root, _judge(ctx, case), "district")
    limit = length_after(ctx.now, APPEAL_LIMIT, ctx.calendar).at
    request = ctx.tx.insert(
        Request,
        case_id=case.id,
        kind=KIND,
        unit="",
        post="",
        to_unit=to.unit,
        to_role=to.role,
        reason=case.closure or "",
        words=statement.words if statement else "",
        asked_at=ctx.now,
        limit_at=limit,
    )
    facts = {"request": request.id, "voice": voice.id, "of": request.reason}
    case, _ = act(ctx, case, Act.APPEAL, Actor.RESIDENT, data=facts)
    requests.submit(ctx, case, request)
    return case, request


def uphold(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """同意: the complainant is right; the case counts and goes on at the level above."""
    _impartial(ctx, case, post)
    request = requests.close(ctx, request, post, "granted", redact(words).text)
    return Decided(_open_again(ctx, case, request, Actor.INSPECTOR, post.code), request)


def reject(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """驳回 with a reason: it stands; the complainants hear why, and which way is left."""
    _impartial(ctx, case, post)
    if not words.strip():
        raise MissingPart(verb=Act.REFUSE_APPEAL.value, number=case.running, parts=("reason",))
    case, _ = act(ctx, case, Act.REFUSE_APPEAL, _actor(post), post=post.code, data={"request": request.id})
    request = requests.close(ctx, request, post, "refused", redact(words).text)
    told = {"request": request.id}
    tell_voices(ctx, case, "appeal_rejected", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return Decided(case, request)


def lapse(ctx: Context, case: Case, request: Request) -> Case:
    """Nobody judged in time: the complainant is taken to be right."""
    request = ctx.tx.update(request, status="lapsed", decided_at=ctx.now, decision="lapsed")
    if case.state != CaseState.CLOSED or case.closure not in APPEALABLE:
        return case
    return _open_again(ctx, case, request, Actor.TIMER, "")


def _open_again(ctx: Context, case: Case, request: Request, actor: Actor, post: str) -> Case:
    return climbing.climb(
        ctx,
        case,
        actor=actor,
        what=Act.GRANT_APPEAL,
        how="reopened",
        cause="reopened",
        params={"words": request.words, "appeal": True},
        reopened=True,
        resident="appeal_upheld",
        post=post,
        data={"request": request.id, "of": request.reason},
        closed_at=None,
        closure=None,
        done_at=None,
        claim=None,
        solved=None,
        satisfied=None,
    )


def _appealed(ctx: Context, case: Case) -> bool:
    """Whether this end was contested: once each."""
    told = history(ctx, case)
    ended = max((event.seq for event in told if event.kind in _AGAINST), default=0)
    return any(event.kind == Act.APPEAL.value and event.seq > ended for event in told)


def _judge(ctx: Context, case: Case) -> Role:
    """The inspectors, unless they agreed to it themselves: then a leader."""
    last = next((event for event in reversed(history(ctx, case)) if event.kind in _AGAINST), None)
    decided = ctx.district.posts.get(last.post) if last is not None else None
    return "leader" if decided is not None and decided.role == "inspector" else "inspector"


def _impartial(ctx: Context, case: Case, post: Post) -> None:
    for request in ctx.tx.find(Request, case_id=case.id, kind=("exclusion", "statutory"), status="granted"):
        for code in (request.post, request.decided_by):
            other = ctx.district.posts.get(code)
            if other is not None and same_person(ctx, other, post):
                raise NotYours(number=case.number, running=case.running, unit=case.unit, sees=True)


def _actor(post: Post) -> Actor:
    return Actor.INSPECTOR if post.role == "inspector" else Actor.ABOVE
