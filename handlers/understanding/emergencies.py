"""Whether a life may be in danger, and how (dialogues (e))."""

from __future__ import annotations

from handlers.understanding.evidence import Evidence
from handlers.understanding.lexicon import DANGERS, Danger

_REACH = 24
"""Characters between a thing and its sign; beyond, they belong to different sentences."""
_HEDGE_REACH = 6


def find_danger(evidence: Evidence) -> tuple[Danger, str] | None:
    """The first kind of emergency the text speaks of, with the words that say so; None for the ordinary path."""
    if not evidence.dangers:
        return None
    sure: dict[int, str] = {}
    things: dict[int, list[tuple[int, int]]] = {}
    signs: dict[int, list[tuple[int, int]]] = {}
    excluded: set[int] = set()
    guards = evidence.guards
    for word, start, end in evidence.dangers:
        # A guard that begins earlier covers what overlaps it: the 着火了 of 打不着火了 is no fire.
        guarded = bool(guards) and any(first <= start < last for first, last in guards)
        for number, slot in word.dangers:
            if slot == "not_if":
                excluded.add(number)
            elif guarded:
                continue
            elif slot == "thing":
                things.setdefault(number, []).append((start, end))
            elif DANGERS[number].hedged and _is_hedged(evidence, start):
                continue
            elif slot == "sure":
                sure.setdefault(number, word.text)
            else:
                signs.setdefault(number, []).append((start, end))
    for number, danger in enumerate(DANGERS):
        if number in excluded:
            continue
        if number in sure:
            return danger, sure[number]
        if number in signs and number in things:
            for thing in things[number]:
                for sign in signs[number]:
                    if _together(thing, sign):
                        return danger, evidence.text[min(thing[0], sign[0]) : max(thing[1], sign[1])]
    return None


def _together(thing: tuple[int, int], sign: tuple[int, int]) -> bool:
    gap = max(thing[0], sign[0]) - min(thing[1], sign[1])
    return 0 <= gap <= _REACH


def _is_hedged(evidence: Evidence, start: int) -> bool:
    """Whether a hedge stands straight before, in the same clause."""
    if not evidence.hedges:
        return False
    clause = evidence.clause_of(start)
    return any(
        end <= start and start - end <= _HEDGE_REACH and evidence.clause_of(begin) == clause
        for begin, end in evidence.hedges
    )
