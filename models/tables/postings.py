"""回访 that stand on the board: one row a round of a case, and objections to it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import identity, instant, loose, reference


class Posting(SQLModel, table=True):
    """What the board says of one callback: who answered for it, what came of it, when it was asked."""

    __tablename__ = "posting"
    __table_args__ = (UniqueConstraint("case_id", "round"),)
    id: int = identity()
    number: int = Field(default=0, index=True)
    """How the board and people call it: 12号回访."""
    case_id: int = reference("case_file.id", index=True)
    round: int = 1
    unit: str
    person: str
    """Name of the official who answers for it."""
    closure: str
    called_on: date
    posted_at: datetime = instant(index=True)


class PostingObjection(SQLModel, table=True):
    """Somebody sees it otherwise: once a person and posting."""

    __tablename__ = "posting_objection"
    __table_args__ = (UniqueConstraint("posting_id", "account_id"),)
    id: int = identity()
    posting_id: int = reference("posting.id", index=True)
    account_id: str = Field(index=True)
    statement_id: int | None = loose()
    at: datetime = instant()
