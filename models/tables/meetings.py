"""民情分析会: meetings, what is on their agenda, what was recorded of them, and turns of hosts that were swapped."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import document, identity, instant, loose, maybe_instant, reference


class Meeting(SQLModel, table=True):
    """One meeting of one unit; the day it falls on by rhythm names it, holidays may move when it is held."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("unit", "nominal_on"),)
    id: int = identity()
    unit: str = Field(index=True)
    """Whose meeting it is: a community, a street, the district."""
    level: str
    """community | street | district"""
    nominal_on: date
    """The day of the rhythm, before holidays moved it."""
    starts_at: datetime = instant(index=True)
    host: str
    """Unit that hosts: its own, at the district the street whose turn it is."""
    place: str = ""
    status: str = "planned"
    """planned | open | closed | empty (nothing to discuss) | missed (nobody opened it)"""
    urgent: bool = False
    """Opened before its notice was three full days old."""
    reason: str = ""
    """Why it was urgent, redacted."""
    invited_at: datetime | None = maybe_instant()
    noticed_at: datetime | None = maybe_instant()
    opened_at: datetime | None = maybe_instant()
    opened_by: str = ""
    """Post code."""
    closed_at: datetime | None = maybe_instant()
    closed_by: str = ""
    moved_from: datetime | None = maybe_instant()
    """When it was to be held before somebody moved it by hand."""
    moved_why: str = ""
    """Redacted; stands in the notice."""


class AgendaItem(SQLModel, table=True):
    """One case on one agenda: why it is there, the draft its unit owes, and what the meeting decided."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "case_id"),)
    id: int = identity()
    meeting_id: int = reference("meeting.id", index=True)
    case_id: int = reference("case_file.id", index=True)
    why: str
    """raised | overdue | promise | due | many | old | open | added"""
    hard: str = "plain"
    """plain | joint | hard: how many must come."""
    unit: str
    """Who had the case when it was put down: the unit that owes the draft."""
    added_at: datetime = instant()
    added_by: str = ""
    """Post code, `` when the rule put it there."""
    dropped_at: datetime | None = maybe_instant()
    dropped_by: str = ""
    dropped_how: str = ""
    """settled (over before the meeting) | moved (no longer this level's) | removed (by hand, with a reason)"""
    reason: str = ""
    """Of a removal, redacted."""
    draft_id: int | None = loose()
    """The statement that says what the unit means to do (拟办)."""
    draft_by: str = ""
    draft_at: datetime | None = maybe_instant()
    measure: str = ""
    """What was said of the four parts so far; the commitment holds them once they are whole."""
    due_on: date | None = None
    person: str = ""
    to_unit: str = ""
    commitment_id: int | None = loose()


class MeetingRecord(SQLModel, table=True):
    """What was done before, during and after a meeting; rows are only ever added."""

    __tablename__ = "meeting_record"
    id: int = identity()
    meeting_id: int = reference("meeting.id", index=True)
    case_id: int | None = loose(index=True)
    stage: str
    """before | during | after"""
    kind: str
    at: datetime = instant()
    post: str = ""
    data: dict[str, Any] = document()
    """Facts only: codes, dates, counts."""


class HostSwap(SQLModel, table=True):
    """Two turns of hosting that were exchanged: nobody loses a turn."""

    __tablename__ = "host_swap"
    id: int = identity()
    turn: int
    """Month, counted from the year 0: 12 × year + month - 1."""
    other: int
    post: str
    reason: str
    """Redacted."""
    at: datetime = instant()
