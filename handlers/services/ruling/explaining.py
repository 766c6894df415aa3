"""Why a case is where it is: the rule it was filed by, and what has moved it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.context import Context
from handlers.services.records import history
from models.domain.district import Category, RoutingRule
from models.domain.states import Act
from models.tables import Case, DistrictVersion, Event, Request, RoutingDecision

MOVES = frozenset(
    {
        *(one.value for one in (Act.ASSIGN, Act.TRANSFER, Act.UPHOLD, Act.ARBITRATE, Act.CONFIRM_UNIT)),
        *(one.value for one in (Act.LIMIT_PASSED, Act.RAISE, Act.UNSOLVED, Act.REOPEN, Act.COMMITMENT_MISSED)),
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One reason: what happened, to which unit, by whom, on what."""

    kind: str
    at: datetime
    unit: str
    post: str = ""
    words: str = ""
    decision: RoutingDecision | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """The rule a case was routed by, and the last step that changed who has it."""

    rule: str
    """catalogue:<n> | decision:<id> | rule:<code> | own_house | named | none"""
    version: int
    """Of the district file."""
    loaded_at: datetime | None
    category: Category | None
    decision: RoutingDecision | None = None
    file_rule: RoutingRule | None = None
    last: Step | None = None


def why(ctx: Context, case: Case) -> Reason:
    """Why the case is where it is."""
    rule = str(case.decision.get("rule", "")) or "none"
    version = int(case.decision.get("district") or ctx.district.version)
    row = ctx.tx.get(DistrictVersion, version)
    was = str(case.decision.get("corrected_from", "")) or case.category
    steps = [event for event in history(ctx, case) if event.kind in MOVES and event.data.get("unit")]
    return Reason(
        rule=rule,
        version=version,
        loaded_at=row.loaded_at if row is not None else None,
        category=ctx.district.categories.get(was),
        decision=_decision(ctx, rule),
        file_rule=next((one for one in ctx.district.routing_rules if rule == f"rule:{one.code}"), None),
        last=_step(ctx, case, steps[-1]) if steps else None,
    )


def _decision(ctx: Context, rule: str) -> RoutingDecision | None:
    kind, _, number = rule.partition(":")
    return ctx.tx.get(RoutingDecision, int(number)) if kind == "decision" and number.isdigit() else None


def _step(ctx: Context, case: Case, event: Event) -> Step:
    request = ctx.tx.get(Request, int(event.data["request"])) if event.data.get("request") else None
    made = ctx.tx.find(RoutingDecision, case_id=case.id, order="-id")
    of_this = next((one for one in made if request is not None and one.source.endswith(f":{request.id}")), None)
    if of_this is None and event.kind in {Act.ARBITRATE.value, Act.CONFIRM_UNIT.value}:
        of_this = made[0] if made else None
    if event.data.get("rule"):
        of_this = of_this or _decision(ctx, str(event.data["rule"]))
    words = request.decision if request is not None else ""
    return Step(event.kind, event.at, str(event.data["unit"]), event.post, words, of_this)
