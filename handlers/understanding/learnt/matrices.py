"""Training side of the features: the vocabulary and the sparse matrices a linear model is fitted on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from handlers.understanding.learnt.examples import Example
from handlers.understanding.learnt.grams import SEAM, counted, grams, joined, prepared
from handlers.understanding.learnt.model import Source, Space

SPACES: tuple[tuple[Source, int, int], ...] = (("both", 1, 3),)
"""What a model reads: source of the text, shortest and longest n-gram (docs/understanding.md: what each gave)."""
Tick = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Texts:
    """Prepared texts of the examples."""

    titles: list[str]
    both: list[str]
    full: list[bool]
    """Whether an example has both title and detail."""

    @classmethod
    def of(cls, examples: Sequence[Example]) -> Texts:
        """Prepare the texts once for all folds."""
        heads = [prepared(one.title) for one in examples]
        bodies = [prepared(one.detail) for one in examples]
        return cls(
            [head or body for head, body in zip(heads, bodies, strict=True)],
            [joined(head, body) for head, body in zip(heads, bodies, strict=True)],
            [bool(head and body) for head, body in zip(heads, bodies, strict=True)],
        )

    def source(self, name: Source) -> list[str]:
        """The texts a space reads."""
        return self.titles if name == "title" else self.both


@dataclass(frozen=True, slots=True)
class Counts:
    """Counted n-grams of every example in every space; weighing them depends on which rows train."""

    grams: list[list[str]]
    full: list[Any]
    """One sparse matrix per space, read with the detail."""
    short: list[Any]
    """The same from the title alone; None for a space that never reads more."""


def count(texts: Texts, tick: Tick) -> Counts:
    """Count all n-grams that occur in more than one message (in few examples: all)."""
    least = 2 if len(texts.titles) >= 1000 else 1
    known, full, short = [], [], []
    for source, shortest, longest in SPACES:
        rows = texts.source(source)
        seen: Counter[str] = Counter()
        for text in rows:
            seen.update(set(grams(text, shortest, longest)))
        kept = sorted(gram for gram, times in seen.items() if times >= least and SEAM not in gram)
        index = {gram: number for number, gram in enumerate(kept, 1)}
        known.append(kept)
        full.append(_matrix(rows, (shortest, longest), index))
        short.append(None if source == "title" else _matrix(texts.titles, (shortest, longest), index))
        tick()
    return Counts(known, full, short)


def rarity(matrix: Any) -> Any:
    """Inverse document frequency of the columns of a counted matrix."""
    rows, columns = matrix.shape
    return (np.log((1 + rows) / (1 + np.bincount(matrix.indices, minlength=columns))) + 1).astype(np.float32)


def weighed(matrix: Any, idf: Any) -> Any:
    """Log count times rarity, each row of length one: exactly what `Space.read` makes of one text."""
    from scipy import sparse  # noqa: PLC0415 - only who trains pays for it

    scaled = matrix.astype(np.float32)
    scaled.data = (1 + np.log(scaled.data)) * idf[scaled.indices]
    lengths = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return (sparse.diags((1 / lengths).astype(np.float32)) @ scaled).tocsr()


def spaces_of(counts: Counts, idfs: Sequence[Any], kept: Sequence[Any]) -> tuple[Space, ...]:
    """The spaces of a finished model, of each only the features that were kept."""
    made, first = [], 0
    for (source, shortest, longest), known, idf, chosen in zip(SPACES, counts.grams, idfs, kept, strict=True):
        part = [known[number] for number in chosen]
        made.append(Space.of(source, (shortest, longest), part, idf[chosen].astype(np.float32), first))
        first += len(part)
    return tuple(made)


def _matrix(rows: Sequence[str], lengths: tuple[int, int], index: dict[str, int]) -> Any:
    from scipy import sparse  # noqa: PLC0415

    ends, places, values = [0], list[int](), list[int]()
    for text in rows:
        found = counted(text, *lengths, index.get)
        places.extend(found.keys())
        values.extend(found.values())
        ends.append(len(places))
    held = (np.array(values, np.float32), np.array(places, np.int32) - 1, np.array(ends, np.int32))
    matrix = sparse.csr_matrix(held, shape=(len(rows), len(index)))
    matrix.sort_indices()
    return matrix
