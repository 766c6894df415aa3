"""请假: from when until when a post is answered for by somebody else."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from models.tables.columns import identity, instant, maybe_instant


class Leave(SQLModel, table=True):
    """One post of somebody who is away; a person with two posts has two rows of one `batch`."""

    __tablename__ = "leave"
    id: int = identity()
    batch: int = Field(default=0, sa_type=BigInteger)
    """Id of the first row that was asked for with it."""
    post: str = Field(index=True)
    account_id: str
    """Who asked."""
    from_on: date
    to_on: date
    """The last day, both are whole Shanghai days."""
    substitute: str = ""
    """Post code, `` when nobody was named: the head answers."""
    status: str = "open"
    """open (nobody was named) | asked | agreed | refused; only who agreed stands in, else the head does"""
    asked_at: datetime = instant()
    answered_at: datetime | None = maybe_instant()
    ended_at: datetime | None = maybe_instant(index=True)
    ended_how: str = ""
    """over | early | cancelled"""
