"""The courier: carries envelopes to the service as WeChat does, and its answers back to the phone."""

from __future__ import annotations

import asyncio
import zlib
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.simulator.envelopes import Envelope
from bot.simulator.faults import DELIVERY, Fault
from bot.simulator.replies import read_reply
from bot.simulator.sealing import seal
from bot.simulator.words import FAULT_NOTICE
from bot.simulator.world import World

Sleep = Callable[[float], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How one envelope fared."""

    envelope: Envelope
    attempts: int
    outcome: str
    """answered | acknowledged | failed | dropped."""
    detail: str = ""


class _Held:
    """A delivery that waits for its release."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.ended = asyncio.Event()


class Courier:
    """Posts signed callbacks to one URL; at most `rules.deliveries` times, cut after `rules.answer_seconds`."""

    def __init__(self, world: World, callback_url: str, *, sleep: Sleep = asyncio.sleep) -> None:
        self.world = world
        self.callback_url = callback_url
        self.log: deque[Delivery] = deque(maxlen=1000)
        self._sleep = sleep
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._held: list[_Held] = []
        self._sent = 0
        self._closed = False

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run work in the background until it ends or the courier closes."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def deliver(self, envelope: Envelope) -> Delivery:
        """Promise how the delivery ended; the passive reply or the fault notice is on the phone by then."""
        if self._closed:
            return Delivery(envelope, 0, "dropped", "the courier has stopped")
        fault = self.world.faults.take(DELIVERY, envelope.openid)
        copies = 1
        if fault is not None:
            if fault.do == "drop":
                return self._note(Delivery(envelope, 0, "dropped"))
            if fault.do == "delay":
                await self._sleep(fault.seconds)
            if fault.do == "hold":
                return await self._deliver_held(envelope)
            if fault.do == "duplicate":
                copies = 2
        repeats = [self.start(self._carry(envelope, None, show=False)) for _ in range(copies - 1)]
        done = await self._carry(envelope, fault, show=True)
        for repeat in repeats:
            await repeat
        return self._note(done)

    @property
    def held(self) -> int:
        """How many deliveries wait for their release."""
        return len(self._held)

    async def release(self, *, backwards: bool = False) -> int:
        """Let the held deliveries go, each when the former has ended, latest first if `backwards`; promise how many."""
        held, self._held = self._held, []
        for one in reversed(held) if backwards else held:
            one.go.set()
            await one.ended.wait()
        return len(held)

    async def pause(self, seconds: float) -> None:
        """Let real seconds pass, as the injected sleep counts them."""
        await self._sleep(seconds)

    async def settle(self) -> None:
        """Wait until nothing is under way any more, reports included."""
        while self._tasks - {asyncio.current_task()}:
            await asyncio.gather(*(self._tasks - {asyncio.current_task()}), return_exceptions=True)

    async def close(self) -> None:
        """Stop everything under way and the connections."""
        self._closed = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _deliver_held(self, envelope: Envelope) -> Delivery:
        held = _Held()
        self._held.append(held)
        try:
            await held.go.wait()
            return self._note(await self._carry(envelope, None, show=True))
        finally:
            held.ended.set()

    async def _carry(self, envelope: Envelope, fault: Fault | None, *, show: bool) -> Delivery:
        reason = ""
        for attempt in range(1, self.world.rules.deliveries + 1):
            loses = fault is not None and fault.do == "lose" and attempt == 1
            try:
                status, body = await self._post(envelope, attempt, cut=loses)
            except (TimeoutError, aiohttp.ClientError) as error:
                reason = str(error) or type(error).__name__
                continue
            try:
                if not 200 <= status < 300:
                    raise ValueError(f"HTTP {status}")
                reply = read_reply(self.world.config, envelope, body)
            except ValueError as error:
                reason = str(error)
                if self.world.rules.redeliver_refused:
                    continue
                return self._fail(envelope, attempt, reason, show=show)
            person = self.world.people.get(envelope.openid)
            if reply is None:
                return Delivery(envelope, attempt, "acknowledged")
            if show and person.following and not envelope.machine:
                self.world.show(person, *reply, channel="passive")
            return Delivery(envelope, attempt, "answered")
        return self._fail(envelope, self.world.rules.deliveries, reason, show=show)

    async def _post(self, envelope: Envelope, attempt: int, *, cut: bool) -> tuple[int, bytes]:
        """One attempt with a fresh timestamp and nonce; after a refused connection the pace stays the same."""
        if self._session is None:
            # WeChat waits for no other delivery to end before it begins the next
            self._session = aiohttp.ClientSession(trust_env=False, connector=aiohttp.TCPConnector(limit=0))
        seconds = self.world.rules.answer_seconds
        stamp = str(int(self.world.now().timestamp()))
        self._sent += 1
        nonce = str(zlib.crc32(f"{envelope.openid}|{self.world.next_id()}|{self._sent}|{attempt}".encode()))
        sealed = seal(self.world.config, envelope, timestamp=stamp, nonce=nonce)
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with self._session.post(
                self.callback_url,
                params=sealed.query,
                data=sealed.body,
                headers={"Content-Type": "text/xml", "User-Agent": "Mozilla/4.0"},
                timeout=aiohttp.ClientTimeout(total=seconds),
                allow_redirects=False,
            ) as response:
                answer = response.status, await response.read()
            if cut:
                raise aiohttp.ClientPayloadError("the answer was lost")
        except aiohttp.ClientError:
            if attempt < self.world.rules.deliveries:
                await self._sleep(max(0.0, seconds - (loop.time() - began)))
            raise
        return answer

    def _fail(self, envelope: Envelope, attempts: int, reason: str, *, show: bool) -> Delivery:
        if show and not envelope.machine:
            self.world.notice(self.world.people.get(envelope.openid), FAULT_NOTICE)
        return Delivery(envelope, attempts, "failed", reason)

    def _note(self, delivery: Delivery) -> Delivery:
        self.log.append(delivery)
        return delivery
