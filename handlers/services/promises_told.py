"""How a public commitment stands, in a few words for everybody; what was moved says its first date too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sqlmodel import col

from handlers.context import Context
from handlers.texts import papers as texts
from models.domain.dates import format_day
from models.domain.publicity import Public, of_office, of_people
from models.tables import Case, Commitment

Standing = Literal["kept", "late", "open"]
"""Kept · its date passed, or it was moved, or the resident denies it · still to come."""
NEWS = ("open", "missed", "kept")
"""Status of commitments that anybody is told of: what was only put forward was never public."""


@dataclass(frozen=True, slots=True)
class Told:
    """One commitment with its case."""

    row: Commitment
    case: Case
    standing: Standing
    how: Public


def told(ctx: Context, fits: Callable[[Case], bool]) -> list[Told]:
    """Public commitments on cases that fit, the nearest date first."""
    found = []
    for row in ctx.tx.query(
        Commitment,
        col(Commitment.confirmed_at).is_not(None),
        col(Commitment.status).in_(NEWS),
        order_by=(col(Commitment.due_on), col(Commitment.id)),
    ):
        case = ctx.tx.get(Case, row.case_id)
        if case is not None and fits(case):
            found.append(Told(row, case, standing(row), how(row)))
    return found


def standing(row: Commitment) -> Standing:
    """Where it stands; a part that is done never makes it kept."""
    if row.status == "kept":
        return "late" if row.denied_at is not None else "kept"
    return "late" if row.status == "missed" or row.moves or row.denied_at is not None else "open"


def how(row: Commitment) -> Public:
    """兑现 4/6所，其余没到期，改期1次，第一次说的是11月30日（周一）"""
    counted: dict[str, Public | int] = {"done": row.done, "amount": row.amount, "noun": of_people(row.noun)}
    if row.status == "kept":
        said = (texts.PROMISE_HOW["denied"] if row.denied_at is not None else texts.PROMISE_HOW["kept"]).public()
    elif row.status == "missed":
        part = row.amount > 0
        said = texts.PROMISE_HOW["missed_part"].public(**counted) if part else texts.PROMISE_HOW["missed"].public()
    elif row.amount:
        said = texts.PROMISE_HOW["part"].public(**counted)
    else:
        said = texts.PROMISE_HOW["open"].public()
    if not row.moves:
        return said
    first = of_office(format_day(row.first_on))
    return texts.PROMISE_BOTH.public(how=said, moved=texts.PROMISE_HOW["moved"].public(moves=row.moves, first=first))
