"""What a model is worth: F1, calibration, and how right it is at which coverage. No numpy: small and plain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BINS = 15
COVERAGES = (0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """One message: the label it has, the label it was given, and how sure that was."""

    label: str
    guess: str
    confidence: float


def figures_of(judged: Sequence[Judged]) -> dict[str, Any]:
    """Every figure of a set of judged messages."""
    per_class = f1_by_label(judged)
    return {
        "n": len(judged),
        "macro_f1": round(macro(per_class), 4),
        "micro_f1": round(micro(judged), 4),
        "calibration_error": round(calibration_error(judged), 4),
        "accuracy_at_coverage": {f"{share:.2f}": round(accuracy_at(judged, share), 4) for share in COVERAGES},
        "per_class": {label: round(value, 4) for label, value in per_class.items()},
    }


def f1_by_label(judged: Sequence[Judged]) -> dict[str, float]:
    """F1 of every label that occurs, as truth or as guess."""
    truths = Counter(one.label for one in judged)
    guesses = Counter(one.guess for one in judged)
    hits = Counter(one.label for one in judged if one.label == one.guess)
    return {label: 2 * hits[label] / (truths[label] + guesses[label]) for label in sorted(truths | guesses)}


def macro(per_class: dict[str, float]) -> float:
    """Mean F1 of the labels, 0 without any."""
    return sum(per_class.values()) / len(per_class) if per_class else 0.0


def micro(judged: Sequence[Judged]) -> float:
    """Share of right guesses: with one label a message this is the micro-averaged F1."""
    return sum(one.label == one.guess for one in judged) / len(judged) if judged else 0.0


def calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error in bins of equal mass: how far confidence and truth lie apart."""
    ranked = sorted(judged, key=lambda one: one.confidence)
    error = 0.0
    for number in range(BINS):
        part = ranked[number * len(ranked) // BINS : (number + 1) * len(ranked) // BINS]
        if part:
            sure = sum(one.confidence for one in part) / len(part)
            error += abs(sure - micro(part)) * len(part) / len(ranked)
    return error


def accuracy_at(judged: Sequence[Judged], coverage: float) -> float:
    """Accuracy of the surest share of the messages: what goes its way without a question."""
    ranked = sorted(judged, key=lambda one: -one.confidence)
    return micro(ranked[: max(1, round(coverage * len(ranked)))])


def confusion(judged: Sequence[Judged]) -> list[tuple[str, str, int]]:
    """(label, wrong guess, times), most frequent first."""
    wrong = Counter((one.label, one.guess) for one in judged if one.label != one.guess)
    return [(label, guess, times) for (label, guess), times in wrong.most_common()]
