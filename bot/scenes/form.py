"""The shape of a scene."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.demo_words import DemoPhone, Step
from models.district.schema import DistrictFile


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that goes on while the visitor comes in."""

    name: str
    steps: tuple[Step, ...]
    """In order of time; steps of all scenes are played by their instants."""
    phones: tuple[DemoPhone, ...] = ()
    """Who is not on the page yet."""
    told: Mapping[int, int] = field(default_factory=dict)
    """Cases that others told on a day of November before its own: numbers are of the whole district."""
    settings: Callable[[DistrictFile], Mapping[str, Any]] | None = None
    """Fields of the settings that are otherwise in the demo than in the shipped file."""
