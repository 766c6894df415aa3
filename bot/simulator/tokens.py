"""Access tokens: the ordinary one and the stable one, which do not affect each other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from bot.simulator.errors import ApiError
from bot.simulator.rules import Rules
from bot.simulator.shanghai import day_of


@dataclass(slots=True)
class _Token:
    value: str
    ends: datetime


class Tokens:
    """Issues tokens and tells whether one is good at an instant."""

    def __init__(self, rules: Rules, seed: str) -> None:
        self._rules = rules
        self._seed = seed
        self._issued = 0
        self._ordinary: _Token | None = None
        self._stable: _Token | None = None
        self._ends: dict[str, datetime] = {}
        self._revoked: set[str] = set()
        self._forced: tuple[date | None, int, datetime | None] = (None, 0, None)

    def issue(self, now: datetime) -> tuple[str, int]:
        """Promise a new ordinary token and its seconds; the former lives five minutes more."""
        self._retire(self._ordinary, now)
        self._ordinary = self._make("o", now)
        return self._ordinary.value, int(self._rules.token_lasts.total_seconds())

    def issue_stable(self, now: datetime, *, force: bool = False) -> tuple[str, int]:
        """Promise the stable token and the seconds it has left.

        The same one until its last five minutes; `force` makes a new one at once and ends the former,
        at most 20 times a day (45009) and 30 s apart (45011).
        """
        current = self._stable
        if force:
            self._count_forced(now)
            if current is not None:
                self._revoked.add(current.value)
            current = None
        if current is None or now >= current.ends - self._rules.token_overlap:
            current = self._stable = self._make("s", now)
        return current.value, int((current.ends - now).total_seconds())

    def check(self, value: str | None, now: datetime) -> None:
        """Raise 41001 without a token, 40001 for a wrong or replaced one, 42001 for an expired one."""
        if not value:
            raise ApiError(41001)
        ends = self._ends.get(value)
        if ends is None or value in self._revoked:
            raise ApiError(40001)
        if now >= ends:
            raise ApiError(42001)

    def revoke_all(self) -> None:
        """Make every token invalid, as another process with the same account would."""
        self._revoked.update(self._ends)
        self._ordinary = self._stable = None

    def _make(self, kind: str, now: datetime) -> _Token:
        self._issued += 1
        digest = hashlib.sha512(f"{self._seed}|{kind}|{self._issued}|{now.isoformat()}".encode()).hexdigest()
        token = _Token(f"{self._issued}_{digest}", now + self._rules.token_lasts)
        self._ends[token.value] = token.ends
        return token

    def _retire(self, token: _Token | None, now: datetime) -> None:
        if token is not None:
            self._ends[token.value] = min(token.ends, now + self._rules.token_overlap)

    def _count_forced(self, now: datetime) -> None:
        day, count, last = self._forced
        count = count if day == day_of(now) else 0
        if count >= self._rules.force_refresh_daily:
            raise ApiError(45009)
        if last is not None and now - last < self._rules.force_refresh_gap:
            raise ApiError(45011)
        self._forced = (day_of(now), count + 1, now)
