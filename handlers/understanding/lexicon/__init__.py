"""The written lexicon: words of the categories, of dangers, of intents, and the clarifying questions. Data only."""

from __future__ import annotations

from handlers.understanding.lexicon.circumstances import CLASSES, COMBINATIONS, Combination
from handlers.understanding.lexicon.dangers import DANGERS, Danger
from handlers.understanding.lexicon.entry import Entry, widened
from handlers.understanding.lexicon.everyday import EVERYDAY
from handlers.understanding.lexicon.everyday_people import EVERYDAY_PEOPLE
from handlers.understanding.lexicon.homes import HOMES
from handlers.understanding.lexicon.living import LIVING
from handlers.understanding.lexicon.people import PEOPLE
from handlers.understanding.lexicon.questions import NEITHER, QUESTIONS, WHICH_TEXT, Option, Question
from handlers.understanding.lexicon.scopes import GUARDS, HEDGES, NEGATIONS, SCOPES
from handlers.understanding.lexicon.signs import COMMON, SIGNS
from handlers.understanding.lexicon.streets import STREETS

ENTRIES: tuple[Entry, ...] = widened(HOMES + STREETS + LIVING + PEOPLE, EVERYDAY + EVERYDAY_PEOPLE)

__all__ = [
    "CLASSES",
    "COMBINATIONS",
    "COMMON",
    "DANGERS",
    "ENTRIES",
    "GUARDS",
    "HEDGES",
    "NEGATIONS",
    "NEITHER",
    "QUESTIONS",
    "SCOPES",
    "SIGNS",
    "WHICH_TEXT",
    "Combination",
    "Danger",
    "Entry",
    "Option",
    "Question",
]
