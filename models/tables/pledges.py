"""立行立改: promises of the district without a complaint behind them, their steps and what happened."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import identity, instant, reference


class Pledge(SQLModel, table=True):
    """One promise in numbers; how far it is kept stands nowhere: it is counted from its events."""

    __tablename__ = "pledge"
    id: int = identity()
    number: int = Field(unique=True)
    """How people and the board call it."""
    measure: str
    """Redacted."""
    noun: str
    """What is counted: 所."""
    unit: str = Field(index=True)
    person: str
    """Name of the official who answers for it."""
    cents: int = Field(default=0, sa_type=BigInteger)
    """Money promised with it, in fen; 0 = none."""
    post: str
    """Post code of who put it up."""
    made_at: datetime = instant()
    withdrawn: bool = False


class PledgeStep(SQLModel, table=True):
    """So many in all by a day; the first day stays."""

    __tablename__ = "pledge_step"
    __table_args__ = (UniqueConstraint("pledge_id", "number"),)
    id: int = identity()
    pledge_id: int = reference("pledge.id", index=True)
    number: int
    amount: int
    first_on: date
    due_on: date
    moves: int = 0


class PledgeEvent(SQLModel, table=True):
    """What happened to a promise: rows are only added."""

    __tablename__ = "pledge_event"
    __table_args__ = (UniqueConstraint("pledge_id", "seq"),)
    id: int = identity()
    pledge_id: int = reference("pledge.id", index=True)
    seq: int
    kind: str
    """made | kept | denied | moved | missed | withdrawn"""
    at: datetime = instant()
    post: str = ""
    amount: int = 0
    cents: int = Field(default=0, sa_type=BigInteger)
    words: str = ""
    """Which ones were kept, why it moved; redacted."""


class Theme(SQLModel, table=True):
    """每月一题: what a month is for, chosen by the desk from what was told most."""

    __tablename__ = "theme"
    id: int = identity()
    month: str = Field(unique=True)
    """2026-12"""
    name: str
    groups: str
    """Groups of categories it covers, comma separated."""
    unit: str
    """Who leads."""
    ends_on: date
    told: int
    """How often it was told in the months before."""
    post: str
    """Post code of who confirmed it."""
    made_at: datetime = instant()
