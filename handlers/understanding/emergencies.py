"""Whether a life may be in danger, and how (dialogues (e))."""

from __future__ import annotations

import functools
import operator

from handlers.understanding.evidence import Evidence
from handlers.understanding.lexicon import COMBINATIONS, DANGERS, NEGATIONS, Combination, Danger
from handlers.understanding.vocabulary import CLASS_BITS

_REACH = 24
"""Characters between a thing and its sign; beyond, they belong to different sentences."""
_HEDGE_REACH = 6
_PAST_REACH = 14

Span = tuple[int, int]

_FIRST = {danger.kind: number for number, danger in reversed(list(enumerate(DANGERS)))}
"""Kind -> number of the danger its combinations belong to."""


class _Told:
    """A combination with its classes as bits."""

    __slots__ = ("against", "bits", "last", "needed", "number", "reach")

    def __init__(self, combination: Combination) -> None:
        self.number = _FIRST[combination.kind]
        bits = [CLASS_BITS[name] for name in combination.classes]
        self.bits, self.last = bits[:-1], bits[-1]
        self.needed = sum(bits)
        self.against = sum(CLASS_BITS[name] for name in combination.unless)
        self.reach = combination.reach


_TOLD = [_Told(combination) for combination in COMBINATIONS]
_BY_NEED = [(told.needed, told) for told in _TOLD]
_LAST = functools.reduce(operator.or_, (told.last for told in _TOLD))


def find_danger(evidence: Evidence) -> tuple[Danger, str] | None:
    """The first kind of emergency the text speaks of, with the words that say so; None for the ordinary path."""
    classes = evidence.classes
    possible = [told for needed, told in _BY_NEED if needed & classes == needed] if classes & _LAST else []
    if not evidence.dangers and not possible:
        return None
    scopes = _Scopes(evidence)
    sure: dict[int, Span] = {}
    things: dict[int, list[Span]] = {}
    signs: dict[int, list[Span]] = {}
    unpaired: set[int] = set()
    never: set[int] = set()
    for word, start, end in evidence.dangers:
        guarded = scopes.guarded(start)
        for number, slot in word.dangers:
            if slot == "not_if":
                unpaired.add(number)
            elif slot == "never_if":
                never.add(number)
            elif guarded:
                continue
            elif slot == "thing":
                things.setdefault(number, []).append((start, end))
            elif scopes.taken_back(start, hedged=DANGERS[number].hedged):
                continue
            elif slot == "sure":
                sure.setdefault(number, (start, end))
            else:
                signs.setdefault(number, []).append((start, end))
    for number, danger in enumerate(DANGERS):
        span: Span | None = None
        if number not in never:
            span = sure.get(number)
            if span is None and number in signs and number in things and number not in unpaired:
                span = _pair(things[number], signs[number])
        if span is None and possible:
            span = _combined(evidence, number, possible, scopes)
        if span is not None:
            return danger, evidence.text[span[0] : span[1]]
    return None


def _pair(things: list[Span], signs: list[Span]) -> Span | None:
    for thing in things:
        for sign in signs:
            if 0 <= max(thing[0], sign[0]) - min(thing[1], sign[1]) <= _REACH:
                return min(thing[0], sign[0]), max(thing[1], sign[1])
    return None


def _combined(evidence: Evidence, number: int, possible: list[_Told], scopes: _Scopes) -> Span | None:
    """Span of the first combination of a danger whose words stand close together and are not taken back."""
    for told in possible:
        if told.number != number or told.against & evidence.classes:
            continue
        for word, start, end in evidence.circumstances:
            if not word.classes & told.last or scopes.guarded(start):
                continue
            if scopes.taken_back(start, hedged=DANGERS[number].hedged):
                continue
            if span := _gather(evidence, told, (start, end), scopes):
                return span
    return None


def _gather(evidence: Evidence, told: _Told, anchor: Span, scopes: _Scopes) -> Span | None:
    """Span that holds the anchor and a word of every other class, each its own; None when one is missing or far."""
    taken = [anchor]
    for bit in told.bits:
        for word, start, end in evidence.circumstances:
            if not word.classes & bit or scopes.guarded(start):
                continue
            gap = max(start, anchor[0]) - min(end, anchor[1])
            if gap <= told.reach and all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))
                break
        else:
            return None
    return min(start for start, _ in taken), max(end for _, end in taken)


class _Scopes:
    """What takes a sign back, asked for one offset at a time."""

    __slots__ = ("_advice", "_evidence", "_over", "_past", "_supposed")

    def __init__(self, evidence: Evidence) -> None:
        found = evidence.scopes
        current = "now" in found
        self._evidence = evidence
        self._past = () if current else tuple(found.get("past", ()))
        self._advice = "advice" in found and not current
        self._over = max((start for start, _ in found.get("over", ())), default=-1)
        supposed = found.get("supposed", ())
        self._supposed = min((start for start, _ in supposed), default=-1) if "what_then" in found else -1

    def guarded(self, start: int) -> bool:
        """Whether a guard that begins no later covers the offset: the 着火了 of 打不着火了 is no fire."""
        return any(first <= start < last for first, last in self._evidence.guards)

    def taken_back(self, start: int, *, hedged: bool) -> bool:
        """Whether the sign at an offset is a thought, a memory, denied, over or a wish for advice.

        Of what is not hedged (gas, suicide) only what is over or asked as a supposition is taken back.
        """
        if 0 <= self._supposed <= start:
            return True
        if not hedged:
            return start < self._over
        if self._advice or start < self._over:
            return True
        evidence = self._evidence
        if evidence.text[max(0, start - 2) : start].endswith(NEGATIONS):
            return True
        clause = evidence.clause_of(start)
        for begin, end in evidence.hedges:
            if end <= start <= end + _HEDGE_REACH and evidence.clause_of(begin) == clause:
                return True
        return any(
            begin <= start + _HEDGE_REACH and start - end <= _PAST_REACH and evidence.clause_of(begin) == clause
            for begin, end in self._past
        )
