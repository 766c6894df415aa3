"""民意测评: who was given a ballot, which ballots came back, and what was counted; nothing joins the three.

None of them holds an instant, and on SQLite their rows lie in the order of their keys, not of their arrival. What one
person answered exists nowhere: a ballot that comes back adds one to counts that stood there from the first day.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import document, documents, identity, instant

BY_KEY = {"sqlite_with_rowid": False}
"""No hidden row number that would tell the order of arrival."""


class Ballot(SQLModel, table=True):
    """One half-year's ballot of the district."""

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("round"),)
    id: int = identity()
    round: str
    """2026-H2"""
    opened_on: date
    closes_at: datetime = instant()
    status: str = "open"
    """open | closed"""
    fewest: int
    questions: list[Any] = documents()
    """[{"code", "about", "text"}] as they were when it opened."""
    eligible: dict[str, Any] = document()
    """Community -> how many could vote when it opened."""


class BallotIssue(SQLModel, table=True):
    """This person was given the one ballot of a round."""

    __tablename__ = "ballot_issue"
    __table_args__ = BY_KEY
    ballot_id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    account_id: str = Field(primary_key=True)
    unit: str
    """Community he votes in."""


class BallotSpent(SQLModel, table=True):
    """A ballot that came back: the digest of a number that was drawn for it and written down nowhere."""

    __tablename__ = "ballot_spent"
    __table_args__ = BY_KEY
    ballot_id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    digest: str = Field(primary_key=True)


class BallotCount(SQLModel, table=True):
    """How often one answer was given about one unit; all rows are there from the opening on."""

    __tablename__ = "ballot_count"
    __table_args__ = BY_KEY
    ballot_id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    unit: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    """`` counts the ballots of a community themselves."""
    choice: str = Field(primary_key=True)
    n: int = 0
