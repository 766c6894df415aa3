"""剔除: asked for by one, agreed by another of another unit, told to the complainants, contestable, never silent.

What the handler's own community asks goes to its street first and then to the district's desk; what a street or a
department asks goes to the desk; what the desk asks to the inspectors. No two of them may be one person.
"""

from __future__ import annotations

from handlers.context import Context
from handlers.policies.permissions import actor_for, same_person
from handlers.services import dispatching, polling, questions, requests, timers
from handlers.services.commitment_dates import LIVE
from handlers.services.handling import settle_requests
from handlers.services.notices import tell_voices, urgency_of
from handlers.services.records import act, history
from handlers.services.requests import Decided
from handlers.services.statements import say
from models.domain import escalation
from models.domain.district import Post
from models.domain.errors import LimitReached, MissingPart, NotYours
from models.domain.escalation import Rung
from models.domain.exclusion import AGREE_LIMIT, CODES, MOST_ASKED
from models.domain.redact import redact
from models.domain.states import Act, Actor, Closure
from models.domain.tiers import length_after
from models.tables import Case, Commitment, Request

KIND = "exclusion"


def may_ask(ctx: Context, case: Case, post: Post, account_id: str = "") -> Actor:
    """Whether the post may ask now. Raises as the policy does; LimitReached while one is open, and after two."""
    actor = actor_for(ctx, case, post, Act.ASK_EXCLUSION, account_id)
    asked = sum(event.kind == Act.ASK_EXCLUSION.value for event in history(ctx, case))
    open_now = bool(ctx.tx.find(Request, case_id=case.id, kind=KIND, status="open"))
    if open_now or asked >= MOST_ASKED:
        raise LimitReached(act=Act.ASK_EXCLUSION, limit=1 if open_now else MOST_ASKED, number=case.running)
    return actor


def ask(ctx: Context, case: Case, post: Post, reason: str, basis: str, account_id: str = "") -> tuple[Case, Request]:
    """Ask for it with a reason of the table and what it rests on; the clock runs on, the resident's case too."""
    actor = may_ask(ctx, case, post, account_id)
    if not basis.strip() or reason not in CODES:
        raise MissingPart(verb=Act.ASK_EXCLUSION.value, number=case.running, parts=("reason",))
    to = first_decider(ctx, post)
    limit = length_after(ctx.now, AGREE_LIMIT, ctx.calendar).at
    request = requests.put(ctx, case, post, KIND, to, basis, limit, reason=reason)
    facts = {"request": request.id, "reason": reason}
    case, _ = act(ctx, case, Act.ASK_EXCLUSION, actor, post=post.code, data=facts)
    requests.submit(ctx, case, request)
    return case, request


def first_decider(ctx: Context, post: Post) -> Rung:
    """Who must agree first to what this post asks."""
    if post.unit == ctx.district.root:
        return Rung(ctx.district.root, "inspector", "district")
    if ctx.district.units[post.unit].level == "community":
        above = escalation.next_rung(ctx.district, post.unit, escalation.first_rung(ctx.district, post.unit))
        return above or escalation.desk_rung(ctx.district)
    return escalation.desk_rung(ctx.district)


def agree(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """同意: of the street, passed on to the district's desk; of the desk or the inspectors, the case is taken out."""
    _not_the_same(ctx, case, post, request)
    request = requests.close(ctx, request, post, "granted", redact(words).text)
    if request.to_unit != ctx.district.root:
        return _pass_on(ctx, case, post, request)
    statement = say(ctx, case, "answer", request.words, post=request.post)
    facts = {"request": request.id, "reason": request.reason, "asker": request.post, "statement": statement.id}
    case, _ = act(
        ctx, case, Act.GRANT_EXCLUSION, _side(post), post=post.code, data=facts, closed_at=ctx.now,
        closure=Closure.EXCLUDED.value, solved=None, promised_at=None, next_step="",
    )  # fmt: skip
    for one in ctx.tx.find(Commitment, case_id=case.id, status=LIVE):  # what nobody will do is no promise any more
        ctx.tx.update(one, status="moot")
        timers.cancel(ctx, "commitment", one.id)
    polling.stop(ctx, case)
    timers.cancel(ctx, "case", case.id, "review", "triage")
    dispatching.end(ctx, case, "excluded")
    settle_requests(ctx, case)
    questions.drop(ctx, case=case)
    requests.tell_asker(ctx, case, request, "excluded_agreed", {})
    told = {"request": request.id, "statement": statement.id}
    tell_voices(ctx, case, "excluded", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return Decided(case, request)


def refuse(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """驳回 with a reason: it counts, and is worked on."""
    _not_the_same(ctx, case, post, request)
    if not words.strip():
        raise MissingPart(verb=Act.REFUSE_EXCLUSION.value, number=case.running, parts=("reason",))
    who = _side(post) if post.unit == ctx.district.root else Actor.ABOVE
    case, _ = act(ctx, case, Act.REFUSE_EXCLUSION, who, post=post.code, data={"request": request.id})
    request = requests.close(ctx, request, post, "refused", redact(words).text)
    requests.tell_asker(ctx, case, request, "exclusion_refused", {"decision": request.decision})
    return Decided(case, request)


def chain(ctx: Context, request: Request) -> list[Request]:
    """The requests that led to this one, the first at the head: who asked, who agreed."""
    found = ctx.tx.find(Request, case_id=request.case_id, kind=KIND, order="asked_at")
    return [
        one for one in found if one.reason == request.reason and one.words == request.words and one.id <= request.id
    ]


def _pass_on(ctx: Context, case: Case, post: Post, request: Request) -> Decided:
    """The street agrees: now the district's desk has to."""
    facts = {"request": request.id}
    case, _ = act(ctx, case, Act.FORWARD_EXCLUSION, Actor.ABOVE, post=post.code, data=facts)
    limit = length_after(ctx.now, AGREE_LIMIT, ctx.calendar).at
    desk = escalation.desk_rung(ctx.district)
    onward = requests.put(ctx, case, post, KIND, desk, request.words, limit, reason=request.reason)
    requests.submit(ctx, case, onward)
    return Decided(case, onward)


def _not_the_same(ctx: Context, case: Case, post: Post, request: Request) -> None:
    """Nobody decides what he asked for or agreed to before, whatever post he fills now."""
    for before in chain(ctx, request):
        for code in (before.post, before.decided_by):
            asker = ctx.district.posts.get(code)
            if asker is not None and same_person(ctx, asker, post):
                raise NotYours(number=case.number, running=case.running, unit=case.unit, sees=True)


def _side(post: Post) -> Actor:
    return Actor.INSPECTOR if post.role == "inspector" else Actor.DESK
