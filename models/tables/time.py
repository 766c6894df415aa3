"""What time will do, and running numbers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.tables.columns import identity, instant, maybe_instant


class Timer(SQLModel, table=True):
    """Something due: subject, kind, stage and round name it once; only the instant may move."""

    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("subject_id", "subject", "kind", "stage", "round"),
        Index(
            "timer_due",
            "due_at",
            "id",
            sqlite_where=text("status = 'pending'"),
            postgresql_where=text("status = 'pending'"),
        ),
    )
    id: int = identity()
    subject: str
    """case | draft | request | question"""
    subject_id: int = Field(sa_type=BigInteger)
    kind: str
    stage: str = ""
    round: int = 1
    due_at: datetime = instant()
    rule: str = ""
    """Name of the rule that planned it."""
    status: str = "pending"
    """pending | done | cancelled | failed"""
    fired_at: datetime | None = maybe_instant()


class DayRoot(SQLModel, table=True):
    """The root over all events of one day, published the day after: whoever changes a past row contradicts it."""

    __tablename__ = "day_root"
    day: str = Field(primary_key=True)
    """2026-11-23, in Shanghai."""
    events: int
    root: str
    chained: str
    """Hash of the day, its root and the chained hash of the day before: one published value speaks for all days."""
    made_at: datetime = instant()


class Counter(SQLModel, table=True):
    """A running number by name: case numbers of a day, one row a day."""

    __tablename__ = "counter"
    name: str = Field(primary_key=True)
    value: int = 0
