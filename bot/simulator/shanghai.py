"""Days as the platform counts them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""No daylight saving time since 1991, so a fixed offset is exact for every day the simulator can reach."""


def day_of(instant: datetime) -> date:
    """Promise the Shanghai day of an aware instant."""
    return instant.astimezone(SHANGHAI).date()
