"""What is promised to everybody and how it stands; the only writer of pledges, whose every change is an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col

from handlers.context import Context
from models.domain import pledges as rules
from models.domain.district import Post
from models.domain.pledges import Standing, Step, Told
from models.domain.redact import redact
from models.store.tx import Reader
from models.tables import Pledge, PledgeEvent, PledgeStep

MAKERS = frozenset({"dispatcher", "duty", "leader", "deputy"})
"""Posts of the district that put a pledge up, move and withdraw it."""
KEEPERS = frozenset({"handler", "duty", "head", "deputy"})
"""Posts of the unit that report what is kept."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A pledge with how it stands."""

    pledge: Pledge
    steps: tuple[Step, ...]
    events: tuple[PledgeEvent, ...]
    now: Standing


def make(
    ctx: Context,
    post: Post,
    measure: str,
    noun: str,
    steps: Sequence[tuple[int, date]],
    person: str,
    unit: str,
    cents: int = 0,
) -> Pledge:
    """Put it up: public at once."""
    pledge = ctx.tx.insert(
        Pledge,
        number=ctx.tx.count("pledge"),
        measure=redact(measure).text,
        noun=noun,
        unit=unit,
        person=person,
        cents=cents,
        post=post.code,
        made_at=ctx.now,
    )
    for number, (amount, day) in enumerate(steps, start=1):
        ctx.tx.insert(PledgeStep, pledge_id=pledge.id, number=number, amount=amount, first_on=day, due_on=day)
    record(ctx, pledge, "made", post.code, amount=max(amount for amount, _ in steps), cents=cents)
    return pledge


def record(
    ctx: Context, pledge: Pledge, kind: str, post: str = "", *, amount: int = 0, cents: int = 0, words: str = ""
) -> PledgeEvent:
    """One event more."""
    known = ctx.tx.find(PledgeEvent, pledge_id=pledge.id, order="-seq", limit=1)
    return ctx.tx.insert(
        PledgeEvent,
        pledge_id=pledge.id,
        seq=known[0].seq + 1 if known else 1,
        kind=kind,
        at=ctx.now,
        post=post,
        amount=amount,
        cents=cents,
        words=redact(words.strip()).text,
    )


def keep(ctx: Context, pledge: Pledge, post: Post, amount: int, words: str, cents: int = 0) -> Listed:
    """兑现: so many more, and which ones."""
    record(ctx, pledge, "kept", post.code, amount=amount, cents=cents, words=words)
    return listed(ctx.tx, pledge, ctx.now)


def deny(ctx: Context, pledge: Pledge, post: Post, amount: int, why: str) -> Listed:
    """不实: the inspectors found that so many are not what was reported."""
    record(ctx, pledge, "denied", post.code, amount=amount, words=why)
    return listed(ctx.tx, pledge, ctx.now)


def move(ctx: Context, pledge: Pledge, post: Post, day: date, why: str) -> Listed:
    """改期 of the step that is waited for; the first day stays beside it."""
    step = open_step(ctx, pledge)
    assert step is not None
    ctx.tx.update(step, due_on=day, moves=step.moves + 1)
    record(ctx, pledge, "moved", post.code, amount=step.amount, words=why)
    return listed(ctx.tx, pledge, ctx.now)


def withdraw(ctx: Context, pledge: Pledge, post: Post, why: str) -> Pledge:
    """撤: it stays on the board with the reason."""
    record(ctx, pledge, "withdrawn", post.code, words=why)
    return ctx.tx.update(pledge, withdrawn=True)


def open_step(ctx: Context, pledge: Pledge) -> PledgeStep | None:
    """The first step that lacks something."""
    done = listed(ctx.tx, pledge, ctx.now).now.done
    found = ctx.tx.find(PledgeStep, pledge_id=pledge.id, order="number")
    return next((step for step in found if done < step.amount), None)


def find(reader: Reader, number: int) -> Pledge | None:
    """The pledge of a number."""
    found = reader.find(Pledge, number=number)
    return found[0] if found else None


def listed(reader: Reader, pledge: Pledge, now: datetime) -> Listed:
    """One pledge as it stands at an instant: everything in it is counted from its events."""
    rows = reader.find(PledgeStep, pledge_id=pledge.id, order="number")
    steps = tuple(Step(one.amount, one.due_on, one.first_on) for one in rows)
    events = tuple(one for one in reader.find(PledgeEvent, pledge_id=pledge.id, order="seq") if one.at <= now)
    return Listed(pledge, steps, events, rules.standing(steps, _told(events), now))


def every(reader: Reader, now: datetime, units: Sequence[str] | None = None) -> list[Listed]:
    """All that stand, in the order they were put up; `units` None is the whole district."""
    wanted = [col(Pledge.unit).in_(units)] if units is not None else []
    found = reader.query(Pledge, *wanted, order_by=col(Pledge.number))
    return [listed(reader, one, now) for one in found if one.made_at <= now]


def figures(found: Iterable[Listed]) -> dict[str, int]:
    """How many of how many, over pledges that stand."""
    held = [one for one in found if not one.pledge.withdrawn]
    return {
        "pledges": len(held),
        "amount": sum(one.now.amount for one in held),
        "kept": sum(one.now.done for one in held),
        "on_time": sum(one.now.on_time for one in held),
        "open": sum(one.now.open for one in held),
        "whole": sum(one.now.whole for one in held),
        "late": sum(bool(one.now.late) for one in held),
    }


def _told(events: Iterable[PledgeEvent]) -> list[Told]:
    return [Told(one.kind, one.at, one.amount, one.cents) for one in events]
