"""协办单: who was called in by whom, what is late, and how often one calls and is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.context import Context
from handlers.policies.permissions import DESK_ROLES, roles
from handlers.services.helping import clocks
from models.domain import whistles
from models.domain.district import Post, Unit
from models.domain.states import HELPED, Actor
from models.domain.working_time import at_clock, shanghai_day
from models.tables import Assignment, Case


@dataclass(frozen=True, slots=True)
class Row:
    """One part as it stands."""

    case: Case
    part: Assignment
    late: bool
    own: bool
    """Whether it is a part that the reader's own unit owes."""


@dataclass(frozen=True, slots=True)
class Counts:
    """One unit in this month, both ways."""

    called: int
    """Times it called others."""
    was_called: int
    late: int
    """Of these, how often it answered or ended late."""


def rows(ctx: Context, posts: Sequence[Post], account_id: str) -> list[Row]:
    """Parts still owed by or to the reader's units, late ones to the level above and the desk; the late ones first."""
    units = {post.unit for post in posts}
    at_desk = any(post.unit == ctx.district.root and post.role in DESK_ROLES for post in posts)
    found = []
    for part in ctx.tx.find(Assignment, kind="assist", ended_at=None, done_at=None, order="due_at"):
        case = ctx.tx.get(Case, part.case_id) if part.help else None
        if case is None or case.state not in HELPED:
            continue
        late, own = clocks.is_late(part, ctx.now), part.unit in units
        concerns = own or case.unit in units or _unit_of(ctx, part.called_by) in units or (at_desk and late)
        held = {role for post in posts for role in roles(ctx, case, post, account_id)}
        if held and (concerns or (late and Actor.ABOVE in held)):
            found.append(Row(case, part, late, own))
    return sorted(found, key=lambda row: not row.late)


def counts(ctx: Context, units: Collection[str]) -> Counts:
    """How often these units called and were called since the first of the month; accusations know no helpers."""
    since = _month_of(ctx.now)
    made = [one for one in _all_parts(ctx) if one.given_at >= since]
    owed = [one for one in made if one.unit in units]
    return Counts(
        called=sum(_unit_of(ctx, one.called_by) in units for one in made),
        was_called=len(owed),
        late=sum(clocks.is_late(one, one.ended_at or ctx.now) for one in owed),
    )


def _all_parts(ctx: Context) -> Iterable[Assignment]:
    return ctx.tx.find(Assignment, kind="assist", help=whistles.KINDS)


def _month_of(now: datetime) -> datetime:
    return at_clock(shanghai_day(now).replace(day=1), datetime.min.time())


def _unit_of(ctx: Context, post: str) -> str:
    found = ctx.district.posts.get(post)
    return found.unit if found is not None else ""


def partners_near(ctx: Context, case: Case) -> list[Unit]:
    """驻区单位 and 包联共建单位 that work where a case lies, those of the place before those of the whole district."""
    line = set(ctx.district.line_of(case.community or case.unit)) - {ctx.district.root}
    partners = [unit for unit in ctx.district.units.values() if unit.level == "partner" and not unit.closed]
    near = [unit for unit in partners if line & set(unit.serves)]
    return near + [unit for unit in partners if not unit.serves]
