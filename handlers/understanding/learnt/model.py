"""The linear model: scores, calibrated probabilities and the words that speak for a label."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from handlers.understanding.learnt.grams import counted, joined, prepared

Floats = NDArray[np.float32]
Source = Literal["title", "both"]


@dataclass(frozen=True, slots=True)
class Space:
    """One set of features: n-grams of one length range, cut from the title or from title and detail together."""

    source: Source
    shortest: int
    longest: int
    grams: tuple[str, ...]
    idf: Floats
    first: int
    """Number of its first feature among those of the model."""
    index: Mapping[str, int] = field(repr=False, compare=False)
    """N-gram -> its number in this space, from 1."""

    @classmethod
    def of(cls, source: Source, lengths: tuple[int, int], grams: Sequence[str], idf: Floats, first: int) -> Space:
        """A space with its index made."""
        index = {gram: number for number, gram in enumerate(grams, 1)}
        return cls(source, lengths[0], lengths[1], tuple(grams), idf, first, index)

    def read(self, title: str, both: str) -> tuple[NDArray[np.intp], Floats]:
        """Numbers and values (log count times rarity, length one) of the n-grams of a prepared text."""
        text = title if self.source == "title" else both
        found = counted(text, self.shortest, self.longest, self.index.get)
        places = np.fromiter(found.keys(), np.intp, len(found)) - 1
        values: Floats = np.log(np.fromiter(found.values(), np.float32, len(found)))
        values += 1
        values *= self.idf[places]
        if len(found):
            values *= 1 / math.sqrt(values @ values)
        places += self.first
        return places, values


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model; read-only and safe to share between threads."""

    labels: tuple[str, ...]
    spaces: tuple[Space, ...]
    weights: NDArray[np.int16]
    """Feature x label, as multiples of `scale`."""
    scale: Floats
    """One step of a weight, by label."""
    bias: Floats
    sharpness: tuple[float, float]
    """What scores are multiplied with before they become probabilities: title alone, title with detail."""
    facts: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """Version, date, data hash, figures, as they were when it was trained."""

    def scores(self, title: str, detail: str = "") -> Floats:
        """One score per label, in the order of `labels`."""
        return self._scores(prepared(title), prepared(detail))

    def probabilities(self, title: str, detail: str = "") -> Floats:
        """One calibrated probability per label, in the order of `labels`; they add up to one."""
        head, body = prepared(title), prepared(detail)
        scores = self._scores(head, body) * np.float32(self.sharpness[1 if head and body else 0])
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), np.float32)

    def best(self, title: str, detail: str = "", *, count: int = 3) -> list[tuple[str, float]]:
        """The likeliest labels with their probabilities, best first."""
        found = self.probabilities(title, detail)
        order = np.argsort(-found, kind="stable")[:count]
        return [(self.labels[number], float(found[number])) for number in order]

    def because(self, label: str, title: str, detail: str = "", *, count: int = 3) -> list[str]:
        """The n-grams that spoke loudest for a label, loudest first; none is part of another."""
        column = self.labels.index(label)
        head, body = prepared(title), prepared(detail)
        voices: defaultdict[str, float] = defaultdict(float)
        for space in self.spaces:
            places, values = space.read(head, joined(head, body))
            steps = self.weights[places].astype(np.float32)
            steps[:, :] *= self.scale
            against = (steps.sum(axis=1) - steps[:, column]) / max(1, len(self.labels) - 1)
            for place, weight in zip(places, values * (steps[:, column] - against), strict=True):
                voices[space.grams[place - space.first]] += float(weight)
        return _loudest(voices, count)

    def _scores(self, head: str, body: str) -> Floats:
        both = joined(head, body)
        title = head or body
        total = self.bias.copy()
        for space in self.spaces:
            places, values = space.read(title, both)
            total += (values @ self.weights[places]) * self.scale
        return total


def _loudest(voices: Mapping[str, float], count: int) -> list[str]:
    chosen: list[str] = []
    for gram, weight in sorted(voices.items(), key=lambda one: -one[1]):
        if weight <= 0 or len(chosen) == count:
            break
        if len(gram) > 1 and not any(gram in other or other in gram for other in chosen):
            chosen.append(gram)
    return chosen
