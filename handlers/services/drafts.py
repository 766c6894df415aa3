"""Drafts: what a resident is telling, collected until it is filed by the person, by time, or handed to the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from handlers.context import Context
from handlers.services import filing, merging, protection, readings, timers
from handlers.services.filing import Filing
from handlers.services.notices import push
from handlers.services.prospects import Planning, is_urgent, plan_matters
from handlers.services.routing import Route
from handlers.services.timers import Planned
from handlers.understanding.matters import ROUTE
from models.domain.quiet import Urgency
from models.domain.reading import Reading
from models.domain.states import Actor
from models.tables import Account, Case, Conversation, Draft, Media

NUDGE_AFTER = timedelta(minutes=10)
FILES_AFTER = timedelta(hours=2)
URGENT_FILES_AFTER = timedelta(minutes=10)
MOST_QUESTIONS = 3
LET_GO = "let_go"
"""Fact of a conversation: photos nobody ever explained were dropped, and that is still to be said."""
TIMER_ROUNDS = 60
"""A draft that is fed for hours is still filed at some time: a bound on how often its timers move."""


def open_draft(ctx: Context, conversation: Conversation) -> Draft | None:
    """The draft the person is telling now."""
    if conversation.draft_id is None:
        return None
    draft = ctx.tx.get(Draft, conversation.draft_id)
    return draft if draft is not None and draft.status == "open" else None


def begin(
    ctx: Context,
    account: Account,
    conversation: Conversation,
    *,
    words: str = "",
    reading: Reading | None = None,
    media: tuple[int, ...] = (),
    inquiry: bool = False,
    anonymous: bool = False,
    **more: Any,
) -> Draft:
    """Open a draft with the first thing that was said; its timers run from now.

    An `inquiry` has none: a policy question is passed on only when the person says so.
    """
    urgent = reading is not None and is_urgent(ctx, reading)
    draft = ctx.tx.insert(
        Draft,
        account_id=account.id,
        words=ctx.sealer.seal_list([words]) if words else None,
        reading=readings.pack(reading) if reading is not None else {},
        media=list(media),
        anonymous=anonymous or account.anonymous_next,
        opened_at=ctx.now,
        touched_at=ctx.now,
        **more,
    )
    ctx.tx.update(conversation, draft_id=draft.id)
    if inquiry:
        return draft
    # the nudge plans the filing, so that the usual draft, filed within minutes, costs one row
    kind, after = ("auto", URGENT_FILES_AFTER) if urgent else ("nudge", NUDGE_AFTER)
    timers.insert(ctx, "draft", draft.id, Planned(kind, ctx.now + after, rule="draft"))
    return draft


def wake(ctx: Context, draft: Draft) -> Draft:
    """A draft that was only kept for a yes is told in earnest now: it is nudged and files itself like the others."""
    timers.insert(ctx, "draft", draft.id, Planned("nudge", ctx.now + NUDGE_AFTER, rule="draft"))
    return ctx.tx.update(draft, touched_at=ctx.now)


def touch(
    ctx: Context,
    draft: Draft,
    *,
    words: str = "",
    reading: Reading | None = None,
    media: tuple[int, ...] = (),
    **changes: Any,
) -> Draft:
    """Something more was said; a draft that has become urgent is filed by itself sooner."""
    if words:
        changes["words"] = ctx.sealer.seal_list([*said(ctx, draft), words])
    if reading is not None:
        became_urgent = is_urgent(ctx, reading) and not is_urgent(ctx, readings.unpack(draft.reading))
        changes["reading"] = readings.pack(reading)
        if became_urgent:
            timers.set_timer(
                ctx, "draft", draft.id, Planned("auto", ctx.now + URGENT_FILES_AFTER, stage="urgent", rule="draft")
            )
    if media:
        changes["media"] = [*draft.media, *media]
    return ctx.tx.update(draft, touched_at=ctx.now, **changes)


def remember(ctx: Context, draft: Draft, **facts: Any) -> Draft:
    """Keep or (with None) forget small facts of a draft."""
    memory = {**draft.memory, **facts}
    return ctx.tx.update(draft, memory={name: value for name, value in memory.items() if value is not None})


def said(ctx: Context, draft: Draft) -> list[str]:
    """Everything that was said, in order."""
    return [str(one) for one in ctx.sealer.open_list(draft.words)]


def understood(draft: Draft) -> Reading:
    """What is understood so far."""
    return readings.unpack(draft.reading)


def with_words(ctx: Context, draft: Draft) -> Reading:
    """What is understood, with the words it was read from: what a correction is read against."""
    reading = understood(draft)
    words = "，".join(said(ctx, draft))
    return replace(reading, matters=tuple(replace(matter, fragment=words) for matter in reading.matters))


def file(
    ctx: Context,
    draft: Draft,
    account: Account,
    *,
    actor: Actor = Actor.RESIDENT,
    planned: list[Planning] | None = None,
    unrouted: bool = False,
) -> list[Case]:
    """File the draft: one case a matter; the unit and the date are worked out anew. It is no longer open.

    With `unrouted` the desk decides who gets it, whatever the catalogue says (the place could not be found out).
    """
    reading = understood(draft)
    words = "\n".join(said(ctx, draft))
    cases = []
    wanted = planned if planned is not None else plan_matters(ctx, account, reading, dated=False)
    # the words of an accusation are not filed a second time with a matter that its accused may read
    wanted = [one for one in wanted if one.route.role == "inspector"] or wanted
    for at, one in enumerate(wanted):
        category = ctx.district.categories.get(one.matter.category)
        confidential = one.route.role == "inspector"
        case = filing.file_case(
            ctx,
            Filing(
                account=account,
                words=words,
                category=one.matter.category,
                title=one.matter.title or (category.title if category else ""),
                place=reading.place.place,
                community=reading.place.unit,
                detail=reading.place.detail,
                tier=one.tier,
                urgent=bool(reading.emergency),
                vulnerable=reading.vulnerable,
                anonymous=draft.anonymous or confidential,
                phone=ctx.sealer.open(draft.phone) if draft.phone else "",
                phone_in_words=True,
                media=tuple(draft.media) if at == 0 else (),
                route=Route(rule="none") if unrouted else one.route,
                decision={
                    "reasons": list(reading.reasons),
                    "confidence": round(reading.confidence, 3),
                    "quiet": draft.memory.get("quiet", False),
                    **({"hall": draft.memory["hall"]} if confidential and draft.memory.get("hall") else {}),
                },
                actor=actor,
                external_ref=str(draft.memory.get("ref", "")),
            ),
        )
        case = merging.link_repeats(ctx, case, account.id) if not confidential else case
        cases.append(protection.copy_above(ctx, case) if reading.neglect else case)
    ctx.tx.update(draft, status="filed", cases=[case.id for case in cases], touched_at=ctx.now)
    _leave(ctx, draft, account, actor)
    if account.anonymous_next:
        account = ctx.tx.update(account, anonymous_next=False)
    if not account.unit and ctx.district.units.get(reading.place.unit) is not None:
        ctx.tx.update(account, unit=reading.place.unit)
    return cases


def drop(ctx: Context, draft: Draft) -> None:
    """The person does not want it filed, or nothing was said in two hours; words and phone go with it."""
    ctx.tx.update(draft, status="dropped", words=None, phone=None, touched_at=ctx.now)
    conversation = ctx.tx.get(Conversation, draft.account_id)
    if conversation is not None and conversation.draft_id == draft.id:
        ctx.tx.update(conversation, draft_id=None)


def nudge(ctx: Context, draft: Draft) -> None:
    """Ten minutes after the last word: say that it is not filed yet, and plan that it files itself."""
    if draft.status != "open":
        return
    quiet_until = draft.touched_at + NUDGE_AFTER
    moves = int(draft.memory.get("moves", 0)) + 1
    if quiet_until > ctx.now and moves < TIMER_ROUNDS:
        remember(ctx, draft, moves=moves)
        timers.insert(ctx, "draft", draft.id, Planned("nudge", quiet_until, round=moves + 1, rule="draft"))
        return
    if any(_is_secret(ctx, matter.category) for matter in understood(draft).matters) or draft.memory.get("way_asked"):
        # no word of it on a lock screen: it is let go in silence, and said with the person's next word
        timers.insert(ctx, "draft", draft.id, Planned("auto", draft.touched_at + FILES_AFTER, rule="draft"))
        return
    empty = not draft.reading.get("matters")
    push(
        ctx,
        "photo_nudge" if empty and not draft.words else "draft_nudge",
        {"draft": draft.id},
        key=f"{draft.id}",
        account_id=draft.account_id,
        urgency="own-answer",
        expires_at=draft.touched_at + FILES_AFTER,
    )
    timers.insert(ctx, "draft", draft.id, Planned("auto", draft.touched_at + FILES_AFTER, rule="draft"))


def _is_settled(reading: Reading) -> bool:
    """Whether the matters are known: a guess whose question nobody answered is decided by the desk, not by time."""
    known = [matter for matter in reading.matters if matter.category]
    return bool(known) and not any(matter.question and matter.confidence < ROUTE for matter in known)


def expire(ctx: Context, draft: Draft) -> list[Case]:
    """Nobody confirmed: file what is known, hand the rest to the desk, let go what says nothing.

    Place and matter known -> filed; words or a photo with a known community -> 待派单; a photo alone -> dropped, and
    the person hears that with their next word.
    """
    if draft.status != "open":
        return []
    account = ctx.tx.get(Account, draft.account_id)
    reading = understood(draft)
    wait = URGENT_FILES_AFTER if is_urgent(ctx, reading) else FILES_AFTER
    moves = int(draft.memory.get("moves", 0)) + 1
    if draft.touched_at + wait > ctx.now and moves < TIMER_ROUNDS:
        remember(ctx, draft, moves=moves)
        timers.insert(
            ctx, "draft", draft.id, Planned("auto", draft.touched_at + wait, stage="again", round=moves, rule="draft")
        )
        return []
    if account is None:
        drop(ctx, draft)
        return []
    if not reading.place.unit and account.unit:
        # the community the person belongs to stands for a place nobody named
        reading = replace(reading, place=replace(reading.place, unit=account.unit, given="partial"))
        draft = ctx.tx.update(draft, reading=readings.pack(reading))
    if not draft.words and not reading.place.unit:
        _let_go(ctx, draft)
        return []
    if any(_is_secret(ctx, matter.category) for matter in reading.matters) or draft.memory.get("way_asked"):
        # an accusation is never sent without a yes, and never the ordinary way
        _let_go(ctx, draft, "unsent")
        return []
    known = _is_settled(reading) and reading.place.given != "no"
    cases = file(ctx, draft, account, actor=Actor.TIMER, unrouted=not known)
    urgency: Urgency = "own-answer" if wait == URGENT_FILES_AFTER else "normal"
    for case in cases:
        push(ctx, "draft_filed", {}, key=f"{case.id}", account_id=account.id, case=case, urgency=urgency)
    return cases


def attach(ctx: Context, account_id: str, kind: str, media_id: str, **more: Any) -> Media:
    """A file somebody sent, to be fetched from WeChat on its own queue."""
    return ctx.tx.insert(
        Media,
        account_id=account_id,
        kind=kind,
        media_id=media_id,
        not_before=ctx.now,
        received_at=ctx.now,
        **more,
    )


def _is_secret(ctx: Context, code: str) -> bool:
    found = ctx.district.categories.get(code)
    return found is not None and found.desk == "inspector"


def _let_go(ctx: Context, draft: Draft, why: str = LET_GO) -> None:
    conversation = ctx.tx.get(Conversation, draft.account_id)
    drop(ctx, draft)
    if conversation is not None:
        conversation = ctx.tx.get(Conversation, draft.account_id) or conversation
        ctx.tx.update(conversation, memory={**conversation.memory, why: ctx.now.isoformat()})


def _leave(ctx: Context, draft: Draft, account: Account, actor: Actor) -> None:
    conversation = ctx.tx.get(Conversation, account.id)
    if conversation is not None and conversation.draft_id == draft.id:
        # what was filed last is remembered for a late 1
        memory = {**conversation.memory, "filed": draft.id, "filed_by": actor.value}
        ctx.tx.update(conversation, draft_id=None, memory=memory)
