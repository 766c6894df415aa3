"""A shorter story with the same end: people, then single steps, are left out for as long as it still goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.simulation.acts import Step

MOST_TRIES = 40
"""Each try lives the rest once more."""


def shorten(steps: Sequence[Step], goes_wrong: Callable[[Sequence[Step]], bool]) -> tuple[Step, ...]:
    """Steps of which none of the halves tried could be left out; `steps` themselves where even they went well.

    First whole people are left out, then parts of what is left (delta debugging; source: Zeller and Hildebrandt 2002).
    """
    tries = iter(range(MOST_TRIES))
    kept = list(steps)
    if not goes_wrong(kept):
        return tuple(steps)
    people = list(dict.fromkeys(step.who for step in kept))
    for group in _parts(people):
        if next(tries, None) is None:
            break
        rest = [step for step in kept if step.who not in group]
        if len(rest) < len(kept) and goes_wrong(rest):
            kept = rest
    size = max(1, len(kept) // 2)
    while size:
        at = 0
        while at < len(kept) and next(tries, None) is not None:
            rest = kept[:at] + kept[at + size :]
            if goes_wrong(rest):
                kept = rest
            else:
                at += size
        size = size // 2
    return tuple(kept)


def _parts(people: Sequence[str]) -> list[set[str]]:
    """Halves, quarters, eighths of them: big parts first."""
    found = []
    size = len(people) // 2
    while size >= max(1, len(people) // 8):
        found += [set(people[at : at + size]) for at in range(0, len(people), size)]
        size //= 2
    return found
