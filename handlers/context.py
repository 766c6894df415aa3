"""What every service takes: the transaction, the instant, and the world as it is now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from handlers.understanding import Understander
from models.district.load import IN_FORCE, loaded
from models.district.quiet_hours import read_quiet
from models.domain.district import District, Post, TierCode
from models.domain.errors import BadInputError
from models.domain.links import Links
from models.domain.message import Message
from models.domain.quiet import Audience, Quiet, Urgency
from models.domain.reading import Reading
from models.domain.tier_settings import read_tiers
from models.domain.tiers import Tier
from models.domain.working_time import Calendar, calendar_of
from models.store.sealing import Sealer
from models.store.tx import Reader, Tx
from models.tables import Account, Conversation, Setting

NOTHING_READ = Reading("chat")
LISTED = "listed"
"""Note on a talk: the answer lists what the person has in hand, new orders among it."""
SHORT_ANSWER = 3
"""Digits and signs of this length hold no matter: they are not read."""


class NoDistrictError(BadInputError):
    """No district file has been loaded into this database."""


@dataclass(frozen=True, slots=True)
class World:
    """One version of the district with all that is built from it."""

    district: District
    calendar: Calendar
    understander: Understander
    tiers: Mapping[TierCode, Tier]
    quiet: Mapping[tuple[Audience, Urgency], Quiet]


class Registry:
    """Keeps the world in memory and notices a changed district by its version (checked once a batch)."""

    def __init__(self, sealer: Sealer, links: Links, random: Callable[[int], bytes]) -> None:
        self.sealer = sealer
        self.links = links
        self.random = random
        """n random bytes: an argument like the clock."""
        self._world: World | None = None
        self._version = -1

    def world(self, reader: Reader) -> World:
        """The world in force. Raises NoDistrictError."""
        setting = reader.get(Setting, IN_FORCE)
        version = int(setting.value["version"]) if setting else -1
        if self._world is None or version != self._version:
            district = loaded(reader)
            if district is None:
                raise NoDistrictError(NoDistrictError.__doc__)
            self._world = World(
                district,
                calendar_of(district),
                Understander(district),
                read_tiers(cast("Mapping[str, object]", district.settings.get("tiers", {}))),
                read_quiet(cast("dict[str, dict[str, list[str]]]", district.settings.get("quiet_hours") or {})),
            )
            self._version = version
        return self._world

    @property
    def latest(self) -> World | None:
        """The world last seen, for reading texts before the writer."""
        return self._world

    def context(self, tx: Tx, now: datetime) -> Context:
        """A context in this transaction."""
        return Context(tx, now, self.world(tx), self)


@dataclass(slots=True)
class Context:
    """The transaction, the instant (UTC) and the world: the first argument of every service."""

    tx: Tx
    now: datetime
    world: World
    registry: Registry
    kept_apart: list[str] = field(default_factory=list)
    """Words that were not put into a case, because they speak of somebody's conduct."""
    said: dict[int, dict[int, str]] = field(default_factory=dict)
    """By case the statements (id, digest) that its next event will bind into the chain."""
    answering: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By post the accounts that hear today what is meant for it, while letters are leased."""
    late: bool = False
    """Whether what is being done was due long ago (a standstill): people hear all of it in one message."""

    @property
    def district(self) -> District:
        return self.world.district

    @property
    def calendar(self) -> Calendar:
        return self.world.calendar

    @property
    def sealer(self) -> Sealer:
        return self.registry.sealer

    @property
    def links(self) -> Links:
        return self.registry.links


@dataclass(slots=True)
class Talk:
    """One message being answered: what was said, by whom, and where the talk stands."""

    ctx: Context
    message: Message
    text: str
    """The words, width and blanks normalised, `` if there are none."""
    account: Account
    conversation: Conversation
    posts: tuple[Post, ...] = ()
    """Posts the account fills now."""
    _reading: Reading | None = None
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def tx(self) -> Tx:
        return self.ctx.tx

    @property
    def now(self) -> datetime:
        return self.ctx.now

    @property
    def reading(self) -> Reading:
        """What was understood of the words (made before the writer where it could be)."""
        if self._reading is None and self.text.isascii() and len(self.text) <= SHORT_ANSWER:
            self._reading = NOTHING_READ
        if self._reading is None:
            self._reading = self.ctx.world.understander.read(self.text, default_unit=self.account.unit)
        return self._reading

    def reread(self, home: str = "") -> Reading:
        """The words read as a reply to what is open: only what they say in so many words counts."""
        home = home or self.account.unit
        self._reading = self.ctx.world.understander.read(self.text, default_unit=home, reply=True)
        return self._reading

    def change(self, **changes: Any) -> None:
        """Write changes of the conversation; the newest row is kept here."""
        self.conversation = self.tx.update(self.conversation, **changes)

    def remember(self, **facts: Any) -> None:
        """Keep or (with None) forget small facts of the dialogue."""
        memory = {**self.conversation.memory, **facts}
        self.change(memory={name: value for name, value in memory.items() if value is not None})

    def refresh(self) -> None:
        """Take the newest conversation and account after a service changed them."""
        self.conversation = self.tx.get(Conversation, self.conversation.id) or self.conversation
        self.account = self.tx.get(Account, self.account.id) or self.account
