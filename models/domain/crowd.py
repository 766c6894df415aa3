"""When several complain about one thing: what one more answer means for all of them (dialogue (k))."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Step = Literal["close", "reopen", "split", "wait"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers of one round so far; a voice that was split out in this round counts as a no."""

    total: int
    yes: int = 0
    no: int = 0

    @property
    def answers(self) -> int:
        return self.yes + self.no

    def plus(self, *, good: bool) -> Tally:
        """With one more answer."""
        return Tally(self.total, self.yes + good, self.no + (not good))


def step(tally: Tally, *, good: bool, danger: bool) -> Step:
    """What follows from an answer that is counted in `tally` already.

    A no where there is danger, or a third of all who complain, brings it back for everybody; any other no stays open
    for that one alone. It is closed when everybody has answered.
    """
    if not good and (danger or 3 * tally.no >= tally.total):
        return "reopen"
    if not good:
        return "split"
    if tally.answers < tally.total:
        return "wait"
    return verdict(tally) or "wait"


def verdict(tally: Tally) -> Literal["close", "reopen"] | None:
    """What the answers say when nobody waits for more; None when nobody answered, or as many say no as yes."""
    if not tally.answers:
        return None
    if tally.no and 3 * tally.no >= tally.answers:
        return "reopen"
    return "close" if 2 * tally.yes > tally.answers else None
