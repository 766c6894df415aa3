"""大走访: register of households, campaigns, visits, days of duty, 座谈会, questionnaires, opinions, issues."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import documents, identity, instant, loose, maybe_instant, reference


class Campaign(SQLModel, table=True):
    """A great visit of one unit, from a day to a day."""

    __tablename__ = "campaign"
    __table_args__ = (UniqueConstraint("unit", "name"),)
    id: int = identity()
    unit: str
    name: str
    from_on: date
    to_on: date
    post: str = ""
    """Who began it, `` for one of the district file."""
    made_at: datetime = instant()
    ended_at: datetime | None = maybe_instant()
    """Ended before its last day."""


class Home(SQLModel, table=True):
    """A household of the register. Its code is for the cadres of its community: never on a page for the public."""

    __tablename__ = "home"
    __table_args__ = (UniqueConstraint("community", "code"),)
    id: int = identity()
    community: str
    code: str
    """3-2-501"""
    building: str
    post: str = Field(default="", index=True)
    """Whose household it is to visit (包户), `` for anybody of the community."""
    account_id: str = Field(default="", index=True)
    """The household's account, once one of it has said so itself."""
    joined_at: datetime | None = maybe_instant()
    added_at: datetime = instant()
    gone_at: datetime | None = maybe_instant()
    """No longer in the register's newest file."""


class HomeVisit(SQLModel, table=True):
    """One visit by one cadre, in one of the five ways."""

    __tablename__ = "home_visit"
    id: int = identity()
    campaign_id: int | None = loose(index=True)
    home_id: int | None = loose(index=True)
    """None for a way without a household."""
    community: str = Field(index=True)
    post: str = Field(index=True)
    account_id: str
    """Who visited."""
    mode: str
    day: date = Field(index=True)
    at: datetime = instant()
    asked_at: datetime | None = maybe_instant()
    """When the household was asked whether somebody came; at most once."""
    answer: str = ""
    """came | not | unsure, `` while not answered"""
    undone_at: datetime | None = maybe_instant()


class DutyDay(SQLModel, table=True):
    """A day somebody stood at the duty post (责任岗)."""

    __tablename__ = "duty_day"
    __table_args__ = (UniqueConstraint("post", "day"),)
    id: int = identity()
    post: str
    day: date
    at: datetime = instant()
    words: str = ""
    """Redacted."""


class Forum(SQLModel, table=True):
    """A 座谈会 with its minutes; what was said there are opinions."""

    __tablename__ = "forum"
    id: int = identity()
    number: int = Field(unique=True)
    """What people call it."""
    campaign_id: int | None = loose(index=True)
    unit: str = Field(index=True)
    day: date = Field(index=True)
    topic: str
    """Redacted."""
    people: int = 0
    post: str
    at: datetime = instant()


class Survey(SQLModel, table=True):
    """A questionnaire of at most eight items on one screen."""

    __tablename__ = "survey"
    id: int = identity()
    number: int = Field(unique=True)
    """What people call it."""
    campaign_id: int | None = loose()
    unit: str
    name: str
    items: list[Any] = documents()
    post: str
    opened_at: datetime = instant()
    until: date
    closed_at: datetime | None = maybe_instant()


class SurveyPaper(SQLModel, table=True):
    """One filled questionnaire: never whose, nor when; the id is drawn, so that rows do not stand in their order."""

    __tablename__ = "survey_paper"
    id: int = identity()
    survey_id: int = reference("survey.id", index=True)
    community: str = ""
    channel: str
    """chat (own link) | open (QR) | proxy (代填)"""
    post: str = ""
    """Of a paper: who entered it, not who filled it."""
    a1: int = 0
    a2: int = 0
    a3: int = 0
    a4: int = 0
    a5: int = 0
    a6: int = 0
    a7: int = 0
    a8: int = 0
    """Number of the option chosen by item, 0 for none."""


class SurveyTurn(SQLModel, table=True):
    """That a link or the number of a paper was used: without what was answered, and without a time."""

    __tablename__ = "survey_turn"
    key: str = Field(primary_key=True)
    """A digest under a key; nobody's account can be read from it."""


class Opinion(SQLModel, table=True):
    """What somebody thinks, hopes or needs: heard on a visit or at a 座谈会, written on a questionnaire or in chat."""

    __tablename__ = "opinion"
    __table_args__ = (UniqueConstraint("source", "source_id", "part"),)
    id: int = identity()
    source: str
    """visit | talk | survey | chat"""
    source_id: int
    part: int = 1
    """Several opinions of one 座谈会."""
    community: str = Field(default="", index=True)
    category: str = ""
    title: str = ""
    text: str
    """Redacted."""
    at: datetime = instant()
    account_id: str = Field(default="", index=True)
    """Author who can be told, `` for one who is told by the cadre that heard it, or nobody knows."""
    post: str = ""
    """Who heard it."""
    topic_id: int | None = loose(index=True)
    """The one issue it belongs to; none before it was gathered."""
    case_id: int | None = loose(index=True)
    """The case it is, or was filed as, by itself: its author hears of it there."""
    told_at: datetime | None = maybe_instant()


class Topic(SQLModel, table=True):
    """An issue (问题) that opinions were gathered into."""

    __tablename__ = "topic"
    id: int = identity()
    number: int = Field(unique=True)
    """What people call it."""
    unit: str = Field(index=True)
    """Community, street or district it belongs to."""
    category: str = ""
    title: str
    status: str = Field(default="proposed", index=True)
    """proposed (by the service) | confirmed | case | meeting | over | void (nothing is left in it)"""
    made_at: datetime = instant()
    confirmed_at: datetime | None = maybe_instant()
    confirmed_by: str = ""
    case_id: int | None = loose(index=True)
    """The case it became."""
    meeting_id: int | None = loose()
    """The meeting that took it up."""
    outcome: str = ""
    """What became of it, redacted, as it is told to everybody who said it."""
    over_at: datetime | None = maybe_instant()
    over_by: str = ""


class TopicMove(SQLModel, table=True):
    """An opinion went from one issue into another; rows are only ever added, so that every step can be taken back."""

    __tablename__ = "topic_move"
    id: int = identity()
    batch: int
    """Moves that were one step."""
    opinion_id: int = reference("opinion.id", index=True)
    from_id: int | None = loose()
    to_id: int | None = loose()
    kind: str
    """proposed | split | moved | merged | undone"""
    post: str = ""
    """`` for the service."""
    at: datetime = instant()
    undone_at: datetime | None = maybe_instant()
