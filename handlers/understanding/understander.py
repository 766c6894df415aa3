"""The reading of residents' words: what, where, how urgent, for whom, and how sure."""

from __future__ import annotations

from dataclasses import replace

from handlers.understanding.addresses import read_address
from handlers.understanding.emergencies import find_danger
from handlers.understanding.evidence import Evidence
from handlers.understanding.gazetteer import Gazetteer
from handlers.understanding.intents import find_intent
from handlers.understanding.lexicon import Danger
from handlers.understanding.matters import ASK, ROUTE, Matters
from handlers.understanding.nearby import Nearby
from handlers.understanding.reasons import explain
from handlers.understanding.urgency import find_urgency
from handlers.understanding.vocabulary import Vocabulary
from models.domain.district import District
from models.domain.reading import Intent, MatterReading, Outcome, PlaceReading, Reading

MAX_LENGTH = 600
"""Characters that are read; a longer paste says what it wants before (dialogues (q)), and signs of danger are cheap."""
_SPOKEN_FOR = frozenset({"praise", "progress", "poll_answer", "chat"})
"""Intents that need neither a category nor a place."""
_PLACELESS = frozenset({"question", "misconduct", "emergency"})
"""Intents that are not held up by a missing place."""


class Understander:
    """Reads texts for one district; built once from it, pure and safe to share between threads."""

    def __init__(self, district: District) -> None:
        self._district = district
        self._gazetteer = Gazetteer(district)
        self._vocabulary = Vocabulary(self._gazetteer, district.categories.values())
        self._matters = Matters(self._vocabulary, district.categories)
        self._nearby = Nearby(tuple(district.places.values()), self._gazetteer)

    def read(self, text: str, *, default_unit: str = "") -> Reading:
        """Everything a text says.

        `default_unit` is the unit code the person is bound to: 我家 and 我们小区 mean it, and without any place it
        is offered as the one candidate.
        """
        evidence = Evidence(text[:MAX_LENGTH], self._vocabulary, self._gazetteer)
        place = self._place(evidence, default_unit)
        matters, scores = self._matters.read(evidence)
        danger = find_danger(evidence)
        best = matters[0] if matters else MatterReading(fragment=text)
        intent: Intent
        if danger is not None:
            intent = "emergency"
            kind, said = danger
            matters = [self._emergency_matter(kind, best, text)]
            best = matters[0]
        else:
            said = ""
            points = scores[best.category].points if best.category else 0.0
            intent = find_intent(evidence, best.category, points, self._matters.leaning_of(best.category))
        category = self._district.categories.get(best.category)
        vulnerable = evidence.has("vulnerable") and intent in {"complaint", "emergency"}
        if intent in _SPOKEN_FOR and best.confidence < ROUTE:
            matters = []
        elif not matters and intent not in _SPOKEN_FOR:
            matters = self._unknown(evidence, text)
        outcome, confidence = self._decide(intent, matters, place)
        return Reading(
            intent=intent,
            matters=tuple(matters),
            place=place,
            urgency=find_urgency(
                evidence, intent, best.category, category.tier if category else None, vulnerable=vulnerable
            ),
            emergency=danger[0].kind if danger else "",
            vulnerable=vulnerable,
            outcome=outcome,
            confidence=confidence,
            reasons=explain(self._district, evidence, matters, scores, place, said, vulnerable=vulnerable),
        )

    def place_near(self, latitude: float, longitude: float) -> PlaceReading:
        """The place a sent location (GCJ-02) stands for, see `Nearby.read`."""
        return self._nearby.read(latitude, longitude)

    def _place(self, evidence: Evidence, default_unit: str) -> PlaceReading:
        detail, start, end = read_address(evidence.text)
        if evidence.mentions:
            return replace(self._gazetteer.resolve(evidence.mentions, evidence.text), detail=detail)
        home = self._gazetteer.home_of(default_unit) if default_unit else ""
        said = evidence.text[start:end]
        if home and (detail or evidence.has("mine")):
            word = evidence.signs["mine"][0][0] if evidence.has("mine") else said
            return self._gazetteer.at(home, said=word, detail=detail)
        return PlaceReading(candidates=(home,) if home else (), detail=detail, said=said)

    def _emergency_matter(self, danger: Danger, best: MatterReading, text: str) -> MatterReading:
        """The danger's own category, or the best other one in a district that does not have it."""
        known = danger.category in self._district.categories
        code = danger.category if known else best.category
        return MatterReading(code, danger.title, 0.95 if known else best.confidence, fragment=text)

    def _unknown(self, evidence: Evidence, text: str) -> list[MatterReading]:
        """A matter without a category, with the question its words call for."""
        question = self._matters.question_of(evidence)
        return [MatterReading(question=question, fragment=text)] if question else []

    def _decide(self, intent: Intent, matters: list[MatterReading], place: PlaceReading) -> tuple[Outcome, float]:
        """Sure -> route, unsure -> one question, hopeless -> a person (architecture 6)."""
        if intent == "emergency":
            return "route", 0.95
        if intent in _SPOKEN_FOR:
            return "route", 0.8
        if not matters:
            return ("ask", 0.0) if place.given == "yes" else ("hand", 0.0)
        sure = min(matter.confidence for matter in matters)
        if sure >= ROUTE:
            needs_place = intent not in _PLACELESS or self._is_local(matters[0])
            return ("ask" if needs_place and place.given != "yes" else "route"), sure
        if sure >= ASK or matters[0].question or place.given == "yes":
            return "ask", sure
        return "hand", sure

    def _is_local(self, matter: MatterReading) -> bool:
        category = self._district.categories.get(matter.category)
        return category is not None and category.lead in {"community", "street"}
