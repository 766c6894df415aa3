"""How the shipped model is made: `python -m handlers.understanding.learnt.cold_training` (about two minutes).

Every figure in the file is out of fold: a message is judged by a model that has not seen it.
"""

from __future__ import annotations

import csv
import hashlib
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from handlers.understanding.emergencies import find_danger
from handlers.understanding.evidence import Evidence
from handlers.understanding.gazetteer import Gazetteer
from handlers.understanding.learnt.calibration import sharpness_of
from handlers.understanding.learnt.cold_start import PATH, save
from handlers.understanding.learnt.examples import Example, folds_of
from handlers.understanding.learnt.signals import grams, plain, signals
from handlers.understanding.matters import score
from handlers.understanding.vocabulary import Vocabulary
from models.district.build import build
from models.district.reader import read_district

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
DISTRICT = Path(__file__).resolve().parents[3] / "districts" / "wuda.yaml"
BETA = 0.1
"""Weight of one signal of the lexicon; the n-grams of a text together weigh one."""
FOLDS = 5
_LEAST = 2
"""Messages a feature must occur in."""
_FADED = 2
"""Copies of every message with half of it left out, from which a danger is learnt too: no one word may carry it."""
_KEPT = 0.5
_STRICT = 1.0
"""C of the support vector machines."""
_WRONG = 0.02
"""Share of messages that may go to a wrong lead unasked, out of fold."""
_OPENINGS = (
    "你好 ",
    "那个 ",
    "喂 ",
    "同志 ",
    "请问 ",
    "我是住户 ",
    "跟你们说一下 ",
    "麻烦问下 ",
    "师傅 ",
    "就刚才 ",
    "哎呀 ",
)
_ENDINGS = (" 快来人", " 怎么办", " 谁管啊", " 帮帮忙", " 你们管不管", " 急", " 谢谢", " 打了电话没人接", " 赶紧的")


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled message."""

    text: str
    intent: str
    category: str
    emergency: str


def read_examples(folder: Path = EXAMPLES) -> list[Row]:
    """All rows of the example files, in the order of the files' names."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows += [Row(**row) for row in csv.DictReader(lines)]
    return rows


def digest(rows: Sequence[Row]) -> str:
    """A hash of what is learnt from, whatever the order."""
    lines = sorted(f"{row.text}\x1f{row.intent}\x1f{row.category}\x1f{row.emergency}" for row in rows)
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()


_Heard = tuple[set[str], set[str]]
"""Names of n-grams and of signals of one text."""


class _Reader:
    """Texts as features: names of n-grams and of signals."""

    def __init__(self) -> None:
        district = build(read_district(DISTRICT), 1)
        self._gazetteer = Gazetteer(district)
        self._vocabulary = Vocabulary(self._gazetteer, district.categories.values())
        self.leads = {category.code: category.lead for category in district.categories.values()}

    def read(self, text: str) -> _Heard:
        evidence = Evidence(text, self._vocabulary, self._gazetteer)
        found = find_danger(evidence)
        points = [(self._vocabulary.entries[number].code, one.points) for number, one in score(evidence).items()]
        return grams(plain(evidence)), signals(evidence, found[0].kind if found else "", points)


def _dressed(rows: Sequence[Row], dice: random.Random) -> list[Row]:
    """The same messages as people dress them: two matters in one, an opening, an ending. Only for training."""
    calm = [row for row in rows if row.intent != "emergency"]
    made = []
    for _ in range(len(calm) // 2):
        one, other = dice.sample(calm, 2)
        made.append(Row(one.text + dice.choice((" ", "，", "，还有 ")) + other.text, one.intent, one.category, ""))
    for row in dice.sample(calm, len(calm) // 4):
        text = dice.choice(_OPENINGS) + row.text if dice.random() < 0.5 else row.text + dice.choice(_ENDINGS)
        made.append(Row(text, row.intent, row.category, ""))
    for row in rows:
        if row.intent == "emergency":
            opening = dice.choice(_OPENINGS) if dice.random() < 0.5 else ""
            made.append(Row(opening + row.text + dice.choice(_ENDINGS), row.intent, row.category, row.emergency))
    return made


def _faded(read: Sequence[_Heard], dice: random.Random) -> list[_Heard]:
    """What is left of messages when much of each is not heard."""
    return [_less(found, dice) for _ in range(_FADED) for found in read]


def _less(found: _Heard, dice: random.Random) -> _Heard:
    heard, told = ({name for name in sorted(part) if dice.random() < _KEPT} for part in found)
    return heard, told


class _Matrix:
    """Features with their numbers and rarities; makes exactly the values that serving makes."""

    def __init__(self, read: Sequence[_Heard]) -> None:
        """Count over messages as they were told: a dressed copy makes nothing more common."""
        seen = Counter(gram for found, _ in read for gram in found)
        told = Counter(name for _, found in read for name in found)
        self.grams = sorted(name for name, times in seen.items() if times >= _LEAST)
        self.signals = sorted(name for name, times in told.items() if times >= _LEAST)
        self._index = {name: number for number, name in enumerate(self.grams)}
        self._told = {name: number for number, name in enumerate(self.signals, len(self.grams))}
        self.idf = np.array([np.log((1 + len(read)) / (1 + seen[name])) + 1 for name in self.grams], np.float32)

    def of(self, read: Sequence[_Heard]) -> Any:
        from scipy import sparse  # noqa: PLC0415 - only who trains pays for it

        ends, columns, values = [0], [], []
        for found, told in read:
            places = sorted(self._index[name] for name in found if name in self._index)
            weighed = self.idf[places]
            length = float(np.sqrt(weighed @ weighed)) or 1.0
            names = sorted(self._told[name] for name in told if name in self._told)
            columns += places + names
            values += [*(weighed / length), *([BETA] * len(names))]
            ends.append(len(columns))
        shape = (len(read), len(self.grams) + len(self.signals))
        return sparse.csr_matrix((np.array(values, np.float32), columns, ends), shape=shape)


@dataclass(frozen=True, slots=True)
class _Heads:
    weights: Any
    bias: Any


def _fit(
    shown: Any, faded: Any, rows: Sequence[Row], kinds: list[str], categories: list[str], intents: list[str]
) -> _Heads:
    """The four questions, each a linear machine of its own; columns as `ColdStart` reads them."""
    from scipy import sparse  # noqa: PLC0415 - only who trains pays for it
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    width = 1 + len(kinds) + len(categories) + len(intents)
    weights = np.zeros((shown.shape[1], width), np.float32)
    bias = np.full(width, -2.0, np.float32)

    def ask(answers: list[str], names: list[str], first: int) -> None:
        known = [number for number, answer in enumerate(answers) if answer]
        machine = LinearSVC(C=_STRICT, random_state=0).fit(shown[known], [answers[number] for number in known])
        columns = [first + names.index(name) for name in machine.classes_]
        weights[:, columns], bias[columns] = machine.coef_.T, machine.intercept_

    danger = np.array([row.intent == "emergency" for row in rows] * (1 + _FADED))
    machine = LinearSVC(C=_STRICT, random_state=0).fit(sparse.vstack((shown, faded)), danger)
    weights[:, 0], bias[0] = machine.coef_[0], machine.intercept_[0]
    ask([row.emergency for row in rows], kinds, 1)
    ask([row.category for row in rows], categories, 1 + len(kinds))
    ask([row.intent for row in rows], intents, 1 + len(kinds) + len(categories))
    return _Heads(weights, bias)


def train(rows: Sequence[Row], path: Path = PATH, *, made: str) -> dict[str, Any]:
    """Train on rows, judge out of fold, write the file; its facts."""
    dice = random.Random(1)  # noqa: S311 - the same model every time
    reader = _Reader()
    kinds = sorted({row.emergency for row in rows if row.emergency})
    categories = sorted({row.category for row in rows if row.category})
    intents = sorted({row.intent for row in rows})
    read = [reader.read(row.text) for row in rows]
    folds = np.array(folds_of([Example("", row.text) for row in rows], FOLDS))
    width = 1 + len(kinds) + len(categories) + len(intents)
    scores = np.zeros((len(rows), width), np.float32)
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        learnt = [rows[int(number)] for number in inside]
        dressed = _dressed(learnt, dice)
        features = [read[number] for number in inside] + [reader.read(row.text) for row in dressed]
        matrix = _Matrix(features[: len(learnt)])
        faded = matrix.of(_faded(features, dice))
        heads = _fit(matrix.of(features), faded, learnt + dressed, kinds, categories, intents)
        scores[outside] = matrix.of([read[number] for number in outside]) @ heads.weights + heads.bias
    facts = {
        "beta": BETA,
        "made": made,
        "data": digest(rows),
        "messages": len(rows),
        **_judged(scores, rows, kinds, categories, intents, reader.leads),
    }
    dressed = _dressed(rows, dice)
    features = read + [reader.read(row.text) for row in dressed]
    matrix = _Matrix(read)
    faded = matrix.of(_faded(features, dice))
    heads = _fit(matrix.of(features), faded, [*rows, *dressed], kinds, categories, intents)
    scale = np.maximum(np.abs(heads.weights).max(axis=0), 1e-9) / 127
    about = {
        "grams": len(matrix.grams),
        "kinds": kinds,
        "categories": categories,
        "intents": intents,
        "facts": facts,
    }
    arrays = {
        "idf": matrix.idf.astype(np.float16),
        "weights": np.round(heads.weights / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": heads.bias,
    }
    save(path, about, matrix.grams + matrix.signals, arrays)
    return facts


def _judged(
    scores: Any, rows: Sequence[Row], kinds: list[str], categories: list[str], intents: list[str], leads: dict[str, str]
) -> dict[str, Any]:
    """Sharpness of the shares, the confidence from which a lead is right often enough, and the figures behind them."""
    first, last = 1 + len(kinds), 1 + len(kinds) + len(categories)
    danger = np.array([row.intent == "emergency" for row in rows])
    calm = np.array([row.category != "" and row.intent != "emergency" for row in rows])
    asked = scores[calm][:, first:last]
    truth = np.array([categories.index(row.category) for row, kept in zip(rows, calm, strict=True) if kept])
    sharp = sharpness_of(asked, truth)
    wants = np.array([intents.index(row.intent) for row in rows])
    sharp_intent = sharpness_of(scores[:, last:], wants)
    raised = np.exp((asked - asked.max(axis=1, keepdims=True)) * sharp)
    shares = raised / raised.sum(axis=1, keepdims=True)
    of_lead = np.array([leads[code] for code in categories])
    best = shares.argmax(axis=1)
    sure = np.array([share[of_lead == of_lead[at]].sum() for share, at in zip(shares, best, strict=True)])
    right = of_lead[best] == of_lead[truth]
    order = np.argsort(-sure, kind="stable")
    wrong = np.cumsum(~right[order]) / len(right)
    kept = int(np.flatnonzero(wrong <= _WRONG)[-1])
    ranked = np.argsort(-shares, axis=1)[:, :3]
    floor = {
        f"{share:.3f}": round(float(np.quantile(scores[~danger, 0], 1 - share)), 3) for share in (0.01, 0.02, 0.05)
    }
    return {
        "sharpness": {"category": sharp, "intent": sharp_intent},
        "route_from": round(float(sure[order][kept]), 3),
        "figures": {
            "first": round(float(np.mean(best == truth)), 4),
            "first_three": round(float(np.mean((ranked == truth[:, None]).any(axis=1))), 4),
            "lead": round(float(np.mean(right)), 4),
            "routed": round((kept + 1) / len(right), 4),
            "intent": round(float(np.mean(scores[:, last:].argmax(axis=1) == wants)), 4),
            "danger_heard_at": {
                share: round(float(np.mean(scores[danger, 0] > bound)), 4) for share, bound in floor.items()
            },
            "danger_bounds": floor,
        },
    }


def main() -> None:
    """Make the file and print its facts; the date is the argument, so that the file tells when it was made."""
    facts = train(read_examples(), made=sys.argv[1] if len(sys.argv) > 1 else "")
    sys.stdout.write(f"{facts}\n")


if __name__ == "__main__":
    main()
