"""The shipped model: made from the examples in this repository, small, and read without scikit-learn."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import numpy as np
import pytest

from handlers.understanding import Understander
from handlers.understanding.learnt.cold_start import PATH, shipped
from handlers.understanding.learnt.cold_training import digest, read_examples
from models.domain.district import District
from tests.understanding.measuring import messages


def test_the_file_was_made_from_these_examples() -> None:
    facts = shipped().facts
    rows = read_examples()
    assert facts["messages"] == len(rows)
    assert facts["data"] == digest(rows), "train again: python -m handlers.understanding.learnt.cold_training DATE"


def test_the_file_is_small() -> None:
    assert PATH.stat().st_size < 4_000_000


def test_serving_needs_no_scikit_learn() -> None:
    code = (
        "import sys, handlers.understanding.understander; sys.exit('sklearn' in sys.modules or 'scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_category_has_examples(districts: dict[str, District]) -> None:
    counted = Counter(row.category for row in read_examples())
    scarce = {code for code in districts["WD"].categories if counted[code] < 12} - {"其他/其他事项"}
    assert scarce == set()


@pytest.mark.parametrize("name", ["blind_dangers_c", "blind_matters_c", "blind_places_c", "messages"])
def test_what_measures_is_not_learnt(name: str) -> None:
    assert {row["text"] for row in messages(name)}.isdisjoint(row.text for row in read_examples())


def test_shares_add_up_and_strange_texts_do_no_harm() -> None:
    for text in ("^$", "^暖气不热$", "^" + "\x00" * 9 + "$"):
        votes = shipped().votes(text, {"no such signal"})
        assert abs(float(np.sum(votes.shares)) - 1) < 1e-4
        assert votes.kind in shipped().kinds


def test_reasons_name_words_of_the_text(wuda: Understander) -> None:
    text = "滨海社区 夜里冻得手脚冰凉 屋里跟冰窖似的"
    lines = wuda.read(text).reasons
    assert any("→ 供热/室温不达标" in line for line in lines)
