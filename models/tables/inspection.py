"""督查: units that were drawn, and 通报 that cite a rule, with the unit's answer."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import identity, instant, loose, maybe_instant


class Inspection(SQLModel, table=True):
    """One unit that was drawn for a month."""

    __tablename__ = "inspection"
    __table_args__ = (UniqueConstraint("month", "unit"),)
    id: int = identity()
    month: str = Field(index=True)
    """2026-11"""
    unit: str
    inspector: str
    """Post code of who looks."""
    begins_on: date
    drawn_at: datetime = instant()
    told_at: datetime | None = maybe_instant()
    ended_at: datetime | None = maybe_instant()
    result: str = ""
    """`` while it lasts | clean | circular | unseen (nobody looked in time)"""
    words: str = ""
    """What was found in order, redacted."""


class Circular(SQLModel, table=True):
    """通报: numbered by year, never changed; withdrawn with a reason that stays beside it."""

    __tablename__ = "circular"
    __table_args__ = (UniqueConstraint("year", "number"),)
    id: int = identity()
    year: int
    number: int
    unit: str = Field(index=True)
    clause: str
    """Name of the clause: 作风3."""
    clause_text: str
    """As it read on the day of issue."""
    document: str
    """Title of the document."""
    finding: str
    """What was found, redacted; no person is named."""
    post: str
    """Post code of who issued it."""
    inspection_id: int | None = loose()
    issued_at: datetime = instant(index=True)
    answer_by: date
    answer_due_at: datetime = instant()
    answer: str = ""
    answered_at: datetime | None = maybe_instant()
    answered_by: str = ""
    """Post code."""
    withdrawn_at: datetime | None = maybe_instant()
    withdrawn_why: str = ""
