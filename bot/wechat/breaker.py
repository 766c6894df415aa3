"""When calls rest: a quota that is used up, a token that stays refused, an account that is stopped, no answer at all.

A hold names a path, or `` for all. After a hold one call goes first: if it succeeds the others follow, if it fails they
rest again, and where all rest, twice as long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.wechat.result import Result

ALL = ""
FAILURES_IN_A_ROW = 5
"""Calls without an answer, or answered with -1, after which the platform is left alone for a while."""
PROBE = timedelta(seconds=5)
"""How long the others wait while one call finds out whether it works again."""


@dataclass(frozen=True, slots=True)
class Rest:
    """How long all calls rest: at first, and at most when it goes on failing."""

    first: timedelta
    most: timedelta


REFUSED_TOKEN = Rest(timedelta(minutes=1), timedelta(minutes=15))
STOPPED = Rest(timedelta(minutes=1), timedelta(minutes=10))
"""An operator has to act (whitelist, secret, account limited)."""
SILENT = Rest(timedelta(seconds=15), timedelta(minutes=5))


class Breaker:
    """Which calls rest until when."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._holds: dict[str, Result] = {}
        self._rest = timedelta()
        self._failures = 0
        self._probing: set[str] = set()

    def find(self, path: str) -> Result | None:
        """The held result of a call that must not be made now, None if it may be."""
        now = self._clock()
        for key in (ALL, path):
            held = self._holds.get(key)
            if held is not None and held.not_before is not None:
                if now < held.not_before:
                    return held
                if key in self._probing:
                    return replace(held, not_before=now + PROBE)
        return None

    @contextmanager
    def probing(self, path: str) -> Iterator[bool]:
        """Whether this call is the one that finds out, while the others wait: the first one, so the most urgent."""
        key = ALL if ALL in self._holds else path
        if key not in self._holds:
            yield False
            return
        self._probing.add(key)
        try:
            yield True
        finally:
            self._probing.discard(key)

    def works(self, path: str) -> None:
        """A call was answered: nothing rests any more but other paths."""
        self._rest = timedelta()
        self._failures = 0
        self._holds.pop(ALL, None)
        self._holds.pop(path, None)

    def fails(self) -> bool:
        """A call was not answered, all its tries counted as one; whether that is once too often."""
        self._failures += 1
        return self._failures >= FAILURES_IN_A_ROW or ALL in self._holds

    def hold(self, path: str, result: Result, until: datetime) -> Result:
        """Let one path rest."""
        self._holds[path] = replace(result, data={}, not_before=until, is_held=True)
        return self._holds[path]

    def rest(self, result: Result, rest: Rest) -> tuple[Result, bool]:
        """Let all calls rest, twice as long as the last time; whether they did not already."""
        held = self._holds.get(ALL)
        now = self._clock()
        # of many calls under way together only the first lengthens the pause
        if held is not None and held.not_before is not None and now < held.not_before:
            return held, False
        self._rest = min(max(self._rest * 2, rest.first), rest.most)
        return self.hold(ALL, result, now + self._rest), True
