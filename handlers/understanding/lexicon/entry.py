"""The form of one lexicon entry: the words that speak for a category."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Entry:
    """Words of one category; every word is lower case and without blanks.

    A phrase of `sure` decides alone. A thing and a fault together decide as well, best inside one clause.
    A hint only tips the balance, a word of `against` speaks for somebody else.
    """

    code: str
    sure: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    """(word, title): the word narrows the title of the category."""
    leaning: str = ""
    """`question` or `suggestion` when people mostly ask about it or wish for it instead of complaining."""
    grave: bool = False
    """An accusation of conduct: once it is said, whatever else the text speaks of comes second (dialogues (m))."""


def entry(  # one row of a table: keywords name the columns
    code: str,
    *,
    sure: str = "",
    things: str = "",
    faults: str = "",
    hints: str = "",
    against: str = "",
    titles: str = "",
    leaning: str = "",
    grave: bool = False,
) -> Entry:
    """Write an entry as a row: words are divided by blanks, titles are `word=title`."""
    pairs = tuple(tuple(pair.split("=", 1)) for pair in titles.split())
    return Entry(
        code=code,
        sure=words(sure),
        things=words(things),
        faults=words(faults),
        hints=words(hints),
        against=words(against),
        titles=tuple((word, title) for word, title in pairs),
        leaning=leaning,
        grave=grave,
    )


def words(text: str) -> tuple[str, ...]:
    """Words divided by blanks, as a tuple."""
    return tuple(text.split())


def joined(heads: str, tails: str) -> str:
    """Every head with every tail, as words divided by blanks: who fell times where to."""
    return " ".join(head + tail for head in heads.split() for tail in tails.split())


def widened(entries: Iterable[Entry], extra: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with the words of `extra` of the same code added; a word that already plays a part keeps it."""
    more = {entry.code: entry for entry in extra}
    return tuple(_with(entry, more[entry.code]) if entry.code in more else entry for entry in entries)


def _with(base: Entry, extra: Entry) -> Entry:
    held = {*base.sure, *base.things, *base.faults, *base.hints, *base.against}
    added: dict[str, tuple[str, ...]] = {}
    for part in ("sure", "things", "faults", "against"):
        fresh = tuple(dict.fromkeys(word for word in getattr(extra, part) if word not in held))
        held.update(fresh)
        added[part] = (*getattr(base, part), *fresh)
    return replace(base, sure=added["sure"], things=added["things"], faults=added["faults"], against=added["against"])
