"""The file of a model: arrays and one JSON document in an npz, read without running anything."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from handlers.understanding.learnt.model import Model, Space
from models.domain.errors import BadInputError

FORMAT = 1
MAX_BYTES = 40_000_000
_BREAK = "\x00"
"""Between n-grams in the file: no text holds it."""


class BadModelError(BadInputError):
    """The file is no model, was damaged, or was made for another version of this program."""


def save_model(model: Model, path: Path) -> None:
    """Write a model beside its place and move it there, so that no reader ever sees half of it."""
    about = {
        "format": FORMAT,
        "labels": model.labels,
        "sharpness": model.sharpness,
        "spaces": [[one.source, one.shortest, one.longest, len(one.grams)] for one in model.spaces],
        "facts": dict(model.facts),
    }
    document = json.dumps(about, ensure_ascii=False, sort_keys=True).encode()
    known = _BREAK.join(gram for space in model.spaces for gram in space.grams).encode()
    idf = np.concatenate([space.idf for space in model.spaces]).astype(np.float16)
    held = io.BytesIO()
    np.savez_compressed(
        held,
        about=np.frombuffer(document, np.uint8),
        grams=np.frombuffer(known, np.uint8),
        idf=idf,
        weights=model.weights,
        scale=model.scale,
        bias=model.bias,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(held.getvalue())
    beside.replace(path)


def load_model(path: Path) -> Model:
    """Read a model. Raises BadModelError, or FileNotFoundError."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as arrays:
            held = {name: arrays[name] for name in ("about", "grams", "idf", "weights", "scale", "bias")}
        about = json.loads(held["about"].tobytes())
    except FileNotFoundError:
        raise
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise BadModelError(f"{path} is not a model: {error}") from error
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise BadModelError(f"{path} was made by another version of this program: train it again")
    try:
        return _built(about, held)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadModelError(f"{path} is damaged: {error}") from error


def _built(about: dict[str, Any], held: dict[str, NDArray[Any]]) -> Model:
    known = held["grams"].tobytes().decode().split(_BREAK)
    idf = held["idf"].astype(np.float32)
    labels = tuple(str(label) for label in about["labels"])
    spaces = []
    first = 0
    for source, shortest, longest, size in about["spaces"]:
        part = slice(first, first + size)
        spaces.append(Space.of(source, (shortest, longest), known[part], idf[part], first))
        first += size
    weights = held["weights"]
    fits = (
        len(known) == len(idf) == first
        and weights.shape == (first, len(labels))
        and weights.dtype == np.int16
        and held["scale"].shape == held["bias"].shape == (len(labels),)
    )
    if not fits:
        raise ValueError("its parts do not fit together")
    alone, with_detail = about["sharpness"]
    return Model(
        labels,
        tuple(spaces),
        weights,
        held["scale"].astype(np.float32),
        held["bias"].astype(np.float32),
        (float(alone), float(with_detail)),
        about["facts"],
    )
