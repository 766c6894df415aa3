"""Slips of the finger: a word one edit or one pinyin away from a verb, with a number behind it. Asked, never done."""

from __future__ import annotations

import re
from functools import cache

from handlers.grammar.parsing import Command, parse
from handlers.grammar.sounds import sound
from handlers.grammar.verbs import Side, Verb, verbs_for
from models.domain.numbers import find_references, flatten

_HEAD = re.compile(r"\s*([\u4e00-\u9fff]{2,4}?)(?=\s*[#\d]|\s+[A-Za-z]{2,4}\d{6})")


def suggest(text: str, side: Side) -> tuple[str, Command] | None:
    """The corrected message and its command, when the first word is a slip of exactly one verb."""
    if parse(text, side) is not None:
        return None
    glued = _glued(text, side)
    if glued is not None:
        return glued
    head = _HEAD.match(flatten(text))
    if head is None:
        return None
    word = head[1]
    verb = _nearest(word, side)
    if verb is None:
        return None
    corrected = f"{verb}{text.lstrip()[len(word) :]}"
    command = parse(corrected, side)
    return (corrected, command) if command is not None and command.reference is not None else None


def _glued(text: str, side: Side) -> tuple[str, Command] | None:
    """办结换好了7号: a verb glued to other words is free text by the contract, so it is asked about."""
    verb = next((verb for verb in _taught(side) if len(verb.name) > 1 and text.startswith(verb.name)), None)
    marked = [found.reference for found in find_references(text) if found.reference.marked] if verb else []
    if verb is None or len(marked) != 1:
        return None
    corrected = f"{verb.name} {text[len(verb.name) :]}"
    command = parse(corrected, side)
    return (corrected, command) if command is not None and command.reference == marked[0] else None


@cache
def _sounds(side: Side) -> dict[tuple[str, ...], str]:
    return {sound(name): name for verb in _taught(side) for name in verb.names if len(name) > 1}


@cache
def _nearest(word: str, side: Side) -> str | None:
    if len(word) < 2:
        return None
    same_sound = _sounds(side).get(sound(word))
    if same_sound is not None:
        return same_sound
    swapped = [name for verb in _taught(side) for name in verb.names if len(name) > 1 and sorted(word) == sorted(name)]
    if len(swapped) == 1:
        return swapped[0]
    near = {name for verb in _taught(side) for name in verb.names if len(name) > 1 and _one_edit(word, name)}
    return near.pop() if len(near) == 1 else None


def _taught(side: Side) -> tuple[Verb, ...]:
    return tuple(verb for verb in verbs_for(side) if "number" in verb.parts and not verb.whole)


def _one_edit(word: str, name: str) -> bool:
    if len(word) == len(name):
        return sum(a != b for a, b in zip(word, name, strict=True)) == 1
    longer, shorter = (word, name) if len(word) > len(name) else (name, word)
    if len(longer) - len(shorter) != 1 or len(shorter) < 2:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
