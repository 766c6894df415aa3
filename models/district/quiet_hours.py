"""The quiet hours of a district: the service's own table with the rows the file sets otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time

from models.domain.quiet import QUIET, Audience, Quiet, Urgency


def read_quiet(overrides: Mapping[str, Mapping[str, Sequence[str]]]) -> Mapping[tuple[Audience, Urgency], Quiet]:
    """The table with {"resident": {"normal": ["20:30-08:30", "12:00-14:30"]}} laid over it.

    Takes `district.settings["quiet_hours"]`. Raises ValueError for a row that the table does not have.
    """
    table = dict(QUIET)
    for audience, urgencies in overrides.items():
        for urgency, spans in urgencies.items():
            key = next((key for key in QUIET if key == (audience, urgency)), None)
            if key is None:
                known = ", ".join(sorted({" ".join(row) for row in QUIET}))
                raise ValueError(f"no quiet hours for '{audience} {urgency}' (known: {known})")
            table[key] = replace(QUIET[key], hours=tuple(map(_span, spans)))
    return table


def _span(text: str) -> tuple[time, time]:
    begins, _, ends = text.partition("-")
    return time.fromisoformat(begins), time.fromisoformat(ends)
