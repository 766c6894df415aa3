"""What came in, what goes out, every attempt, and the files people send."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.tables.columns import document, identity, instant, loose, maybe_instant, reference, sealed


class Inbox(SQLModel, table=True):
    """One delivery of WeChat, kept before it is answered: a repeat finds the stored answer here."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index(
            "inbox_waits",
            "waits",
            "received_at",
            sqlite_where=text("waits IS NOT NULL"),
            postgresql_where=text("waits IS NOT NULL"),
        ),
        {"sqlite_with_rowid": False},
    )
    key: str = Field(primary_key=True)
    account_id: str
    kind: str
    sent_at: datetime = instant()
    received_at: datetime = instant()
    status: str = "handled"
    """handled | deferred | late | failed. Deferred = kept under load, to be handled; late = handled then, answered by
    push."""
    raw: bytes | None = sealed()
    """The delivery itself, sealed, erased after the retention period."""
    reply: str | None = None
    """The answer; null = `success`, nothing said."""
    waits: str | None = None
    """The account again while the row is deferred: what waits is found without looking at what does not."""


class Outbox(SQLModel, table=True):
    """Something to be said to a post or an account, written in the transaction of its cause."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "outbox_due",
            "not_before",
            "id",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
        Index("outbox_held", "account_id", "state"),
    )
    id: int = identity()
    dedupe_key: str = Field(unique=True)
    post: str | None = Field(default=None, index=True)
    account_id: str | None = None
    """The recipient; for a post it is filled in when a bound account is chosen."""
    case_id: int | None = loose(index=True)
    kind: str
    params: dict[str, Any] = document()
    urgency: str = "normal"
    """Class of quiet hours (models.domain.quiet.Urgency)."""
    priority: int = 50
    """Smaller leaves first."""
    fold_key: str = ""
    """Rows of one recipient and key are said as one message."""
    state: str = "pending"
    """pending | leased | sent | delivered | held | phone | skipped | expired | failed"""
    rung: str = ""
    not_before: datetime = instant()
    expires_at: datetime | None = maybe_instant()
    created_at: datetime = instant()
    sent_at: datetime | None = maybe_instant()
    tries: int = 0
    lease: int = 0
    error: str = ""
    question_id: int | None = loose()


class Attempt(SQLModel, table=True):
    """One try to deliver an outbox row on one rung, or the reason why a rung was not tried."""

    __tablename__ = "attempt"
    id: int = identity()
    outbox_id: int = reference("outbox.id", index=True)
    at: datetime = instant()
    rung: str
    result: str
    """sent | delivered | refused | skipped | unknown"""
    errcode: int | None = None
    reason: str = ""
    wechat_id: str = Field(default="", index=True)
    """msgid of a template send, as text."""


class Media(SQLModel, table=True):
    """A photo, voice or video somebody sent; fetched from WeChat within three days, on a queue of its own."""

    __tablename__ = "media"
    __table_args__ = (
        Index(
            "media_due",
            "not_before",
            "id",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
    )
    id: int = identity()
    account_id: str
    draft_id: int | None = loose()
    case_id: int | None = loose(index=True)
    purpose: str = "complaint"
    """complaint | evidence | vote"""
    kind: str
    """image | voice | video"""
    media_id: str = ""
    """WeChat's id; `` for an upload through a page."""
    state: str = "pending"
    """pending | kept | lost | erase (its bytes go within the hour) | erased"""
    path: str = ""
    """Relative to the media store."""
    mime: str = ""
    size: int = 0
    digest: str = ""
    tries: int = 0
    not_before: datetime = instant()
    received_at: datetime = instant()
    kept_at: datetime | None = maybe_instant()
