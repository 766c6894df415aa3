"""民意专报: one paper a unit and month as it was counted, and what was corrected since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import document, identity, instant, maybe_instant, reference


class Brief(SQLModel, table=True):
    """The paper of a unit; its numbers never change, corrections stand beside it."""

    __tablename__ = "brief"
    __table_args__ = (UniqueConstraint("unit", "month"),)
    id: int = identity()
    unit: str = Field(index=True)
    month: str
    """2026-11"""
    made_at: datetime = instant()
    document: dict[str, Any] = document()
    status: str = "made"
    """made | confirmed"""
    confirmed_at: datetime | None = maybe_instant()
    confirmed_by: str = ""
    """Post code."""
    doubt: str = ""
    """What the head asked about, redacted."""
    doubted_at: datetime | None = maybe_instant()


class BriefErratum(SQLModel, table=True):
    """One number that a later count gives otherwise."""

    __tablename__ = "brief_erratum"
    id: int = identity()
    brief_id: int = reference("brief.id", index=True)
    at: datetime = instant()
    field: str
    old: int
    new: int
