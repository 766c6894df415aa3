"""What the shipped model hears in a text: character n-grams without names and numbers, and what the lexicon found.

The same functions train and serve.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations
from operator import add

from handlers.understanding.evidence import Evidence
from handlers.understanding.lexicon import CLASSES, DANGERS
from handlers.understanding.matters import SURE

_APART = re.compile(r"[\s，。！？、,.!?;；：:~…\"“”]+")
_NUMBER = re.compile(r"\d+")
_NAMES = tuple(CLASSES)
_SPOKEN = 0.7
"""Points from which the lexicon has said something about a category."""


def plain(evidence: Evidence) -> str:
    """The text without names of places, with one 0 for every number, between two marks for its ends."""
    text = evidence.text
    for mention in sorted(evidence.mentions, key=lambda one: -one.start):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return f"^{_NUMBER.sub('0', _APART.sub('', text))}$"


def grams(text: str) -> set[str]:
    """Every run of one, two and three characters, each once."""
    pairs = list(map(add, text, text[1:]))
    return {*text, *pairs, *map(add, pairs, text[2:])}


def signals(evidence: Evidence, danger: str, points: Iterable[tuple[str, float]]) -> set[str]:
    """What the lexicon found, as names: circumstances and their pairs, scopes, signs, dangers, spoken categories.

    `danger` is the kind the lexicon heard, `` for none.
    """
    found = set(_of_classes(evidence.classes))
    found.update(f"s:{scope}" for scope in evidence.scopes)
    found.update(f"g:{sign}" for sign in evidence.signs)
    found.update(f"d:{DANGERS[kind].kind}:{slot}" for word, _, _ in evidence.dangers for kind, slot in word.dangers)
    if evidence.hedges:
        found.add("h")
    if evidence.guards:
        found.add("guard")
    if danger:
        found.update(("F", f"F:{danger}"))
    for code, worth in points:
        if worth > _SPOKEN:
            found.add(f"m:{code}")
        if worth >= SURE:
            found.add(f"M:{code}")
    return found


@lru_cache(maxsize=4096)
def _of_classes(bits: int) -> frozenset[str]:
    """Names of the circumstances in a bit set, and of their pairs."""
    classes = [name for number, name in enumerate(_NAMES) if bits >> number & 1]
    pairs = (f"{one}+{other}" for one, other in combinations(classes, 2))
    return frozenset(f"c:{name}" for name in (*classes, *pairs))
