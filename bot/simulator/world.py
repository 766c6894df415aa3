"""The whole state of the simulated WeChat; no HTTP here."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from bot.simulator.accounts import People, Person
from bot.simulator.chats import Chats, Entry
from bot.simulator.config import WorldConfig
from bot.simulator.errors import ApiError
from bot.simulator.faults import Faults
from bot.simulator.media import MediaStore
from bot.simulator.menus import Menus
from bot.simulator.quotas import Quotas
from bot.simulator.scenes import Scenes
from bot.simulator.signin import SignIn
from bot.simulator.tags import Tags
from bot.simulator.templates import Templates
from bot.simulator.tokens import Tokens
from bot.simulator.windows import Windows


class World:
    """One official account, its followers and the platform between them."""

    def __init__(self, config: WorldConfig) -> None:
        rules = config.rules
        self.config = config
        self.rules = rules
        self.people = People(config)
        self.windows = Windows(rules)
        self.tokens = Tokens(rules, config.app_id + config.app_secret)
        self.quotas = Quotas(rules)
        self.media = MediaStore(rules)
        self.menus = Menus()
        self.tags = Tags(self.people)
        self.scenes = Scenes(rules)
        self.templates = Templates(config.templates, rules)
        self.signin = SignIn(rules)
        self.faults = Faults()
        self.chats = Chats()
        self._last_id = 0
        self.born = str(self.next_id())

    def now(self) -> datetime:
        """Promise the world's instant, UTC."""
        return self.config.now()

    def next_id(self) -> int:
        """Promise an int64 that grows, also over restarts: milliseconds of the clock with room for 65536 each."""
        self._last_id = max(self._last_id + 1, int(self.now().timestamp() * 1000) << 16)
        return self._last_id

    @property
    def last_id(self) -> int:
        return self._last_id

    def skip_to(self, number: int) -> None:
        """Never issue an id up to `number` again."""
        self._last_id = max(self._last_id, number)

    def rid(self) -> str:
        """Promise a request id as errmsg carries it."""
        digest = hashlib.sha256(str(self.next_id()).encode()).hexdigest()
        return f"6{digest[:7]}-{digest[8:16]}-{digest[16:24]}"

    def check_app(self, app_id: object, secret: object | None = None, *, ip: str = "") -> None:
        """Raise 40013 for another app, 40125 for a wrong secret, 40164 for an address that is not listed."""
        if app_id != self.config.app_id:
            raise ApiError(40013)
        if secret is not None and secret != self.config.app_secret:
            raise ApiError(40125)
        allowed = self.config.allowed_ips
        if ip and allowed is not None and ip not in allowed:
            raise ApiError(40164, f"{ip} ipv6 ::ffff:{ip}, not in whitelist")

    def show(self, person: Person, kind: str, data: dict[str, Any], channel: str) -> Entry:
        """Put a line of the service on a phone."""
        person.typing = False
        return self.chats.add(person.openid, "service", kind, data, now=self.now(), channel=channel)

    def notice(self, person: Person, text: str) -> Entry:
        """Put a grey line of the platform on a phone."""
        return self.chats.add(person.openid, "system", "notice", {"text": text}, now=self.now())

    def close(self) -> None:
        """End every wait of the pages."""
        self.chats.close()


def create_world(config: WorldConfig) -> World:
    """Promise a world at its beginning; ValueError when the mode needs an EncodingAESKey that is missing."""
    if config.mode != "plain" and len(config.aes_key) != 43:
        raise ValueError("compatible and safe mode need an EncodingAESKey of 43 characters")
    return World(config)
