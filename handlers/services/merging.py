"""Many voices, one case: joining, merging, parting; everybody keeps place, wish and vote (dialogue (k))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from handlers.context import Context
from handlers.policies.permissions import actor_for, is_confidential
from handlers.services import dispatching, filing, questions, timers
from handlers.services.filing import Filing
from handlers.services.handling import settle_requests
from handlers.services.notices import own_voices, posts_for, push, push_to_posts, urgency_of, voice_count, voices_of
from handlers.services.records import act, history, record
from handlers.services.routing import Route
from handlers.services.statements import say
from models.domain.crowd import Tally
from models.domain.district import Post, Role
from models.domain.errors import IllegalAct, NotTheSame
from models.domain.redact import split_detail
from models.domain.states import OPEN, Act, Actor, CaseState
from models.tables import Account, Case, Draft, Media, Outbox, Statement, Voice

JOINABLE = (CaseState.TRIAGE, CaseState.DISPATCHED, CaseState.WORKING, CaseState.OBJECTED)
"""States in which a neighbour is offered to come along: nothing was reported done yet."""
_JOINABLE = tuple(state.value for state in JOINABLE)
MOST_COMPARED = 20
"""Open cases of one house and matter that are looked at: on a storm day hundreds are filed before one is seen."""
REPEATS_WITHIN = timedelta(days=60)
SPLIT = "voice_split"
FEW = 3
"""From so many households on they are counted to a new neighbour; below that a number would name them."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did."""

    main: Case
    child: Case
    households: int


def same_as(ctx: Context, account_id: str, category: str, community: str, place: str, detail: str) -> Case | None:
    """The open case about the same matter in the same place, one's own before a neighbour's; None when there is none.

    Place and matter must agree: one community, one named place, the same building where both name one.
    """
    building = split_detail(detail).public
    if not category or not community or not (building or place):
        return None
    own = (ctx.tx.get(Case, voice.case_id) for voice in own_voices(ctx, account_id))
    found = [case for case in own if case is not None and (case.community, case.category) == (community, category)]
    where = {"detail": building, "community": community, "category": category, "state": _JOINABLE}
    found += ctx.tx.find(Case, **where, order="filed_at", limit=MOST_COMPARED)
    return next((case for case in found if _can_join(case) and agrees(case, place, building)), None)


def _can_join(case: Case) -> bool:
    return case.state in _JOINABLE and not is_confidential(case) and not case.urgent


def agrees(case: Case, place: str, building: str) -> bool:
    """Whether a place as it was said, its household apart, is that of the case; a building means that building."""
    same_place = place == case.place or (bool(building) and not (place and case.place))
    return building == case.detail and same_place and bool(building or place)


def is_own(ctx: Context, case: Case, account_id: str) -> bool:
    """Whether this account complains about the case already."""
    return any(voice.case_id == case.id for voice in own_voices(ctx, account_id))


def join(ctx: Context, case: Case, draft: Draft, account: Account, words: str, detail: str) -> Voice:
    """一起跟着: one more voice with its own place, wish and vote. Words and photos go to who has the case."""
    voice = ctx.tx.insert(
        Voice,
        case_id=case.id,
        account_id=account.id,
        anonymous=draft.anonymous,
        joined_at=ctx.now,
        detail=split_detail(detail).public,
    )
    subject = f"voice:{voice.id}"
    filing.keep(ctx, subject, "words", words)
    if detail and detail != split_detail(detail).public:
        filing.keep(ctx, subject, "address", detail)
    if draft.phone:
        filing.keep(ctx, subject, "phone", ctx.sealer.open(draft.phone))
    _bring_media(ctx, [int(one) for one in draft.media], case)
    ctx.tx.update(draft, status="filed", cases=[case.id], touched_at=ctx.now)
    case = record(ctx, case, "joined", data={"voice": voice.id})
    _tell_holders(ctx, case, voice, words)
    return voice


def repeat(ctx: Context, case: Case, draft: Draft, account: Account, words: str) -> Case:
    """The same person says the same once more: the words are put to their case and linked, nothing is dropped."""
    voice = next(one for one in voices_of(ctx, case) if one.account_id == account.id)
    _bring_media(ctx, [int(one) for one in draft.media], case)
    ctx.tx.update(draft, status="filed", cases=[case.id], touched_at=ctx.now)
    case = record(ctx, case, "repeated", data={"voice": voice.id})
    return _tell_holders(ctx, case, voice, words)


def link_repeats(ctx: Context, case: Case, account_id: str) -> Case:
    """A case that says again what the same person said up to sixty days after an earlier one ended names that one."""
    for voice in sorted(own_voices(ctx, account_id), key=lambda voice: voice.joined_at, reverse=True):
        before = ctx.tx.get(Case, voice.case_id)
        if before is None or before.id == case.id or is_confidential(before) or before.category != case.category:
            continue
        recent = before.closed_at is not None and ctx.now - before.closed_at <= REPEATS_WITHIN
        if recent and before.community == case.community and before.detail == case.detail:
            return record(ctx, case, "repeats", data={"case": before.number})
    return case


def merge(ctx: Context, main: Case, child: Case, post: Post, account_id: str = "") -> Merged:
    """合并 7 9: the second goes on in the first; each of its complainants is told once and keeps everything.

    By the desk or the street; the unit that has both may do it in their first round. Raises NotTheSame, NotYours,
    IllegalAct.
    """
    actor = actor_for(ctx, child, post, Act.MERGE, account_id)
    if main.id == child.id or main.state not in {state.value for state in MERGE_INTO} or is_confidential(main):
        raise NotTheSame(number=child.running, main=main.running, reason="state")
    if actor is Actor.OWNER and (main.unit != post.unit or max(main.round, child.round) > 1):
        raise NotTheSame(number=child.running, main=main.running, reason="rounds")
    if not _alike(main, child):
        raise NotTheSame(number=child.running, main=main.running, reason="matter")
    old, old_role = child.unit, child.rung
    facts = {"main": main.number}
    child, _ = act(ctx, child, Act.MERGE, actor, post=post.code, data=facts, main_id=main.id, closure="merged")
    _silence(ctx, child)
    main = record(ctx, main, "took_in", post=post.code, data={"case": child.number})
    coming = [one for one in voices_of(ctx, child) if not is_own(ctx, main, one.account_id)]
    for voice in coming:
        fresh = {"solved": None, "solved_at": None, "asks": 0, "delivered": 0, "asked_at": None}
        ctx.tx.update(voice, case_id=main.id, origin_id=child.id, **fresh)
        key = f"{main.id}:{child.id}:{voice.id}"
        push(ctx, "merged", {"child": child.id}, key=key, account_id=voice.account_id, case=main)
    _bring_media(ctx, [one.id for one in ctx.tx.find(Media, case_id=child.id, purpose="complaint")], main)
    main = _tell_holders(ctx, main, coming[0] if coming else None, child.text)
    if old and (old, old_role) != (main.unit, main.rung):
        posts = posts_for(ctx, old, cast("Role", old_role or "handler"))
        params = {"child": child.id}
        push_to_posts(ctx, posts, "merged_away", params, key=f"{child.id}:{child.seq}", case=main)
    return Merged(main, child, voice_count(ctx, main))


MERGE_INTO = (*JOINABLE, CaseState.PAUSED, CaseState.PLANNED, CaseState.CONFIRMING, CaseState.REVIEW)


def split(
    ctx: Context, child: Case, *, actor: Actor, post: Post | None = None, account_id: str = "", again: bool = False
) -> Case:
    """拆分 9, 分开, or a no of its own: a merged case stands alone again, with its voices, words and photos.

    `again`: it is still not solved, so a new round begins. Raises IllegalAct for a case that was not merged.
    """
    if post is not None:
        actor = actor_for(ctx, child, post, Act.SPLIT, account_id)
    main = ctx.tx.get(Case, child.main_id) if child.main_id is not None else None
    if main is None:
        raise IllegalAct(state=CaseState(child.state), act=Act.SPLIT, actor=actor, legal=(), case=child.id)
    rung = dispatching.rung_of(main if again or not child.unit else child)
    facts = {"main": main.number, "unit": rung.unit}
    turn = child.round + 1 if again else child.round
    code = post.code if post is not None else ""
    child, _ = act(
        ctx, child, Act.SPLIT, actor, post=code, data=facts, main_id=None, closure=None, signed_at=None, round=turn
    )
    record(ctx, main, "let_go", post=code, data={"case": child.number})
    for voice in ctx.tx.find(Voice, case_id=main.id, origin_id=child.id):
        ctx.tx.update(voice, case_id=child.id, origin_id=None, solved=None, solved_at=None)
        _bring_media(ctx, [one.id for one in ctx.tx.find(Media, case_id=main.id, account_id=voice.account_id)], child)
    # a promise that has passed meanwhile would be broken the moment it is given back
    runs_on = not again and child.due_at is not None and child.due_at > ctx.now
    return dispatching.assign(ctx, child, rung, promise=not runs_on, keep_due=runs_on, cause="order")


def may_part(ctx: Context, case: Case, voice: Voice) -> bool:
    """Whether 分开 is the voice's to say: the case is open, shared, and somebody else's at first."""
    voices = voices_of(ctx, case)
    if CaseState(case.state) not in OPEN or len(voices) < 2 or all(one.id != voice.id for one in voices):
        return False
    first = next((one for one in voices if one.origin_id is None), None)
    return voice.origin_id is not None or (first is not None and first.id != voice.id)


def part(ctx: Context, case: Case, voice: Voice, *, again: bool = False, words: str = "") -> Case:
    """One voice goes its own way: back to its own case, or, for who never had one, with a new case of the same matter.

    The voice leaves, the others go on. Returns the case that is the voice's own now.
    """
    child = ctx.tx.get(Case, voice.origin_id) if voice.origin_id is not None else None
    if again:
        case = record(ctx, case, SPLIT, data={"voice": voice.id, "round": case.round})
    if child is not None and child.state == CaseState.MERGED:
        return split(ctx, child, actor=Actor.RESIDENT, again=again)
    account = ctx.tx.get(Account, voice.account_id)
    assert account is not None  # a voice is of an account
    said = ctx.tx.find(Statement, case_id=case.id, voice_id=voice.id, kind="supplement", order="at")
    told = words or (said[0].words if said else case.text)
    ctx.tx.update(ctx.tx.get(Voice, voice.id) or voice, left_at=ctx.now)
    own = filing.file_case(
        ctx,
        Filing(
            account=account,
            words=told,
            category=case.category,
            title=case.title,
            place=case.place,
            community=case.community,
            detail=voice.detail,
            tier=case.tier,
            vulnerable=case.vulnerable,
            anonymous=voice.anonymous,
            route=Route(case.unit, cast("Role", case.rung or "handler"), "split") if case.unit else Route(rule="none"),
            decision={"split_from": case.number},
        ),
    )
    return record(ctx, own, "split_from", data={"case": case.number})


def tally(ctx: Context, case: Case) -> Tally:
    """The answers of this round: those of the voices that are here, and the no of those that were split out."""
    voices = {str(voice.household_id or voice.account_id): voice for voice in voices_of(ctx, case)}.values()
    gone = sum(event.kind == SPLIT and event.data.get("round") == case.round for event in history(ctx, case))
    yes = sum(voice.solved == "solved" for voice in voices)
    no = sum(voice.solved in {"unsolved", "partly"} for voice in voices)
    return Tally(len(voices) + gone, yes, no + gone)


def _alike(main: Case, child: Case) -> bool:
    group = main.category.partition("/")[0] == child.category.partition("/")[0]
    matter = group or not main.category or not child.category
    return matter and (main.community == child.community or not main.community or not child.community)


def _silence(ctx: Context, child: Case) -> None:
    timers.cancel(ctx, "case", child.id)
    dispatching.end(ctx, child, "merged")
    settle_requests(ctx, child)
    questions.drop(ctx, case=child)
    for row in ctx.tx.find(Outbox, case_id=child.id, state=("pending", "held", "phone")):
        ctx.tx.update(row, state="skipped", error="merged")


def _bring_media(ctx: Context, files: list[int], case: Case) -> None:
    for key in files:
        media = ctx.tx.get(Media, key)
        if media is not None and media.purpose != "evidence":
            ctx.tx.update(media, case_id=case.id)


def _tell_holders(ctx: Context, case: Case, voice: Voice | None, words: str) -> Case:
    statement = say(ctx, case, "supplement", words, voice_id=voice.id if voice is not None else None, asked_about=True)
    case = record(ctx, case, "supplement", data={"statement": statement.id})
    unit, role = case.unit or ctx.district.root, case.rung or "dispatcher"
    params = {"statement": statement.id}
    posts = posts_for(ctx, unit, cast("Role", role))
    push_to_posts(ctx, posts, "joined", params, key=f"{statement.id}", case=case, urgency=urgency_of(case))
    return case
