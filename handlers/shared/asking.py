"""Asking in a passive reply: the question becomes the live one and its words are kept, to be said again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from handlers.context import Talk
from handlers.services import questions
from models.domain import words
from models.domain.wordlists import STANDARD_OPTIONS, QuestionKind
from models.domain.words import Answer, AskBack
from models.tables import Case, Conversation, Question

DRAFT_LIVES = timedelta(hours=2)
VOTE_LIVES = timedelta(days=7)
SATISFIED_LIVES = timedelta(days=3)
CHOICE_LIVES = timedelta(minutes=30)

Choice = tuple[str, str]
"""(effect, label) of an option; digits run from 1."""


def ask(
    talk: Talk,
    kind: str,
    text: str,
    choices: Sequence[Choice] = (),
    *,
    purpose: str = "",
    digits: Iterable[int] | None = None,
    lives: timedelta = CHOICE_LIVES,
    expires_at: datetime | None = None,
    case: Case | None = None,
    draft_id: int | None = None,
    voice_id: int | None = None,
    **data: Any,
) -> str:
    """Put a question to the person who is being answered; returns `text`, which shows it."""
    numbers = list(digits) if digits is not None else list(range(1, len(choices) + 1))
    options: list[questions.Option] = [
        {"digit": str(digit), "label": label, "effect": effect}
        for digit, (effect, label) in zip(numbers, choices, strict=True)
    ]
    questions.ask(
        talk.ctx,
        talk.account.id,
        kind,
        options,
        case=case,
        draft_id=draft_id,
        voice_id=voice_id,
        data={**data, "purpose": purpose, "shown": text},
        expires_at=expires_at or talk.now + lives,
    )
    renew(talk)
    return text


def once_more(talk: Talk, question: Question) -> str:
    """A question whose time was over is put again: what was said to it is not taken unseen."""
    questions.show(talk.ctx, talk.tx.update(question, expires_at=talk.now + CHOICE_LIVES), "passive")
    renew(talk)
    return shown(question)


def settle(talk: Talk, question: Question, answer: str, *, status: str = "answered") -> Question:
    """The question is answered; the talk knows it. A service may have closed it meanwhile: the answer is kept."""
    newest = talk.tx.get(Question, question.id) or question
    settled = questions.settle(talk.ctx, newest, answer, status=status)
    renew(talk)
    return settled


def live(talk: Talk) -> Question | None:
    """The live question of the person who is being answered."""
    return questions.live(talk.ctx, talk.conversation)


def purpose_of(question: Question) -> str:
    """Which variant of its kind a question is."""
    return str(question.data.get("purpose", ""))


def shown(question: Question) -> str:
    """The words it was asked with, `` for one that another room asked."""
    return str(question.data.get("shown", ""))


def meaning(question: Question, text: str, about: str = "") -> Answer | AskBack | None:
    """What the words mean at this question (models.domain.words); the options are those that were shown.

    `about` is the title of the case that is asked about: 灯亮了 is an answer at 楼道灯不亮.
    """
    if question.kind not in STANDARD_OPTIONS and question.kind not in ("place", "which"):
        return None
    options = [
        words.Option(int(option["digit"]), option["effect"], (option.get("label", ""),)) for option in question.options
    ]
    return words.meaning(cast("QuestionKind", question.kind), text, options or None, about)


def renew(talk: Talk) -> None:
    """Take the newest conversation after a service changed it."""
    talk.conversation = talk.tx.get(Conversation, talk.conversation.id) or talk.conversation
