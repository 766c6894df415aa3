"""The shape of what is said unasked: words, options to tap, a card for when no words may be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.services.questions import Option
from handlers.texts import naming, votes
from models.domain.wordlists import STANDARD_OPTIONS, QuestionKind


@dataclass(frozen=True, slots=True)
class Card:
    """A template message: which of our roles, and the values of its fields by our names."""

    role: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asking:
    """The question a letter puts."""

    kind: QuestionKind
    options: tuple[Option, ...]
    lives: float
    """Hours until it is no longer waited for."""
    data: Mapping[str, Any] = field(default_factory=dict)
    voice_id: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing to say."""

    text: str
    asking: Asking | None = None
    tail: str = ""
    """Last line behind the options."""
    by_word: str = ""
    """Stands instead of the options where digits would be misread."""
    card: Card | None = None

    def plain(self, *, digits: bool) -> str:
        """All of it as one text; with `digits` the options are listed, without them `by_word` says what to send."""
        lines = [self.text]
        if self.asking is not None and digits:
            lines.append(naming.options((option["digit"], option["label"]) for option in self.asking.options))
        elif self.by_word:
            lines.append(self.by_word)
        return "\n".join(line for line in lines if line)


def asking(
    kind: QuestionKind,
    *,
    hours: float,
    labels: Mapping[str, str] | None = None,
    effects: tuple[str, ...] = (),
    data: Mapping[str, Any] | None = None,
    voice_id: int | None = None,
) -> Asking:
    """A question with the standard options of its kind, called as they are when echoed."""
    named = {**votes.LABELS, **(labels or {})}
    chosen = effects or STANDARD_OPTIONS[kind]
    options = tuple(
        Option(digit=str(at), label=named[effect], effect=effect) for at, effect in enumerate(chosen, start=1)
    )
    return Asking(kind, options, hours, dict(data or {}), voice_id)
