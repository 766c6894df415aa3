"""Labelled messages to learn from, and which of them must not be parted when a model is tested."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.understanding.learnt.grams import prepared


@dataclass(frozen=True, slots=True)
class Example:
    """One message with its label. A chat message has a title (its words) and no detail."""

    label: str
    title: str
    detail: str = ""
    unit: str = ""
    time: str = ""


def folds_of(examples: Sequence[Example], count: int) -> list[int]:
    """The fold of each example. Same title = same fold: a message seen in training would test nothing.

    The fold is a hash of the title, so it does not change with the order or the company of a row.
    """
    return [
        int.from_bytes(hashlib.blake2b(prepared(one.title or one.detail).encode(), digest_size=4).digest()) % count
        for one in examples
    ]


def digest_of(examples: Iterable[Example]) -> str:
    """A hash of what was learnt from, whatever its order: two models with the same one saw the same data."""
    rows = sorted(f"{one.label}\x1f{one.title}\x1f{one.detail}" for one in examples)
    return hashlib.sha256("\x1e".join(rows).encode()).hexdigest()
