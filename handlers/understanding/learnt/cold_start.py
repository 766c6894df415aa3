"""The model that ships: is a life in danger, what is it about, what does the person want; numpy alone."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from handlers.understanding.learnt.signals import grams

PATH = Path(__file__).with_name("cold_start.npz")
_BREAK = "\x00"


@dataclass(frozen=True, slots=True)
class Votes:
    """What the model makes of one text."""

    danger: float
    """Score of an emergency; its thresholds are in `Model.facts`."""
    kind: str
    """The likeliest kind, if it is one."""
    shares: NDArray[np.float32]
    """One share per category, in the order of `ColdStart.categories`; they add up to one."""
    intents: dict[str, float]
    rows: NDArray[np.intp]
    values: NDArray[np.float32]


class ColdStart:
    """Feature x column weights in one byte each; columns are danger, kinds, categories and intents side by side."""

    def __init__(self, about: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> None:
        names = arrays["names"].tobytes().decode().split(_BREAK)
        self._names = names
        self._grams = about["grams"]
        self._index = {name: number for number, name in enumerate(names[: self._grams], 1)}
        """From 1, so that what was not learnt can be left out in one step."""
        self._signals = {name: number for number, name in enumerate(names[self._grams :], self._grams)}
        self._idf = arrays["idf"].astype(np.float32)
        self._weights: NDArray[np.int8] = arrays["weights"]
        self._scale = arrays["scale"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)
        self.kinds: tuple[str, ...] = tuple(about["kinds"])
        self.categories: tuple[str, ...] = tuple(about["categories"])
        self.intents: tuple[str, ...] = tuple(about["intents"])
        self.facts: dict[str, Any] = about["facts"]
        self._beta = np.float32(self.facts["beta"])
        self._sharp_matter = np.float32(self.facts["sharpness"]["category"])
        self._sharp_intent = np.float32(self.facts["sharpness"]["intent"])
        self._first = 1 + len(self.kinds)
        self._last = self._first + len(self.categories)
        self._column = {code: number for number, code in enumerate(self.categories, self._first)}

    def votes(self, text: str, found: set[str]) -> Votes:
        """Read a plain text and the signals the lexicon found in it (`signals.plain`, `signals.signals`)."""
        places = list(filter(None, map(self._index.get, grams(text))))
        told = [number for number in map(self._signals.get, found) if number is not None]
        rows = np.array(places + told, np.intp)
        rows[: len(places)] -= 1
        values = np.full(len(rows), self._beta, np.float32)
        if places:
            weighed = self._idf.take(rows[: len(places)])
            values[: len(places)] = weighed / np.sqrt(weighed @ weighed)
        scores = (values @ self._weights.take(rows, axis=0).astype(np.float32)) * self._scale + self._bias
        kinds = scores[1 : self._first]
        wants = _shares(scores[self._last :] * self._sharp_intent)
        return Votes(
            float(scores[0]),
            self.kinds[int(kinds.argmax())],
            _shares(scores[self._first : self._last] * self._sharp_matter),
            dict(zip(self.intents, wants.tolist(), strict=True)),
            rows,
            values,
        )

    def because(self, votes: Votes, code: str, *, count: int = 2) -> list[str]:
        """The runs of characters that spoke loudest for a category (`` = for danger), none part of another."""
        column = self._column.get(code, 0)
        worth = votes.values * self._weights[votes.rows, column]
        chosen: list[str] = []
        order = (-worth).argsort(kind="stable")
        for at, row in zip(order.tolist(), votes.rows[order].tolist(), strict=True):
            if worth[at] <= 0 or len(chosen) == count:
                break
            name = self._names[row].strip("^$")
            new = not any(name in other or other in name for other in chosen)
            if row < self._grams and len(name) > 1 and new:
                chosen.append(name)
        return chosen


def _shares(scores: Any) -> Any:
    raised = np.exp(scores - np.maximum.reduce(scores))
    return raised / np.add.reduce(raised)


def save(path: Path, about: dict[str, Any], names: list[str], arrays: dict[str, NDArray[Any]]) -> None:
    """Write the file of a model: arrays and one JSON document, read without running anything."""
    document = json.dumps(about, ensure_ascii=False, sort_keys=True).encode()
    held = io.BytesIO()
    np.savez_compressed(
        held,
        about=np.frombuffer(document, np.uint8),
        names=np.frombuffer(_BREAK.join(names).encode(), np.uint8),
        **arrays,  # type: ignore[arg-type]
    )
    path.write_bytes(held.getvalue())


def load(path: Path) -> ColdStart:
    """Read a model written by `save`."""
    with np.load(path, allow_pickle=False) as arrays:
        held = {name: arrays[name] for name in arrays.files}
    return ColdStart(json.loads(held["about"].tobytes()), held)


@cache
def shipped() -> ColdStart:
    """The model of this version, read once."""
    return load(PATH)
