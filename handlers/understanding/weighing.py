"""The lexicon's word and the learnt one, weighed: what is the matter, what is wanted, is a life in danger.

Where both say the same lead the message may be routed; where they differ the surer guess is only proposed, with the
other among the choices, and a question comes first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from handlers.understanding.evidence import Evidence
from handlers.understanding.learnt.cold_start import ColdStart, Votes
from handlers.understanding.learnt.signals import plain, signals
from handlers.understanding.lexicon import DANGERS
from handlers.understanding.matters import ASK, ROUTE, WHICH, Matters, Score
from handlers.understanding.vocabulary import MISCONDUCT
from models.domain.district import Category
from models.domain.reading import Intent, MatterReading

DANGER_TOLD = 0.35
"""Score from which a text is an emergency when the lexicon heard it too."""
LITTLE = 14
"""Letters up to which a text holds too little for the model to contradict a danger that was told: it must vote no."""
DANGER_ALONE = 0.5
"""Score from which it is one although no word of danger was found."""
DANGER_AGAINST = 0.6
"""Score from which it is one although the lexicon is sure of an ordinary matter."""
AGREED = 0.6
"""Share of the lead from which lexicon and model together route."""
ALONE = 0.97
"""Share of the lead from which the model routes where the lexicon says nothing or something else."""
FIRM = 0.75
"""Confidence of the lexicon from which its word is proposed first, whatever the model says."""
_UNSURE = 0.55
"""Confidence of what is proposed but asked first."""
_WANTED = 0.6
"""Share from which the model overrules the rules about what the person wants."""
_MENTIONED = 0.03
_CHOICES = 3
_OF_DANGER = frozenset(danger.category for danger in DANGERS)
"""Categories of emergencies: what was not heard as one never goes there unasked."""


class Weighing:
    """Both voices for one district."""

    def __init__(self, model: ColdStart, matters: Matters, categories: Mapping[str, Category]) -> None:
        self._model = model
        self._matters = matters
        self._categories = categories
        self._columns = {code: number for number, code in enumerate(model.categories)}
        self._known = np.array([code in categories for code in model.categories])
        leads = [categories[code].lead if code in categories else "" for code in model.categories]
        names = sorted(set(leads))
        self._leads = np.array([names.index(lead) for lead in leads])
        grave = np.array([code.startswith(MISCONDUCT) for code in model.categories])
        masks = (self._known, self._known * grave, self._known * ~grave)
        self._any, self._grave, self._plain = (mask.astype(np.float32) for mask in masks)
        self._same = (self._leads[:, None] == self._leads).astype(np.float32)
        """By category those of the same lead."""

    def hear(self, evidence: Evidence, danger: str, scores: Mapping[str, Score]) -> Votes:
        """What the model makes of a text, given the lexicon's points by category and the danger it heard."""
        points = [(code, score.points) for code, score in scores.items()]
        return self._model.votes(plain(evidence), signals(evidence, danger, points))

    def matter(self, votes: Votes, told: MatterReading | None, fragment: str, intent: str) -> MatterReading:
        """The best matter; `told` is the lexicon's own, None when no word of it was found.

        What the lexicon has a question of its own for is asked before anything is guessed.
        """
        open_question = told is not None and bool(told.question) and told.confidence < ROUTE
        if told is not None and open_question and not told.category:
            return told
        accused = told is not None and told.category.startswith(MISCONDUCT)
        shares = votes.shares * (self._grave if intent == "misconduct" else self._any if accused else self._plain)
        order = (-shares).argsort(kind="stable")[: _CHOICES + 1].tolist()
        best = order[0]
        if not shares[best]:  # a district with categories of its own, none of them learnt
            return told or MatterReading(fragment=fragment)
        code = self._model.categories[best]
        share = float(shares @ self._same[best])
        spoken = told.category if told is not None else ""
        agreed = bool(spoken) and self._categories[spoken].lead == self._categories[code].lead
        if agreed and told is not None:
            code = spoken if told.confidence >= ROUTE and self._mentions(shares, spoken) else code
            sure = max(share, ROUTE) if share >= AGREED else min(share, _UNSURE)
        else:
            contradicted = told is not None and bool(spoken) and told.confidence >= ROUTE
            sure = share if share >= ALONE and not contradicted else min(share, _UNSURE)
            if told is not None and contradicted and (told.confidence >= FIRM or share < AGREED):
                code, sure = spoken, _UNSURE
        if told is not None and code == spoken and self._categories[code].file_unasked:
            sure = max(sure, told.confidence)  # an open manhole does not wait for the answer to a question
        if code in _OF_DANGER or open_question:
            sure = min(sure, _UNSURE)
        others = [self._model.categories[at] for at in order if shares[at] >= _MENTIONED]
        if spoken and not agreed:
            others.insert(0 if code != spoken else len(others), spoken)
        others = [other for other in dict.fromkeys(others) if other != code][:_CHOICES]
        if not spoken and share < ASK:
            return told or MatterReading(confidence=round(share, 2), fragment=fragment)
        question = "" if sure >= ROUTE else self._question(told, code, others)
        title = told.title if told is not None and told.category == code else self._categories[code].title
        return MatterReading(code, title, round(sure, 2), tuple(others), question, fragment)

    def _mentions(self, shares: NDArray[np.float32], code: str) -> bool:
        """Whether the model thinks of a category too; of one it never learnt it cannot say no."""
        at = self._columns.get(code)
        return at is None or bool(shares[at] >= _MENTIONED)

    def _question(self, told: MatterReading | None, code: str, others: Sequence[str]) -> str:
        """The lexicon's question where it separates them, else one that offers the categories themselves."""
        if told is not None and told.question and told.confidence < ROUTE:
            return told.question
        leads = {self._categories[one].lead for one in (code, *others)}
        if len(leads) < 2:
            return ""
        written = self._matters.question_between(code, others)
        if written:
            return written
        offered = [one for one in (code, *others) if one not in _OF_DANGER]
        return WHICH + "|".join(offered) if len(offered) > 1 else ""

    def intent(self, votes: Votes, ruled: Intent, evidence: Evidence) -> Intent:
        """What the person wants: the rules where they are strict, else the model where it is sure enough."""
        if evidence.has("mute") or ruled == "misconduct" or not evidence.says_more_than_where():
            return ruled
        shares = {name: share for name, share in votes.intents.items() if name != "emergency"}
        best = max(shares, key=lambda name: shares[name])
        return cast("Intent", best) if shares[best] >= _WANTED else ruled

    def because(self, votes: Votes, code: str) -> list[str]:
        """The words that spoke loudest for a category (`` = danger), as they stood."""
        return self._model.because(votes, code)

    def is_danger(self, votes: Votes, *, told: bool, ordinary: MatterReading | None, letters: int) -> bool:
        """Whether the text is an emergency, `told` by the lexicon or not; `ordinary` is its matter beside it."""
        if told:
            return votes.danger >= (DANGER_TOLD if letters > LITTLE else 0)
        against = ordinary is not None and ordinary.confidence >= ROUTE and ordinary.category not in _OF_DANGER
        return votes.danger >= (DANGER_AGAINST if against else DANGER_ALONE)
