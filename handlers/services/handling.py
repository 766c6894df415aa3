"""What the post that has a case does with it: sign for it, tell the resident, answer, finish, remark, look.

Every function takes the case and the post that acts, checks in which role the post may act (NotFound, NotYours,
IllegalAct are raised by the policy) and returns the newest case. Chat and pages call the same functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers.context import Context
from handlers.policies.permissions import actor_for, is_confidential, may_call, may_look, refuse_stranger, roles
from handlers.services import commitments, dispatching, evidence, households, polling, questions, timers, transcripts
from handlers.services.contacts import contacts
from handlers.services.notices import posts_for, push_to_posts, tell_voices, urgency_of, voices_of
from handlers.services.records import act, record
from handlers.services.statements import say
from models.domain.closing import Claim, is_explanation
from models.domain.commitments import Quantity
from models.domain.dates import SaidDate
from models.domain.district import Post
from models.domain.errors import MissingPart, NotYours, TooLate
from models.domain.redact import redact
from models.domain.states import Act, Actor, CaseState
from models.domain.working_time import shanghai_day
from models.tables import Assignment, Case, Look, Outbox, Request, SpotCheck, Statement

HOURLY_TIERS = frozenset({"2h", "24h"})
"""Tiers whose every step is pushed to the resident; in the others 签收 and a second 进展 of a day show in 进度 only."""
NEXT_STEP_LENGTH = 40
TAKE_BACK = timedelta(hours=1)
COMMA = ", "


EMPTY = "empty"
"""Fact of words to the resident that said nothing: they are no answer in any rate."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of words meant for the resident."""

    case: Case
    statement: Statement
    pushed: bool
    """False: the resident heard something today already, this shows in 进度."""
    asks_at: datetime | None = None
    """When the resident is asked, for a report of the end. The handler is never told."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who can be reached where; empty when the resident left it out or stays anonymous."""

    phone: str
    address: str
    anonymous: bool


def accept(ctx: Context, case: Case, post: Post, account_id: str = "") -> Case:
    """签收: the unit takes the case; its clock of signing stops. In the hourly tiers the resident hears who has it."""
    running = dispatching.current(ctx, case)
    if case.state == CaseState.WORKING and running is not None and running.signed_at is None:
        # the unit above or a helper has spoken first: the owner's signature is still owed
        actor_for(ctx, case, post, Act.ANSWER, account_id)
        case = record(ctx, case, Act.ACCEPT.value, post=post.code, signed_at=ctx.now)
    else:
        actor = actor_for(ctx, case, post, Act.ACCEPT, account_id)
        case, _ = act(ctx, case, Act.ACCEPT, actor, post=post.code, signed_at=ctx.now)
    _sign(ctx, case, running, post)
    if case.tier in HOURLY_TIERS:
        tell_voices(ctx, case, "accepted", {"post": post.code}, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return case


def progress(
    ctx: Context,
    case: Case,
    post: Post,
    words: str,
    promised: SaidDate | None = None,
    account_id: str = "",
    *,
    question: bool = False,
    says: bool = True,
) -> Told:
    """进展: words to the resident while the work goes on; a date in them is asked about the morning after.

    Words that say nothing are passed on and count as no answer (`says` false): the limit for first words runs on.

    With `question` they are the inspectors' to who filed an accusation, who may answer with the next words.
    """
    _need(words, "progress", case)
    actor = actor_for(ctx, case, post, Act.PROGRESS, account_id)
    secret = is_confidential(case)
    pushed = case.tier in HOURLY_TIERS or secret or not _spoke_today(ctx, case)
    running = dispatching.current(ctx, case)
    statement = say(ctx, case, "progress", words, post=post.code)
    spoken = _spoken(ctx, case) if says else {"spoken_at": ctx.now}
    changes: dict[str, Any] = spoken | {"next_step": statement.words[:NEXT_STEP_LENGTH]}
    if promised is not None:
        changes["promised_at"] = promised.at
    if actor is Actor.OWNER and case.signed_at is None:
        changes["signed_at"] = ctx.now
    facts = {"statement": statement.id, "promised": promised.day.isoformat() if promised else None}
    facts |= {} if says else {EMPTY: True}
    case, _ = act(ctx, case, Act.PROGRESS, actor, post=post.code, data=facts, **changes)
    if actor is Actor.OWNER:
        _sign(ctx, case, running, post)
    elif running is not None:
        dispatching.plan_assignment(ctx, case, running)
    if promised is not None and not secret:
        polling.plan_promise(ctx, case, promised.day)
    if pushed:
        tell_voices(
            ctx,
            case,
            "progress",
            {**facts, "question": question},
            key=f"{case.id}:{case.seq}",
            urgency=urgency_of(case),
        )
    return Told(case, statement, pushed)


def report(
    ctx: Context,
    case: Case,
    post: Post,
    words: str,
    *,
    how: Act,
    claim: Claim = "solved",
    done: Quantity | None = None,
    account_id: str = "",
) -> Told:
    """办结, a final 答复 or 兑现 (`how`): the unit says it is done, the resident is told and will be asked.

    Evidence is checked by the caller (services.evidence), which knows what was sent; what is missing for a reason is
    written down with the report. `done` is the whole quantity of a commitment that is counted.
    """
    _need(words, how.value, case)
    actor = actor_for(ctx, case, post, how, account_id)
    running = dispatching.current(ctx, case)
    if running is not None and running.signed_at is None:
        ctx.tx.update(running, signed_at=ctx.now, signed_by=post.code)
    statement = say(ctx, case, "done" if how is Act.FINISH else "answer", words, post=post.code)
    explained = is_explanation(claim)
    without = evidence.lacking(ctx, case, words, claim) if how is not Act.ANSWER else ()
    claim = commitments.KEPT_CLAIM if how is Act.KEEP else claim
    facts: dict[str, Any] = {"statement": statement.id, "claim": claim}
    if without:
        facts["without"] = list(without)
    case, _ = act(
        ctx,
        case,
        how,
        actor,
        post=post.code,
        data=facts,
        claim=claim,
        done_at=ctx.now,
        signed_at=case.signed_at or ctx.now,
        promised_at=None,
        next_step="",
        **_spoken(ctx, case),
    )
    dispatching.end(ctx, case, "done")
    settle_requests(ctx, case)
    if not explained:
        commitments.kept(ctx, case, done)
    questions.drop(ctx, case=case, kinds=("order", "promise"))
    asks_at = polling.begin(ctx, case, explained)
    _tell_first(ctx, case, statement)
    told = {"statement": statement.id, "poll_at": asks_at.isoformat()}
    tell_voices(ctx, case, "result", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return Told(case, statement, True, asks_at)


def _tell_first(ctx: Context, case: Case, statement: Statement) -> None:
    """首接: who had it first and has no part in it any more hears what became of it, for life."""
    first = case.first_unit
    if not first or first in {case.unit, case.lead, *dispatching.assists(ctx, case)} or is_confidential(case):
        return
    told = {"statement": statement.id, "unit": case.unit}
    key = f"{case.id}:{case.seq}"
    push_to_posts(ctx, posts_for(ctx, first), "first_told", told, key=key, case=case, urgency=urgency_of(case))


def take_back(ctx: Context, case: Case, post: Post, account_id: str = "") -> Case:
    """撤回办结: within an hour and before anybody was asked, the case is in hand again.

    Raises TooLate once the hour is over or the question is on its way.
    """
    actor = actor_for(ctx, case, post, Act.TAKE_BACK, account_id)
    asked = ctx.tx.find(Outbox, case_id=case.id, kind="poll")
    since_done = [row for row in asked if case.done_at is not None and row.created_at >= case.done_at]
    late = case.done_at is None or ctx.now - case.done_at > TAKE_BACK
    if late or since_done or case.claim == commitments.KEPT_CLAIM:
        raise TooLate(act=Act.TAKE_BACK, number=case.running)
    case, _ = act(ctx, case, Act.TAKE_BACK, actor, post=post.code, done_at=None, claim=None)
    polling.stop(ctx, case)
    resume(ctx, case)
    return commitments.unkept(ctx, case)


def remark(ctx: Context, case: Case, post: Post, words: str, account_id: str = "") -> Case:
    """备注: words for those who handle the case; the resident does not see them."""
    _need(words, "remark", case)
    involved(ctx, case, post, account_id)
    statement = say(ctx, case, "remark", words, post=post.code, public=False)
    return record(ctx, case, "remark", post=post.code, data={"statement": statement.id})


def look(ctx: Context, case: Case, post: Post, purpose: str, account_id: str = "") -> Identity:
    """查看: phone and address, written down with the purpose first.

    For the lead handler alone, and for who must telephone because no message reached the complainant.
    """
    _need(purpose, "look", case, part="reason")
    involved(ctx, case, post, account_id)
    if not may_look(ctx, case, post, account_id) and not _must_call(ctx, case, post, account_id):
        raise NotYours(number=case.number, running=case.running, unit=case.unit, sees=True)
    ctx.tx.insert(
        Look,
        case_id=case.id,
        post=post.code,
        unit=post.unit,
        what="identity",
        purpose=redact(purpose).text[:100],
        at=ctx.now,
    )
    return identity_of(ctx, case, post, account_id)


def identity_of(ctx: Context, case: Case, post: Post, account_id: str = "") -> Identity:
    """Phones and addresses of everybody who complains and is not anonymous; the caller has written down the look."""
    if all(voice.anonymous for voice in voices_of(ctx, case)):
        return Identity("", "", anonymous=True)
    household = households.of_case(ctx, case)
    if household is None:
        phone = COMMA.join(contacts(ctx, case, "phone"))
    else:  # told for somebody without WeChat: the telephone is for who calls back, never for who does the work
        phone = households.phone_of(ctx, household) if may_call(ctx, case, post, account_id) else ""
    return Identity(phone, COMMA.join(contacts(ctx, case, "address")), False)


def see(ctx: Context, case: Case, post: Post) -> None:
    """Write down that the post read the order, once a day: the resident may ask who did."""
    seen = ctx.tx.find(Look, case_id=case.id, post=post.code, what="text")
    if not any(shanghai_day(one.at) == shanghai_day(ctx.now) for one in seen):
        ctx.tx.insert(Look, case_id=case.id, post=post.code, unit=post.unit, what="text", at=ctx.now)


def transcribe(ctx: Context, case: Case, post: Post, words: str, account_id: str = "") -> Statement:
    """转写: what a voice message of this case says, in one line; those who handle the case read it."""
    _need(words, "transcribe", case)
    involved(ctx, case, post, account_id)
    statement = say(ctx, case, "transcript", words, post=post.code)
    # a case that was only a voice has its text now
    changes = {"text": statement.words} if not case.text or case.decision.get("voice") else {}
    case = record(ctx, case, "transcript", post=post.code, data={"statement": statement.id}, **changes)
    transcripts.fill(ctx, case, statement, words)
    return statement


def log_call(ctx: Context, case: Case, post: Post, answer: str) -> Case:
    """Write down that somebody telephoned and recorded an answer on the complainant's behalf."""
    return record(ctx, case, "called", post=post.code, data={"answer": answer})


def involved(ctx: Context, case: Case, post: Post, account_id: str = "") -> frozenset[Actor]:
    """The roles of somebody who has anything to do with the case. Raises NotFound or NotYours."""
    held = roles(ctx, case, post, account_id)
    if not held:
        refuse_stranger(ctx, case, account_id)
    return held


def settle_requests(ctx: Context, case: Case, status: str = "moot") -> None:
    """Open requests about a case that has moved on are no longer to be decided."""
    for request in ctx.tx.find(Request, case_id=case.id, status="open"):
        ctx.tx.update(request, status=status, decided_at=ctx.now)
        timers.cancel(ctx, "request", request.id)


def resume(ctx: Context, case: Case) -> Assignment | None:
    """The assignment that ended last runs again, with the clock it had."""
    ended = [one for one in ctx.tx.find(Assignment, case_id=case.id, kind="lead", order="-given_at") if one.ended_at]
    if not ended:
        return None
    running = ctx.tx.update(ended[0], ended_at=None, ended_how="")
    dispatching.plan_assignment(ctx, case, running)
    return running


def _must_call(ctx: Context, case: Case, post: Post, account_id: str) -> bool:
    """Whether the complainant is on the call list, or a second call is to be made, and this post may telephone."""
    listed = any(row.post is None for row in ctx.tx.find(Outbox, case_id=case.id, state="phone"))
    second = post.unit == ctx.district.root and bool(ctx.tx.find(SpotCheck, case_id=case.id, status="asked"))
    return (listed or second) and may_call(ctx, case, post, account_id)


def _sign(ctx: Context, case: Case, running: Assignment | None, post: Post) -> None:
    if running is not None:
        if running.signed_at is None:
            running = ctx.tx.update(running, signed_at=ctx.now, signed_by=post.code)
        dispatching.plan_assignment(ctx, case, running)
    questions.drop(ctx, case=case, kinds=("order",))


def _spoken(ctx: Context, case: Case) -> dict[str, Any]:
    return {"first_words_at": case.first_words_at or ctx.now, "spoken_at": ctx.now}


def _spoke_today(ctx: Context, case: Case) -> bool:
    return case.spoken_at is not None and shanghai_day(case.spoken_at) == shanghai_day(ctx.now)


def _need(words: str, verb: str, case: Case, part: str = "text") -> None:
    if not words.strip():
        raise MissingPart(verb=verb, number=case.running, parts=(part,))
