"""The found words of one text, sorted by what they are listened for."""

from __future__ import annotations

from bisect import bisect_left

from handlers.understanding.gazetteer import Gazetteer, Mention
from handlers.understanding.vocabulary import (
    BARE,
    CIRCUMSTANCE,
    DANGER,
    GUARD,
    HEDGE,
    MATTER,
    NAME,
    SCOPE,
    SIGN,
    Vocabulary,
    Word,
)
from handlers.understanding.wording import clause_ends, normalise

Found = tuple[Word, int, int]
"""A word and its span."""


class Evidence:
    """What the automaton found in one text.

    Of nested names, matter words and guards only the longest counts (the 公园 of 公园路社区 is no park);
    signs and dangers are listened for everywhere, for they may stand inside other words on purpose.
    """

    __slots__ = (
        "_ends",
        "circumstances",
        "classes",
        "dangers",
        "guards",
        "hedges",
        "letters",
        "matters",
        "mentions",
        "questions",
        "raw",
        "scopes",
        "signs",
        "text",
    )

    def __init__(self, text: str, vocabulary: Vocabulary, gazetteer: Gazetteer) -> None:
        self.raw = text
        self.text = normalise(text)
        self._ends = clause_ends(self.text)
        self.signs: dict[str, list[tuple[str, int]]] = {}
        """Sign code -> (word, start)."""
        self.questions: list[tuple[int, int]] = []
        """(number of the question a word calls for, start of the word)."""
        self.dangers: list[Found] = []
        self.guards: list[tuple[int, int]] = []
        self.hedges: list[tuple[int, int]] = []
        self.circumstances: list[Found] = []
        self.classes = 0
        """Bit set of all classes of circumstances found."""
        self.scopes: dict[str, list[tuple[int, int]]] = {}
        """Scope -> spans."""
        nested: list[tuple[int, int, Word]] = []
        for found in vocabulary.find(self.text):
            word, start, end = found
            roles = word.roles
            if roles & (NAME | BARE | MATTER | GUARD):
                nested.append((start, -end, word))
            if roles & SIGN:
                for code in word.signs:
                    self.signs.setdefault(code, []).append((word.text, start))
                self.questions += [(number, start) for number in word.questions]
            if roles & DANGER:
                self.dangers.append(found)
            if roles & GUARD:
                self.guards.append((start, end))
            if roles & HEDGE:
                self.hedges.append((start, end))
            if roles & CIRCUMSTANCE:
                self.circumstances.append(found)
                self.classes |= word.classes
            if roles & SCOPE:
                for code in word.scopes:
                    self.scopes.setdefault(code, []).append((start, end))
        self._drop_inner_asks()
        self.mentions: list[Mention] = []
        self.matters: list[Found] = []
        self._keep_longest(nested, gazetteer)
        named = sum(mention.end - mention.start for mention in self.mentions)
        self.letters = sum(map(str.isalpha, self.text)) - named
        """How many letters are left without names of places, numbers and marks."""

    def _drop_inner_asks(self) -> None:
        """Of `有没有人管` the `有没有` asks nothing: it belongs to the longer sign."""
        if "ask" not in self.signs or len(self.signs) < 2:
            return
        others = [sign for code, found in self.signs.items() if code not in {"ask", "ask_mark"} for sign in found]
        kept = [
            (word, start)
            for word, start in self.signs["ask"]
            if not any(
                first <= start and start + len(word) <= first + len(other) and len(other) > len(word)
                for other, first in others
            )
        ]
        if kept:
            self.signs["ask"] = kept
        else:
            del self.signs["ask"]

    def _keep_longest(self, nested: list[tuple[int, int, Word]], gazetteer: Gazetteer) -> None:
        """Of (start, -end, word) keep what no earlier or longer one holds; no two words share a span."""
        nested.sort()
        reached = 0
        for start, minus_end, word in nested:
            end = -minus_end
            if end <= reached:
                continue
            if word.places:
                self.mentions.append(Mention(word.places, start, end))
            elif word.bare and gazetteer.in_company(self.text, start, end):
                self.mentions.append(Mention(word.bare, start, end))
            elif word.roles & MATTER:
                self.matters.append((word, start, end))
            elif not word.roles & GUARD:
                continue
            reached = end

    def clause_of(self, offset: int) -> int:
        """Number of the clause that holds an offset."""
        return bisect_left(self._ends, offset + 1) if offset < len(self.text) else len(self._ends) - 1

    def clause_span(self, first: int, last: int) -> tuple[int, int]:
        """Span from the start of one clause to the end of another."""
        start = self._ends[first - 1] if first else 0
        return start, self._ends[last]

    def has(self, *codes: str) -> bool:
        """Whether any of these signs was found."""
        return not self.signs.keys().isdisjoint(codes)

    def says_more_than_where(self) -> bool:
        """Whether anything but names of places, numbers and marks is left of the text."""
        return self.letters > 1
