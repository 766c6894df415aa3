"""Times in which a clock stood still, with who asked, who agreed and how it ended."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.tables.columns import identity, instant, maybe_instant, reference


class Pause(SQLModel, table=True):
    """One approved pause (暂停) of a case."""

    __tablename__ = "pause"
    id: int = identity()
    case_id: int = reference("case_file.id", index=True)
    request_id: int = reference("request.id")
    unit: str = Field(index=True)
    reason: str
    """resident | weather | law"""
    words: str
    """Redacted."""
    until_on: date
    since: datetime = instant()
    """When it was approved: the clock ran until then."""
    approved_by: str
    ended_at: datetime | None = maybe_instant()
    ended_how: str = ""
    """date | resumed | home | contested | withdrawn"""
    contested_at: datetime | None = maybe_instant()
