"""A call with everything around it: token, bounded retries, quota holds and the breaker for a lasting refusal."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from aiohttp import FormData

from bot.wechat.alarms import Alarms
from bot.wechat.breaker import REFUSED_TOKEN, SILENT, STOPPED, Breaker, Rest
from bot.wechat.errcodes import NO_ANSWER
from bot.wechat.result import Result
from bot.wechat.token import TokenSource
from bot.wechat.transport import SECONDS, Transport

BACKOFF = (0.3, 1.0)
"""Seconds before the second and third try: a push is to leave within two seconds of its cause."""

_SHANGHAI = timezone(timedelta(hours=8))


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

    Bounds: three tries for busy and unreachable; one renewal for a refused token; a path whose quota is used up rests
    until the next minute or midnight in Shanghai. All calls rest for one to fifteen minutes while the token stays
    refused, one to ten while the account is stopped, a quarter to five after five calls in a row without an answer;
    then one call goes first. What is held back is a result with `not_before`, made without the network, so that a
    caller can keep it queued.
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
        self._breaker = Breaker(clock)

    async def call(
        self,
        endpoint: Endpoint,
        *,
        body: Mapping[str, Any] | None = None,
        params: Mapping[str, str] | None = None,
        form: Callable[[], FormData] | None = None,
    ) -> Result:
        """Call until there is an outcome; `form` makes a fresh upload for every try."""
        held = self._breaker.find(endpoint.path)
        if held is not None:
            return held
        with self._breaker.probing(endpoint.path) as is_probe:
            return await self._call(endpoint, body, params, form, is_probe=is_probe)

    async def _call(
        self,
        endpoint: Endpoint,
        body: Mapping[str, Any] | None,
        params: Mapping[str, str] | None,
        form: Callable[[], FormData] | None,
        *,
        is_probe: bool,
    ) -> Result:
        tries = iter(() if is_probe else self._backoff)
        token: str | Result = ""
        was_renewed = False
        while True:
            # A token that was just renewed is used as it is: asking again could bring the refused one.
            token = token or await self._tokens.get()
            if isinstance(token, Result):
                return self._go_without(token, was_renewed=was_renewed)
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
                    return self._rest(result, REFUSED_TOKEN, "the token is refused although it was renewed; calls rest")
                was_renewed = True
                token = await self._tokens.renew(token)
                continue
            pause = next(tries, None)
            is_again = result.action == "retry" and (result.errcode != NO_ANSWER or endpoint.is_repeatable)
            if not is_again or pause is None:
                return self._settle(endpoint.path, result)
            token = ""
            await self._sleep(pause)
            held = self._breaker.find(endpoint.path)
            if held is not None and not is_probe:
                return held if result.errcode != NO_ANSWER else self._settle(endpoint.path, result)

    def _settle(self, path: str, result: Result) -> Result:
        if result.action == "retry":
            if not self._breaker.fails():
                return result
            held = self._rest(result, SILENT, "no answer to several calls in a row; calls rest")
            # what may have arrived has an outcome of its own; the rest is what those after it are: held, no try used up
            return result if result.errcode == NO_ANSWER else held
        if result.action == "alarm":
            self._alarms.judge(result)
            return self._rest(result, STOPPED)
        self._breaker.works(path)
        if result.ok:
            return result
        self._alarms.judge(result)
        if result.action == "next_minute":
            return self._breaker.hold(path, result, _next_minute(self._clock()))
        if result.action == "tomorrow":
            return self._breaker.hold(path, result, next_midnight(self._clock()))
        return result

    def _go_without(self, failure: Result, *, was_renewed: bool) -> Result:
        if failure.action == "refresh" and was_renewed:
            return self._rest(failure, REFUSED_TOKEN, "the token is refused although it was renewed; calls rest")
        action = "retry" if failure.action == "refresh" else failure.action
        return replace(failure, is_held=True, action=action)

    def _rest(self, result: Result, rest: Rest, line: str = "") -> Result:
        if result.action == "refresh":  # who asked waits and asks again; renewing is our own business
            result = replace(result, action="retry")
        held, is_new = self._breaker.rest(result, rest)
        if is_new and line:
            self._alarms.report(result.errcode, line)
        return held


def _next_minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def next_midnight(now: datetime) -> datetime:
    """The next midnight in Shanghai, where WeChat's daily quotas begin again; in the zone of `now`."""
    local = now.astimezone(_SHANGHAI)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return midnight.astimezone(now.tzinfo)
