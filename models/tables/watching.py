"""What watches over ends that are only claimed and acts that were only expected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from models.tables.columns import documents, identity, instant, loose, maybe_instant, reference


class Doubt(SQLModel, table=True):
    """A closed case that looks as if it were not solved, with the reasons; somebody decides what comes of it."""

    __tablename__ = "doubt"
    id: int = identity()
    case_id: int = reference("case_file.id", index=True)
    round: int = 1
    unit: str = Field(index=True)
    found_at: datetime = instant()
    reasons: list[Any] = documents()
    """{"why": same_person | same_place | low_confirmation | no_evidence, "case": number of the other one}"""
    status: str = Field(default="open", index=True)
    """open | checking | reopened | dismissed | moot"""
    decided_by: str = ""
    decided_at: datetime | None = maybe_instant()
    words: str = ""
    """Why it was dismissed or opened again, redacted."""


class Omission(SQLModel, table=True):
    """An act that was due and not done: found once, listed while it is open, kept as a trace."""

    __tablename__ = "omission"
    id: int = identity()
    key: str = Field(unique=True)
    """What was due: kind, subject and instant."""
    kind: str
    case_id: int | None = loose(index=True)
    unit: str
    """Who should have done it, `` for the service itself."""
    since: datetime = instant()
    """When it was due."""
    found_at: datetime = instant()
    listed_on: date | None = None
    """Shanghai day on which it was listed last."""
    cleared_at: datetime | None = maybe_instant()
