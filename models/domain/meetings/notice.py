"""Public notice: three full days (自然日) before the meeting, holidays among them; a younger one holds it up."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from models.domain.working_time import ONE_DAY, at_clock, shanghai_day

NOTICE_DAYS = 3
NOTICE_HOUR = time(9)


def publish_at(starts_at: datetime, days: int = NOTICE_DAYS) -> datetime:
    """When the notice is put up: at nine of the day that is `days` before, earlier for a meeting before nine."""
    morning = at_clock(shanghai_day(starts_at) - days * ONE_DAY, NOTICE_HOUR)
    return min(morning, starts_at - timedelta(days=days))


def ready_at(noticed_at: datetime, days: int = NOTICE_DAYS) -> datetime:
    """The instant at which the notice is full `days` old."""
    return noticed_at + timedelta(days=days)


def is_ready(noticed_at: datetime | None, now: datetime, days: int = NOTICE_DAYS) -> bool:
    """Whether a meeting may begin as far as its notice is concerned."""
    return noticed_at is not None and now >= ready_at(noticed_at, days)
