"""The pump: due work is fired, letters are leased, sent with no transaction open, and their results recorded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.service import Service
from bot.wechat.client import WeChatClient
from bot.wechat.result import Result
from bot.wechat.templates import UnfitValueError, fill, fill_bare
from models.domain.district import TemplateSetting
from scheduler import due, outbox, results, sweeps
from scheduler.parcels import CardBody, MenuBody, Parcel, SendResult, TextBody, by_person

log = logging.getLogger("minqing.sending")

TIMERS_A_UNIT = 50
"""Timers fired in one unit of work: the reply path waits no longer than for these."""
PARCELS_A_LEASE = 50
LONGEST_ROUND = 10_000
"""Leases in one drain: a bound, so that a fault cannot keep it busy for ever."""
TEMPLATE_VALUE_REFUSED = 47003


class Sender:
    """Does what is due and sends what waits; one a process."""

    def __init__(self, service: Service, client: WeChatClient) -> None:
        self._service = service
        self._client = client
        self._draining = asyncio.Lock()
        self._ticking = asyncio.Lock()
        self._stepping = False

    async def tick(self) -> int:
        """Fire every due timer; returns how many."""
        database, registry = self._service.database, self._service.registry
        fired = 0
        async with self._ticking:
            for _ in range(LONGEST_ROUND):
                now = self._service.now()
                done = await database.write(lambda tx: due.tick(tx, registry, now, TIMERS_A_UNIT), last=True)  # noqa: B023
                fired += done
                if done < TIMERS_A_UNIT:
                    break
        if fired:
            self._service.counts["timers"] += fired
        return fired

    async def drain(self) -> int:
        """Send everything that may leave now; returns how many messages left."""
        sent = 0
        async with self._draining:
            for _ in range(LONGEST_ROUND):
                now = self._service.now()
                registry = self._service.registry
                parcels = await self._service.database.write(
                    lambda tx: outbox.lease(tx, registry, now, PARCELS_A_LEASE),  # noqa: B023
                    last=True,
                )
                sent += sum(await asyncio.gather(*(self._deliver_in_order(some) for some in by_person(parcels))))
                if not parcels:
                    coming = await self._service.database.read(outbox.next_send)
                    if coming is None or coming > now:
                        break
        self._service.counts["sent"] += sent
        return sent

    async def sweep(self) -> None:
        """Retention, expiry and re-planning."""
        now, registry = self._service.now(), self._service.registry
        await self._service.database.write(lambda tx: sweeps.sweep(tx, registry, now))

    async def run_when_woken(self) -> None:
        """Drain when something was put into the outbox: pushes leave within two seconds of their cause."""
        self._service.watch_outbox()
        while True:
            await self._service.woken.wait()
            self._service.woken.clear()
            if self._stepping:
                continue
            try:
                await self.drain()
            except Exception:
                log.exception("the outbox could not be drained; the metronome tries again")
                await asyncio.sleep(1)

    async def beat_tick(self) -> None:
        """The metronome's tick: nothing while the clock is being moved."""
        if not self._stepping:
            await self.tick()

    async def beat_drain(self) -> None:
        """The metronome's drain: nothing while the clock is being moved."""
        if not self._stepping:
            await self.drain()

    @asynccontextmanager
    async def stepping(self) -> AsyncIterator[None]:
        """While the clock is moved only the mover fires and drains."""
        async with self._draining, self._ticking:
            self._stepping = True
        try:
            yield
        finally:
            self._stepping = False

    async def finish(self) -> None:
        """Wait for what is on its way."""
        async with self._draining:
            pass

    async def _deliver_in_order(self, parcels: list[Parcel]) -> int:
        """The parcels of one person: a result must not arrive behind its question."""
        return sum([await self._deliver(parcel) for parcel in parcels])

    async def _deliver(self, parcel: Parcel) -> bool:
        result = await self._send(parcel)
        now, registry = self._service.now(), self._service.registry
        await self._service.database.write(
            lambda tx: results.record(tx, registry, parcel, result, now), key=parcel.account_id
        )
        return result.ok

    async def _send(self, parcel: Parcel) -> SendResult:
        match parcel.body:
            case TextBody(content):
                return _translate(await self._client.send_text(parcel.openid, content))
            case MenuBody(head, options, tail, fallback):
                return _translate(
                    await self._client.send_menu(parcel.openid, head, options, tail=tail, fallback=fallback)
                )
            case CardBody() as card:
                return await self._send_card(parcel.openid, card)

    async def _send_card(self, openid: str, card: CardBody) -> SendResult:
        setting = self._setting(card)
        try:
            data = fill_bare(setting, card.values) if card.bare else fill(setting, card.values)
        except UnfitValueError as error:
            return SendResult(False, TEMPLATE_VALUE_REFUSED, str(error), "change_rung")
        result = await self._client.send_template(
            openid, card.template_id, data, url=card.url, client_msg_id=card.client_msg_id
        )
        return _translate(result)

    def _setting(self, card: CardBody) -> TemplateSetting:
        world = self._service.registry.latest
        known = world.district.templates.get(card.role) if world is not None else None
        return TemplateSetting(card.role, card.template_id, known.fields if known else {})


def _translate(result: Result) -> SendResult:
    errcode = result.errcode
    return SendResult(
        ok=result.ok,
        errcode=errcode,
        errmsg=result.errmsg,
        action=result.action,
        wechat_id=str(result.data.get("msgid", "")) if result.ok else "",
        not_before=result.not_before,
        held=result.is_held,
    )
