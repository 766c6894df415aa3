"""The town: phones driven from a story, against any service that speaks WeChat over HTTP."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import replace

from aiohttp import web
from PIL import Image

from bot.simulator.actions import Hands
from bot.simulator.api import simulator_app
from bot.simulator.config import WorldConfig
from bot.simulator.deliver import Courier
from bot.simulator.heard import Heard, Option, hear
from bot.simulator.phones import Insight
from bot.simulator.world import World, create_world


class Silence(AssertionError):  # noqa: N818
    """A phone did not hear what the story waits for."""


class Phone:
    """One person's phone. Every act ends when the service has answered the delivery (or the platform gave up)."""

    def __init__(self, world: World, hands: Hands, openid: str) -> None:
        self.openid = openid
        self._world = world
        self._hands = hands
        self._read = 0

    @property
    def heard(self) -> list[Heard]:
        """Everything this phone was sent, notices of the platform included, in order."""
        return self._after(0)

    @property
    def last(self) -> Heard:
        """The newest line; Silence when there is none."""
        heard = self.heard
        if not heard:
            raise Silence(f"{self.openid} has heard nothing")
        return heard[-1]

    async def says(self, text: str) -> list[Heard]:
        """Send words; promise what arrived meanwhile, the passive reply among it."""
        return await self._hear(self._hands.say(self.openid, text))

    async def sends_photo(self, content: bytes = b"", colour: str = "#7a8a99") -> list[Heard]:
        """Send a picture; without one a small JPEG of one colour."""
        return await self._hear(self._hands.send_image(self.openid, content or draw_picture(colour)))

    async def sends_voice(self, seconds: int = 3) -> list[Heard]:
        """Send a voice (AMR silence)."""
        return await self._hear(self._hands.send_voice(self.openid, seconds))

    async def sends_location(self, label: str, latitude: float = 39.5, longitude: float = 106.72) -> list[Heard]:
        """Send a place, GCJ-02."""
        return await self._hear(self._hands.send_location(self.openid, latitude, longitude, label))

    async def sends_sticker(self) -> list[Heard]:
        """Send something the service cannot read."""
        return await self._hear(self._hands.send_sticker(self.openid))

    async def taps(self, words: str) -> list[Heard]:
        """Tap the newest option whose words these are (or begin with these); Silence when none was offered."""
        option = self._option(words)
        return await self._hear(self._hands.tap(self.openid, option.id, option.content))

    async def follows(self, scene: str = "") -> list[Heard]:
        """Follow the account, by a QR code's scene if given."""
        return await self._hear(self._hands.follow(self.openid, scene))

    async def scans(self, scene: str) -> list[Heard]:
        """Scan a QR code of the account."""
        return await self._hear(self._hands.scan(self.openid, scene))

    async def unfollows(self) -> None:
        """Leave the account."""
        await self._hands.unfollow(self.openid)

    async def presses(self, key: str) -> list[Heard]:
        """Press a menu button, by key, url or name; KeyError when this person does not see it."""
        return await self._hear(self._hands.press(self.openid, key))

    async def hears(self, words: str, within: float = 5.0) -> Heard:
        """Wait for a line with these words, after the one found last; Silence after `within` real seconds."""
        try:
            return await asyncio.wait_for(self._find(words), within)
        except TimeoutError:
            lines = "\n---\n".join(self.heard[-5:]) or "nothing"
            raise Silence(f"{self.openid} did not hear {words!r}, but:\n{lines}") from None

    async def _hear(self, act: Awaitable[object]) -> list[Heard]:
        before = self._world.chats.count(self.openid)
        await act
        return self._after(before)

    async def _find(self, words: str) -> Heard:
        while True:
            changes = self._world.chats.changes
            for entry in self._world.chats.on(self.openid, self._read):
                self._read += 1
                if entry.side != "me" and words in (line := hear(entry)):
                    return line
            await self._world.chats.wait(changes, 60)

    def _after(self, skip: int) -> list[Heard]:
        return [hear(entry) for entry in self._world.chats.on(self.openid, skip) if entry.side != "me"]

    def _option(self, words: str) -> Option:
        for line in reversed(self.heard):
            for option in line.options:
                if words in (option.content, option.shown) or option.content.startswith(words):
                    return option
        raise Silence(f"{self.openid} was offered nothing like {words!r}")


class Town:
    """A world, its courier and its phones; `api_base` is where the service finds its WeChat."""

    def __init__(self, world: World, courier: Courier, api_base: str = "") -> None:
        self.world = world
        self.courier = courier
        self.api_base = api_base
        self.hands = Hands(world, courier)
        self._phones: dict[str, Phone] = {}

    def phone(self, who: str) -> Phone:
        """Promise the phone of an openid or of a name; ApiError 40003 when nobody is called so."""
        named = [person.openid for person in self.world.people if person.setting.name == who]
        openid = self.world.people.get(named[0] if named else who).openid
        return self._phones.setdefault(openid, Phone(self.world, self.hands, openid))

    async def settles(self) -> None:
        """Wait until every delivery and delivery report that is under way has ended."""
        await self.courier.settle()


@asynccontextmanager
async def open_town(
    config: WorldConfig, callback_url: str = "", *, insight: Insight | None = None, port: int = 0
) -> AsyncIterator[Town]:
    """Promise a town whose WeChat listens on loopback; everything stops with the block.

    `callback_url` may be set later as `town.courier.callback_url`, once the service under test knows its port.
    """
    runner: web.AppRunner | None = None
    world = create_world(config)
    courier = Courier(world, callback_url)
    try:
        runner = web.AppRunner(simulator_app(world, courier, insight=insight), access_log=None, shutdown_timeout=2)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        world.config = replace(config, public_url=config.public_url or base)
        yield Town(world, courier, base)
    finally:
        if runner is not None:
            await runner.cleanup()
        await courier.close()


def draw_picture(colour: str) -> bytes:
    """Promise a small JPEG of one colour."""
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(kept, "JPEG")
    return kept.getvalue()
