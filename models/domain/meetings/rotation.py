"""Who hosts the district's meeting: turn by turn, and two turns may be exchanged, so that nobody loses one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Swap:
    """Two turns that were exchanged."""

    turn: int
    other: int


def turn_of(day: date) -> int:
    """The turn a month is: one a month, counted through the years."""
    return day.year * MONTHS + day.month - 1


def month_of(turn: int) -> tuple[int, int]:
    """Year and month of a turn."""
    return turn // MONTHS, turn % MONTHS + 1


def host(order: Sequence[str], turn: int, swaps: Iterable[Swap] = ()) -> str:
    """Who hosts a turn: the units one after another, exchanged turns in the order in which they were exchanged.

    Raises ValueError where nobody can host.
    """
    if not order:
        raise ValueError("nobody hosts: the order is empty")
    # where the turn's host came from is followed back through the exchanges
    for swap in reversed(list(swaps)):
        if turn in (swap.turn, swap.other):
            turn = swap.other if turn == swap.turn else swap.turn
    return order[turn % len(order)]


def partner(order: Sequence[str], turn: int, swaps: Sequence[Swap] = ()) -> int | None:
    """The turn to exchange with when a host cannot: the next one of somebody else, within the year if there is one.

    Within the year every unit still hosts as often as before. None where one unit hosts alone.
    """
    own = host(order, turn, swaps)
    later = [turn + ahead for ahead in range(1, MONTHS + len(order))]
    fitting = [one for one in later if host(order, one, swaps) != own]
    return fitting[0] if fitting else None


def counts(order: Sequence[str], first: int, turns: int, swaps: Sequence[Swap] = ()) -> dict[str, int]:
    """How often each unit hosts in so many turns from `first` on."""
    found = dict.fromkeys(order, 0)
    for turn in range(first, first + turns):
        found[host(order, turn, swaps)] += 1
    return found
