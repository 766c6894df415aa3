"""How characters sound, without their tones: enough to see that 办节 was meant to be 办结.

A table of the 3 755 characters of everyday writing instead of a library: a dictionary of phrases costs 54 MB and a
third of a second at start, for a question that is asked once in a thousand messages.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("sounds.txt")
"""A line a syllable: the syllable, a blank, the characters that are read so."""


def sound(word: str) -> tuple[str, ...]:
    """The syllables of a word; a character that is not in the table sounds like nothing but itself."""
    known = _sounds()
    return tuple(known.get(character, character) for character in word)


@cache
def _sounds() -> dict[str, str]:
    lines = (line.split() for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {character: syllable for syllable, characters in lines for character in characters}
