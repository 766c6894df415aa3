"""How people are: tables of chances and delays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class ResidentTemper:
    """A kind of resident."""

    name: str
    share: float
    answers: float = 0.9
    """Chance that a question is answered at all."""
    hours: tuple[float, float] = (0.02, 2.0)
    """From hearing something to doing something."""
    splits: bool = False
    """Sends a photo first and says one matter in several messages."""
    tells_secrets: bool = False
    """Says name, telephone and room with the matter."""
    leaves: float = 0.0
    """Chance of unfollowing at something heard."""
    meddles: float = 0.05
    """Chance of saying something nobody asked for."""


@dataclass(frozen=True, slots=True)
class CadreTemper:
    """A kind of post holder."""

    name: str
    share: float
    looks: float
    """Chance that an order or a morning makes them look at their list."""
    hours: tuple[float, float]
    acts: float = 0.8
    """Chance that one case of the list is worked on now."""
    refuses: float = 0.05
    mornings: float = 0.15
    """Chance that a day begins with a look at the list."""


RESIDENTS = (
    ResidentTemper("plain", 0.40),
    ResidentTemper("scattered", 0.15, splits=True),
    ResidentTemper("vanishing", 0.12, answers=0.1),
    ResidentTemper("late", 0.10, hours=(20.0, 90.0)),
    ResidentTemper("talkative", 0.10, meddles=0.4),
    ResidentTemper("open", 0.08, tells_secrets=True),
    ResidentTemper("leaving", 0.05, leaves=0.3),
)
CADRES = (
    CadreTemper("diligent", 0.40, looks=0.95, hours=(0.2, 3.0)),
    CadreTemper("slow", 0.25, looks=0.5, hours=(8.0, 60.0), acts=0.5),
    CadreTemper("forgetful", 0.12, looks=0.05, hours=(1.0, 50.0), acts=0.3),
    CadreTemper("refusing", 0.08, looks=0.9, hours=(0.5, 5.0), refuses=0.6),
    CadreTemper("vacant", 0.15, looks=0.0, hours=(1.0, 2.0)),
)
VACANT = "vacant"
"""Nobody fills the post."""


T = TypeVar("T", ResidentTemper, CadreTemper)


def draw(tempers: Sequence[T], chance: Random) -> T:
    """One of them by its share."""
    return chance.choices(tempers, [one.share for one in tempers])[0]
