"""Character n-grams of a text, counted against a vocabulary; the same function trains and serves."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from operator import add

_BLANK = re.compile(r"\s+")
SEAM = "\n"
"""Stands between title and detail so that no n-gram is made of both."""
MAX_LENGTH = 3000
"""Characters that are read at most; what matters is said by then."""


def prepared(text: str) -> str:
    """One width, small letters, no blanks: what the n-grams are cut from."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text[:MAX_LENGTH])).lower()


def joined(head: str, body: str) -> str:
    """Title and detail as one text; the title twice, for it says in few words what the detail says in many."""
    return f"{head}{SEAM}{head}{SEAM}{body}" if head and body else head or body


def grams(text: str, shortest: int, longest: int) -> Iterator[str]:
    """Every n-gram of a prepared text; each length is the one before with a character more, which C does fast."""
    current: Iterable[str] = text
    for length in range(1, longest + 1):
        if length > 1:
            current = list(map(add, current, text[length - 1 :]))
        if length >= shortest:
            yield from current


def counted(text: str, shortest: int, longest: int, place: Callable[[str], int | None]) -> Counter[int]:
    """How often each known n-gram occurs, by its number; numbers begin with 1, unknown ones are left out."""
    return Counter(filter(None, map(place, grams(text, shortest, longest))))
