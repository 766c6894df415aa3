"""实事、调解、项目、便民服务: what was done for people, in whole fen and whole thousandths, and who reads it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.columns import identity, instant, loose, maybe_instant, reference


class Deed(SQLModel, table=True):
    """A thing done for people (实事), a service brought to them, a visit to a community, money that was granted."""

    __tablename__ = "deed"
    id: int = identity()
    number: int = Field(index=True)
    kind: str
    """deed | service | visit | fund"""
    unit: str = Field(index=True)
    """Community (or whatever unit) it was done in."""
    by_unit: str
    post: str
    theme: str
    what: str
    """Redacted."""
    place: str = ""
    money_fen: int = Field(default=0, sa_type=BigInteger)
    status: str = "doing"
    """doing | done | void"""
    before_id: int | None = loose()
    after_id: int | None = loose()
    """Photos; they are shown in public only once the cadre said so."""
    photos_public: bool = False
    made_at: datetime = instant()
    done_at: datetime | None = maybe_instant()


class Conflict(SQLModel, table=True):
    """A dispute that is mediated: its words and parties lie in the vault, the row holds what may be counted."""

    __tablename__ = "conflict"
    id: int = identity()
    number: int = Field(index=True)
    unit: str = Field(index=True)
    mediator: str
    """Post code."""
    kind: str
    """neighbours | family | property | work | debt | land | other"""
    state: str = "open"
    """open | settled | handed (to a court or another body) | failed"""
    opened_at: datetime = instant()
    ended_at: datetime | None = maybe_instant()


class Project(SQLModel, table=True):
    """Something that is built, with its stage."""

    __tablename__ = "project"
    id: int = identity()
    number: int = Field(index=True)
    name: str
    unit: str = Field(index=True)
    """Who builds it."""
    kind: str = "build"
    """build | aid (分类扶贫)"""
    place: str = ""
    """Unit it lies in, `` for the whole district."""
    stage: str
    """planned | funded | started | built | accepted"""
    opened_at: datetime = instant()
    stage_at: datetime = instant()


class ProjectAmount(SQLModel, table=True):
    """A quantity of a project in whole thousandths of its unit: 111盏, 34.6万平米."""

    __tablename__ = "project_amount"
    __table_args__ = (UniqueConstraint("project_id", "what", "unit"),)
    id: int = identity()
    project_id: int = reference("project.id", index=True)
    what: str
    milli: int = Field(sa_type=BigInteger)
    unit: str


class ProjectLink(SQLModel, table=True):
    """A case that caused a project: read from both sides."""

    __tablename__ = "project_link"
    __table_args__ = (UniqueConstraint("project_id", "case_id"),)
    id: int = identity()
    project_id: int = reference("project.id", index=True)
    case_id: int = reference("case_file.id", index=True)
    post: str
    at: datetime = instant()


class ServiceUse(SQLModel, table=True):
    """A service of the directory that a resident used, and what he said of it afterwards."""

    __tablename__ = "service_use"
    id: int = identity()
    provider: str = Field(index=True)
    """Code of the entry in the district file."""
    unit: str
    account_id: str = Field(default="", index=True)
    """`` where it was noted for somebody without WeChat: it is counted and never asked about."""
    post: str = ""
    """Who noted it, `` for the resident himself."""
    used_at: datetime = instant()
    asked_at: datetime | None = maybe_instant()
    answer: str = ""
    """good | fair | bad"""
    answered_at: datetime | None = maybe_instant()
