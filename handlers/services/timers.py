"""Planning what time will do: one row names a due thing, only its instant may move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.context import Context
from models.tables import Timer


@dataclass(frozen=True, slots=True)
class Planned:
    """One due thing of a subject."""

    kind: str
    due_at: datetime
    stage: str = ""
    round: int = 1
    rule: str = ""


def plan(ctx: Context, subject: str, subject_id: int, planned: Iterable[Planned], *, fresh: bool = False) -> None:
    """Make exactly these things due for the subject; everything else pending of it is cancelled.

    What was done once (same kind, stage, round) is not done again unless its instant moved into the future.
    `fresh` says the subject is new, so that nothing needs to be looked up.
    """
    wanted = {(one.kind, one.stage, one.round): one for one in planned}
    if not fresh:
        for timer in ctx.tx.find(Timer, subject=subject, subject_id=subject_id):
            one = wanted.pop((timer.kind, timer.stage, timer.round), None)
            if one is None:
                if timer.status == "pending":
                    ctx.tx.update(timer, status="cancelled")
            elif (
                timer.status == "pending"
                or (one.due_at > ctx.now and one.due_at != timer.due_at)
                or timer.status == "cancelled"
            ):
                ctx.tx.update(timer, status="pending", due_at=one.due_at, rule=one.rule)
    for one in wanted.values():
        insert(ctx, subject, subject_id, one)


def insert(ctx: Context, subject: str, subject_id: int, one: Planned) -> None:
    """A due thing that is known to be new."""
    ctx.tx.insert(
        Timer,
        subject=subject,
        subject_id=subject_id,
        kind=one.kind,
        stage=one.stage,
        round=one.round,
        due_at=one.due_at,
        rule=one.rule,
    )


def set_timer(ctx: Context, subject: str, subject_id: int, one: Planned) -> None:
    """Add or move a single due thing, leaving the others alone."""
    known = ctx.tx.find(Timer, subject=subject, subject_id=subject_id, kind=one.kind, stage=one.stage, round=one.round)
    if known:
        ctx.tx.update(known[0], status="pending", due_at=one.due_at, rule=one.rule)
    else:
        insert(ctx, subject, subject_id, one)


def cancel(ctx: Context, subject: str, subject_id: int, *kinds: str) -> None:
    """Cancel pending things of the subject, of these kinds only when any are named."""
    for timer in ctx.tx.find(Timer, subject=subject, subject_id=subject_id, status="pending"):
        if not kinds or timer.kind in kinds:
            ctx.tx.update(timer, status="cancelled")


def done(ctx: Context, subject: str, subject_id: int, kind: str) -> dict[str, datetime]:
    """Stages of this kind that have fired, and the instant each was due: a date that moved makes them due again."""
    rows = ctx.tx.find(Timer, subject=subject, subject_id=subject_id, kind=kind, status="done")
    return {timer.stage: timer.due_at for timer in rows}
