"""What a complainant may want while a case is open: urge, add, withdraw, stay unnamed, know who looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from handlers.context import Context
from handlers.services import (
    accounts,
    bells,
    commitment_dates,
    commitments,
    dispatching,
    filing,
    handling,
    polling,
    questions,
    timers,
)
from handlers.services.handling import settle_requests
from handlers.services.notices import allowed_at, posts_for, push_to_posts, urgency_of, voices_of
from handlers.services.records import act, history, record
from handlers.services.statements import say
from models.domain import limits
from models.domain.closing import is_explanation
from models.domain.district import Post, Role
from models.domain.errors import NotFound, TooLate
from models.domain.states import Act, Actor, CaseState
from models.tables import Case, Look, Media, Outbox, Statement, Vault, Voice

REMINDS_ONCE_IN = timedelta(hours=24)
HEAD_HEARS_WITHIN = timedelta(days=3)
HEAD_HEARS_AT = 3
"""The third 催办 within three days goes to the unit's head."""
RESTORES_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Urged:
    """What came of urging."""

    case: Case
    count: int
    """Of this case so far."""
    reminded: bool
    """The handler was reminded now."""
    reminded_at: datetime
    """When the handler was reminded last."""
    leaves_at: datetime
    """When the reminder of now leaves: not in quiet hours."""
    heard: bool
    """Whether anybody fills the post that is reminded."""
    head: bool = False
    """The unit's head was told now."""


def urge(ctx: Context, case: Case, voice: Voice) -> Urged:
    """Count an urging and remind who has the case, at most once in 24 h; it never moves a date."""
    count = case.urges + 1
    recent = 1 + sum(event.kind == "urged" and ctx.now - event.at < HEAD_HEARS_WITHIN for event in history(ctx, case))
    case = record(ctx, case, "urged", data={"count": count, "voice": voice.id}, urges=count)
    ctx.tx.update(voice, urges=voice.urges + 1, urged_at=ctx.now)
    sent = ctx.tx.find(Outbox, case_id=case.id, kind=("urge", "urge_head"), order="-created_at")
    last = next((row.created_at for row in sent if row.kind == "urge"), None)
    reminded = last is None or ctx.now - last >= REMINDS_ONCE_IN
    params, key = {"count": count}, f"{case.id}:{case.seq}"
    if reminded:
        push_to_posts(ctx, holders(ctx, case), "urge", params, key=key, case=case, urgency=urgency_of(case))
    heads = posts_for(ctx, case.unit, "head") if case.unit else ()
    told = next((row.created_at for row in sent if row.kind == "urge_head"), None)
    head = recent >= HEAD_HEARS_AT and bool(heads) and (told is None or ctx.now - told >= HEAD_HEARS_WITHIN)
    if head:
        push_to_posts(ctx, heads, "urge_head", params, key=key, case=case, urgency=urgency_of(case))
    heard = any(accounts.accounts_of(ctx, post.code) for post in holders(ctx, case))
    at = ctx.now if reminded or last is None else last
    return Urged(case, count, reminded, at, allowed_at(ctx, "cadre", urgency_of(case)), heard, head)


def supplement(ctx: Context, case: Case, voice: Voice, words: str) -> Statement:
    """More words to an open case; who has it reads them at once."""
    statement = say(ctx, case, "supplement", words, voice_id=voice.id)
    record(ctx, case, "supplement", data={"statement": statement.id, "voice": voice.id})
    push_to_posts(
        ctx,
        holders(ctx, case),
        "supplement",
        {"statement": statement.id},
        key=f"{statement.id}",
        case=case,
        urgency=urgency_of(case),
    )
    return statement


def add_media(ctx: Context, case: Case, files: list[int]) -> int:
    """Photos and recordings to an open case; returns how many. Repeats count once."""
    added = 0
    for media_id in files:
        media = ctx.tx.get(Media, media_id)
        if media is None or media.case_id == case.id:
            continue
        ctx.tx.update(media, case_id=case.id, draft_id=None)
        added += 1
        push_to_posts(
            ctx,
            holders(ctx, case),
            "media",
            {"media": media.id},
            key=f"{media.id}",
            case=case,
            fold=f"media:{case.id}",
            urgency=urgency_of(case),
        )
    if added:
        record(ctx, case, "media", data={"count": added})
    return added


def withdraw(ctx: Context, case: Case, voice: Voice, *, solved: bool) -> Case | None:
    """Take a case back (已撤回), or because it solved itself (自行解决).

    None when others complain too: this voice leaves, the case goes on. Raises IllegalAct for a closed one.
    """
    others = [one for one in voices_of(ctx, case) if one.account_id != voice.account_id]
    if others:
        ctx.tx.update(voice, left_at=ctx.now)
        record(ctx, case, "voice_left", data={"voice": voice.id})
        questions.drop(ctx, case=case)
        return None
    unit, posts = case.unit, holders(ctx, case)
    changes: dict[str, Any] = {"closed_at": ctx.now} if solved else {}
    what = Act.SELF_SOLVED if solved else Act.WITHDRAW
    case, _ = act(ctx, case, what, Actor.RESIDENT, data={"voice": voice.id, "unit": unit}, **changes)
    timers.cancel(ctx, "case", case.id)
    dispatching.end(ctx, case, "withdrawn")
    settle_requests(ctx, case)
    questions.drop(ctx, case=case)
    for row in ctx.tx.find(Outbox, case_id=case.id, state="pending"):
        ctx.tx.update(row, state="skipped", error="withdrawn")
    push_to_posts(ctx, posts, "withdrawn", {}, key=f"{case.id}:{case.seq}", case=case, urgency=urgency_of(case))
    return case


def may_restore(ctx: Context, case: Case) -> bool:
    """Whether a withdrawn case may still go on where it stood."""
    last = next((event for event in reversed(history(ctx, case)) if event.kind == Act.WITHDRAW.value), None)
    return case.state == CaseState.WITHDRAWN and last is not None and ctx.now - last.at <= RESTORES_WITHIN


def restore(ctx: Context, case: Case) -> Case:
    """Go on with a case that was withdrawn up to seven days ago, where it stood.

    Raises TooLate(act, until), NotFound for a case that was not withdrawn.
    """
    last = next((event for event in reversed(history(ctx, case)) if event.kind == Act.WITHDRAW.value), None)
    if case.state != CaseState.WITHDRAWN or last is None:
        raise NotFound(number=case.running, yours=())
    if ctx.now - last.at > RESTORES_WITHIN:
        raise TooLate(act=Act.RESTORE, number=case.running, until=last.at + RESTORES_WITHIN)
    before = CaseState(last.data["from"])
    if before is CaseState.PAUSED:  # nobody waits any longer: the unit has it in hand again
        before = CaseState.WORKING
    if before is CaseState.OBJECTED:  # the request is moot; the unit has it in hand again and may ask anew
        before = CaseState.WORKING if case.signed_at else CaseState.DISPATCHED
    case, _ = act(ctx, case, Act.RESTORE, Actor.RESIDENT, before=before, closure=None, closed_at=None)
    if before is CaseState.TRIAGE or not case.unit:
        due_at = limits.dispatch_limit(dispatching.tier_of(case), ctx.now, ctx.calendar, ctx.world.tiers)
        planned = timers.Planned("triage", due_at, stage="restored", rule="dispatch_limit")
        timers.set_timer(ctx, "case", case.id, planned)
        desk = posts_for(ctx, ctx.district.root, "dispatcher")
        push_to_posts(
            ctx, desk, "triage", {"due": due_at.isoformat()}, key=f"{case.id}:{case.seq}", case=case,
            urgency=urgency_of(case),
        )  # fmt: skip
        return case
    if before is CaseState.CONFIRMING:
        polling.begin(ctx, case, is_explanation(case.claim))
        return case
    if before is CaseState.PLANNED:
        handling.resume(ctx, case)
        commitment = commitments.live(ctx, case)
        if commitment is not None:
            commitment_dates.plan(ctx, commitment)
        return case
    due_runs = case.due_at is not None and case.due_at > ctx.now
    return dispatching.assign(ctx, case, dispatching.rung_of(case), promise=not due_runs, keep_due=due_runs)


def hide(ctx: Context, case: Case, voice: Voice, *, anonymous: bool) -> Voice:
    """匿名 and 实名 for a case that was filed; said again it changes nothing."""
    if voice.anonymous == anonymous:
        return voice
    record(ctx, case, "anonymous" if anonymous else "named", data={"voice": voice.id})
    return ctx.tx.update(voice, anonymous=anonymous)


def keep_phone(ctx: Context, case: Case, phone: str) -> None:
    """A telephone number for this case, sealed; a later one replaces the one before."""
    for row in ctx.tx.find(Vault, subject=f"case:{case.id}", field="phone"):
        ctx.tx.update(row, sealed=ctx.sealer.seal(phone))
        break
    else:
        filing.keep(ctx, f"case:{case.id}", "phone", phone)
    record(ctx, case, "phone_left")


def looks(ctx: Context, case: Case) -> list[Look]:
    """Every look at what the case holds, oldest first."""
    return ctx.tx.find(Look, case_id=case.id, order="at")


def readers(ctx: Context, case: Case) -> dict[str, str]:
    """Posts that have read what the case is about, with their units: by looking, or in a letter that held the words."""
    found = {look.post: look.unit for look in looks(ctx, case)}
    for row in ctx.tx.find(Outbox, case_id=case.id, kind=tuple(bells.BELLS), rung=("kefu", "passive"), state=("sent",)):
        post = ctx.district.posts.get(row.post or "")
        if post is not None:
            found.setdefault(post.code, post.unit)
    return found


def holders(ctx: Context, case: Case) -> tuple[Post, ...]:
    """The posts that have the case: its unit's at its rung, the dispatcher while nobody has it."""
    if not case.unit:
        return posts_for(ctx, ctx.district.root, "dispatcher")
    return posts_for(ctx, case.unit, cast("Role", case.rung))
