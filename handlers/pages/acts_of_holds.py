"""暂停, 恢复, 承诺, its other date and 兑现 from a post's page, by the same services as the chat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from handlers.context import Context
from handlers.pages.fields import Fields, Handle, Uploads, date_in, post_of
from handlers.pages.uploads import keep
from handlers.pages.visits import Visit
from handlers.services import commitments, evidence, handling, pausing
from handlers.services.case_facts import Facts
from handlers.services.notices import posts_for
from handlers.texts import commitments as promised
from handlers.texts import naming, pauses
from handlers.texts import pages as texts
from models.domain.commitments import Quantity, quantity
from models.domain.dates import format_day
from models.domain.district import Role
from models.domain.errors import IllegalAct, MissingPart
from models.domain.pauses import REASONS
from models.domain.states import Act, Actor, CaseState
from models.tables import Request


def pause(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """暂停: a listed reason and a day, put to the level above."""
    reason = next((one for one in REASONS if one == fields.get("reason")), None)
    until = date_in(ctx, fields)
    missing = (() if reason else ("reason",)) + (() if until else ("date",))
    if reason is None or until is None:
        raise MissingPart(verb=Act.ASK_PAUSE.value, number=seen_by.case.running, parts=missing)
    words = fields.get("text", "") or pauses.REASONS[reason]()
    case, request = pausing.ask(ctx, seen_by.case, post_of(seen_by), reason, until, words, seen_by.account_id)
    return pauses.ASKED(
        until=format_day(until.day),
        reason=request.words,
        above=_decider(ctx, request),
        limit=naming.due(request.limit_at, ctx.now),
        due=Facts(ctx, case).due,
    )


def resume(ctx: Context, seen_by: Visit, _fields: Fields, _uploads: Uploads) -> str:
    """恢复"""
    told = seen_by.case.due_at
    case = pausing.resume(ctx, seen_by.case, "resumed", post=post_of(seen_by), account_id=seen_by.account_id)
    also = pauses.RESUMED_TOLD() if case.due_at != told else ""
    return pauses.RESUMED(n=case.running, due=Facts(ctx, case).due, told=also)


def commit(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """承诺: measure, day, person; the head confirms, or speaks himself."""
    day = date_in(ctx, fields)
    if day is None:
        raise MissingPart(verb=Act.PROPOSE.value, number=seen_by.case.running, parts=("date",))
    unit = fields.get("unit", "")
    case, commitment, request = commitments.propose(
        ctx,
        seen_by.case,
        post_of(seen_by),
        fields.get("text", ""),
        day.day,
        fields.get("person", ""),
        unit if unit in ctx.district.units else "",
        seen_by.account_id,
    )
    if request is None:
        return texts.COMMITTED(n=case.running, day=format_day(commitment.due_on), person=commitment.person)
    limit = naming.due(request.limit_at, ctx.now)
    return promised.SUBMITTED(n=case.running, above=_decider(ctx, request), limit=limit)


def move(ctx: Context, seen_by: Visit, fields: Fields, _uploads: Uploads) -> str:
    """Another day for what was promised, with a reason."""
    day = date_in(ctx, fields)
    if day is None:
        raise MissingPart(verb=Act.PROPOSE.value, number=seen_by.case.running, parts=("date",))
    case, commitment, request = commitments.ask_move(
        ctx, seen_by.case, post_of(seen_by), day.day, fields.get("text", ""), seen_by.account_id
    )
    return promised.MOVE_SUBMITTED(
        n=case.running,
        day=format_day(day.day),
        above=_decider(ctx, request),
        limit=naming.due(request.limit_at, ctx.now),
        old=format_day(commitment.due_on),
    )


def keep_promise(ctx: Context, seen_by: Visit, fields: Fields, uploads: Uploads) -> str:
    """兑现: a part of what was promised, or all of it with what the category asks for."""
    case, post, words = seen_by.case, post_of(seen_by), fields.get("text", "")
    commitment = commitments.live(ctx, case)
    if commitment is None or case.state != CaseState.PLANNED:
        raise IllegalAct(state=CaseState(case.state), act=Act.KEEP, actor=Actor.OWNER, legal=())
    known = Quantity(commitment.done, commitment.amount, commitment.noun) if commitment.amount else None
    done = quantity(words, known)
    if known is not None and (done is None or done.done < known.done):
        raise MissingPart(verb=Act.KEEP.value, number=case.running, parts=("quantity",))
    keep(ctx, seen_by.holder, uploads, case=case, purpose="evidence")
    if done is not None and not done.full:
        _, commitment = commitments.keep_part(ctx, case, post, done, seen_by.account_id)
        return promised.KEPT_PART(
            amount=done.amount,
            done=done.done,
            left=done.amount - done.done,
            noun=done.noun,
            day=format_day(commitment.due_on),
        )
    missing = (() if words else ("text",)) + evidence.missing(ctx, case, words)
    if missing:
        raise MissingPart(verb=Act.KEEP.value, number=case.running, parts=missing)
    told = handling.report(ctx, case, post, words, how=Act.KEEP, done=done, account_id=seen_by.account_id)
    return texts.KEPT(n=told.case.running, at=naming.moment(ctx.now))


FORMS: Mapping[str, Handle] = {
    "pause": pause,
    "resume": resume,
    "commit": commit,
    "move": move,
    "keep": keep_promise,
}


def _decider(ctx: Context, request: Request) -> str:
    """滨海街道赵敏, or the unit alone while nobody fills the post."""
    posts = posts_for(ctx, request.to_unit, cast("Role", request.to_role))
    person = ctx.district.person_of(posts[0].code) if posts else ""
    return f"{ctx.district.name_of(request.to_unit)}{person}"
