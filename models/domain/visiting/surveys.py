"""Questionnaires: a screen of items, answers as small numbers, results that hide what few people said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_ITEMS, MOST_OPTIONS, LONGEST_WORDS = 8, 6, 200
FEWEST = 10
"""A group of fewer answers than this is not told apart: somebody who knows the house could guess who it was."""
TEXT = "写"
"""An item whose only option is this one asks for own words."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question; without options it asks for own words."""

    words: str
    options: tuple[str, ...] = ()


class BadSurveyError(ValueError):
    """The items are none; `reason` is few | many | options | long | texts and `item` its number."""

    def __init__(self, reason: str, item: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.item = reason, item


def read_items(text: str) -> tuple[Item, ...]:
    """Items as a cadre writes them, one a line: 供热满意吗：满意/一般/不满意; 还想说什么：写.

    Raises BadSurveyError.
    """
    lines = [line.strip() for line in re.split(r"[\n；;]", text) if line.strip()]
    items = tuple(_item(line, at) for at, line in enumerate(lines, start=1))
    if not items:
        raise BadSurveyError("few")
    if len(items) > MOST_ITEMS:
        raise BadSurveyError("many")
    if sum(not item.options for item in items) > 1:
        raise BadSurveyError("texts")
    return items


def _item(line: str, at: int) -> Item:
    line = re.sub(r"^\d{1,2}\s*[.、．)）]\s*", "", line)
    words, _, said = re.sub(r"[:：?？]\s*", "：", line, count=1).partition("：")
    options = tuple(part.strip() for part in re.split(r"[/／|｜]", said) if part.strip())
    if not words.strip() or len(words) > 40 or any(len(one) > 12 for one in options):
        raise BadSurveyError("long", at)
    if options == (TEXT,):
        return Item(words.strip())
    if not 2 <= len(options) <= MOST_OPTIONS or len(set(options)) < len(options):
        raise BadSurveyError("options", at)
    return Item(words.strip(), options)


def pack(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Items as a document."""
    return [{"words": item.words, "options": list(item.options)} for item in items]


def unpack(found: Sequence[Mapping[str, Any]]) -> tuple[Item, ...]:
    """Items of a document."""
    return tuple(Item(str(one["words"]), tuple(one["options"])) for one in found)


def read_choices(items: Sequence[Item], text: str) -> tuple[tuple[int, ...], str] | None:
    """A paper as it is read out: `1 3 2 - 2 想要个停车棚`, one number an item with options, `-` or 0 for left open.

    What stands behind the numbers are the own words. None where numbers are missing or too large.
    """
    wanted = [item for item in items if item.options]
    flat = text.strip()
    chosen: list[int] = []
    for item in wanted:
        found = re.match(r"\s*[,，、]?\s*(\d{1,2}|[-—])(?!\d)", flat)
        if found is None:
            return None
        number = int(found[1]) if found[1].isdigit() else 0
        if number > len(item.options):
            return None
        chosen.append(number)
        flat = flat[found.end() :]
    words = flat.strip(" ,，、。;；")
    if words and (words[0].isdigit() or all(item.options for item in items)):
        return None
    numbers = iter(chosen)
    return tuple(next(numbers) if item.options else 0 for item in items), words[:LONGEST_WORDS]


@dataclass(slots=True)
class Tally:
    """Counts of one group of answers: how many papers, and by item and option how many chose it."""

    papers: int = 0
    chosen: dict[tuple[int, int], int] = field(default_factory=dict)

    def answered(self, item: int) -> int:
        """How many papers chose any option of an item."""
        return sum(count for (at, _), count in self.chosen.items() if at == item)

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        keys = self.chosen.keys() | other.chosen.keys()
        return Tally(
            self.papers + other.papers, {key: self.chosen.get(key, 0) + other.chosen.get(key, 0) for key in keys}
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One option of one item as it may be told: own answers and papers entered by cadres apart."""

    option: str
    own: int | None
    """None where the two are not told apart."""
    proxy: int | None
    total: int


@dataclass(frozen=True, slots=True)
class Result:
    """What may be told of one item."""

    item: Item
    answered: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What may be told of a questionnaire."""

    papers: int
    own: int
    proxy: int
    shown: bool
    """False while fewer than ten answered: then nothing but the number of papers is told."""
    apart: bool
    """Whether own answers and papers entered by cadres are told apart: not while either group is small."""
    items: tuple[Result, ...] = ()


def results(items: Sequence[Item], own: Tally, proxy: Tally) -> Results:
    """The results with small groups hidden; a hidden group cannot be found by taking away what is shown."""
    both = own.plus(proxy)
    shown = both.papers >= FEWEST
    apart = shown and all(group.papers == 0 or group.papers >= FEWEST for group in (own, proxy))
    told = tuple(_result(at, item, own, proxy, both, apart=apart) for at, item in enumerate(items)) if shown else ()
    return Results(both.papers, own.papers, proxy.papers, shown, apart, tuple(one for one in told if one.item.options))


def _result(at: int, item: Item, own: Tally, proxy: Tally, both: Tally, *, apart: bool) -> Result:
    lines = tuple(
        Line(
            option,
            own.chosen.get((at, number), 0) if apart else None,
            proxy.chosen.get((at, number), 0) if apart else None,
            both.chosen.get((at, number), 0),
        )
        for number, option in enumerate(item.options, start=1)
    )
    return Result(item, both.answered(at), lines)


def told_apart(papers: Mapping[str, int]) -> dict[str, int | None]:
    """Papers by community with small ones hidden (None), and one more where a single hidden one could be reckoned."""
    told: dict[str, int | None] = {
        unit: count if count == 0 or count >= FEWEST else None for unit, count in papers.items()
    }
    hidden = [unit for unit, count in told.items() if count is None]
    if len(hidden) == 1:
        seen = [(count, unit) for unit, count in papers.items() if told[unit]]
        if seen:
            told[min(seen)[1]] = None
    return told
