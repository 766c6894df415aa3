"""What came of a life: its figures, and the story of those concerned where something did not hold."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from bot.simulation.acts import SERVICE, Step
from bot.simulation.watch import Violation, heads
from models.domain.working_time import SHANGHAI
from models.store.tx import Reader
from models.tables import Case, Outbox, Setting

BROKEN = frozenset({"timer_failed", "letter_failed", "message_failed"})
"""Alarms that say that our own code raised."""
KEPT = 40
"""Lines that are kept of each person, and told of a story."""


@dataclass
class Outcome:
    """How it ended."""

    figures: dict[str, Any]
    violation: Violation | None = None
    at: datetime | None = None
    steps: tuple[Step, ...] = ()
    """What was lived, to live it again."""
    story: tuple[str, ...] = ()


@dataclass
class Story:
    """The last lines of everybody."""

    lines: dict[str, deque[str]] = field(default_factory=dict)

    def note(self, at: datetime, who: str, what: str) -> None:
        """One more line of somebody."""
        line = f"{at.astimezone(SHANGHAI):%m-%d %H:%M} {who} {what}"
        self.lines.setdefault(who, deque(maxlen=KEPT)).append(line)

    def of(self, violation: Violation) -> tuple[str, ...]:
        """The last lines of those it names and about the case it names, in order."""
        names = [violation.case, violation.case.rpartition("-")[2].lstrip("0")] if violation.case else []
        found = [
            line
            for who, lines in self.lines.items()
            for line in lines
            if who in violation.what or who == SERVICE or any(speaks_of(name, line) for name in names)
        ]
        return tuple(sorted(found)[-KEPT:])


def stored(reader: Reader) -> dict[str, Any]:
    """What stands in the database at the end; `log` is one digest over the heads of all chains."""
    alarms = {one.key.split(":")[1] for one in reader.find(Setting) if one.key.startswith("alarm:")}
    return {
        "log": hashlib.sha256(repr(list(heads(reader))).encode()).hexdigest(),
        "cases": _counted(reader.select(select(col(Case.state), func.count()).group_by(col(Case.state)))),
        "pushes": _counted(reader.select(select(col(Outbox.state), func.count()).group_by(col(Outbox.state)))),
        "alarms": sorted(alarms),
        "broken": sorted(alarms & BROKEN),
    }


def speaks_of(number: str, line: str) -> bool:
    """Whether a case's number, whole or short, stands in a line by itself."""
    at = line.find(number)
    return at >= 0 and not line[at - 1 : at].isdigit() and not line[at + len(number) : at + len(number) + 1].isdigit()


def _counted(rows: Iterable[Any]) -> dict[str, int]:
    return {str(name): int(count) for name, count in sorted(map(tuple, rows))}
