"""Learning a small language of our own, and what may go wrong with its file."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from handlers.understanding.learnt import BadModelError, load_model, save_model
from handlers.understanding.learnt.examples import Example, folds_of
from handlers.understanding.learnt.figures import Judged, accuracy_at, calibration_error, f1_by_label
from handlers.understanding.learnt.training import Trained, TrainingError, train

WORDS = {
    "供热": ("暖气不热", "暖气片冰凉", "供热管道漏水", "室温只有十四度", "暖气费怎么收"),
    "供水": ("自来水发黄", "停水三天了", "水压太低上不去楼", "水表走得快", "自来水有味"),
    "道路": ("路面塌陷", "井盖丢了", "人行道砖松动", "路灯不亮", "坑洼不平车颠得厉害"),
}
PEOPLE = ("我家", "三号楼", "邻居家", "我们小区", "老人家里", "门口", "东边那排", "楼上")
ENDS = ("没人管", "打了电话也没来", "请尽快处理", "已经一周了", "怎么办", "盼回复")


def examples(count: int = 240, seed: int = 1) -> list[Example]:
    dice = random.Random(seed)
    made = []
    for number in range(count):
        label = sorted(WORDS)[number % 3]
        title = dice.choice(PEOPLE) + dice.choice(WORDS[label]) + dice.choice(ENDS)
        detail = f"{title}，{dice.choice(WORDS[label])}，{dice.choice(ENDS)}" if number % 2 else ""
        made.append(Example(label, title, detail))
    return made


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(examples(), version="t1", made="2026-11-25")


def test_it_learns_and_says_how_well(trained: Trained) -> None:
    assert trained.model.best("暖气冰凉没人管")[0][0] == "供热"
    figures = trained.model.facts["figures"]
    assert figures["with_detail"]["macro_f1"] > 0.95
    assert figures["with_detail"]["n"] == 240
    assert trained.model.facts["made"] == "2026-11-25"


def test_the_detail_counts(trained: Trained) -> None:
    vague = "请领导看看"
    assert trained.model.best(vague, "自来水发黄有味")[0][0] == "供水"
    assert trained.model.best(vague, "路灯不亮，路面塌陷")[0][0] == "道路"


def test_serving_gives_what_training_measured(trained: Trained) -> None:
    """The out-of-fold path weighs sparse matrices, serving weighs one text: both must see the same features."""
    from handlers.understanding.learnt.matrices import Texts, count, rarity, weighed

    rows = examples()
    counts = count(Texts.of(rows), lambda: None)
    matrix = weighed(counts.full[0], rarity(counts.full[0]))
    space = trained.model.spaces[0]
    for number in (0, 1, 2, 3):
        from handlers.understanding.learnt.grams import joined, prepared

        head, body = prepared(rows[number].title), prepared(rows[number].detail)
        places, values = space.read(head, joined(head, body))
        dense = np.zeros(matrix.shape[1], np.float32)
        dense[places] = values
        assert np.allclose(dense, matrix[number].toarray()[0], atol=2e-3)


def test_probabilities_add_up_and_follow_the_words(trained: Trained) -> None:
    found = trained.model.probabilities("停水了，水表也坏")
    assert found.sum() == pytest.approx(1, abs=1e-5)
    assert trained.model.labels[int(found.argmax())] == "供水"
    assert trained.model.probabilities("").sum() == pytest.approx(1, abs=1e-5)


def test_it_says_why(trained: Trained) -> None:
    assert any(word in "暖气片冰凉" for word in trained.model.because("供热", "我家暖气片冰凉"))


def test_a_file_brings_the_same_model_back(trained: Trained, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "model.npz"
    save_model(trained.model, path)
    again = load_model(path)
    assert again.labels == trained.model.labels
    assert again.facts == trained.model.facts
    for text in ("暖气不热", "井盖丢了怎么办", "完全不相干的话"):
        assert np.allclose(again.probabilities(text), trained.model.probabilities(text), atol=5e-3)
    assert [one.name for one in path.parent.iterdir()] == ["model.npz"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"title,label\n"])
def test_what_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.npz"
    path.write_bytes(content)
    with pytest.raises(BadModelError):
        load_model(path)


def test_a_file_that_would_run_something_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "evil.npz"
    np.savez(path, about=np.array([{"format": 1}], dtype=object))
    with pytest.raises(BadModelError):
        load_model(path)


def test_a_file_with_a_missing_part_is_refused(trained: Trained, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    save_model(trained.model, path)
    with np.load(path) as arrays:
        held = dict(arrays)
    held["weights"] = held["weights"][:-1]
    np.savez(path, **held)
    with pytest.raises(BadModelError, match="fit together"):
        load_model(path)


def test_the_same_title_is_never_parted() -> None:
    rows = [Example("a", " 暖气 不热"), Example("b", "停水"), Example("a", "暖气不热", "别的话")]
    found = folds_of(rows, 5)
    assert found[0] == found[2]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [Example("供热", "暖气不热")] * 5,
        [Example("供热", "暖气不热")] * 5 + [Example("供水", "停水")],
        [*examples(30), Example("供热", "  ")],
    ],
)
def test_what_teaches_nothing_is_refused(rows: list[Example]) -> None:
    with pytest.raises(TrainingError):
        train(rows)


def test_two_labels_are_enough() -> None:
    rows = [one for one in examples(90) if one.label != "道路"]
    model = train(rows).model
    assert model.labels == ("供水", "供热")
    assert model.best("暖气不热")[0][0] == "供热"
    assert model.best("自来水发黄")[0][0] == "供水"


def test_figures_by_hand() -> None:
    judged = [Judged("a", "a", 0.9), Judged("a", "b", 0.5), Judged("b", "b", 0.8), Judged("b", "b", 0.7)]
    assert f1_by_label(judged) == {"a": pytest.approx(2 / 3), "b": pytest.approx(0.8)}
    assert accuracy_at(judged, 0.75) == 1.0
    assert accuracy_at(judged, 1.0) == 0.75
    honest = [Judged("a", "a" if number % 4 else "b", 0.75) for number in range(4 * 15)]
    assert calibration_error(honest) == pytest.approx(0.0)
    boasting = [Judged("a", "a" if number % 4 else "b", 0.95) for number in range(4 * 15)]
    assert calibration_error(boasting) == pytest.approx(0.2)
