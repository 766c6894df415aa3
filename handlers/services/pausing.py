"""暂停 and 恢复: asked for with a listed reason and a day, approved above, contestable by the residents.

The clock runs until a pause is approved; the due date moves by the time the clock stood still, worked out from the
rows of pauses (services.derivation), so that an early end takes it back again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.context import Context
from handlers.policies.permissions import actor_for, roles, rung_above
from handlers.services import conduct, derivation, dispatching, requests, timers
from handlers.services.notices import posts_for, push_to_posts, tell_voices, urgency_of
from handlers.services.records import act
from handlers.services.requests import Decided
from handlers.services.statements import say
from handlers.services.timers import Planned
from models.domain import pauses
from models.domain.dates import SaidDate
from models.domain.district import Post
from models.domain.errors import BadDate, LimitReached, MissingPart
from models.domain.escalation import Rung
from models.domain.pauses import Reason
from models.domain.redact import redact
from models.domain.states import Act, Actor, CaseState
from models.domain.tiers import length_after
from models.domain.working_time import shanghai_day
from models.tables import Case, Pause, Request, Voice

ANSWER_LIMIT = "4wh"
"""Until when a pause is approved or refused, and until when a contested one is judged."""


def running(ctx: Context, case: Case) -> Pause | None:
    """The pause that holds the clock now."""
    found = ctx.tx.find(Pause, case_id=case.id, ended_at=None, order="-since")
    return found[0] if found else None


def ask(
    ctx: Context, case: Case, post: Post, reason: Reason, until: SaidDate, words: str, account_id: str = ""
) -> tuple[Case, Request]:
    """暂停: put to the level above; the clock runs on until it agrees.

    Raises BadDate for a day that is past or more than fifteen working days away, LimitReached in the 2 h tier or
    while one is being decided.
    """
    actor = actor_for(ctx, case, post, Act.ASK_PAUSE, account_id)
    if case.tier == "2h" or ctx.tx.find(Request, case_id=case.id, kind="pause", status="open"):
        raise LimitReached(act=Act.ASK_PAUSE, limit=0 if case.tier == "2h" else 1, number=case.running)
    ends = pauses.resumes(until.day)
    if ends <= ctx.now:
        raise BadDate(said=until.said, reason="past", day=until.day)
    last = pauses.latest(shanghai_day(ctx.now), ctx.calendar)
    if ends > last:
        raise BadDate(said=until.said, reason="pause_too_far", until=last)
    above = rung_above(ctx, case) or Rung(ctx.district.root, "leader", "district")
    limit = length_after(ctx.now, ANSWER_LIMIT, ctx.calendar).at
    request = requests.put(ctx, case, post, "pause", above, words, limit, reason=reason, asked_due_at=ends)
    facts = {"request": request.id, "reason": reason, "until": until.day.isoformat()}
    case, _ = act(ctx, case, Act.ASK_PAUSE, actor, post=post.code, data=facts)
    requests.submit(ctx, case, request)
    return case, request


def approve(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """同意: from this instant the clock stands still, and the residents hear until when and that they may object."""
    assert request.asked_due_at is not None
    old = case.due_at
    pause = ctx.tx.insert(
        Pause,
        case_id=case.id,
        request_id=request.id,
        unit=request.unit,
        reason=request.reason,
        words=request.words,
        until_on=shanghai_day(request.asked_due_at),
        since=ctx.now,
        approved_by=post.code,
    )
    facts = {"request": request.id, "pause": pause.id, "until": pause.until_on.isoformat()}
    case, _ = act(ctx, case, Act.GRANT_PAUSE, Actor.ABOVE, post=post.code, data=facts)
    case = _recount(ctx, case)
    timers.set_timer(ctx, "pause", pause.id, Planned("resume", pauses.resumes(pause.until_on), rule="pause"))
    request = requests.close(ctx, request, post, "granted", redact(words).text)
    requests.tell_asker(ctx, case, request, "pause_approved", {"pause": pause.id})
    told = {"pause": pause.id, "old": old.isoformat() if old else "", "by": post.unit}
    tell_voices(ctx, case, "paused", told, key=f"{case.id}:{case.seq}", urgency=urgency_of(case))
    return Decided(case, request)


def refuse(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """驳回 with a reason: nothing stands still."""
    if not words.strip():
        raise MissingPart(verb=Act.REFUSE_PAUSE.value, number=case.running, parts=("reason",))
    case, _ = act(ctx, case, Act.REFUSE_PAUSE, Actor.ABOVE, post=post.code, data={"request": request.id})
    request = requests.close(ctx, request, post, "refused", redact(words).text)
    requests.tell_asker(ctx, case, request, "pause_refused", {"decision": request.decision})
    return Decided(case, request)


def resume(
    ctx: Context,
    case: Case,
    how: str,
    *,
    post: Post | None = None,
    account_id: str = "",
    actor: Actor | None = None,
    voice: int | None = None,
) -> Case:
    """恢复 (how: date | resumed | home | contested): the clock runs on, the due date moves by the time it stood still.

    The unit hears it, and the residents where the date they were told has changed.
    """
    who = actor or (actor_for(ctx, case, post, Act.RESUME, account_id) if post is not None else Actor.TIMER)
    pause, told = running(ctx, case), case.due_at
    if pause is not None:
        timers.cancel(ctx, "pause", pause.id)
        ctx.tx.update(pause, ended_at=ctx.now, ended_how=how)
    for request in ctx.tx.find(Request, case_id=case.id, kind="contest", status="open"):
        ctx.tx.update(request, status="moot", decided_at=ctx.now)
        timers.cancel(ctx, "request", request.id)
    facts: dict[str, Any] = {"pause": pause.id if pause else None, "how": how, "voice": voice}
    case, _ = act(ctx, case, Act.RESUME, who, post=post.code if post else "", data=facts)
    case = _recount(ctx, case)
    duty = dispatching.current(ctx, case)
    if duty is not None:
        dispatching.plan_assignment(ctx, case, duty)
    key = f"{case.id}:{case.seq}"
    owners = [one for one in posts_for(ctx, case.unit) if post is None or one.code != post.code]
    push_to_posts(ctx, owners, "resumed", {"how": how}, key=key, case=case, urgency=urgency_of(case))
    if case.due_at != told and how != "home":
        facts = {"old": told.isoformat() if told else "", "how": how}
        tell_voices(ctx, case, "resumed_early", facts, key=key, urgency=urgency_of(case))
    return case


def at_home(ctx: Context, case: Case, voice: Voice) -> Case:
    """在家: what was waited for has come; nobody needs to decide."""
    return resume(ctx, case, "home", actor=Actor.RESIDENT, voice=voice.id)


def contest(ctx: Context, case: Case, voice: Voice, words: str) -> tuple[Case, Request | None]:
    """不同意: the level above judges the pause again; the date of an extension is talked over by telephone.

    Once a pause or extension; None when it was said before.
    """
    words = conduct.kept_apart(ctx, case, words)
    if case.state == CaseState.PAUSED:
        return _contest_pause(ctx, case, voice, words)
    return case, contest_extension(ctx, case, voice, words)


def _contest_pause(ctx: Context, case: Case, voice: Voice, words: str) -> tuple[Case, Request | None]:
    pause = running(ctx, case)
    if pause is None or pause.contested_at is not None:
        return case, None
    statement = say(ctx, case, "comment", words, voice_id=voice.id) if words.strip() else None
    above = rung_above(ctx, case) or Rung(ctx.district.root, "leader", "district")
    limit = length_after(ctx.now, ANSWER_LIMIT, ctx.calendar).at
    request = ctx.tx.insert(
        Request,
        case_id=case.id,
        kind="contest",
        unit=case.unit,
        post="",
        to_unit=above.unit,
        to_role=above.role,
        reason=pause.reason,
        words=statement.words if statement else "",
        asked_at=ctx.now,
        limit_at=limit,
    )
    ctx.tx.update(pause, contested_at=ctx.now)
    facts = {"pause": pause.id, "request": request.id, "voice": voice.id}
    case, _ = act(ctx, case, Act.CONTEST, Actor.RESIDENT, data=facts)
    requests.submit(ctx, case, request)
    return case, request


def contest_extension(ctx: Context, case: Case, voice: Voice, words: str) -> Request | None:
    """The newest extension is objected to: its approver's street telephones, the new date stands meanwhile."""
    request = contestable(ctx, case)
    if request is None:
        return None
    if words.strip():
        say(ctx, case, "comment", words, voice_id=voice.id)
    facts = {"request": request.id, "voice": voice.id}
    case, _ = act(ctx, case, Act.CONTEST, Actor.RESIDENT, data=facts)
    request = ctx.tx.update(request, contested_at=ctx.now)
    posts = posts_for(ctx, caller_of(ctx, case), "duty")
    told = {"request": request.id, "words": redact(words).text}
    push_to_posts(ctx, posts, "date_contested", told, key=f"{request.id}", case=case, urgency=urgency_of(case))
    return request


def contestable(ctx: Context, case: Case) -> Request | None:
    """The extension in force that nobody has objected to yet."""
    if case.state not in {CaseState.DISPATCHED, CaseState.WORKING}:
        return None
    found = ctx.tx.find(Request, case_id=case.id, kind="extension", status="granted", order="-decided_at")
    return found[0] if found and found[0].contested_at is None else None


def caller_of(ctx: Context, case: Case) -> str:
    """The unit that telephones about a date: the street of the place, the district's desk where none is known."""
    streets = [code for code in ctx.district.line_of(case.community) if ctx.district.units[code].level == "street"]
    near = streets[0] if streets else ctx.district.root
    return ctx.district.root if near == case.unit else near


def grant_contest(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """同意 of the level above: the resident is right, work goes on now."""
    request = requests.close(ctx, request, post, "granted", redact(words).text)
    return Decided(resume(ctx, case, "contested", post=post, actor=Actor.ABOVE), request)


def refuse_contest(ctx: Context, case: Case, post: Post, request: Request, words: str) -> Decided:
    """驳回: the pause stands, the resident hears why."""
    if not words.strip():
        raise MissingPart(verb=Act.UPHOLD_PAUSE.value, number=case.running, parts=("reason",))
    actor = Actor.ABOVE if Actor.ABOVE in roles(ctx, case, post) else Actor.DESK
    case, _ = act(ctx, case, Act.UPHOLD_PAUSE, actor, post=post.code, data={"request": request.id})
    request = requests.close(ctx, request, post, "refused", redact(words).text)
    told = {"reason": request.decision, "by": post.unit}
    tell_voices(ctx, case, "pause_stands", told, key=f"{request.id}", urgency=urgency_of(case))
    return Decided(case, request)


def lapse_contest(ctx: Context, case: Case, request: Request) -> Case:
    """Nobody judged in time what a resident objected to: work goes on."""
    ctx.tx.update(request, status="lapsed", decided_at=ctx.now, decision="lapsed")
    return resume(ctx, case, "contested") if case.state == CaseState.PAUSED else case


def over(ctx: Context, pause: Pause) -> None:
    """The day that was named has come."""
    case = ctx.tx.get(Case, pause.case_id)
    if case is None or pause.ended_at is not None:
        return
    if case.state == CaseState.PAUSED:
        resume(ctx, case, "date")
    else:  # withdrawn meanwhile
        ctx.tx.update(pause, ended_at=ctx.now, ended_how="withdrawn")


def _recount(ctx: Context, case: Case) -> Case:
    """Promise and duty by the pauses there are now; a promise that ran apart from the duty moves by as much."""
    duty = dispatching.current(ctx, case)
    if duty is None or duty.due_at is None:
        return case
    old, new = duty.due_at, derivation.due_of(ctx, case, duty)
    ctx.tx.update(duty, due_at=new)
    if case.due_at is None:
        return case
    promise: datetime = new if case.due_at == old else case.due_at + (new - old)
    return ctx.tx.update(case, due_at=promise)
