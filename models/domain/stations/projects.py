"""Stages of what is built, in their order, and which of them are told to those whose complaint caused it."""

from __future__ import annotations

from typing import Literal

Stage = Literal["planned", "funded", "started", "built", "accepted"]
STAGES: tuple[Stage, ...] = ("planned", "funded", "started", "built", "accepted")
TOLD: frozenset[Stage] = frozenset({"started", "built"})
"""因您反映而建 is said when work begins and when it stands; the desk's own stages are no news."""


def is_later(stage: str, before: str) -> bool:
    """Whether a stage comes after another: a project never goes back."""
    return STAGES.index(stage) > STAGES.index(before)
