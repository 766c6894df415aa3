"""Second calls (随机回访): drawn by lot, made by the inspectors, and stronger than the first answer if it was another.

The unit that did the work hears nothing of it unless the resident says that it is not solved.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, Literal

from sqlmodel import col

from handlers.context import Context
from handlers.policies.permissions import is_confidential, may_call
from handlers.services import timers, voting
from handlers.services.closing import seeds
from handlers.services.contacts import contacts
from handlers.services.inspecting import members
from handlers.services.notices import posts_for, push, push_to_posts, voices_of
from handlers.services.records import record
from handlers.services.statements import say
from handlers.services.timers import Planned
from handlers.services.voting import Outcome
from models.domain import publicity, slips
from models.domain import spot_checks as rules
from models.domain.district import Post
from models.domain.spot_checks import Closing
from models.domain.states import Actor, CaseState, Closure
from models.domain.working_time import ONE_DAY, at_clock, shanghai_day
from models.tables import Account, Case, SpotCheck, Voice

Reason = Literal["random", "least", "doubt"]

CONFIRMED = (Closure.SOLVED.value, Closure.KEPT.value)
"""Ends a resident called solved; explanations have their own question and are not drawn."""
CALLS_AT = time(10)
LOOK_BACK = timedelta(days=45)
OPEN = ("open", "asked")
ANSWERS = {"solved": "solved", "unsolved": "unsolved", "partial": "partial"}


def draw(ctx: Context) -> int:
    """Draw what was confirmed and not drawn for yet; returns how many calls were planned."""
    cases = _confirmed(ctx)
    known = {(one.case_id, one.round): one for one in ctx.tx.find(SpotCheck)}
    planned = 0
    by_month: dict[str, list[Case]] = {}
    for case in cases:
        assert case.closed_at is not None
        by_month.setdefault(seeds.month_of(case.closed_at), []).append(case)
    for month, held in by_month.items():
        seed = seeds.seed_of(ctx.tx, month)
        if seed is None:
            continue
        fair = [case for case in held if case.closed_at is not None and case.closed_at >= seed.at]
        lots = {_closing(case): case for case in fair}
        chosen = [(lots[one], "random") for one in rules.drawn(seed.seed, lots)]
        if month != seeds.month_of(ctx.now) and not seeds.is_open(month, ctx.now):
            has = {case.unit for case, _ in chosen} | {one.unit for one in known.values() if one.month == month}
            chosen += [(lots[one], "least") for one in rules.one_each(seed.seed, lots, has).values()]
        for case, reason in chosen:
            if (case.id, case.round) not in known:
                plan(ctx, case, "least" if reason == "least" else "random")
                planned += 1
    return planned


def plan(ctx: Context, case: Case, reason: Reason, due_at: datetime | None = None) -> SpotCheck | None:
    """Write a second call down and plan its day; None where nobody said solved."""
    said = [voice for voice in voices_of(ctx, case) if voice.solved == "solved"]
    if case.closed_at is None or (not said and reason != "doubt"):
        return None
    voice = next(iter(said or voices_of(ctx, case)), None)
    due = due_at or _working_morning(ctx, max(case.closed_at + rules.AFTER, ctx.now))
    check = ctx.tx.insert(
        SpotCheck,
        case_id=case.id,
        round=case.round,
        unit=case.unit,
        month=seeds.month_of(case.closed_at),
        drawn_at=ctx.now,
        due_at=due,
        until=due + rules.CALLING,
        reason=reason,
        voice_id=voice.id if voice is not None else None,
    )
    timers.set_timer(ctx, "spot_check", check.id, Planned("call", due, rule="second_call"))
    return check


def begin(ctx: Context, check: SpotCheck) -> None:
    """The day has come: the inspectors are told, and who left no telephone is asked by message."""
    case = ctx.tx.get(Case, check.case_id)
    if case is None or check.status != "open":
        return
    if case.state != CaseState.CLOSED or case.round != check.round:
        ctx.tx.update(check, status="moot")
        return
    voice = ctx.tx.get(Voice, check.voice_id) if check.voice_id is not None else None
    by_message = voice is not None and not contacts(ctx, case, "phone") and _hears(ctx, voice)
    check = ctx.tx.update(check, status="asked")
    timers.set_timer(ctx, "spot_check", check.id, Planned("over", check.until, rule="second_call"))
    told = {"check": check.id, "by_message": by_message}
    posts = posts_for(ctx, ctx.district.root, "inspector")
    push_to_posts(ctx, posts, "spot_due", told, key=f"{check.id}", case=case, urgency="duty")
    if by_message and voice is not None:
        params = {"check": check.id, "voice": voice.id}
        push(ctx, "spot_question", params, key=f"{check.id}", account_id=voice.account_id, case=case, priority=60)


def over(ctx: Context, check: SpotCheck) -> None:
    """Nobody was reached in time: counted as that, and as nothing else."""
    if check.status in OPEN:
        ctx.tx.update(check, status="unreached")


def running(ctx: Context, case: Case) -> SpotCheck | None:
    """The second call that is being made about a case."""
    found = ctx.tx.find(SpotCheck, case_id=case.id, status="asked", order="-drawn_at")
    return found[0] if found and found[0].round == case.round else None


def may_make(ctx: Context, case: Case, post: Post, account_id: str = "") -> bool:
    """Whether the post makes second calls: the inspectors, and the desk where it had no part in the work.

    An inspector never asks about a unit he is himself a part of (督查组 are people of other units, too).
    """
    at_root = post.unit == ctx.district.root
    if post.role == "inspector" and case.unit in members.own_units(ctx, post) - {ctx.district.root}:
        return False
    return at_root and post.role in {"inspector", "dispatcher", "duty"} and may_call(ctx, case, post, account_id)


def answer(ctx: Context, check: SpotCheck, effect: str, words: str, *, post: Post | None = None) -> Outcome | None:
    """What the resident says now. A no takes the place of the first answer and brings the case back; None for a yes
    that was said before.

    `post` is who telephoned, None where the resident answered the message.
    """
    case = ctx.tx.get(Case, check.case_id)
    voice = ctx.tx.get(Voice, check.voice_id) if check.voice_id is not None else None
    if case is None or voice is None:
        return None
    code = post.code if post is not None else ""
    ctx.tx.update(check, status="done", answer=ANSWERS[effect], post=code, answered_at=ctx.now)
    timers.cancel(ctx, "spot_check", check.id)
    facts = {"check": check.id, "answer": ANSWERS[effect], "reason": check.reason}
    case = record(ctx, case, "spot_checked", post=code, data=facts)
    if effect == "solved" and case.closure in CONFIRMED:
        if words.strip():
            say(ctx, case, "comment", words, voice_id=voice.id, public=False)
        return None
    actor = Actor.INSPECTOR if post is not None else Actor.RESIDENT
    return voting.vote(ctx, case, voice, effect, comment=words, actor=actor, second=True)


def is_public(ctx: Context, case: Case) -> bool:
    """Whether a case may be named in public."""
    private: Any = ctx.district.settings.get("board_private") or ()
    unlisted = case.decision.get(publicity.UNLISTED) or ()
    return publicity.may_be_shown(case.category, str(case.decision.get("kind", "")), unlisted, private)


def unreached(ctx: Context, check: SpotCheck, post: Post) -> SpotCheck:
    """A call that nobody took: it is tried until its last day."""
    case = ctx.tx.get(Case, check.case_id)
    if case is not None:
        record(ctx, case, "spot_tried", post=post.code, data={"check": check.id})
    return check


def open_list(ctx: Context) -> list[tuple[SpotCheck, Case]]:
    """Calls to be made now, the one whose time is over first at the head."""
    found = []
    for check in ctx.tx.find(SpotCheck, status="asked", order="until"):
        case = ctx.tx.get(Case, check.case_id)
        if case is not None:
            found.append((check, case))
    return found


def _confirmed(ctx: Context) -> list[Case]:
    cases = ctx.tx.query(
        Case,
        col(Case.state) == CaseState.CLOSED.value,
        col(Case.closure).in_(CONFIRMED),
        col(Case.closed_at) >= ctx.now - LOOK_BACK,
        order_by=col(Case.id),
    )
    return [case for case in cases if not is_confidential(case)]


def _closing(case: Case) -> Closing:
    return Closing(case.number, case.round, case.unit)


def _working_morning(ctx: Context, at: datetime) -> datetime:
    day = shanghai_day(at)
    if at_clock(day, CALLS_AT) < at:
        day += ONE_DAY
    return at_clock(ctx.calendar.next_workday(day), CALLS_AT)


def _hears(ctx: Context, voice: Voice) -> bool:
    if slips.is_paper(voice.account_id):
        return False
    account = ctx.tx.get(Account, voice.account_id)
    return account is not None and account.follows and not account.muted


def counted(checks: Iterable[SpotCheck]) -> dict[str, int]:
    """How many were drawn, answered, overturned, not reached, still to be made."""
    held = list(checks)
    done = [one for one in held if one.status == "done"]
    return {
        "drawn": len(held),
        "answered": len(done),
        "overturned": sum(one.answer != "solved" for one in done),
        "unreached": sum(one.status == "unreached" for one in held),
        "open": sum(one.status in OPEN for one in held),
        "moot": sum(one.status == "moot" for one in held),
    }
