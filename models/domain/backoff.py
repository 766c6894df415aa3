"""How long to wait before something that failed is tried again, as data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

Ladder = Literal["send", "token", "media", "timer"]

LADDERS: Mapping[Ladder, tuple[timedelta, ...]] = {
    # a message: WeChat is back within minutes or somebody has to look
    "send": tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 1800, 7200, 21600)),
    # a token may be forced once in 30 s, so nothing here is shorter
    "token": tuple(timedelta(seconds=s) for s in (30, 60, 120, 300, 600)),
    # media is kept for three days by WeChat: the last try lies well before that
    "media": tuple(timedelta(seconds=s) for s in (10, 60, 300, 1800, 7200, 21600, 43200, 86400)),
    # due work of our own that raised: soon, then once an hour until it is repaired
    "timer": tuple(timedelta(seconds=s) for s in (10, 60, 300, 900, 3600)),
}
ENDLESS: frozenset[Ladder] = frozenset({"token", "timer"})
"""Ladders that go on with their last step; the others give up and a person is told."""


def next_try(ladder: Ladder, failures: int, at: datetime, spread: float = 0.0) -> datetime | None:
    """When to try again after the `failures`-th failure at `at`, None when it is time to tell a person.

    `spread` in [0, 1] lengthens the wait by up to a quarter, so that what failed together does not return together;
    the caller brings it, there is no chance in here. Raises ValueError for a count below 1 or a spread outside.
    """
    if failures < 1 or not 0.0 <= spread <= 1.0:
        raise ValueError(f"failures from 1, spread within 0..1: got {failures}, {spread}")
    steps = LADDERS[ladder]
    if failures > len(steps) and ladder not in ENDLESS:
        return None
    return at + steps[min(failures, len(steps)) - 1] * (1.0 + spread / 4)
