"""One automaton over everything that is listened for: names, lexicon, signs and dangers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ahocorasick_rs import AhoCorasick

from handlers.understanding.gazetteer import Gazetteer
from handlers.understanding.lexicon import CLASSES, COMMON, DANGERS, ENTRIES, GUARDS, HEDGES, QUESTIONS, SCOPES, SIGNS
from models.domain.district import Category

NAME, BARE, MATTER, SIGN, DANGER, GUARD, HEDGE, CIRCUMSTANCE, SCOPE = (1 << bit for bit in range(9))
"""What a word is listened for; a word may be several."""


CLASS_BITS = {name: 1 << number for number, name in enumerate(CLASSES)}
"""Bit of each class of circumstances."""
MISCONDUCT = "作风举报/"
"""First level of accusations of conduct; they go to the inspectors and nowhere else (dialogues (m))."""


class Word:
    """One word of the automaton with all it speaks for; categories are numbers of `Vocabulary.entries`."""

    __slots__ = (
        "against",
        "bare",
        "classes",
        "dangers",
        "faults",
        "focused",
        "hints",
        "places",
        "questions",
        "roles",
        "scopes",
        "signs",
        "sure",
        "text",
        "things",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.roles = 0
        self.places: tuple[str, ...] = ()
        self.bare: tuple[str, ...] = ()
        self.sure: tuple[int, ...] = ()
        self.things: tuple[int, ...] = ()
        self.focused = False
        """Whether as a thing it belongs to one group or lead: it says something even without its fault."""
        self.faults = 0
        """Bit set of categories: a fault word belongs to dozens of them."""
        self.hints: tuple[int, ...] = ()
        self.against: tuple[int, ...] = ()
        self.signs: tuple[str, ...] = ()
        self.questions: tuple[int, ...] = ()
        self.dangers: tuple[tuple[int, str], ...] = ()
        """(number of the danger, sure | thing | sign | not_if | never_if)."""
        self.classes = 0
        """Bit set of the classes of circumstances."""
        self.scopes: tuple[str, ...] = ()


class Vocabulary:
    """The words of one district and its automaton; built once, read-only."""

    def __init__(self, gazetteer: Gazetteer, categories: Collection[Category]) -> None:
        known = {category.code for category in categories}
        self.entries = tuple(entry for entry in ENTRIES if entry.code in known)
        """Entries whose category this district has."""
        self._words: dict[str, Word] = {}
        self._add_names(gazetteer)
        self._add_matters()
        self._add_signs()
        self._add_dangers()
        self._focus({category.code: category.lead for category in categories})
        self.words = tuple(self._words.values())
        self._automaton = AhoCorasick([word.text for word in self.words])

    def _word(self, text: str, role: int) -> Word:
        word = self._words.get(text)
        if word is None:
            word = self._words[text] = Word(text)
        word.roles |= role
        return word

    def _add_names(self, gazetteer: Gazetteer) -> None:
        for text, codes in gazetteer.sure.items():
            self._word(text, NAME).places = codes
        for text, codes in gazetteer.bare.items():
            self._word(text, BARE).bare = codes

    def _add_matters(self) -> None:
        for number, entry in enumerate(self.entries):
            for text in entry.sure:
                self._word(text, MATTER).sure += (number,)
            for text in entry.things:
                self._word(text, MATTER).things += (number,)
            for text in entry.faults:
                self._word(text, MATTER).faults |= 1 << number
            for text in entry.hints:
                self._word(text, MATTER).hints += (number,)
            for text in entry.against:
                self._word(text, MATTER).against += (number,)

    def _add_signs(self) -> None:
        for code, texts in SIGNS.items():
            for text in texts:
                self._word(text, SIGN).signs += (code,)
        for number, question in enumerate(QUESTIONS):
            for text in question.when:
                self._word(text, SIGN).questions += (number,)

    def _add_dangers(self) -> None:
        for number, danger in enumerate(DANGERS):
            for slot, texts in (
                ("sure", danger.sure),
                ("thing", danger.things),
                ("sign", danger.signs),
                ("not_if", danger.not_if),
                ("never_if", danger.never_if),
            ):
                for text in texts:
                    self._word(text, DANGER).dangers += ((number, slot),)
        for text in GUARDS:
            self._word(text, GUARD)
        for text in HEDGES:
            self._word(text, HEDGE)
        for name, texts in CLASSES.items():
            for text in texts:
                self._word(text, CIRCUMSTANCE).classes |= CLASS_BITS[name]
        for code, texts in SCOPES.items():
            for text in texts:
                self._word(text, SCOPE).scopes += (code,)

    def _focus(self, leads: Mapping[str, str]) -> None:
        common = frozenset(COMMON)
        for word in self._words.values():
            if word.things and len(word.text) > 1 and word.text not in common:
                codes = [self.entries[number].code for number in word.things]
                # To name an office accuses nobody: there a thing without its fault says nothing.
                accused = any(code.startswith(MISCONDUCT) for code in codes)
                together = len({leads[code] for code in codes}) == 1 or len({code.split("/")[0] for code in codes}) == 1
                word.focused = together and not accused

    def find(self, text: str) -> list[tuple[Word, int, int]]:
        """Every word in a normalised text with its span, overlaps included, in order of their ends."""
        words = self.words
        return [
            (words[number], start, end)
            for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
        ]
