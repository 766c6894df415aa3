"""Calls per path, by day and by minute."""

from __future__ import annotations

from datetime import date, datetime

from bot.simulator.errors import ApiError
from bot.simulator.rules import Rules
from bot.simulator.shanghai import day_of


class Quotas:
    """Counts calls; the day turns at midnight in Shanghai."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._days: dict[tuple[str, date], int] = {}
        self._minutes: dict[tuple[str, int], int] = {}
        self._cleared: dict[str, int] = {}

    def count(self, path: str, now: datetime) -> None:
        """Count one call; 45011 beyond the minute's limit, 45009 beyond the day's."""
        minute = (path, int(now.timestamp()) // 60)
        self._minutes[minute] = used = self._minutes.get(minute, 0) + 1
        if path in self._rules.minute_limits and used > self._rules.minute_limits[path]:
            raise ApiError(45011)
        day = (path, day_of(now))
        if path in self._rules.daily_limits and self._days.get(day, 0) >= self._rules.daily_limits[path]:
            raise ApiError(45009)
        self._days[day] = self._days.get(day, 0) + 1
        if len(self._minutes) > 4096:
            self._minutes = {key: value for key, value in self._minutes.items() if key[1] >= minute[1]}

    def of(self, path: str, now: datetime) -> dict[str, int]:
        """Promise `daily_limit`, `used` and `remain` of a path; 76022 for a path without a limit."""
        if path not in self._rules.daily_limits:
            raise ApiError(76022)
        limit = self._rules.daily_limits[path]
        used = self._days.get((path, day_of(now)), 0)
        return {"daily_limit": limit, "used": used, "remain": max(0, limit - used)}

    def clear(self, now: datetime) -> None:
        """Forget the day's counts; 48006 after ten times in a month."""
        month = f"{day_of(now):%Y-%m}"
        if self._cleared.get(month, 0) >= self._rules.clear_quota_monthly:
            raise ApiError(48006)
        self._cleared[month] = self._cleared.get(month, 0) + 1
        self._days = {key: count for key, count in self._days.items() if key[1] != day_of(now)}
