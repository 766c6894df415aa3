"""What is rated: facts of a case, its answers, duties and promises, from its history, before any rule counts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` until before `end`, as of `now` where it is not over yet."""

    start: datetime
    end: datetime
    now: datetime

    @property
    def until(self) -> datetime:
        """Where what is known ends."""
        return min(self.end, self.now)

    def holds(self, at: datetime | None) -> bool:
        """Whether an instant lies in it and is not still to come."""
        return at is not None and self.start <= at < self.end and at <= self.now


@dataclass(frozen=True, slots=True)
class Contact:
    """A limit for the first words to the resident, the unit that had the case at it, and when words came."""

    limit_at: datetime
    unit: str
    spoken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A report of the end, by which unit, and whether the resident denied it in that round."""

    at: datetime
    unit: str
    round: int = 1
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """One answer of a voice: solved | unsolved | partly, at `explained` whether it was put clearly."""

    at: datetime
    voice: int
    round: int
    answer: str
    unit: str = ""
    explained: bool = False
    second: bool = False
    """Said to a second call: it takes the place of what was said first."""


@dataclass(frozen=True, slots=True)
class Pleased:
    """How pleased a voice was: yes | fair | no."""

    at: datetime
    voice: int
    answer: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """A poll that ended without an answer: how many voices were asked and silent, how many no message reached."""

    at: datetime
    unit: str
    silent: int = 0
    unreached: int = 0


@dataclass(frozen=True, slots=True)
class Objection:
    """A 退单 that was decided."""

    at: datetime
    upheld: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit's time with the case: given, due, ended (None = still runs)."""

    unit: str
    given_at: datetime
    due_at: datetime | None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A public promise: its first date, when it was fully kept, whether the resident denied it, how much of it."""

    unit: str
    first_at: datetime
    kept_at: datetime | None = None
    denied: bool = False
    last_at: datetime | None = None
    quantity: int = 1
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one case, from its events and duties; nothing in it names anybody."""

    number: str
    filed_at: datetime
    channel: str = "wechat"
    dispatched_at: datetime | None = None
    first_due_at: datetime | None = None
    last_due_at: datetime | None = None
    """After approved extensions; climbing a level moves no date here."""
    unit: str = ""
    """Who has it now; who had it at the end for what was reported done."""
    withdrawn_at: datetime | None = None
    merged_at: datetime | None = None
    excluded_at: datetime | None = None
    """剔除 by two people."""
    appealed: bool = False
    """The 剔除 is contested and not decided."""
    closed_at: datetime | None = None
    closed_times: tuple[datetime, ...] = ()
    contacts: tuple[Contact, ...] = ()
    done: tuple[Done, ...] = ()
    reopened: tuple[datetime, ...] = ()
    votes: tuple[Vote, ...] = ()
    pleased: tuple[Pleased, ...] = ()
    silences: tuple[Silence, ...] = ()
    objections: tuple[Objection, ...] = ()
    duties: tuple[Duty, ...] = ()
    repeated: tuple[datetime, ...] = ()
    """Filings of the same person, or the same place and matter, that are not part of it."""
