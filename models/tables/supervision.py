"""督办: what a leader demands of a case and until when; the mark stays until he or his deputy lifts it."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.tables.columns import identity, instant, maybe_instant, reference


class Supervision(SQLModel, table=True):
    """One mark of one leader on one case; no act on the case ends it."""

    __tablename__ = "supervision"
    id: int = identity()
    case_id: int = reference("case_file.id", index=True)
    post: str = Field(index=True)
    """Post code of the leader whose mark it is; a deputy marks for the leader."""
    set_by: str
    """Post code of who said it."""
    unit: str
    """Who had the case then, `` while nobody had it."""
    demand: str
    """Redacted."""
    due_on: date
    due_at: datetime = instant()
    set_at: datetime = instant()
    missed_at: datetime | None = maybe_instant()
    """When the date passed with the case still in hand."""
    lifted_at: datetime | None = maybe_instant(index=True)
    lifted_by: str = ""
    lifted_how: str = ""
    """lifted | replaced (the leader gave a new demand and date)"""
