"""The life of a case: draft, case, voices, assignments, requests, statements, events, and the vault apart."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.tables.columns import document, documents, identity, instant, loose, maybe_instant, reference, sealed


class Draft(SQLModel, table=True):
    """What a resident is telling and has not filed yet; words are sealed, the reading is not."""

    __tablename__ = "draft"
    id: int = identity()
    account_id: str = Field(index=True)
    status: str = "open"
    """open | filed | handed (to the dispatcher) | dropped"""
    words: bytes | None = sealed()
    """Sealed JSON list of everything said, in order."""
    phone: bytes | None = sealed()
    reading: dict[str, Any] = document()
    """Matters, place and urgency as understood so far (models.domain.reading as a document)."""
    media: list[Any] = documents()
    """Media ids in order of arrival."""
    anonymous: bool = False
    asked: int = 0
    """Questions asked so far; three is the maximum."""
    stage: str = ""
    """What is asked now: matter | place | confirm | …"""
    memory: dict[str, Any] = document()
    opened_at: datetime = instant()
    touched_at: datetime = instant()
    cases: list[Any] = documents()
    """Case ids filed from it."""


class Case(SQLModel, table=True):
    """A matter somebody must answer for. Holds redacted text only; the state is a fold of its events."""

    __tablename__ = "case_file"
    __table_args__ = (
        Index("case_same_matter", "community", "category", "detail"),
        Index(
            "case_merged",
            "main_id",
            sqlite_where=text("main_id IS NOT NULL"),
            postgresql_where=text("main_id IS NOT NULL"),
        ),
    )
    id: int = identity()
    number: str = Field(unique=True)
    """WD261123-007"""
    day: date
    """Shanghai day of filing."""
    running: int = Field(index=True)
    state: str
    closure: str | None = None
    claim: str | None = None
    """What the handler said it was: solved | explained | planned | legal | impossible."""
    title: str
    """楼道灯: how people call it."""
    category: str = ""
    place: str = ""
    """Place code."""
    community: str = ""
    """Unit code of the community the place lies in, `` unknown."""
    detail: str = ""
    """Building and unit, never a room."""
    text: str = ""
    """The words, redacted."""
    tier: str
    urgent: bool = False
    vulnerable: bool = False
    round: int = 1
    unit: str = Field(default="", index=True)
    """Owner: the unit that must act now; `` while nobody has it."""
    rung: str = ""
    """Role that answers within the unit: handler | head | dispatcher."""
    column: str = ""
    """Column of the limits table: first | second | district."""
    lead: str = ""
    """牵头: the unit that handed it down and still answers for it, `` none."""
    first_unit: str = ""
    """首接: stays for life."""
    filed_at: datetime = instant(index=True)
    dispatched_at: datetime | None = maybe_instant()
    first_due_at: datetime | None = maybe_instant()
    """The first promise to the resident; never moves."""
    due_at: datetime | None = maybe_instant()
    """The promise in force."""
    provisional: bool = False
    """The calendar of that year was not known when the date was computed."""
    signed_at: datetime | None = maybe_instant()
    first_words_at: datetime | None = maybe_instant()
    spoken_at: datetime | None = maybe_instant()
    """Last words of a cadre to the resident."""
    next_step: str = ""
    promised_at: datetime | None = maybe_instant()
    """A date the handler named in passing."""
    done_at: datetime | None = maybe_instant()
    """When completion was last reported."""
    closed_at: datetime | None = maybe_instant()
    solved: bool | None = None
    satisfied: str | None = None
    """yes | fair | no"""
    urges: int = 0
    objections: int = 0
    calendar_version: str = ""
    decision: dict[str, Any] = document()
    """Why it went where it went: rule, reasons, confidence, district version."""
    channel: str = "wechat"
    """wechat | proxy (代报) | phone | walk_in | 12345"""
    external_ref: str = ""
    """A number of 12345 or another hotline."""
    on_behalf_of: str = ""
    """Post that filed it for somebody without WeChat, `12345` for an import, `` for a resident's own case."""
    code_word: str = Field(default="", index=True)
    """松-4172: how the filer and the inspectors call an accusation; `` for every other case."""
    main_id: int | None = loose()
    """The case this one was merged into, null while it stands alone."""
    salt: str = ""
    """With it alone the digests of title, text and detail can be tried; erased with them."""
    erased_at: datetime | None = maybe_instant()
    """When the words and identities of everybody in it were erased by the retention rule."""
    seq: int = 0
    """Number of the last event."""
    head: str = ""
    """Hash of the last event."""


class Voice(SQLModel, table=True):
    """One complainant of a case: their own place, wish and answer."""

    __tablename__ = "voice"
    id: int = identity()
    case_id: int = reference("case_file.id", index=True)
    account_id: str = Field(index=True)
    anonymous: bool = False
    joined_at: datetime = instant()
    left_at: datetime | None = maybe_instant()
    detail: str = ""
    origin_id: int | None = loose()
    """The voice's own case before a merge, to which 分开 brings it back; null for who filed here or joined here."""
    asks: int = 0
    """Times the poll of this round came due, whether or not a rung could carry it."""
    delivered: int = 0
    """Times it was really sent."""
    asked_at: datetime | None = maybe_instant()
    solved: str | None = None
    """solved | unsolved | partly, of this round."""
    solved_at: datetime | None = maybe_instant()
    satisfied: str | None = None
    satisfied_at: datetime | None = maybe_instant()
    urged_at: datetime | None = maybe_instant()
    urges: int = 0
    household_id: int | None = loose()
    """Of somebody without WeChat, and of members of their family: the household has one vote."""


class Assignment(SQLModel, table=True):
    """A unit's own duty in a case, with its own clock; the promise to the resident is the case's."""

    __tablename__ = "assignment"
    id: int = identity()
    case_id: int = reference("case_file.id", index=True)
    unit: str = Field(index=True)
    kind: str
    """lead | assist"""
    rung: str = "handler"
    column: str = "first"
    round: int = 1
    given_at: datetime = instant()
    sign_due_at: datetime | None = maybe_instant()
    words_due_at: datetime | None = maybe_instant()
    due_at: datetime | None = maybe_instant()
    signed_at: datetime | None = maybe_instant()
    signed_by: str = ""
    """Post code."""
    ended_at: datetime | None = maybe_instant()
    ended_how: str = ""
    """done | transferred | upheld | objected | climbed | handed_up | handed_down | withdrawn | reopened
    of a helper: called (a clock of its own began) | leads | called_off"""
    help: str = ""
    """Of a helper that was called in (吹哨): problem | enforcement | emergency; `` for one that helps by itself."""
    called_by: str = ""
    """Post code of who called it in."""
    done_at: datetime | None = maybe_instant()
    """When a helper reported its part done; it goes on reading the case."""


class SpotCheck(SQLModel, table=True):
    """A second call after a confirmed closing, drawn by lot, made by the inspectors; the unit does not hear of it."""

    __tablename__ = "spot_check"
    id: int = identity()
    case_id: int = reference("case_file.id", index=True)
    round: int = 1
    unit: str
    """The unit whose work is checked."""
    month: str
    """2026-11, the month the case was closed in."""
    drawn_at: datetime = instant()
    due_at: datetime = instant()
    until: datetime = instant()
    status: str = Field(default="open", index=True)
    """open | asked | done | unreached | moot"""
    reason: str = "random"
    """random | least (one a month and unit) | doubt"""
    voice_id: int | None = loose()
    """Who is asked: somebody who said solved."""
    answer: str = ""
    """solved | unsolved | partial, as the person said."""
    post: str = ""
    """Post code of who called."""
    answered_at: datetime | None = maybe_instant()


class Request(SQLModel, table=True):
    """A request that somebody above decides: 退单 (objection), 延期 (extension), 剔除 (exclusion), 暂停 (pause) …"""

    __tablename__ = "request"
    id: int = identity()
    case_id: int = reference("case_file.id", index=True)
    kind: str
    """objection | extension | exclusion | appeal | commitment | commitment_move | pause | contest"""
    unit: str
    """Who asks, `` for a resident."""
    post: str
    to_unit: str = Field(index=True)
    to_role: str
    reason: str
    """Reason code of an objection or a pause, `` otherwise."""
    words: str
    asked_due_at: datetime | None = maybe_instant()
    asked_unit: str = ""
    """Where the asker thinks it belongs."""
    asked_at: datetime = instant()
    limit_at: datetime = instant()
    status: str = "open"
    """open | granted | refused | lapsed | moot"""
    decided_by: str = ""
    decided_at: datetime | None = maybe_instant()
    decision: str = ""
    contested_at: datetime | None = maybe_instant()
    """When a complainant objected to what was granted."""


class Statement(SQLModel, table=True):
    """Words said about a case, redacted: interim words, answers, remarks, supplements, comments on a vote."""

    __tablename__ = "statement"
    id: int = identity()
    case_id: int = reference("case_file.id", index=True)
    kind: str
    """progress | answer | done | remark | supplement | comment | transcript | handover | draft (拟办) | objection"""
    at: datetime = instant()
    post: str = ""
    """Post code of a cadre, `` when a resident or the service speaks."""
    voice_id: int | None = loose()
    words: str
    public: bool = True
    """Whether the resident may read it (remarks are for handlers only)."""
    salt: str = ""
    """With it alone the digest in the chain of events can be tried; erased with the words."""


class Event(SQLModel, table=True):
    """What happened to a case, chained by hash; no personal text, only facts and salted digests."""

    __tablename__ = "event"
    case_id: int = Field(foreign_key="case_file.id", primary_key=True, sa_column_kwargs={"autoincrement": False})
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str
    version: int = 1
    at: datetime = instant()
    post: str = ""
    data: dict[str, Any] = document()
    previous: str
    hash: str


class Vault(SQLModel, table=True):
    """Original words, address detail, phone and name: sealed, apart, one row a field, erasable for good."""

    __tablename__ = "vault"
    __table_args__ = (UniqueConstraint("subject", "field"),)
    id: int = identity()
    subject: str
    """case:7 or statement:9"""
    field: str
    """words | address | phone | names"""
    sealed: bytes | None = sealed()
    salt: str = ""


class Look(SQLModel, table=True):
    """Every look at what a case holds: who, as what, why."""

    __tablename__ = "look"
    id: int = identity()
    case_id: int = reference("case_file.id", index=True)
    post: str
    unit: str
    what: str
    """text | identity"""
    purpose: str = ""
    at: datetime = instant()
