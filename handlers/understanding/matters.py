"""Which category a text speaks of: a score of lexicon evidence, its margin and what else may be meant."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from handlers.understanding.evidence import Evidence
from handlers.understanding.lexicon import QUESTIONS
from handlers.understanding.vocabulary import Vocabulary, Word
from models.domain.district import Category
from models.domain.reading import MatterReading

SURE = 4.0
"""Score from which a category carries a message alone: one deciding phrase, or a thing with its fault."""
ROUTE = 0.6
"""Confidence from which a matter is routed without a question."""
ASK = 0.25
"""Confidence below which a question would only be a guess."""
WHICH = "which:"
"""Head of the code of a question that offers categories by their titles."""
_SHORT_PAIR = 1.9
"""Points of a thing of one character with its fault: never enough to route."""
_AGAIN = 1.5
"""Points of a second deciding phrase."""
_HINT = 0.8
_LENGTH = 0.12
"""Points a character of a found word adds: the longer the word, the less it can mean anything else."""
_GRAVE = 4.0
"""Added to an accusation of conduct that stands by itself."""
_ALTERNATIVES = 4
_CLOSE = 0.45
"""Share of the best points from which another category may be meant."""
_DECIDED = 2.9
"""Points no thing reaches without its fault; below, a category is never routed unasked."""
_UNDECIDED = 0.55


_SEPARATED = [(question.code, question.separates) for question in QUESTIONS]


class Score:
    """Points of one category with the words that gave them and the clauses they stood in."""

    __slots__ = ("clauses", "points", "words")

    def __init__(self) -> None:
        self.points = 0.0
        self.words: list[str] = []
        self.clauses: list[int] = []

    def add(self, points: float, word: str, clause: int) -> None:
        """Count one finding."""
        self.points += points
        self.words.append(word)
        self.clauses.append(clause)


def score(evidence: Evidence) -> dict[int, Score]:
    """Points per category number, categories without a deciding word, a thing or a hint left out."""
    scores: dict[int, Score] = {}
    things: dict[int, list[tuple[int, Word]]] = {}
    faults: dict[int, int] = {}
    """Clause -> bit set of the categories whose faults it names."""
    anywhere = 0
    later: list[tuple[Word, int]] = []
    for word, start, _ in evidence.matters:
        clause = evidence.clause_of(start)
        if word.faults:
            faults[clause] = faults.get(clause, 0) | word.faults
            anywhere |= word.faults
        for number in word.sure:
            entry = scores.get(number) or scores.setdefault(number, Score())
            entry.add((SURE if entry.points < SURE else _AGAIN) + _LENGTH * len(word.text), word.text, clause)
        for number in word.things:
            things.setdefault(number, []).append((clause, word))
        if word.hints or word.against:
            later.append((word, clause))
    for number, found in things.items():
        entry = scores.get(number) or scores.setdefault(number, Score())
        points, clause, text = _pair(found, 1 << number, faults, anywhere)
        if entry.points >= SURE:  # 3号楼2单元 beside 楼道灯: it adds weight, and stands where the deciding words stand
            entry.add(points * 0.5, text, entry.clauses[0])
        else:
            entry.add(points, text, clause)
    for word, clause in later:
        for number in word.hints:
            entry = scores.get(number) or scores.setdefault(number, Score())
            entry.add(_HINT, word.text, entry.clauses[0] if entry.clauses else clause)
        for number in word.against:
            if number in scores:
                scores[number].points -= SURE
    return scores


def _rank(scores: Mapping[int, Score]) -> list[int]:
    """Numbers with points above zero, best first; equals in the order of the lexicon."""
    return [number for _, number in sorted((-found.points, n) for n, found in scores.items() if found.points > 0)]


def _pair(found: list[tuple[int, Word]], bit: int, faults: Mapping[int, int], anywhere: int) -> tuple[float, int, str]:
    """Points, clause and word of the best thing: with its fault in one clause, in the text, or alone.

    A single character means less: it stands inside too many words.
    """
    best = (-1.0, 0, "")
    for clause, word in found:
        short = len(word.text) == 1
        if faults.get(clause, 0) & bit:
            points = _SHORT_PAIR if short else SURE
        elif anywhere & bit:
            points = 1.2 if short else 2.6
        elif short:
            points = 0.4
        else:
            points = 2.0 if word.focused else 0.9
        best = max(best, (points + _LENGTH * len(word.text), clause, word.text))
    return best[0] + 0.3 * (len(found) - 1), best[1], best[2]


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

    def rate(self, evidence: Evidence) -> dict[int, Score]:
        """Points of the text by number of category."""
        return score(evidence)

    def by_code(self, scores: Mapping[int, Score]) -> dict[str, Score]:
        """The same points by category."""
        return {self._entries[number].code: found for number, found in scores.items()}

    def question_between(self, code: str, others: Sequence[str]) -> str:
        """Code of the written question that separates a category from one of the others, `` without one."""
        for question, separates in _SEPARATED:
            if code in separates and not separates.isdisjoint(others):
                return question
        return ""

    def read(
        self, evidence: Evidence, scores: dict[int, Score] | None = None
    ) -> tuple[list[MatterReading], dict[str, Score]]:
        """Matters of a text, best first (two when it clearly holds two), with the scores behind those by category."""
        scores = score(evidence) if scores is None else scores
        for number, found in scores.items():
            if found.points >= SURE and self._entries[number].grave:
                found.points += _GRAVE
        ranked = _rank(scores)
        if not ranked:
            return [], {}
        first = ranked[0]
        second = self._second(evidence, ranked, scores)
        if second is None:
            matters = [self._matter(evidence, first, ranked, scores, evidence.raw)]
            return matters, {self._entries[first].code: scores[first]}
        pair = sorted((first, second), key=lambda n: min(scores[n].clauses))
        matters = [self._matter(evidence, n, [n], scores, self._fragment(evidence, scores[n])) for n in pair]
        return matters, {self._entries[n].code: scores[n] for n in pair}

    def read_among(self, evidence: Evidence, numbers: Collection[int]) -> MatterReading | None:
        """The best matter of a text among some category numbers, None when no word speaks for any of them."""
        scores = {n: found for n, found in score(evidence).items() if n in numbers}
        ranked = _rank(scores)
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
            apart = set(other.clauses).isdisjoint(first.clauses)
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
        rival = 0.0
        close: list[str] = []
        for other in ranked:
            held = scores[other].points
            if other == number:
                continue
            if len(close) < _ALTERNATIVES and held >= _CLOSE * points:
                close.append(self._entries[other].code)
            if self._leads[other] != lead:
                rival = rival or held
        confidence = points / (points + 1.7) * (0.4 + 0.6 * min(1.0, (points - rival) / points * 1.8))
        if points < _DECIDED:
            confidence = min(confidence, _UNDECIDED)
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
        return self.question_between(best, close) or self.question_of(evidence)

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
