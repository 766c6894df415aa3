"""Dated decisions on who leads a matter in a place: each replaces the one before it, none is ever deleted."""

from __future__ import annotations

from datetime import date

from handlers.context import Context
from handlers.services import routing
from models.domain.district import Category, Post
from models.domain.errors import NotFound
from models.domain.redact import redact
from models.domain.working_time import ONE_DAY, shanghai_day
from models.store.tx import Reader
from models.tables import Case, RoutingDecision


def keep(
    ctx: Context, category: Category, place: str, unit: str, post: Post, *, source: str, basis: str, case: Case
) -> RoutingDecision:
    """A rule that is in force at once; the older one of the same matter and place ends with it."""
    for old in in_force(ctx, category.code):
        if old.place == place:
            _end(ctx, old, post, source)
    return ctx.tx.insert(
        RoutingDecision,
        category=category.code,
        place=place,
        unit=unit,
        source=source,
        basis=redact(basis).text,
        case_id=case.id,
        valid_from=shanghai_day(ctx.now),
        decided_by=post.code,
    )


def of_objection(ctx: Context, case: Case, request: int, post: Post, unit: str, basis: str) -> RoutingDecision | None:
    """A decision on powers about a named place is a rule from today; one the catalogue says already is none."""
    category = ctx.district.categories.get(case.category)
    if category is None or not case.place or not routing.has_power(ctx, unit, category):
        return None
    if routing.route(ctx, category.code, case.community, case.place).unit == unit:
        return None
    return keep(ctx, category, case.place, unit, post, source=f"objection:{request}", basis=basis, case=case)


def end(ctx: Context, rule: RoutingDecision, post: Post, why: str) -> RoutingDecision:
    """规则 废止 with a reason: the catalogue counts again at once. Raises NotFound for a rule that is not in force."""
    if not is_in_force(rule, shanghai_day(ctx.now)):
        raise NotFound(number=str(rule.id), what="rule")
    return _end(ctx, rule, post, redact(why.strip()).text)


def of_category(reader: Reader, category: str) -> list[RoutingDecision]:
    """Every decision on a matter, the newest first."""
    found: list[RoutingDecision] = reader.find(RoutingDecision, category=category, order="-id")
    return found


def in_force(ctx: Context, category: str) -> list[RoutingDecision]:
    """Those that count today."""
    today = shanghai_day(ctx.now)
    return [one for one in of_category(ctx.tx, category) if is_in_force(one, today)]


def is_in_force(rule: RoutingDecision, day: date) -> bool:
    """Whether a decision counts on a day."""
    return rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)


def _end(ctx: Context, rule: RoutingDecision, post: Post, why: str) -> RoutingDecision:
    last = shanghai_day(ctx.now) - ONE_DAY
    return ctx.tx.update(rule, valid_to=last, ended_at=ctx.now, ended_by=post.code, ended_why=why)
