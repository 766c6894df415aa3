"""What a reading becomes when the resident corrects it, answers a question or sends more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.understanding.addresses import read_address
from handlers.understanding.decisions import decide
from handlers.understanding.evidence import Evidence
from handlers.understanding.gazetteer import Gazetteer
from handlers.understanding.lexicon import NEITHER, QUESTIONS, Option, Question
from handlers.understanding.matters import ROUTE, WHICH, Matters, score
from handlers.understanding.reasons import choice, correction, joined, revise
from handlers.understanding.urgency import TIERS, find_urgency, shortest
from handlers.understanding.vocabulary import Vocabulary
from handlers.understanding.wording import normalise
from models.domain.district import District
from models.domain.reading import Intent, MatterReading, PlaceReading, Reading

_DENIED = re.compile(r"(?:不是|不在|不叫|没在)(?P<wrong>[^,，。;；!！\s]{1,12}?)(?:[,，。;；!！\s]+|(?=是|在|而))")
_LEAD_IN = re.compile(r"^(?:不对|错了|不是的|不是|应该是|应该|而是|其实是|是|在|改成|改为)[,，。\s]*")
_ORDER: tuple[Intent, ...] = (
    "emergency",
    "misconduct",
    "complaint",
    "suggestion",
    "question",
    "praise",
    "poll_answer",
    "progress",
    "chat",
)
"""Of several intents in one draft the first of these wins."""
_GIVEN = {"no": 0, "partial": 1, "yes": 2}
_EXPLICIT = 0.45
"""Confidence from which a correction is taken at its word."""
_SETTLED = 0.9
"""Confidence of what the person chose."""
_FIGURES = {"①": 0, "②": 1, "③": 2, "④": 3, "一": 0, "二": 1, "三": 2, "四": 3}


class Corrections:
    """Later words about an earlier reading of one district."""

    def __init__(self, district: District, gazetteer: Gazetteer, vocabulary: Vocabulary, matters: Matters) -> None:
        self._district = district
        self._gazetteer = gazetteer
        self._vocabulary = vocabulary
        self._matters = matters
        self._questions = {question.code: question for question in QUESTIONS}

    def refine(self, reading: Reading, answer: str) -> Reading:
        """The reading with the one field replaced that the answer names; itself when the answer names nothing.

        A place keeps the house number unless a new one is said, a house number keeps the place. A bare noun is read
        together with the earlier words, the denied one left out: 不是灯，是电梯 keeps that it is broken.
        """
        said, wrong = _affirmed(normalise(answer))
        evidence = Evidence(said, self._vocabulary, self._gazetteer)
        place = self._moved(reading.place, evidence)
        matters = self._changed(reading, evidence, wrong)
        if place is reading.place and matters is reading.matters:
            return reading
        line = correction(said)
        reasons = revise(
            reading.reasons, line, matter=matters is not reading.matters, place=place.unit != reading.place.unit
        )
        words = evidence if matters is not reading.matters else None
        return self._finish(replace(reading, reasons=reasons), matters, place, words)

    def _moved(self, place: PlaceReading, evidence: Evidence) -> PlaceReading:
        detail, start, end = read_address(evidence.text)
        if evidence.mentions:
            return self._gazetteer.resolve(evidence.mentions, evidence.text, detail or place.detail)
        if detail:
            return replace(place, detail=detail, said=place.said or evidence.text[start:end])
        return place

    def _changed(self, reading: Reading, evidence: Evidence, wrong: str) -> tuple[MatterReading, ...]:
        named = {number for number, found in score(evidence).items() if found.points > 0}
        if not named:
            return reading.matters
        earlier = reading.matters[0].fragment if reading.matters else ""
        if wrong:
            earlier = earlier.replace(wrong, " ")
        together = Evidence(f"{evidence.text}，{earlier}", self._vocabulary, self._gazetteer)
        found = self._matters.read_among(together, named)
        if found is None or not found.category or (reading.matters and found.category == reading.matters[0].category):
            return reading.matters
        if found.confidence >= _EXPLICIT:
            # The person said it in so many words: what else could be meant is no longer asked.
            found = replace(found, confidence=max(found.confidence, ROUTE), question="")
        return (replace(found, fragment=together.raw), *reading.matters[1:])

    def choices(self, question: str) -> tuple[Option, ...]:
        """Options of a question that this district can follow, empty for an unknown code."""
        if question.startswith(WHICH):
            return self._titles(question.removeprefix(WHICH).split("|"))
        found = self._questions.get(question)
        return () if found is None else self._options(found)

    def _titles(self, codes: Sequence[str]) -> tuple[Option, ...]:
        """Categories offered by their titles, and the way out to a person."""
        known = [self._district.categories[code] for code in codes if code in self._district.categories]
        return (*(Option(one.title, one.code, ()) for one in known), NEITHER)

    def _options(self, question: Question) -> tuple[Option, ...]:
        known = self._district.categories
        return tuple(option for option in question.options if not option.category or option.category in known)

    def settle(self, reading: Reading, question: str, answer: str) -> Reading | None:
        """The reading after a choice; an undecided option (说不准) hands it to a person. None = no option fits."""
        options = self.choices(question)
        chosen = _chosen(options, normalise(answer).strip(" 。.,，!！"))
        if chosen is None:
            return None
        if not chosen.category:
            reasons = (*reading.reasons, choice(chosen.label))
            return replace(reading, outcome="hand", confidence=0.0, reasons=reasons)
        category = self._district.categories[chosen.category]
        fragment = reading.matters[0].fragment if reading.matters else ""
        settled = MatterReading(category.code, category.title, _SETTLED, fragment=fragment)
        asked = next((i for i, matter in enumerate(reading.matters) if matter.question == question), 0)
        matters = (*reading.matters[:asked], settled, *reading.matters[asked + 1 :])
        reasons = revise(reading.reasons, choice(chosen.label), matter=True, place=False)
        return self._finish(replace(reading, reasons=reasons), matters, reading.place, None)

    def merge(self, readings: Sequence[Reading]) -> Reading:
        """One reading of all: the best place (the later of equals), every matter once, the shortest tier.

        A weak guess beside something surer is no matter of its own: 超市后面那块 says where, not that food is spoilt.
        """
        if not readings:
            raise ValueError("no reading to merge")
        intent = min((reading.intent for reading in readings), key=_ORDER.index)
        place = max(reversed(readings), key=lambda reading: _GIVEN[reading.place.given]).place
        details = [reading.place.detail for reading in readings if reading.place.detail]
        if details and not place.detail:
            place = replace(place, detail=details[-1])
        matters: dict[str, MatterReading] = {}
        for matter in (matter for reading in readings for matter in reading.matters):
            held = matters.get(matter.category)
            if held is None or matter.confidence > held.confidence:
                matters[matter.category] = matter
        if len(matters) > 1:
            matters.pop("", None)
            surest = max(matter.confidence for matter in matters.values())
            matters = {code: one for code, one in matters.items() if one.confidence >= min(ROUTE, surest)}
        outcome, confidence = decide(intent, tuple(matters.values()), place, self._district.categories)
        tiers = [tier for tier in TIERS if any(reading.urgency == tier for reading in readings)]
        return Reading(
            intent=intent,
            matters=tuple(matters.values()),
            place=place,
            urgency=tiers[0] if tiers else "",
            emergency=next((reading.emergency for reading in readings if reading.emergency), ""),
            vulnerable=any(reading.vulnerable for reading in readings),
            outcome=outcome,
            confidence=confidence,
            reasons=joined([line for reading in readings for line in reading.reasons], placed=place.given == "yes"),
            neglect=any(reading.neglect for reading in readings),
        )

    def _finish(
        self, reading: Reading, matters: tuple[MatterReading, ...], place: PlaceReading, evidence: Evidence | None
    ) -> Reading:
        """The reading with its new parts; the tier follows a new category, never an unchanged one."""
        outcome, confidence = decide(reading.intent, matters, place, self._district.categories)
        urgency = reading.urgency
        if matters != reading.matters and matters and reading.intent != "emergency":
            category = shortest(self._district.categories, matters)
            words = evidence or Evidence(matters[0].fragment, self._vocabulary, self._gazetteer)
            urgency = find_urgency(words, reading.intent, category, vulnerable=reading.vulnerable)
        return replace(reading, matters=matters, place=place, urgency=urgency, outcome=outcome, confidence=confidence)


def _affirmed(answer: str) -> tuple[str, str]:
    """What the answer says instead, and what it denies: 不是灯，是电梯 -> 电梯, 灯."""
    denied = _DENIED.search(answer)
    wrong = denied.group("wrong") if denied else ""
    rest = answer[: denied.start()] + answer[denied.end() :] if denied else answer
    return _LEAD_IN.sub("", rest.strip(" ,，。")), wrong


def _chosen(options: Sequence[Option], said: str) -> Option | None:
    """The option meant by its number, its label or one of its words; None when several or none fit."""
    figure = int(said) - 1 if said.isdigit() and said.isascii() else _FIGURES.get(said, -1)
    if said and 0 <= figure < len(options):
        return options[figure]
    exact = [option for option in options if said == option.label or said in option.words]
    if len(exact) == 1:
        return exact[0]
    fitting = [option for option in options if any(word in said for word in option.words)]
    return fitting[0] if len(fitting) == 1 else None
