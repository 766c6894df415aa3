"""The access token: one for all processes, fetched by one at a time, renewed within bounds.

`stable_token` gives every asker the same token until its last five minutes, so processes cannot knock each other out.
The price: after a 40001 an ordinary fetch brings the refused token again, and only `force_refresh` (20 a day, 30 s
apart) helps. Source: developer page api_getstableaccesstoken.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.wechat.alarms import Alarms
from bot.wechat.credentials import Credentials
from bot.wechat.errcodes import NO_ANSWER, Action
from bot.wechat.result import Result, fail
from bot.wechat.transport import Transport

_log = logging.getLogger("minqing.wechat.token")

FORCE_PAUSE = timedelta(seconds=30)
FORCES_A_DAY = 20
FAILURE_PAUSE = timedelta(seconds=10)
_PAUSES: Mapping[Action, timedelta] = {
    "retry": timedelta(seconds=1),
    "next_minute": timedelta(minutes=1),
    "alarm": timedelta(minutes=1),
    "tomorrow": timedelta(minutes=10),
}
"""How long no fetch follows a first failed one; a refused address or secret does not heal in seconds."""
LONGEST_PAUSE = timedelta(minutes=10)
"""Each further failure doubles the pause up to here: fetches in an hour are bounded whatever goes wrong."""
_DAY = timedelta(days=1)
_DEFAULT_LIFE = 7200
_MARGIN = timedelta(minutes=4)
"""Inside the last five minutes, where an ordinary fetch brings the successor."""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token as processes share it."""

    value: str = field(default="", repr=False)
    fresh_until: datetime | None = None
    """After this instant (UTC) the next asker fetches; the token itself lives a little longer."""
    forced: tuple[datetime, ...] = ()
    """When a new token was forced within the last day, by any process."""


class TokenStore(Protocol):
    """Where processes share the token: a table in service, memory in a single process."""

    async def load(self) -> Token | None:
        """Give what was saved last, by any process."""

    async def save(self, token: Token) -> None:
        """Keep the token for all processes."""


class MemoryTokenStore:
    """A store for one process that forgets at its end."""

    def __init__(self) -> None:
        self._token: Token | None = None

    async def load(self) -> Token | None:
        return self._token

    async def save(self, token: Token) -> None:
        self._token = token


class TokenSource:
    """Hands out the token; concurrent askers share one fetch."""

    def __init__(
        self,
        transport: Transport,
        credentials: Credentials,
        store: TokenStore,
        clock: Callable[[], datetime],
        alarms: Alarms,
    ) -> None:
        self._transport = transport
        self._credentials = credentials
        self._store = store
        self._clock = clock
        self._alarms = alarms
        self._lock = asyncio.Lock()
        self._token: Token = Token()
        self._failure: Result | None = None
        self._failures = 0

    async def get(self) -> str | Result:
        """Give a token, or the failed result of the fetch; after a failure no new fetch for a while."""
        if self._is_fresh(self._token):
            return self._token.value
        async with self._lock:
            if self._is_fresh(self._token):
                return self._token.value
            shared = await self._load()
            if self._is_fresh(shared):
                self._token = shared
                return shared.value
            return await self._fetch(shared)

    async def renew(self, refused: str) -> str | Result:
        """Give another token than the refused one, or the failed result.

        First what another task or process has fetched meanwhile, then an ordinary fetch, then a forced one where the
        bounds allow it.
        """
        async with self._lock:
            if self._token.value != refused and self._is_fresh(self._token):
                return self._token.value
            shared = await self._load()
            if shared.value != refused and self._is_fresh(shared):
                self._token = shared
                return shared.value
            fetched = await self._fetch(shared)
            if fetched != refused:
                return fetched
            return await self._force(refused)

    async def _force(self, refused: str) -> str | Result:
        now = self._clock()
        forced = tuple(instant for instant in self._token.forced if now - instant < _DAY)
        if len(forced) >= FORCES_A_DAY or (forced and now - max(forced) < FORCE_PAUSE):
            return self._remember(fail(40001, "the token is refused and may not be forced again yet"))
        # Written down before the call: a fetch that fails or never answers counts as well.
        self._token = replace(self._token, forced=(*forced, now))
        await self._save()
        fetched = await self._fetch(self._token, force=True)
        if fetched == refused:
            return self._remember(fail(40001, "a forced token is the refused one again"))
        return fetched

    async def _fetch(self, shared: Token, *, force: bool = False) -> str | Result:
        now = self._clock()
        if self._failure is not None and self._failure.not_before is not None and now < self._failure.not_before:
            return self._failure
        body = {
            "grant_type": "client_credential",
            "appid": self._credentials.app_id,
            "secret": self._credentials.app_secret,
            "force_refresh": force,
        }
        result = await self._transport.call("/cgi-bin/stable_token", body=body)
        value = result.data.get("access_token")
        if not result.ok or not isinstance(value, str) or not value:
            failure = fail(NO_ANSWER, "no token in the answer") if result.ok else result
            self._alarms.judge(failure)
            return self._remember(failure)
        life = _read_life(result.data.get("expires_in"))
        self._failure, self._failures = None, 0
        self._token = Token(value, now + life - min(_MARGIN, life / 10), shared.forced)
        await self._save()
        return value

    def _remember(self, failure: Result) -> Result:
        pause = _PAUSES.get(failure.action, FAILURE_PAUSE) * 2 ** min(self._failures, 16)
        self._failures += 1
        self._failure = replace(failure, data={}, not_before=self._clock() + min(pause, LONGEST_PAUSE))
        return self._failure

    async def _load(self) -> Token:
        # A store that fails costs a fetch, not the push: the platform gives every asker the same token anyway.
        try:
            return await self._store.load() or Token()
        except Exception:
            _log.exception("shared token not readable")
            return Token(forced=self._token.forced)

    async def _save(self) -> None:
        try:
            await self._store.save(self._token)
        except Exception:
            _log.exception("token not shared")

    def _is_fresh(self, token: Token) -> bool:
        return bool(token.value) and token.fresh_until is not None and self._clock() < token.fresh_until


def _read_life(expires_in: object) -> timedelta:
    seconds = expires_in if isinstance(expires_in, int) and 0 < expires_in <= _DEFAULT_LIFE else _DEFAULT_LIFE
    return timedelta(seconds=seconds)
