"""Alarms to the operator, each at most once an hour."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.wechat.errcodes import judge
from bot.wechat.result import Result

Alarm = Callable[[int, str], None]
"""Told an error code and one line about it."""

_PAUSE = timedelta(hours=1)
_ADDRESS = re.compile(r"invalid ip ([0-9A-Fa-f.:]{3,45})")


class Alarms:
    """Passes alarms on and keeps the same one from being repeated all day."""

    def __init__(self, alarm: Alarm, clock: Callable[[], datetime]) -> None:
        self._alarm = alarm
        self._clock = clock
        self._last: dict[int, datetime] = {}

    def report(self, errcode: int, line: str) -> None:
        """Raise the alarm unless the same code did within the hour."""
        now = self._clock()
        last = self._last.get(errcode)
        if last is None or now - last >= _PAUSE:
            self._last[errcode] = now
            self._alarm(errcode, line)

    def judge(self, result: Result) -> None:
        """Raise the alarm a failed call deserves, with our address where the whitelist refused it."""
        verdict = judge(result.errcode)
        if verdict.alarms:
            address = _ADDRESS.search(result.errmsg)
            self.report(result.errcode, f"{result.reason}: {address[1]}" if address else result.reason)
