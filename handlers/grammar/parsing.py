"""From a message to a command: the verb, the case that is named, and the words kept as they were written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from handlers.grammar.verbs import Side, Verb, verbs_for
from models.domain.numbers import Reference, find_references, flatten, reference_at
from models.domain.words import normalise, readings_of

SHORT = 6
"""Up to this many characters a short verb may be glued to other words (催一下)."""
_SEPARATORS = " \t\n,，。.;；:：、|｜!！-—~"
# 7号楼, 3天, 21度, 12月 are things said, not cases; behind a blank (驳回 7 楼道灯归社区) the words begin anew
_QUANTITY = re.compile(r"(?:号|楼|栋|幢|单元|层|室|元|块|度|个|天|点|时|月|日|年|米|盏|户|人|次|位|名|处|吨|周|℃|%)")


@dataclass(frozen=True, slots=True)
class Command:
    """A verb with what was written behind it."""

    verb: Verb
    said: str
    """The name or alias that was written."""
    reference: Reference | None = None
    rest: str = ""
    """Words behind the verb, the case's number taken out."""
    whole: str = ""
    """Words behind the verb with the number left in, for when it belongs to them."""
    sure: bool = True
    """The number stands where a case's number stands, or is marked as one."""


def parse(text: str, side: Side) -> Command | None:
    """The command a message is, None when it is free text.

    A verb counts as the whole message or followed by a blank, punctuation, a digit or Latin letters; also behind
    the number (`7 办结 换好了`). Words and punctuation of the rest stay as they were written.
    """
    if text.isdigit():
        return None  # an answer or a case to look at, never a command
    flat = flatten(text)
    kept = text if len(flat) == len(text) else flat
    start = len(kept) - len(kept.lstrip())
    found = _verb_at(flat, start, side)
    if found is not None:
        return _command(*found, kept, flat)
    reference = reference_at(flat, start)
    if reference is not None:
        behind = reference.end + len(flat[reference.end :]) - len(flat[reference.end :].lstrip(_SEPARATORS))
        found = _verb_at(flat, behind, side)
        if found is not None and "number" in found[0].parts:
            verb, said, end = found
            rest = kept[end:].strip(_SEPARATORS)
            return Command(verb, said, reference.reference, rest, rest)
    return _phrase(flat, side)


def _command(verb: Verb, said: str, end: int, kept: str, flat: str) -> Command | None:
    rest = kept[end:].strip(_SEPARATORS)
    if verb.whole:
        return Command(verb, said) if not normalise(rest) else None
    if "number" not in verb.parts:
        return Command(verb, said, None, rest, rest)
    shift = len(flat[end:]) - len(flat[end:].lstrip(_SEPARATORS))
    begin = end + shift
    tail, kept_tail = flat[begin:], kept[begin:]
    references = find_references(tail)
    chosen = next((one for one in references if one.start == 0 and not _is_quantity(tail, one.end)), None)
    sure = chosen is not None
    if chosen is None:
        chosen = next((one for one in references if one.reference.marked), None)
        sure = chosen is not None
    if chosen is None and references and not tail[references[-1].end :].strip(_SEPARATORS):
        chosen = references[-1] if tail[references[-1].start - 1 :][:1].isspace() else None
    if chosen is None:
        return Command(verb, said, None, rest, rest)
    before, after = kept_tail[: chosen.start].strip(_SEPARATORS), kept_tail[chosen.end :].strip(_SEPARATORS)
    return Command(verb, said, chosen.reference, f"{before} {after}".strip(), rest, sure)


def _is_quantity(tail: str, end: int) -> bool:
    return tail[end - 1 : end].isdigit() and _QUANTITY.match(tail[end:]) is not None


def _verb_at(flat: str, start: int, side: Side) -> tuple[Verb, str, int] | None:
    text = flat[start:]
    for name, verb in _names(side).get(text[:1], ()):
        if not text.startswith(name):
            continue
        behind = text[len(name) : len(name) + 1]
        glued = behind != "" and unicodedata.category(behind) == "Lo"
        if not glued or (verb.short and len(text) <= SHORT):
            return verb, name, start + len(name)
    return None


def _phrase(flat: str, side: Side) -> Command | None:
    phrases = _phrases(side)
    for form in (flat.strip(), *readings_of(normalise(flat))):
        if form in phrases:
            return Command(phrases[form], form)
    return None


@cache
def _names(side: Side) -> dict[str, list[tuple[str, Verb]]]:
    """Names by their first character, longest first, so that 查看 is never read as 查."""
    pairs = [(name, verb) for verb in verbs_for(side) for name in verb.names]
    found: dict[str, list[tuple[str, Verb]]] = {}
    for name, verb in sorted(pairs, key=lambda pair: -len(pair[0])):
        found.setdefault(name[0], []).append((name, verb))
    return found


@cache
def _phrases(side: Side) -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    for verb in verbs_for(side):
        for phrase in (*verb.names, *verb.phrases):
            found[phrase] = verb
            found.setdefault(normalise(phrase), verb)
    found.pop("", None)
    return found
