"""Public commitments (承诺) and every date they were given: the first stays for good."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.tables.columns import identity, instant, loose, maybe_instant, reference


class Commitment(SQLModel, table=True):
    """A measure that a unit and a person in it promised for a day."""

    __tablename__ = "commitment"
    id: int = identity()
    case_id: int = reference("case_file.id", index=True)
    unit: str = Field(index=True)
    person: str
    """Name of the official who answers for it."""
    measure: str
    """Redacted."""
    post: str
    """Post code of who proposed it."""
    proposed_at: datetime = instant()
    confirmed_at: datetime | None = maybe_instant()
    confirmed_by: str = ""
    status: str = "proposed"
    """proposed | refused | open | missed | kept | moot"""
    first_on: date
    """The first day that was named; it never moves."""
    due_on: date
    """The day in force."""
    due_at: datetime = instant()
    moves: int = 0
    amount: int = 0
    """How many in all, 0 = not counted."""
    done: int = 0
    noun: str = ""
    """What is counted: 所."""
    kept_at: datetime | None = maybe_instant()
    denied_at: datetime | None = maybe_instant()
    """When a complainant said that it was not kept."""
    meeting_id: int | None = loose()
    """The meeting at which it was made, null for one that was put forward in chat."""


class CommitmentDate(SQLModel, table=True):
    """One date of a commitment: number 0 is the first, every move is a row of its own."""

    __tablename__ = "commitment_date"
    id: int = identity()
    commitment_id: int = reference("commitment.id", index=True)
    number: int = 0
    due_on: date
    set_at: datetime = instant()
    post: str
    """Who named it."""
    approved_by: str = ""
    """Post code of who agreed."""
    reason: str = ""
    """Why it moved, redacted."""
