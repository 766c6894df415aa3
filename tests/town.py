"""A small town for stories: people who say things to the service, and time that passes."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import col

from bot.simulation.courier import Courier
from bot.simulation.outcomes import BROKEN
from handlers.context import Context, Registry
from handlers.dispatch import handle
from handlers.services import accounts
from models.district.load import load
from models.district.reader import read_district
from models.district.schema import DistrictFile
from models.domain.links import Links
from models.domain.message import Message
from models.domain.working_time import SHANGHAI
from models.store.db import Database
from models.store.sealing import Sealer
from models.store.tx import Reader
from models.tables import Case, Conversation, Outbox, Question, Setting
from scheduler.stepper import Stepped, advance_sync

DISTRICTS = Path(__file__).parent.parent / "districts"
MONDAY = datetime(2026, 11, 23, 9, 10, tzinfo=SHANGHAI).astimezone(UTC)
"""The base day of the model dialogues."""
_serial = itertools.count(1)


@cache
def district_file(name: str) -> DistrictFile:
    """A shipped district file, read once."""
    return read_district(DISTRICTS / f"{name}.yaml")


@dataclass
class Clock:
    """The virtual clock."""

    now: datetime = MONDAY

    def at(self, month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> None:
        """Jump to an instant given in Shanghai time, without doing what was due in between."""
        self.now = datetime(year, month, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


@dataclass
class Town:
    """A district in a database."""

    database: Database
    registry: Registry
    clock: Clock = field(default_factory=Clock)
    courier: Courier = field(default_factory=Courier)
    may_break: bool = False
    """Whether the test makes timers, letters or messages fail; otherwise a failed one fails the test."""

    def person(self, name: str) -> Person:
        """Somebody with a phone; the name is also the openid."""
        return Person(self, name)

    def bind(self, name: str, post: str) -> Person:
        """Somebody who fills a post."""
        person = self.person(name)

        def work(ctx: Context) -> None:
            account, _ = accounts.meet(ctx, name)
            accounts.bind(ctx, account, accounts.make_invite(ctx, post).code)

        self.do(work)
        return person

    def do(self, work: Callable[[Context], Any]) -> Any:
        """Run services in one transaction at the present instant."""
        return self.database.write_now(lambda tx: work(self.registry.context(tx, self.clock.now)))

    def advance(self, *, until: datetime | None = None, **delta: float) -> Stepped:
        """Let time pass (hours=3, days=1 ...): timers fire, messages leave by the platform's rules."""
        end = until if until is not None else self.clock.now + timedelta(**delta)
        self.courier.district = self.database.read_now(self.registry.world).district

        def move(now: datetime) -> None:
            self.clock.now = self.courier.now = now

        return advance_sync(self.database, self.registry, self.clock.now, end, self.courier.send, move=move)

    def cases(self) -> list[Case]:
        """All cases, oldest first."""
        return self.database.read_now(lambda reader: reader.find(Case, order="id"))

    def case(self, running: int) -> Case:
        """The newest case with this running number."""
        return [case for case in self.cases() if case.running == running][-1]

    def outbox(self, **equals: Any) -> list[Outbox]:
        """Outbox rows, oldest first."""
        return self.database.read_now(lambda reader: reader.find(Outbox, order="id", **equals))

    def broken(self) -> list[str]:
        """What failed inside: timers, letters and messages that raised."""

        def look(reader: Reader) -> list[str]:
            alarms = reader.query(Setting, col(Setting.key).startswith("alarm:"))
            return [alarm.key for alarm in alarms if alarm.key.split(":")[1] in BROKEN]

        return self.database.read_now(look)

    def pushes_to_post(self, post: str) -> list[str]:
        """Kinds pushed to a post, oldest first."""
        return [row.kind for row in self.outbox(post=post)]


@dataclass
class Person:
    """One phone."""

    town: Town
    openid: str

    @property
    def key(self) -> str:
        """Account id."""
        return self.town.registry.sealer.account_id(self.openid)

    def says(self, text: str) -> str:
        """Send words; the passive reply (`` = silence)."""
        return self.sends(kind="text", text=text)

    def taps(self, label: str, question_kind: str = "") -> str:
        """Tap an option of the newest question that offers it."""

        def find(reader: Any) -> tuple[Question, dict[str, Any]]:
            for question in reader.find(Question, account_id=self.key, order="-id"):
                for option in question.options:
                    if option["label"] == label and question_kind in ("", question.kind):
                        return question, option
            raise AssertionError(f"nobody offered {label}")

        question, option = self.town.database.read_now(find)
        return self.sends(kind="text", text=label, menu_id=question.id * 10 + int(option["digit"]))

    def sends_photo(self) -> str:
        """Send a photo."""
        return self.sends(kind="image", media_id=f"media-{next(_serial)}", url="http://127.0.0.1/photo.jpg")

    def sends_voice(self) -> str:
        """Send a voice message."""
        return self.sends(kind="voice", media_id=f"media-{next(_serial)}", format="amr")

    def sends_location(self, latitude: float, longitude: float, label: str = "") -> str:
        """Send a location."""
        return self.sends(kind="location", latitude=latitude, longitude=longitude, label=label)

    def follows(self, scene: str = "") -> str:
        """Follow the account, perhaps by a community's QR code."""
        return self.sends(kind="event", event="subscribe", event_key=scene)

    def unfollows(self) -> str:
        """Unfollow."""
        return self.sends(kind="event", event="unsubscribe")

    def sends(self, **fields: Any) -> str:
        """Deliver one message and return the passive reply."""
        number = next(_serial)
        now = self.town.clock.now
        message = Message(
            account="gh_town",
            sender=self.openid,
            created_at=now,
            dedupe_key=f"{number}:{self.openid}:gh_town",
            msg_id=str(number),
            **fields,
        )
        return self.deliver(message)

    def deliver(self, message: Message) -> str:
        """Deliver this very message (again)."""
        registry, now = self.town.registry, self.town.clock.now
        self.town.courier.hear(message, now)
        reply = self.town.database.write_now(
            lambda tx: handle(tx, registry, message, message.text.encode(), now), key=self.key
        )
        return reply or ""

    def conversation(self) -> Conversation | None:
        """Where the talk stands."""
        return self.town.database.read_now(lambda reader: reader.get(Conversation, self.key))

    def pushes(self) -> list[Outbox]:
        """Outbox rows to this person's account, oldest first."""
        return self.town.outbox(account_id=self.key)


def make_town(database: Database, name: str = "wuda") -> Town:
    """A town with a loaded district."""
    randomness = itertools.count(1)

    def random(n: int) -> bytes:
        return next(randomness).to_bytes(n, "little")

    registry = Registry(Sealer("k" * 32), Links("s" * 32, "http://127.0.0.1"), random)
    town = Town(database, registry)
    database.write_now(lambda tx: load(tx, district_file(name), town.clock.now))
    return town
