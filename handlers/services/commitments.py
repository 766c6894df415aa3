"""承诺: put forward by a unit, confirmed by its head, told to the residents, moved only with a reason, kept or missed.

A case has one commitment at a time; its first date stays whatever happens, every move is a row of its own.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from handlers.context import Context
from handlers.policies.permissions import actor_for, roles, rung_above
from handlers.services import dispatching, polling, requests, timers
from handlers.services.commitment_dates import LIVE, plan
from handlers.services.notices import tell_voices, urgency_of
from handlers.services.records import act
from handlers.services.requests import Decided
from models.domain import escalation
from models.domain.closing import Claim
from models.domain.commitments import Promised, Quantity
from models.domain.district import Post
from models.domain.errors import BadDate, IllegalAct, MissingPart
from models.domain.escalation import Rung
from models.domain.redact import redact
from models.domain.states import Act, Actor, CaseState
from models.domain.tiers import length_after
from models.domain.working_time import DAY_CLOSES, at_clock, shanghai_day
from models.tables import Case, Commitment, CommitmentDate, Request

CONFIRM_LIMIT = "1wd"
"""Until when a head confirms or refuses."""
KEPT_CLAIM: Claim = "kept"
"""What a case says its unit claimed while the residents are asked about a commitment."""


def live(ctx: Context, case: Case) -> Commitment | None:
    """The commitment of a case that is still to be kept, missed ones included."""
    found = ctx.tx.find(Commitment, case_id=case.id, status=LIVE, order="-proposed_at")
    return found[0] if found else None


def dates_of(ctx: Context, commitment: Commitment) -> list[CommitmentDate]:
    """Every date it was given, the first one first."""
    return ctx.tx.find(CommitmentDate, commitment_id=commitment.id, order="number")


def propose(
    ctx: Context,
    case: Case,
    post: Post,
    measure: str,
    day: date,
    person: str,
    unit: str = "",
    account_id: str = "",
    *,
    meeting_id: int | None = None,
) -> tuple[Case, Commitment, Request | None]:
    """承诺 with its four parts: the unit's head confirms, at once where the head himself speaks (then no request).

    At a meeting it is public as soon as it is said: those who would confirm it sit there.

    Raises MissingPart for an empty part, BadDate for a day that is past.
    """
    actor = actor_for(ctx, case, post, Act.PROPOSE, account_id)
    missing = [part for part, given in (("text", measure), ("person", person)) if not given.strip()]
    if missing:
        raise MissingPart(verb=Act.PROPOSE.value, number=case.running, parts=tuple(missing))
    if case.state == CaseState.PLANNED:
        raise IllegalAct(state=CaseState.PLANNED, act=Act.COMMIT, actor=actor, legal=(Act.KEEP,), case=case.id)
    due_at = due_of(day)
    if due_at <= ctx.now:
        raise BadDate(said=day.isoformat(), reason="past", day=day)
    _drop_proposals(ctx, case)
    commitment = ctx.tx.insert(
        Commitment,
        case_id=case.id,
        unit=unit or post.unit,
        person=redact(person.strip(), workmen=True).text,
        measure=redact(measure.strip()).text,
        post=post.code,
        proposed_at=ctx.now,
        first_on=day,
        due_on=day,
        due_at=due_at,
        meeting_id=meeting_id,
    )
    above = confirmer(ctx, case, post) if meeting_id is None else None
    facts = {"commitment": commitment.id, "due": day.isoformat(), "unit": commitment.unit}
    if meeting_id is not None:
        facts["meeting"] = meeting_id
    case, _ = act(ctx, case, Act.PROPOSE, actor, post=post.code, data=facts)
    if above is None:
        return _enter(ctx, case, commitment, post, actor), commitment, None
    limit = length_after(ctx.now, CONFIRM_LIMIT, ctx.calendar).at
    request = requests.put(ctx, case, post, "commitment", above, measure, limit, asked_due_at=due_at)
    requests.submit(ctx, case, request)
    return case, commitment, request


def confirmer(ctx: Context, case: Case, post: Post) -> Rung | None:
    """Who confirms what the post promises: the head of its unit, None where the head or his deputy speaks."""
    if case.state == CaseState.REVIEW:  # what the district finds is agreed by its other desk
        return Rung(ctx.district.root, "inspector", "district")
    if post.role in {"head", "deputy", "leader"} or post.unit == ctx.district.root:
        return None
    heads = [one for one in ctx.district.posts_of(post.unit, "head", "deputy") if one.code != post.code]
    return Rung(post.unit, heads[0].role, "first") if heads else rung_above(ctx, case)


def mover(ctx: Context, case: Case, post: Post) -> Rung:
    """Who must agree to another date: the head, for what the head himself asks the level above."""
    return confirmer(ctx, case, post) or rung_above(ctx, case) or Rung(ctx.district.root, "leader", "district")


def confirm(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """同意 of the head: from now on it is public, and the residents hear it."""
    found = ctx.tx.find(Commitment, case_id=case.id, status="proposed", order="-proposed_at")
    request = requests.close(ctx, request, post, "granted", redact(words).text)
    case = _enter(ctx, case, found[0], post, _decider(ctx, case, post))
    requests.tell_asker(ctx, case, request, "commitment_confirmed", {"commitment": found[0].id})
    return Decided(case, request)


def refuse(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """驳回 with a reason: nothing was promised, or the date stays."""
    if not words.strip():
        raise MissingPart(verb=Act.REFUSE_COMMITMENT.value, number=case.running, parts=("reason",))
    actor = _decider(ctx, case, post)
    case, _ = act(ctx, case, Act.REFUSE_COMMITMENT, actor, post=post.code, data={"request": request.id})
    request = requests.close(ctx, request, post, "refused", redact(words).text)
    if request.kind == "commitment":
        _drop_proposals(ctx, case, "refused")
    requests.tell_asker(ctx, case, request, "commitment_refused", {"decision": request.decision, "of": request.kind})
    return Decided(case, request)


def ask_move(
    ctx: Context, case: Case, post: Post, day: date, reason: str, account_id: str = ""
) -> tuple[Case, Commitment, Request]:
    """改期: another day and why; the head agrees, for what the head asks the level above.

    Raises MissingPart without a reason, BadDate for a day that is not later than the one in force.
    """
    actor = actor_for(ctx, case, post, Act.PROPOSE, account_id)
    commitment = live(ctx, case)
    if commitment is None or case.state != CaseState.PLANNED:
        raise IllegalAct(state=CaseState(case.state), act=Act.MOVE_DATE, actor=actor, legal=(), case=case.id)
    if not reason.strip():
        raise MissingPart(verb=Act.PROPOSE.value, number=case.running, parts=("reason",))
    if day <= commitment.due_on:
        raise BadDate(said=day.isoformat(), reason="not_later", until=commitment.due_at)
    for old in ctx.tx.find(Request, case_id=case.id, kind="commitment_move", status="open"):
        ctx.tx.update(old, status="moot", decided_at=ctx.now)
        timers.cancel(ctx, "request", old.id)
    to = mover(ctx, case, post)
    limit = length_after(ctx.now, CONFIRM_LIMIT, ctx.calendar).at
    request = requests.put(ctx, case, post, "commitment_move", to, reason, limit, asked_due_at=due_of(day))
    facts = {"commitment": commitment.id, "request": request.id, "due": day.isoformat()}
    case, _ = act(ctx, case, Act.PROPOSE, actor, post=post.code, data=facts)
    requests.submit(ctx, case, request)
    return case, commitment, request


def move(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """同意 of a new day: a row of its own with who and why; the residents hear old and new."""
    commitment = live(ctx, case)
    assert commitment is not None
    assert request.asked_due_at is not None
    day, old = shanghai_day(request.asked_due_at), commitment.due_at
    asker = ctx.district.posts.get(request.post) or post
    number = commitment.moves + 1
    facts = {"commitment": commitment.id, "request": request.id, "due": day.isoformat(), "number": number}
    actor = _decider(ctx, case, post)
    case, _ = act(ctx, case, Act.MOVE_DATE, actor, post=post.code, data=facts, due_at=request.asked_due_at)
    commitment = ctx.tx.update(commitment, due_on=day, due_at=request.asked_due_at, moves=number)
    _write_date(ctx, commitment, asker, post.code, request.words)
    plan(ctx, commitment)
    request = requests.close(ctx, request, post, "granted", redact(words).text)
    requests.tell_asker(ctx, case, request, "commitment_confirmed", {"commitment": commitment.id, "moved": True})
    told = {"commitment": commitment.id, "old": old.isoformat(), "reason": request.words, "by": post.unit}
    tell_voices(ctx, case, "commitment_moved", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return Decided(case, request)


def keep_part(ctx: Context, case: Case, post: Post, done: Quantity, account_id: str = "") -> tuple[Case, Commitment]:
    """兑现 of a part: counted and told, the commitment stays open for the rest."""
    actor = actor_for(ctx, case, post, Act.KEEP_PART, account_id)
    commitment = live(ctx, case)
    assert commitment is not None
    facts = {"commitment": commitment.id, "done": done.done, "amount": done.amount}
    case, _ = act(ctx, case, Act.KEEP_PART, actor, post=post.code, data=facts, spoken_at=ctx.now)
    commitment = ctx.tx.update(commitment, done=done.done, amount=done.amount, noun=done.noun)
    told = {"commitment": commitment.id, "done": done.done, "amount": done.amount, "noun": done.noun}
    tell_voices(ctx, case, "commitment_part", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return case, commitment


def kept(ctx: Context, case: Case, done: Quantity | None) -> Commitment | None:
    """All of it was reported done: the residents are being asked, nothing more is reminded."""
    commitment = live(ctx, case)
    if commitment is None:
        return None
    timers.cancel(ctx, "commitment", commitment.id)
    whole = done.amount if done else commitment.amount
    noun = done.noun if done else commitment.noun
    return ctx.tx.update(commitment, status="kept", kept_at=ctx.now, done=whole, amount=whole, noun=noun)


def unkept(ctx: Context, case: Case) -> Case:
    """The report was taken back: the commitment runs on as it was, its date with it."""
    found = ctx.tx.find(Commitment, case_id=case.id, status="kept", order="-kept_at")
    if not found:
        return case
    commitment = ctx.tx.update(found[0], status="open" if case.state == CaseState.PLANNED else "missed", kept_at=None)
    plan(ctx, commitment)
    return ctx.tx.update(case, due_at=commitment.due_at) if case.state == CaseState.PLANNED else case


def denied(ctx: Context, case: Case) -> None:
    """A complainant says that it was not done: it does not count as kept."""
    for one in ctx.tx.find(Commitment, case_id=case.id, status="kept", denied_at=None):
        ctx.tx.update(one, denied_at=ctx.now)


def dropped(ctx: Context, case: Case) -> None:
    """撤销 of what was put forward: nothing is promised, nobody decides."""
    _drop_proposals(ctx, case, "refused")


def due_of(day: date) -> datetime:
    """Until when a day that was named lasts."""
    return at_clock(day, DAY_CLOSES)


def as_promised(commitment: Commitment) -> Promised:
    """How a row counts in the figures."""
    return Promised(
        first_on=commitment.first_on,
        kept_on=shanghai_day(commitment.kept_at) if commitment.kept_at is not None else None,
        denied=commitment.denied_at is not None,
        done=commitment.done,
        amount=commitment.amount,
    )


def _enter(ctx: Context, case: Case, commitment: Commitment, post: Post, actor: Actor) -> Case:
    for older in ctx.tx.find(Commitment, case_id=case.id, status="missed"):
        ctx.tx.update(older, status="moot")  # it stays in the books as missed by its first date; the new one runs
        timers.cancel(ctx, "commitment", older.id)
    changes: dict[str, Any] = {
        "due_at": commitment.due_at,
        "claim": "planned",
        "promised_at": None,
        "next_step": "",
        "signed_at": case.signed_at or ctx.now,
        "first_words_at": case.first_words_at or ctx.now,
        "spoken_at": ctx.now,
    }
    facts = {"commitment": commitment.id, "due": commitment.due_on.isoformat(), "unit": commitment.unit}
    reviewed = case.state == CaseState.REVIEW
    case, _ = act(ctx, case, Act.COMMIT, actor, post=post.code, data=facts, **changes)
    commitment = ctx.tx.update(commitment, status="open", confirmed_at=ctx.now, confirmed_by=post.code)
    running = dispatching.current(ctx, case)
    if running is not None:
        if running.signed_at is None:
            running = ctx.tx.update(running, signed_at=ctx.now, signed_by=post.code)
        dispatching.plan_assignment(ctx, case, running)
    if reviewed:
        case = _hand_over(ctx, case, commitment)
    elif commitment.unit != case.unit:
        dispatching.become_assist(ctx, case, commitment.unit)
    polling.stop(ctx, case)
    proposer = ctx.district.posts.get(commitment.post) or post
    _write_date(ctx, commitment, proposer, post.code, "")
    plan(ctx, commitment)
    told = {"commitment": commitment.id}
    tell_voices(ctx, case, "commitment_made", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return case


def _hand_over(ctx: Context, case: Case, commitment: Commitment) -> Case:
    """A plan that a review ended with belongs to the unit that will keep it; the desk answers for it."""
    timers.cancel(ctx, "case", case.id, "review")
    if commitment.unit == case.unit:
        return case
    dispatching.end(ctx, case, "handed_down")
    rung = escalation.first_rung(ctx.district, commitment.unit)
    case = dispatching.assign(
        ctx, case, rung, promise=False, lead=ctx.district.root, cause="plan_given", until=commitment.due_at
    )
    return ctx.tx.update(case, signed_at=ctx.now)


def _write_date(ctx: Context, commitment: Commitment, post: Post, approved_by: str, reason: str) -> None:
    ctx.tx.insert(
        CommitmentDate,
        commitment_id=commitment.id,
        number=commitment.moves,
        due_on=commitment.due_on,
        set_at=ctx.now,
        post=post.code,
        approved_by=approved_by,
        reason=reason,
    )


def _drop_proposals(ctx: Context, case: Case, status: str = "moot") -> None:
    for one in ctx.tx.find(Commitment, case_id=case.id, status="proposed"):
        ctx.tx.update(one, status=status)
    for request in ctx.tx.find(Request, case_id=case.id, kind="commitment", status="open"):
        ctx.tx.update(request, status="moot", decided_at=ctx.now)
        timers.cancel(ctx, "request", request.id)


def _decider(ctx: Context, case: Case, post: Post) -> Actor:
    """The head of the own unit decides as owner, the inspectors in a review, everybody else as the level above."""
    held = roles(ctx, case, post)
    return next((one for one in (Actor.OWNER, Actor.ABOVE, Actor.INSPECTOR) if one in held), Actor.ABOVE)
