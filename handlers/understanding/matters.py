"""Which category a text speaks of: a score of lexicon evidence, its margin and what else may be meant."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from handlers.understanding.evidence import Evidence
from handlers.understanding.lexicon import QUESTIONS
from handlers.understanding.vocabulary import Vocabulary
from models.domain.district import Category
from models.domain.reading import MatterReading

SURE = 4.0
"""Score from which a category carries a message alone: one deciding phrase, or a thing with its fault."""
ROUTE = 0.6
"""Confidence from which a matter is routed without a question."""
ASK = 0.25
"""Confidence below which a question would only be a guess."""
_HINT = 0.8
_LENGTH = 0.12
"""Points a character of a found word adds: the longer the word, the less it can mean anything else."""
_GRAVE = 4.0
"""Added to an accusation of conduct that stands by itself."""
_ALTERNATIVES = 4


@dataclass(slots=True)
class Score:
    """Points of one category with the words that gave them and the clauses they stood in."""

    points: float = 0.0
    words: list[str] = field(default_factory=list)
    clauses: set[int] = field(default_factory=set)


def score(evidence: Evidence) -> dict[int, Score]:
    """Points per category number, categories without a deciding word or a thing left out."""
    scores: dict[int, Score] = {}
    things: dict[int, list[tuple[int, str]]] = {}
    clause_faults: dict[int, int] = {}
    all_faults = 0
    for word, start, _ in evidence.matters:
        clause = evidence.clause_of(start)
        if word.faults:
            clause_faults[clause] = clause_faults.get(clause, 0) | word.faults
            all_faults |= word.faults
        for number in word.sure:
            entry = scores.setdefault(number, Score())
            entry.points += (SURE if entry.points < SURE else 1.5) + _LENGTH * len(word.text)
            entry.words.append(word.text)
            entry.clauses.add(clause)
        for number in word.things:
            things.setdefault(number, []).append((clause, word.text))
    for number, found in things.items():
        bit = 1 << number
        entry = scores.setdefault(number, Score())
        clause, text = max(found, key=lambda thing: (clause_faults.get(thing[0], 0) & bit != 0, len(thing[1])))
        if clause_faults.get(clause, 0) & bit:
            points = SURE if len(text) > 1 else 3.0
        elif all_faults & bit:
            points = 2.6 if len(text) > 1 else 1.6
        else:
            points = 1.2 if len(text) > 1 else 0.5
        entry.points += points * (0.5 if entry.points >= SURE else 1.0) + _LENGTH * len(text) + 0.3 * (len(found) - 1)
        entry.words.append(text)
        entry.clauses.add(clause)
    for word, start, _ in evidence.matters:
        for number in word.hints:
            entry = scores.setdefault(number, Score(clauses={evidence.clause_of(start)}))
            entry.points += _HINT
            entry.words.append(word.text)
        for number in word.against:
            if number in scores:
                scores[number].points -= SURE
    return scores


class Matters:
    """Turns scores into matters of one district."""

    def __init__(self, vocabulary: Vocabulary, categories: Mapping[str, Category]) -> None:
        self._entries = vocabulary.entries
        self._numbers = {entry.code: number for number, entry in enumerate(vocabulary.entries)}
        self._categories = categories
        self._leads = [categories[entry.code].lead for entry in vocabulary.entries]
        self._titles = [dict(entry.titles) for entry in vocabulary.entries]

    def leaning_of(self, code: str) -> str:
        """Whether people mostly ask about this category or wish for it, `` when they complain."""
        number = self._numbers.get(code)
        return "" if number is None else self._entries[number].leaning

    def read(self, evidence: Evidence) -> tuple[list[MatterReading], dict[str, Score]]:
        """Matters of a text, best first (two when it clearly holds two), with the scores behind them by category."""
        scores = score(evidence)
        for number, found in scores.items():
            if found.points >= SURE and self._entries[number].grave:
                found.points += _GRAVE
        ranked = sorted((n for n in scores if scores[n].points > 0), key=lambda n: (-scores[n].points, n))
        if not ranked:
            return [], {}
        by_code = {self._entries[n].code: scores[n] for n in ranked}
        first = ranked[0]
        second = self._second(evidence, ranked, scores)
        if second is None:
            return [self._matter(evidence, first, ranked, scores, evidence.raw)], by_code
        pair = sorted((first, second), key=lambda n: min(scores[n].clauses))
        return [self._matter(evidence, n, [n], scores, self._fragment(evidence, scores[n])) for n in pair], by_code

    def read_among(self, evidence: Evidence, numbers: Collection[int]) -> MatterReading | None:
        """The best matter of a text among some category numbers, None when no word speaks for any of them."""
        scores = {n: found for n, found in score(evidence).items() if n in numbers and found.points > 0}
        ranked = sorted(scores, key=lambda n: (-scores[n].points, n))
        return self._matter(evidence, ranked[0], ranked, scores, evidence.text) if ranked else None

    def _second(self, evidence: Evidence, ranked: list[int], scores: dict[int, Score]) -> int | None:
        """A second matter: sure by itself, another lead, other clauses, joined by an `also` word."""
        if "also" not in evidence.signs:
            return None
        first = scores[ranked[0]]
        if first.points < SURE:
            return None
        joined = {evidence.clause_of(start) for _, start in evidence.signs["also"]}
        for number in ranked[1:]:
            other = scores[number]
            if other.points < SURE:
                return None
            apart = not (other.clauses & first.clauses)
            later = max(other.clauses) if min(other.clauses) > min(first.clauses) else max(first.clauses)
            if apart and self._leads[number] != self._leads[ranked[0]] and later in joined:
                return number
        return None

    def _fragment(self, evidence: Evidence, found: Score) -> str:
        start, end = evidence.clause_span(min(found.clauses), max(found.clauses))
        return evidence.raw[start:end].strip(" ,，。;；")

    def _matter(
        self, evidence: Evidence, number: int, ranked: list[int], scores: dict[int, Score], fragment: str
    ) -> MatterReading:
        code, lead = self._entries[number].code, self._leads[number]
        points = scores[number].points
        rivals = [n for n in ranked if n != number]
        rival = next((scores[n].points for n in rivals if self._leads[n] != lead), 0.0)
        confidence = points / (points + 1.7) * (0.4 + 0.6 * min(1.0, (points - rival) / points * 1.8))
        close = [self._entries[n].code for n in rivals if scores[n].points >= 0.45 * points][:_ALTERNATIVES]
        question = self._question(evidence, code, close) if confidence < ROUTE else ""
        if confidence < ASK:
            alternatives = tuple([code, *close][:_ALTERNATIVES])
            return MatterReading(
                confidence=round(confidence, 2), alternatives=alternatives, question=question, fragment=fragment
            )
        return MatterReading(
            category=code,
            title=self._title(number, scores[number].words),
            confidence=round(confidence, 2),
            alternatives=tuple(close),
            question=question,
            fragment=fragment,
        )

    def _question(self, evidence: Evidence, best: str, close: list[str]) -> str:
        """The question that separates the best categories, else the one the words call for."""
        for question in QUESTIONS:
            if best in question.separates and question.separates & set(close):
                return question.code
        return self.question_of(evidence)

    def question_of(self, evidence: Evidence) -> str:
        """Code of the question that the words of a text call for, `` without one; a name asks nothing."""
        for number, start in evidence.questions:
            if not any(mention.start <= start < mention.end for mention in evidence.mentions):
                return QUESTIONS[number].code
        return ""

    def _title(self, number: int, words: list[str]) -> str:
        narrower = self._titles[number]
        for word in words:
            if word in narrower:
                return narrower[word]
        return self._categories[self._entries[number].code].title
