"""The receipt: the number, who has it, until when, what happens by itself."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from handlers.context import Context
from handlers.resident import people
from handlers.services.dispatching import current, rung_of
from handlers.texts import inspection, naming, resident
from models.domain import limits
from models.domain.district import TierCode
from models.tables import Case


def receipt(ctx: Context, cases: list[Case]) -> str:
    """What a person hears when their matters were filed; holds every full number."""
    if len(cases) > 1:
        rows = "\n".join(_row(ctx, case) for case in cases)
        return resident.FILED_TWO(count=len(cases), rows=rows, how=resident.FILED_HOW())
    case = cases[0]
    head = resident.FILED_HEAD(number=case.running, full=case.number)
    if not case.unit or case.due_at is None:
        return resident.FILED_DESK(head=head, until=desk_until(ctx, case), how=resident.FILED_HOW())
    above = people.next_unit(ctx, case)
    return resident.FILED(
        head=head,
        who=who_line(ctx, case),
        due=naming.due(case.due_at, ctx.now),
        climbs=_above_line(ctx, case, above),
        how=resident.FILED_HOW(),
    )


def _above_line(ctx: Context, case: Case, above: str) -> str:
    copied = str(case.decision.get("copied", ""))
    if copied:
        return inspection.ALSO_ABOVE(above=ctx.district.name_of(copied))
    return resident.FILED_CLIMBS(above=above) if above else ""


def unasked_receipt(ctx: Context, case: Case, *, danger: bool) -> str:
    """The receipt of a matter that was filed without asking: cold and somebody weak at home, or a danger."""
    if not case.unit or case.due_at is None:
        head = resident.FILED_HEAD(number=case.running, full=case.number)
        return resident.FILED_DESK(
            head=f"{resident.UNASKED_DANGER()}！{head}" if danger else head,
            until=desk_until(ctx, case),
            how=resident.UNASKED_UNDO(),
        )
    label = naming.label(case)
    community = ctx.district.units.get(case.community)
    tell = community is not None and community.level == "community" and community.code != case.unit
    return resident.FILED_UNASKED(
        opening=resident.UNASKED_DANGER() if danger else resident.UNASKED_COLD(),
        label=resident.VULNERABLE(title=label) if case.vulnerable else label,
        full=case.number,
        who=who_line(ctx, case) if danger else people.holder(ctx, case),  # the longest receipt: its room is short
        next=resident.UNASKED_NEXT(until=naming.clock_today(first_words_at(ctx, case), ctx.now)),
        due=naming.due(case.due_at, ctx.now),
        neighbour=resident.UNASKED_NEIGHBOUR(community=ctx.district.name_of(case.community)) if tell else "",
        phone=resident.UNASKED_UNDO() if danger else resident.UNASKED_PHONE(),
    )


def who_line(ctx: Context, case: Case) -> str:
    """滨海社区 李晓，办公电话 0473-3000001"""
    who, phone = people.holder(ctx, case), people.phone_at(ctx, rung_of(case))
    return resident.WHO_PHONE(who=who, phone=phone) if phone else who


def desk_until(ctx: Context, case: Case) -> str:
    """Until when the desk decides."""
    return desk_limit(ctx, case.tier)


def desk_limit(ctx: Context, tier: str) -> str:
    """Until when the desk decides on a matter of this tier that comes now."""
    at = limits.dispatch_limit(cast("TierCode", tier), ctx.now, ctx.calendar, ctx.world.tiers)
    return naming.clock_today(at, ctx.now)


def first_words_at(ctx: Context, case: Case) -> datetime:
    """Until when the resident hears the first words."""
    running = current(ctx, case)
    if running is not None and running.words_due_at is not None:
        return running.words_due_at
    times = limits.deadlines(
        cast("TierCode", case.tier),
        rung_of(case).column,
        case.dispatched_at or ctx.now,
        ctx.calendar,
        vulnerable=case.vulnerable,
        tiers=ctx.world.tiers,
    )
    return times.first_words_at


def _row(ctx: Context, case: Case) -> str:
    if not case.unit or case.due_at is None:
        return resident.FILED_TWO_DESK(
            number=case.running, full=case.number, title=case.title, until=desk_until(ctx, case)
        )
    return resident.FILED_TWO_ROW(
        number=case.running,
        full=case.number,
        title=case.title,
        who=people.holder(ctx, case),
        due=naming.short_due(case.due_at, ctx.now),
    )
