"""The book of what happens outside cases: one writer, rows are only added, every total is counted from it."""

from __future__ import annotations

from typing import Any, Literal

from handlers.context import Context
from models.domain.stations.themes import OTHERWISE
from models.tables import FieldEvent

Subject = Literal["errand", "turn", "deed", "conflict", "project", "service"]


def write(
    ctx: Context,
    subject: Subject,
    subject_id: int,
    kind: str,
    unit: str,
    *,
    theme: str = OTHERWISE,
    post: str = "",
    **data: Any,
) -> FieldEvent:
    """One line; `data` holds facts only: codes, dates, counts, fen."""
    return ctx.tx.insert(
        FieldEvent,
        subject=subject,
        subject_id=subject_id,
        kind=kind,
        at=ctx.now,
        unit=unit,
        theme=theme,
        post=post,
        data=data,
    )


def history(ctx: Context, subject: Subject, subject_id: int) -> list[FieldEvent]:
    """What happened to one of them, oldest first."""
    return ctx.tx.find(FieldEvent, subject=subject, subject_id=subject_id, order="at")
