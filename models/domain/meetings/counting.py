"""Meetings counted year on year: fewer is better, and nobody is helped by a per cent of nothing."""

from __future__ import annotations

from datetime import date


def fewer(before: int, now: int) -> float | None:
    """(before - now) / before in per cent with one decimal; below nought: more. None where there was none before."""
    return None if before == 0 else round(100 * (before - now) / before, 1)


def same_day_before(day: date) -> date:
    """The same day of the year before; 28 February stands for a leap day."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
