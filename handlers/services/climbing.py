"""Going up: a case leaves the level that did not answer, could not, or was contested, and nobody loses sight of it."""

from __future__ import annotations

from typing import Any, cast

from handlers.context import Context
from handlers.services import dispatching, polling
from handlers.services.notices import posts_for, push, push_to_posts, urgency_of, voices_of
from handlers.services.records import act
from models.domain import escalation
from models.domain.district import Role
from models.domain.errors import LimitReached
from models.domain.escalation import Rung
from models.domain.states import Act, Actor
from models.domain.tiers import Column
from models.tables import Assignment, Case


def climb(
    ctx: Context,
    case: Case,
    *,
    actor: Actor,
    what: Act,
    how: str,
    cause: str = "climbed",
    params: dict[str, Any] | None = None,
    reopened: bool = False,
    resident: str = "climbed_to",
    post: str = "",
    data: dict[str, Any] | None = None,
    spared: str = "",
    **changes: Any,
) -> Case:
    """Do `what`, give the case to the level above with that level's own time, and tell everybody concerned.

    `how` is how the running assignment ends (climbed | handed_up | reopened | objected). The old unit helps from now
    on and hears `demoted`; complainants hear `resident` (`` = nothing) except the account `spared`, who is being
    answered. Raises IllegalAct, or LimitReached(act, limit="top") where nobody is above.
    """
    current = dispatching.current(ctx, case)
    before = (case.unit, case.rung)
    rung = above(ctx, case, reopened=reopened)
    if rung is None:
        raise LimitReached(act=what, limit="top", number=case.number)
    facts = {"unit": rung.unit, "role": rung.role, "column": rung.column, "before": before[0], **(data or {})}
    if what in {Act.UNSOLVED, Act.REOPEN}:
        changes = {"closed_at": None, "closure": None, "done_at": None, "claim": None, **changes}
    changes = {"signed_at": None, "promised_at": None, "next_step": "", **changes}
    case, _ = act(ctx, case, what, actor, post=post, data=facts, **changes)
    polling.stop(ctx, case)
    dispatching.end(ctx, case, how)
    said = {"from": before[0], "reason": how, **(params or {})}
    case = dispatching.assign(ctx, case, rung, promise=True, cause=cause, params=said)
    if before[0] and before != (rung.unit, rung.role):
        if before[0] != rung.unit:
            dispatching.become_assist(ctx, case, before[0])
        key = f"{case.id}:{case.seq}"
        old_role = current.rung if current is not None else "handler"
        told = {"to": rung.unit, "reason": how}
        posts = posts_for(ctx, before[0], cast("Role", old_role))
        push_to_posts(ctx, posts, "demoted", told, key=key, case=case, urgency=urgency_of(case))
    if resident:
        for voice in voices_of(ctx, case):
            if voice.account_id != spared:
                push(
                    ctx,
                    resident,
                    {"from": before[0], "reason": how},
                    key=f"{case.id}:{case.seq}:{voice.id}",
                    account_id=voice.account_id,
                    case=case,
                    urgency=urgency_of(case),
                )
    return case


def above(ctx: Context, case: Case, *, reopened: bool = False) -> Rung | None:
    """The rung a case goes to from where it is, None above the district's desk."""
    at = dispatching.current(ctx, case)
    if at is not None:
        here = Rung(at.unit, cast("Role", at.rung), cast("Column", at.column))
    elif case.unit:
        here = Rung(case.unit, cast("Role", case.rung), cast("Column", case.column))
    else:
        return escalation.desk_rung(ctx.district)
    base = base_unit(ctx, case)
    if reopened:
        return escalation.reopened_rung(ctx.district, base, here)
    return escalation.next_rung(ctx.district, base, here)


def base_unit(ctx: Context, case: Case) -> str:
    """The unit whose ladder the case climbs: the last one that had it in the first column."""
    first = ctx.tx.find(Assignment, case_id=case.id, kind="lead", column="first", order="-given_at")
    unit = first[0].unit if first else case.first_unit or case.unit
    return unit if unit in ctx.district.units else ctx.district.root
