"""A call with everything around it: token, bounded retries, quota holds and the breaker for a lasting refusal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from aiohttp import FormData

from bot.wechat.alarms import Alarms
from bot.wechat.errcodes import NO_ANSWER
from bot.wechat.result import Result
from bot.wechat.token import TokenSource
from bot.wechat.transport import SECONDS, Transport

BACKOFF = (0.3, 1.0)
"""Seconds before the second and third try: a push is to leave within two seconds of its cause."""

_SHANGHAI = timezone(timedelta(hours=8))
_BREAK_FIRST = timedelta(minutes=1)
_BREAK_MOST = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One path of the API."""

    path: str
    is_repeatable: bool = True
    """Whether a second call does no harm when the outcome of the first is unknown."""
    seconds: float = SECONDS
    wants_file: bool = False


class Caller:
    """Calls endpoints with the account's token.

    Bounds: three tries for busy and unreachable; one renewal for a refused token, then nothing is called for one to
    fifteen minutes; a path whose quota is used up rests until the next minute or midnight in Shanghai. What is held
    back is a result with `not_before`, made without the network, so that a caller can keep it queued.
    """

    def __init__(
        self,
        transport: Transport,
        tokens: TokenSource,
        clock: Callable[[], datetime],
        alarms: Alarms,
        *,
        backoff: tuple[float, ...] = BACKOFF,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._transport = transport
        self._tokens = tokens
        self._clock = clock
        self._alarms = alarms
        self._backoff = backoff
        self._sleep = sleep
        self._holds: dict[str, Result] = {}
        self._break = timedelta()

    async def call(
        self,
        endpoint: Endpoint,
        *,
        body: Mapping[str, Any] | None = None,
        params: Mapping[str, str] | None = None,
        form: Callable[[], FormData] | None = None,
    ) -> Result:
        """Call until there is an outcome; `form` makes a fresh upload for every try."""
        tries = iter(self._backoff)
        token: str | Result = ""
        was_renewed = False
        while True:
            held = self._find_hold(endpoint.path)
            if held is not None:
                return held
            # A token that was just renewed is used as it is: asking again could bring the refused one.
            token = token or await self._tokens.get()
            if isinstance(token, Result):
                return self._go_without(token)
            result = await self._transport.call(
                endpoint.path,
                params={"access_token": token, **(params or {})},
                body=body,
                form=form() if form else None,
                seconds=endpoint.seconds,
                wants_file=endpoint.wants_file,
            )
            if result.action == "refresh":
                if was_renewed:
                    return self._open_breaker(result)
                was_renewed = True
                token = await self._tokens.renew(token)
                continue
            pause = next(tries, None)
            is_again = result.action == "retry" and (result.errcode != NO_ANSWER or endpoint.is_repeatable)
            if not is_again or pause is None:
                return self._settle(endpoint.path, result)
            token = ""
            await self._sleep(pause)

    def _settle(self, path: str, result: Result) -> Result:
        if result.ok:
            self._break = timedelta()
            return result
        self._alarms.judge(result)
        if result.action == "next_minute":
            return self._hold(path, result, _next_minute(self._clock()))
        if result.action == "tomorrow":
            return self._hold(path, result, next_midnight(self._clock()))
        return result

    def _hold(self, path: str, result: Result, until: datetime) -> Result:
        self._holds[path] = replace(result, data={}, not_before=until)
        return self._holds[path]

    def _go_without(self, failure: Result) -> Result:
        return self._open_breaker(failure) if failure.action == "refresh" else failure

    def _open_breaker(self, result: Result) -> Result:
        # Of many calls under way together only the first lengthens the pause.
        held = self._find_hold("")
        if held is not None:
            return held
        self._break = min(max(self._break * 2, _BREAK_FIRST), _BREAK_MOST)
        self._alarms.report(result.errcode, "the token is refused although it was renewed; calls rest")
        return self._hold("", replace(result, action="retry"), self._clock() + self._break)

    def _find_hold(self, path: str) -> Result | None:
        for key in ("", path):
            held = self._holds.get(key)
            if held is not None and held.not_before is not None:
                if self._clock() < held.not_before:
                    return held
                del self._holds[key]
        return None


def _next_minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def next_midnight(now: datetime) -> datetime:
    """The next midnight in Shanghai, where WeChat's daily quotas begin again; in the zone of `now`."""
    local = now.astimezone(_SHANGHAI)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return midnight.astimezone(now.tzinfo)
