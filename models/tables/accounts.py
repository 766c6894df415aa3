"""People's accounts, what posts they hold, and the conversation with each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from models.tables.columns import document, documents, identity, instant, loose, maybe_instant, sealed


class Account(SQLModel, table=True):
    """One WeChat account. The key is a keyed hash of the openid, so that a person who comes back is known again
    although the openid itself was erased when they left."""

    __tablename__ = "account"
    id: str = Field(primary_key=True)
    openid: bytes | None = sealed()
    first_seen_at: datetime = instant()
    follows: bool = True
    muted: bool = False
    """退订: nothing is pushed, own words are answered."""
    unit: str = ""
    """Default community, from the QR code that was scanned or an earlier case."""
    anonymous_next: bool = False
    """匿名 was said with no draft open: it applies to the next one."""
    cadre: bool = False
    """Is bound to a post: only then are bindings looked up."""
    tagged: bool = False
    """Carries the tag that shows the cadres' menu."""
    informed_at: datetime | None = maybe_instant()
    """When the first-contact notice was given."""
    erase_asked_at: datetime | None = maybe_instant()
    """删除我的数据, once what is open has ended."""


class Binding(SQLModel, table=True):
    """An account fills a post from `bound_at` to `ended_at`; one account may fill several."""

    __tablename__ = "binding"
    id: int = identity()
    account_id: str = Field(index=True)
    post: str = Field(index=True)
    bound_at: datetime = instant()
    ended_at: datetime | None = maybe_instant()


class Invite(SQLModel, table=True):
    """A single-use code that binds the account that sends it to a post; valid seven days."""

    __tablename__ = "invite"
    code: str = Field(primary_key=True)
    post: str = Field(index=True)
    created_at: datetime = instant()
    expires_at: datetime = instant()
    used_by: str | None = None
    used_at: datetime | None = maybe_instant()


class Conversation(SQLModel, table=True):
    """Where the talk with one account stands, and what WeChat still allows to be sent to it."""

    __tablename__ = "conversation"
    id: str = Field(primary_key=True)
    """Account id."""
    last_message_at: datetime | None = maybe_instant()
    """The person's own last message: opens five customer-service messages for 48 hours."""
    kefu_used: int = 0
    tap_at: datetime | None = maybe_instant()
    """Last follow, scan, menu click or msgmenu tap: opens three for 60 seconds."""
    tap_used: int = 0
    question_id: int | None = loose()
    """The one live question."""
    draft_id: int | None = loose()
    """The open draft."""
    memory: dict[str, Any] = document()
    """Small, short-lived facts of the dialogue: last order shown, thanks given, wrong codes tried."""


class Question(SQLModel, table=True):
    """Something asked of one account, waiting to be asked, or answered. Its id is inside every tap."""

    __tablename__ = "question"
    id: int = identity()
    account_id: str = Field(index=True)
    kind: str
    case_id: int | None = loose()
    draft_id: int | None = loose()
    voice_id: int | None = loose()
    options: list[Any] = documents()
    """[{"digit": "1", "words": [...], "effect": "..."}]"""
    data: dict[str, Any] = document()
    """What the asker needs to go on: a kept command, candidates, a comment."""
    status: str = "queued"
    """queued | live | answered | expired | dropped"""
    channel: str = ""
    """passive | kefu | template: how it was last shown."""
    asked_at: datetime = instant()
    shown_at: datetime | None = maybe_instant()
    expires_at: datetime = instant()
    answer: str = ""
    answered_at: datetime | None = maybe_instant()
