"""The reading of residents' words: what, where, how urgent, for whom, and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from handlers.understanding.addresses import read_address
from handlers.understanding.corrections import Corrections
from handlers.understanding.decisions import SPOKEN_FOR, decide
from handlers.understanding.emergencies import find_danger
from handlers.understanding.evidence import Evidence
from handlers.understanding.gazetteer import Gazetteer
from handlers.understanding.intents import find_intent
from handlers.understanding.learnt.cold_start import Votes, shipped
from handlers.understanding.lexicon import DANGERS, Danger, Option
from handlers.understanding.matters import ROUTE, Matters
from handlers.understanding.nearby import Nearby
from handlers.understanding.reasons import explain, failed_unit
from handlers.understanding.urgency import find_urgency, shortest
from handlers.understanding.vocabulary import Vocabulary
from handlers.understanding.weighing import Weighing
from models.domain.district import District
from models.domain.reading import Intent, MatterReading, PlaceReading, Reading

MAX_LENGTH = 600
"""Characters that are read at most; whoever pastes more has said by then what it is about."""
SHORT = 4
"""Characters up to which a text is a word that everybody says (进度, 好了): its reading is remembered."""
_SHORT_TEXTS = 1024
BRIEF = 16
"""Characters up to which a text that says nothing clear is answered with the question what it is about."""
FEW = 8
"""Letters up to which the lexicon alone reads a text: 对着了 and 什么东西 say too little to be judged by likeness."""
DOUBTED = 0.7
"""Confidence of an emergency only the learnt model hears: the words for it come first, then the way back."""
_BY_KIND = {danger.kind: danger for danger in reversed(DANGERS)}
_GUESSED = 0.5
"""Confidence of a catch-all category: below ROUTE, so the person is asked."""
_FALLBACK = {"suggestion": "意见建议/其他建议", "question": "咨询/政策咨询"}
"""Category of what is clearly a wish or a question but of none that we know."""


class Understander:
    """Reads texts for one district; built once from it, pure and safe to share between threads."""

    def __init__(self, district: District) -> None:
        self._district = district
        self._gazetteer = Gazetteer(district)
        self._vocabulary = Vocabulary(self._gazetteer, district.categories.values())
        self._matters = Matters(self._vocabulary, district.categories)
        self._weighing = Weighing(shipped(), self._matters, district.categories)
        self._nearby = Nearby(tuple(district.places.values()), self._gazetteer)
        self._corrections = Corrections(district, self._gazetteer, self._vocabulary, self._matters)
        self._read_short = lru_cache(maxsize=_SHORT_TEXTS)(self._read)

    def read(self, text: str, *, default_unit: str = "", reply: bool = False) -> Reading:
        """Everything a text says.

        `default_unit` is the unit code the person is bound to: 我家 and 我们小区 mean it, and without any place it
        is offered as the one candidate. `reply`: the words answer or amend something, so only what they say in so
        many words counts: the lexicon alone reads them, as it reads every text of a few characters.
        """
        return (self._read_short if len(text) <= SHORT else self._read)(text, default_unit, reply)

    def _read(self, text: str, default_unit: str, reply: bool) -> Reading:
        evidence = Evidence(text[:MAX_LENGTH], self._vocabulary, self._gazetteer)
        place = self._place(evidence, default_unit)
        rated = self._matters.rate(evidence)
        found = find_danger(evidence)
        votes = None
        if not reply and evidence.letters > FEW:
            votes = self._weighing.hear(evidence, found[0].kind if found else "", self._matters.by_code(rated))
        matters, scores = self._matters.read(evidence, rated)
        best = matters[0] if matters else MatterReading(fragment=text)
        said, kind = "", ""
        intent: Intent
        if heard := self._danger(votes, found, matters[0] if matters else None, evidence.letters):
            danger, said = heard
            intent, kind = "emergency", danger.kind
            best = self._emergency_matter(danger, best, text)
            matters = [best]
        else:
            points = scores[best.category].points if best.category else 0.0
            ruled = find_intent(evidence, best.category, points, self._matters.leaning_of(best.category))
            intent = self._weighing.intent(votes, ruled, evidence) if votes else ruled
            if votes and len(matters) < 2 and (matters or evidence.says_more_than_where()):
                matters = [self._weighing.matter(votes, matters[0] if matters else None, best.fragment, intent)]
                best = matters[0]
        if not any(sign.isalnum() for sign in evidence.text):
            intent = "chat"
        if intent in SPOKEN_FOR and best.confidence < ROUTE:
            matters = []
        elif not best.category and intent not in SPOKEN_FOR:
            matters = self._unknown(evidence, intent, best)
        category = shortest(self._district.categories, matters)
        vulnerable = "vulnerable" in evidence.signs and intent in {"complaint", "emergency"}
        outcome, confidence = decide(
            intent, matters, place, self._district.categories, brief=len(evidence.text) <= BRIEF
        )
        if kind and found is None:
            confidence = DOUBTED
        return Reading(
            intent=intent,
            matters=tuple(matters),
            place=place,
            urgency=find_urgency(evidence, intent, category, vulnerable=vulnerable),
            emergency=kind,
            vulnerable=vulnerable,
            outcome=outcome,
            confidence=confidence,
            reasons=explain(
                self._district,
                evidence,
                matters,
                scores,
                place,
                danger=said,
                vulnerable=vulnerable,
                learnt={
                    one.category: self._weighing.because(votes, one.category)
                    for one in matters
                    if votes and one.category and one.category not in scores and not kind
                },
            ),
            neglect=bool(failed_unit(evidence)),
        )

    def place_near(self, latitude: float, longitude: float) -> PlaceReading:
        """The place a sent location (GCJ-02) stands for, see `Nearby.read`."""
        return self._nearby.read(latitude, longitude)

    def refine(self, reading: Reading, answer: str) -> Reading:
        """The reading with the one thing replaced that a correction names (`是5号楼`, `不是灯，是电梯`)."""
        return self._corrections.refine(reading, answer)

    def choices(self, question: str) -> tuple[Option, ...]:
        """Options of a clarifying question in their order, empty for an unknown code."""
        return self._corrections.choices(question)

    def settle(self, reading: Reading, question: str, answer: str) -> Reading | None:
        """The reading after a clarifying question was answered by number, label or words; None if it fits no option."""
        return self._corrections.settle(reading, question, answer)

    def merge(self, readings: Sequence[Reading]) -> Reading:
        """One reading of a draft that collected several messages, in order; raises ValueError without any."""
        return self._corrections.merge(readings)

    def _danger(
        self, votes: Votes | None, found: tuple[Danger, str] | None, ordinary: MatterReading | None, letters: int
    ) -> tuple[Danger, str] | None:
        """The danger of a text with the words that speak of it, None when there is none."""
        if votes is None:
            return found
        if not self._weighing.is_danger(votes, told=found is not None, ordinary=ordinary, letters=letters):
            return None
        return found or (_BY_KIND[votes.kind], "…".join(self._weighing.because(votes, "")))

    def _place(self, evidence: Evidence, default_unit: str) -> PlaceReading:
        detail, start, end = read_address(evidence.text)
        if evidence.mentions:
            return self._gazetteer.resolve(evidence.mentions, evidence.text, detail)
        home = self._gazetteer.home_of(default_unit) if default_unit else ""
        said = evidence.text[start:end]
        if home and (detail or "mine" in evidence.signs):
            return self._gazetteer.at(home, said=said or evidence.signs["mine"][0][0], detail=detail)
        return PlaceReading(candidates=(home,) if home else (), detail=detail, said=said)

    def _emergency_matter(self, danger: Danger, best: MatterReading, text: str) -> MatterReading:
        """The danger's own category, or the best other one in a district that does not have it."""
        known = danger.category in self._district.categories
        code = danger.category if known else best.category
        return MatterReading(code, danger.title, 0.95 if known else best.confidence, fragment=text)

    def _unknown(self, evidence: Evidence, intent: Intent, best: MatterReading) -> list[MatterReading]:
        """A matter no entry fits well: the catch-all of its intent, the weak guess with its choices, or nothing."""
        fallback = self._district.categories.get(_FALLBACK.get(intent, ""))
        if fallback is not None:
            return [replace(best, category=fallback.code, title=fallback.title, confidence=_GUESSED)]
        if best.alternatives:
            return [best]
        question = self._matters.question_of(evidence)
        return [replace(best, question=question)] if question else []
