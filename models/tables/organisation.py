"""The district as loaded over time, and dated decisions on routing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from models.tables.columns import Json, document, identity, instant, maybe_instant


class DistrictVersion(SQLModel, table=True):
    """One content of the district file; the highest version is in force."""

    __tablename__ = "district_version"
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    code: str
    digest: str
    """SHA-256 of the canonical document: loading the same content again changes nothing."""
    loaded_at: datetime = instant()
    document: dict[str, Any] = document()


class UnitHistory(SQLModel, table=True):
    """Since when and until when a unit was in the district file; old cases keep its name."""

    __tablename__ = "unit_history"
    code: str = Field(primary_key=True)
    name: str
    kind: str
    level: str
    parent: str | None = None
    valid_from: datetime = instant()
    valid_to: datetime | None = maybe_instant()


class PostHolding(SQLModel, table=True):
    """Who held a post when: pushes go to posts, history names people."""

    __tablename__ = "post_holding"
    id: int = identity()
    post: str = Field(index=True)
    unit: str
    role: str
    person: str | None = None
    name: str = ""
    valid_from: datetime = instant()
    valid_to: datetime | None = maybe_instant()


class RoutingDecision(SQLModel, table=True):
    """A dated decision of a desk on who leads a matter in a place; newer ones win over the catalogue."""

    __tablename__ = "routing_decision"
    id: int = identity()
    category: str = Field(index=True)
    place: str = ""
    """Unit or place code it is limited to, `` everywhere."""
    unit: str
    source: str
    """objection:<request> | arbitration:<request>"""
    case_id: int | None = None
    valid_from: date
    valid_to: date | None = None
    decided_by: str = ""
    """Post code."""
    basis: str = ""
    """What it rests on, in the words of who decided, redacted."""
    ended_at: datetime | None = maybe_instant()
    ended_by: str = ""
    ended_why: str = ""
    """The source of the decision that replaced it, or why a desk ended it."""


class Setting(SQLModel, table=True):
    """Small facts processes share: the district version in force, the API token, the moved clock."""

    __tablename__ = "setting"
    key: str = Field(primary_key=True)
    value: dict[str, Any] = Field(sa_type=Json, nullable=False)
