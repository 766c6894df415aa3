"""代办站: errands with their papers, turns of the Friday duty, who listens; and the book of everything done here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import document, identity, instant, loose, maybe_instant, reference


class FieldEvent(SQLModel, table=True):
    """One thing that happened to an errand, a turn, a deed, a conflict, a project or a service; rows are only added.

    Every total of the stations is counted from here. Facts only: codes, dates, fen, counts.
    """

    __tablename__ = "field_event"
    id: int = identity()
    subject: str
    """errand | turn | deed | conflict | project | service"""
    subject_id: int = loose(index=True)
    kind: str = Field(index=True)
    at: datetime = instant(index=True)
    unit: str
    theme: str = ""
    post: str = ""
    """Who did it, `` for a resident or for time."""
    data: dict[str, Any] = document()


class Errand(SQLModel, table=True):
    """Something a station runs for a resident; it ends only with a result and the resident's own word."""

    __tablename__ = "errand"
    id: int = identity()
    number: int = Field(index=True)
    station: str = Field(index=True)
    """Unit of the community."""
    account_id: str = Field(default="", index=True)
    """Whose errand it is, `` until somebody without WeChat takes it up with the code of the slip."""
    matter: str
    """Redacted; `` once it was erased."""
    theme: str
    agent: str = ""
    """Post that has it."""
    state: str = Field(index=True)
    """asked | taken | reported | confirmed | unconfirmed | withdrawn"""
    asked_at: datetime = instant()
    due_at: datetime = instant()
    round: int = 1
    result: str = ""
    """What came of it, redacted."""
    reported_at: datetime | None = maybe_instant()
    ended_at: datetime | None = maybe_instant()
    ended_by: str = ""
    """account | post:<code> of who telephoned | `` for silence"""
    code: str = ""
    """Six digits on the slip of somebody without WeChat."""
    tries: int = 0
    """Wrong codes that fitted nobody are counted with who tried."""


class ErrandPaper(SQLModel, table=True):
    """A paper that was handed over for an errand; deleted some days after the errand ended."""

    __tablename__ = "errand_paper"
    id: int = identity()
    errand_id: int = reference("errand.id", index=True)
    name: str
    handed_at: datetime = instant()
    taken_by: str
    """Post code."""
    returned_at: datetime | None = maybe_instant()
    returned_by: str = ""


class DutyTurn(SQLModel, table=True):
    """Who sits in a station on one Friday, and whether he came."""

    __tablename__ = "duty_turn"
    __table_args__ = (UniqueConstraint("station", "day"),)
    id: int = identity()
    station: str
    day: date = Field(index=True)
    post: str
    """Post whose turn it is after all swaps."""
    status: str = "planned"
    """planned | present | late | absent | moot (the day became a holiday)"""
    signed_at: datetime | None = maybe_instant()
    signed_by: str = ""
    """Post that sat there: the one whose turn it is, or who stands in for it."""
    how: str = ""
    """scan | chat"""


class DutySwap(SQLModel, table=True):
    """Two agents exchange their turns, or one takes the other's; it counts once the other agreed."""

    __tablename__ = "duty_swap"
    id: int = identity()
    turn_id: int = reference("duty_turn.id", index=True)
    post: str
    """Whose turn it was."""
    other: str = Field(index=True)
    other_turn_id: int | None = loose()
    """The turn given in exchange, none when it is simply taken."""
    status: str = "asked"
    """asked | agreed | refused | lapsed"""
    asked_at: datetime = instant()
    answered_at: datetime | None = maybe_instant()


class DutyListener(SQLModel, table=True):
    """A resident who wants to hear on Thursdays who sits in the station tomorrow."""

    __tablename__ = "duty_listener"
    __table_args__ = (UniqueConstraint("account_id", "station"),)
    id: int = identity()
    account_id: str = Field(index=True)
    station: str = Field(index=True)
    since: datetime = instant()
    ended_at: datetime | None = maybe_instant()
