"""Training: fit on whole and shortened messages together, test out of fold, calibrate, pack small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from handlers.understanding.learnt.calibration import sharpness_of
from handlers.understanding.learnt.examples import Example, digest_of, folds_of
from handlers.understanding.learnt.figures import Judged, figures_of
from handlers.understanding.learnt.matrices import Counts, Texts, count, rarity, spaces_of, weighed
from handlers.understanding.learnt.model import Floats, Model
from models.domain.errors import BadInputError

FOLDS = 5
MAX_WEIGHTS = 15_000_000
"""Features times labels that fit into a file of 40 MB."""
_STRICTNESS = 2.0
"""C of the support vector machine: smaller trusts single n-grams less."""
Progress = Callable[[int, int], None]
"""Told the steps that are done and how many there are."""


class TrainingError(BadInputError):
    """These examples teach nothing: fewer than two labels, or too few of each."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A model with what it scored on messages it had not seen."""

    model: Model
    judged: tuple[Judged, ...]
    """Each example as it was read out of fold, with its detail where it has one."""
    short: tuple[Judged, ...]
    """The same from titles alone."""


@dataclass(frozen=True, slots=True)
class _Fit:
    idfs: list[Any]
    weights: Any
    bias: Any


def _unseen(_done: int, _total: int) -> None:
    """Nobody watches."""


def train(examples: Sequence[Example], *, version: str = "", made: str = "", progress: Progress = _unseen) -> Trained:
    """Learn labels from examples. `made` is the date that is written into the file. Raises TrainingError."""
    labels = tuple(sorted({one.label for one in examples}))
    _check(examples, labels)
    steps, total = 0, FOLDS + 3

    def tick() -> None:
        nonlocal steps
        steps += 1
        progress(min(steps, total), total)

    texts = Texts.of(examples)
    tick()
    counts = count(texts, tick)
    target = np.array([labels.index(one.label) for one in examples])
    folds = np.array(folds_of(examples, FOLDS))
    full, short = (np.zeros((len(examples), len(labels)), np.float32) for _ in range(2))
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        if len(outside) and len(np.unique(target[inside])) > 1:
            fit = _fitted(counts, texts, target, inside, len(labels))
            full[outside] = _scored(fit, outside, counts.full)
            short[outside] = _scored(fit, outside, _short(counts))
        tick()
    with_detail = np.array(texts.full)
    alone = sharpness_of(short, target)
    together = sharpness_of(full[with_detail], target[with_detail]) if with_detail.sum() >= 50 else alone
    fit = _fitted(counts, texts, target, np.arange(len(examples)), len(labels))
    tick()
    judged = _judged(examples, labels, full, np.where(with_detail, together, alone))
    on_titles = _judged(examples, labels, short, np.full(len(examples), alone))
    facts = {
        "version": version,
        "made": made,
        "data": digest_of(examples),
        "messages": len(examples),
        "figures": {"with_detail": figures_of(judged), "title_only": figures_of(on_titles)},
    }
    return Trained(_packed(counts, fit, labels, (alone, together), facts), judged, on_titles)


def _check(examples: Sequence[Example], labels: tuple[str, ...]) -> None:
    if len(labels) < 2:
        raise TrainingError(f"{len(examples)} messages with {len(labels)} label(s): at least two labels are needed")
    if any(not prepared_text for prepared_text in (one.title.strip() or one.detail.strip() for one in examples)):
        raise TrainingError("a message without words cannot teach anything")
    common = Counter(one.label for one in examples).most_common(2)
    if common[1][1] < 2:
        raise TrainingError("at least two labels need two messages or more")


def _short(counts: Counts) -> list[Any]:
    return [full if short is None else short for full, short in zip(counts.full, counts.short, strict=True)]


def _fitted(counts: Counts, texts: Texts, target: Any, rows: Any, labels: int) -> _Fit:
    """Weights from these rows: each message counts once whole and, if it has a detail, once by its title alone."""
    from scipy import sparse  # noqa: PLC0415
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    idfs = [rarity(matrix[rows]) for matrix in counts.full]
    halves = rows[np.array(texts.full)[rows]]
    whole = sparse.hstack([weighed(one[rows], idf) for one, idf in zip(counts.full, idfs, strict=True)])
    titles = sparse.hstack([weighed(one[halves], idf) for one, idf in zip(_short(counts), idfs, strict=True)])
    shown = sparse.vstack([whole, titles]).tocsr() if len(halves) else whole.tocsr()
    answers = np.concatenate([target[rows], target[halves]])
    known = np.unique(answers)
    machine = LinearSVC(C=_STRICTNESS, random_state=0).fit(shown, answers)
    weights = np.zeros((shown.shape[1], labels), np.float32)
    bias = np.full(labels, -3.0, np.float32)
    if len(known) == 2:
        weights[:, known] = np.stack([-machine.coef_[0], machine.coef_[0]], axis=1)
        bias[known] = (-machine.intercept_[0], machine.intercept_[0])
    else:
        weights[:, known] = machine.coef_.T
        bias[known] = machine.intercept_
    return _Fit(idfs, weights, bias)


def _scored(fit: _Fit, rows: Any, matrices: Sequence[Any]) -> Any:
    from scipy import sparse  # noqa: PLC0415

    shown = sparse.hstack([weighed(one[rows], idf) for one, idf in zip(matrices, fit.idfs, strict=True)])
    return np.asarray(shown.tocsr() @ fit.weights) + fit.bias


def _packed(
    counts: Counts, fit: _Fit, labels: tuple[str, ...], sharpness: tuple[float, float], facts: dict[str, Any]
) -> Model:
    """The model in small numbers; where it would be too large, the n-grams that say least are left out."""
    keep = min(len(fit.weights), MAX_WEIGHTS // len(labels))
    loud = np.zeros(len(fit.weights), bool)
    loud[np.argsort(-np.abs(fit.weights).max(axis=1), kind="stable")[:keep]] = True
    kept, first = [], 0
    for known in counts.grams:
        kept.append(np.flatnonzero(loud[first : first + len(known)]))
        first += len(known)
    weights = fit.weights[loud]
    scale: Floats = np.maximum(np.abs(weights).max(axis=0), 1e-9).astype(np.float32) / 32_000
    return Model(
        labels,
        spaces_of(counts, fit.idfs, kept),
        np.round(weights / scale).astype(np.int16),
        scale,
        fit.bias.astype(np.float32),
        sharpness,
        facts,
    )


def _judged(examples: Sequence[Example], labels: tuple[str, ...], scores: Any, sharpness: Any) -> tuple[Judged, ...]:
    raised = np.exp((scores - scores.max(axis=1, keepdims=True)) * sharpness[:, None])
    shares = raised / raised.sum(axis=1, keepdims=True)
    order = shares.argmax(axis=1)
    return tuple(
        Judged(one.label, labels[best], float(share[best]))
        for one, best, share in zip(examples, order, shares, strict=True)
    )
