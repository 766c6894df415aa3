"""Calling a unit in, its answer, the end of its part. Who leads stays responsible to the resident throughout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from handlers.context import Context
from handlers.policies.permissions import actor_for
from handlers.services import dispatching, timers
from handlers.services.helping import clocks
from handlers.services.notices import posts_for, push_to_posts, urgency_of
from handlers.services.records import act
from handlers.services.statements import say
from models.domain.district import Post
from models.domain.errors import MissingPart, NotFound, NotYours, UnknownUnit
from models.domain.quiet import Urgency
from models.domain.states import Act
from models.domain.tiers import length_after
from models.domain.whistles import Kind, Whistle, read_whistles
from models.tables import Assignment, Case, Statement


def table(ctx: Context) -> Mapping[Kind, Whistle]:
    """The limits of the three kinds, the district's own ones laid over the service's."""
    return read_whistles(cast("Mapping[str, object]", ctx.district.settings.get("whistles") or {}))


def call(
    ctx: Context, case: Case, post: Post, unit: str, kind: Kind, words: str = "", account_id: str = ""
) -> tuple[Case, Assignment]:
    """协办 7 单位: the unit's own clock begins, the case stays where it is. Who was called already is not called
    again until its part is done: its running part is returned. Raises UnknownUnit for the unit that leads, or a desk.
    """
    actor = actor_for(ctx, case, post, Act.WHISTLE, account_id)
    may_be_called(ctx, case, unit)
    running = part_of(ctx, case, unit)
    if running is not None and running.done_at is None:
        return case, running
    for old in ctx.tx.find(Assignment, case_id=case.id, unit=unit, kind="assist", ended_at=None):
        ctx.tx.update(old, ended_at=ctx.now, ended_how="called")
        timers.cancel(ctx, "help", old.id)
    row = table(ctx)[kind]
    part = ctx.tx.insert(
        Assignment,
        case_id=case.id,
        unit=unit,
        kind="assist",
        help=kind,
        called_by=post.code,
        round=case.round,
        given_at=ctx.now,
        sign_due_at=length_after(ctx.now, row.answer, ctx.calendar).at,
        due_at=length_after(ctx.now, row.due, ctx.calendar).at,
    )
    statement = say(ctx, case, "handover", words, post=post.code, public=False) if words.strip() else None
    facts = {"assignment": part.id, "unit": unit, "kind": kind, "words": statement.id if statement else None}
    case, _ = act(ctx, case, Act.WHISTLE, actor, post=post.code, data=facts)
    clocks.plan(ctx, part)
    told = {"assignment": part.id, "words": statement.id if statement else None}
    push_to_posts(
        ctx,
        posts_for(ctx, unit, "duty" if kind == "emergency" else "handler"),
        "called_in",
        told,
        key=f"{case.id}:{part.id}",
        case=case,
        urgency=urgency(case, part),
    )
    return case, part


def may_be_called(ctx: Context, case: Case, unit: str) -> None:
    """Any body of the district but the one that leads and the district's own desks. Raises UnknownUnit."""
    found = ctx.district.units.get(unit)
    if found is None or found.closed:
        raise UnknownUnit(said=unit, near=(), number=case.running)
    if unit == case.unit:
        raise UnknownUnit(said=ctx.district.name_of(unit), near=(), same=True, number=case.running)
    if unit == ctx.district.root:
        raise UnknownUnit(said=ctx.district.name_of(unit), near=(), number=case.running)


def part_of(ctx: Context, case: Case, unit: str) -> Assignment | None:
    """The newest part of a unit that was called in, done or not; None for one that was not."""
    found = ctx.tx.find(Assignment, case_id=case.id, unit=unit, kind="assist", ended_at=None, order="-given_at")
    return next((one for one in found if one.help), None)


def parts(ctx: Context, case: Case) -> list[Assignment]:
    """Parts of all units that were called in, the first one first."""
    found = ctx.tx.find(Assignment, case_id=case.id, kind="assist", ended_at=None, order="given_at")
    return [one for one in found if one.help]


def report_in(ctx: Context, case: Case, post: Post, account_id: str = "") -> tuple[Case, Assignment]:
    """签收 by a unit that was called in: it has heard. Raises NotYours for one that was not called."""
    actor = actor_for(ctx, case, post, Act.REPORT_IN, account_id)
    part = _own_part(ctx, case, post)
    if part.signed_at is not None:
        return case, part
    part = ctx.tx.update(part, signed_at=ctx.now, signed_by=post.code)
    case, _ = act(ctx, case, Act.REPORT_IN, actor, post=post.code, data={"assignment": part.id, "unit": part.unit})
    clocks.plan(ctx, part)
    if part.help == "emergency":
        _tell_owner(ctx, case, "help_heard", part, None)
    return case, part


def finish_part(ctx: Context, case: Case, post: Post, words: str, account_id: str = "") -> tuple[Case, Assignment]:
    """办结 or 答复 by a unit that was called in: its own part is over, and nothing else; who leads hears it."""
    actor = actor_for(ctx, case, post, Act.FINISH_PART, account_id)
    part = _own_part(ctx, case, post)
    if not words.strip():
        raise MissingPart(verb=Act.FINISH.value, number=case.running, parts=("text",))
    statement = say(ctx, case, "remark", words, post=post.code, public=False)
    signed = {} if part.signed_at is not None else {"signed_at": ctx.now, "signed_by": post.code}
    part = ctx.tx.update(part, done_at=part.done_at or ctx.now, **signed)
    facts = {"assignment": part.id, "unit": part.unit, "statement": statement.id}
    case, _ = act(ctx, case, Act.FINISH_PART, actor, post=post.code, data=facts)
    timers.cancel(ctx, "help", part.id)
    _tell_owner(ctx, case, "help_done", part, statement)
    return case, part


def call_off(ctx: Context, case: Case, post: Post, unit: str, account_id: str = "") -> Case:
    """协办 7 单位 取消: it need not come. Raises NotFound(what=part) where it was not called."""
    actor = actor_for(ctx, case, post, Act.CALL_OFF, account_id)
    part = part_of(ctx, case, unit)
    if part is None or part.done_at is not None:
        raise NotFound(number=str(case.running), what="part")
    ctx.tx.update(part, ended_at=ctx.now, ended_how="called_off")
    timers.cancel(ctx, "help", part.id)
    case, _ = act(ctx, case, Act.CALL_OFF, actor, post=post.code, data={"assignment": part.id, "unit": unit})
    told = {"assignment": part.id}
    push_to_posts(ctx, posts_for(ctx, unit), "called_off", told, key=f"{part.id}", case=case, urgency=urgency_of(case))
    return case


def urgency(case: Case, part: Assignment) -> Urgency:
    """An emergency breaks quiet hours, the other kinds ring as their case does."""
    return "2h" if part.help == "emergency" else urgency_of(case)


def _own_part(ctx: Context, case: Case, post: Post) -> Assignment:
    part = part_of(ctx, case, post.unit)
    if part is None:
        raise NotYours(number=case.number, running=case.running, unit=case.unit, sees=True)
    return part


def _tell_owner(ctx: Context, case: Case, kind: str, part: Assignment, statement: Statement | None) -> None:
    told = {"assignment": part.id, "words": statement.id if statement else None}
    key = f"{part.id}:{case.seq}"
    posts = posts_for(ctx, case.unit, dispatching.rung_of(case).role)
    push_to_posts(ctx, posts, kind, told, key=key, case=case, urgency=urgency(case, part))
