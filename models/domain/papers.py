"""A paper of the office as data: who issues it, what stands in it, and which audience reads which part.

A paper is built once and whole; `for_audience` takes out what an audience may not read and changes nothing else, so
that what goes up, down and onto the web differs exactly as `READ_BY` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from models.domain.publicity import Public

NOTHING = Public("")
Audience = Literal["up", "down", "web"]
"""报 (the level above) · 发 (units below and beside) · 挂 (everybody)."""
AUDIENCES: tuple[Audience, ...] = ("up", "down", "web")
Holds = Literal["open", "private", "number", "demand", "conduct", "left_out"]
"""open · a matter of one household · the number of a case · what a leader demanded · how many accusations there are ·
the line that says how much was left out."""
READ_BY: Mapping[Holds, frozenset[Audience]] = {
    "open": frozenset(AUDIENCES),
    "private": frozenset({"up", "down"}),
    "number": frozenset({"up", "down"}),
    "demand": frozenset({"up", "down"}),
    "conduct": frozenset({"up"}),
    "left_out": frozenset({"web"}),
}
Style = Literal["order", "minutes", "bulletin", "notice", "form"]
"""A document with a number · minutes · an issue of a periodical · a sheet that is hung up · one that is filled in."""
Level = Literal[1, 2, 3, 4]
LISTS_FROM = 3
"""From this level on a heading is an item of a list and stands for itself."""


@dataclass(frozen=True, slots=True)
class Heading:
    """一、 （一） 1. （1）: numbered when it is laid out, so that a part left out leaves no gap."""

    text: Public
    level: Level = 1
    holds: Holds = "open"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Public
    holds: Holds = "open"


@dataclass(frozen=True, slots=True)
class Column:
    """A column and how many parts of the width it takes."""

    name: Public
    width: int
    holds: Holds = "open"


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Public, ...]
    holds: Holds = "open"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; a form (`form`) has no heads, its first cells are the names of the others."""

    caption: Public
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    form: bool = False
    holds: Holds = "open"


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Copies:
    """One line of the foot: 报 / 发 / 挂 / 抄送, and to whom."""

    label: Public
    names: Public
    holds: Holds = "open"


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that stands on a paper; an empty text is left away by the layout."""

    kind: str
    style: Style
    title: Public
    issuer: Public
    """Who signs or edits it."""
    dated: date
    body: tuple[Block, ...]
    masthead: Public = NOTHING
    """发文机关标志, red."""
    number: Public = NOTHING
    """发文字号, or the number of the issue."""
    addressee: Public = NOTHING
    copies: tuple[Copies, ...] = ()


def for_audience(paper: Paper, audience: Audience) -> Paper:
    """The paper without what this audience may not read; a heading left with nothing below it goes too."""
    body = [_narrowed(one, audience) for one in paper.body if audience in READ_BY[one.holds]]
    copies = tuple(one for one in paper.copies if audience in READ_BY[one.holds])
    return replace(paper, body=tuple(_without_bare_heads(body)), copies=copies)


def numbered(body: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    """Every block with its number, `` for what has none."""
    counts = [0, 0, 0, 0]
    for one in body:
        if isinstance(one, Heading):
            counts[one.level - 1] += 1
            counts[one.level :] = [0] * (4 - one.level)
            yield NUMBERS[one.level](counts[one.level - 1]), one
        else:
            yield "", one


def chinese(number: int) -> str:
    """一 … 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + (_DIGITS[ones] if ones else "")


_DIGITS = "零一二三四五六七八九"
NUMBERS = {
    1: lambda n: f"{chinese(n)}、",
    2: lambda n: f"（{chinese(n)}）",
    3: lambda n: f"{n}.",
    4: lambda n: f"（{n}）",
}
"""The four levels of GB/T 9704-2012, 7.3.3."""


def _narrowed(block: Block, audience: Audience) -> Block:
    if not isinstance(block, Table):
        return block
    kept = [at for at, column in enumerate(block.columns) if audience in READ_BY[column.holds]]
    rows = tuple(
        replace(row, cells=tuple(row.cells[at] for at in kept)) for row in block.rows if audience in READ_BY[row.holds]
    )
    return replace(block, columns=tuple(block.columns[at] for at in kept), rows=rows)


def _without_bare_heads(body: Sequence[Block]) -> list[Block]:
    kept: list[Block] = []
    for one in reversed(body):
        below = kept[-1] if kept else None
        bare = below is None or (isinstance(below, Heading) and isinstance(one, Heading) and below.level <= one.level)
        if not (isinstance(one, Heading) and one.level < LISTS_FROM and bare):
            kept.append(one)
    return kept[::-1]
