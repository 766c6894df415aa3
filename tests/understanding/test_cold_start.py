"""The shipped model: made from the examples in this repository, small, and read without scikit-learn."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from handlers.understanding import Understander
from handlers.understanding.learnt.cold_start import PATH, shipped
from handlers.understanding.learnt.cold_training import digest, read_examples
from handlers.understanding.matters import ROUTE
from handlers.understanding.understander import DOUBTED
from models.domain.district import District
from tests.understanding.measuring import messages


def test_the_file_was_made_from_these_examples() -> None:
    facts = shipped().facts
    rows = read_examples()
    assert facts["messages"] == len(rows)
    assert facts["data"] == digest(rows), "train again: python -m handlers.understanding.learnt.cold_training DATE"


def test_the_file_is_small() -> None:
    assert PATH.stat().st_size < 3_000_000


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


def test_a_district_with_categories_of_its_own_is_read(districts: dict[str, District]) -> None:
    district = districts["WD"]
    lamp = district.categories["路灯照明/楼道灯"]
    own = replace(lamp, code="楼宇/灯", title="灯")
    for kept in ({own.code: own}, {own.code: own, lamp.code: lamp}, {}):
        reading = Understander(replace(district, categories=kept)).read(
            "滨海社区3号楼2单元楼道灯坏了一个多星期了 晚上老人看不见"
        )
        assert {one.category for one in reading.matters} <= {*kept, ""}


@pytest.mark.parametrize("text", ["对着了", "什么东西", "只报暖气", "这事物业不管", "出来了打了", "就我一个人"])
def test_a_few_characters_are_not_judged_by_likeness(wuda: Understander, text: str) -> None:
    reading = wuda.read(text)
    assert not reading.emergency
    assert not any(one.category and one.confidence >= ROUTE for one in reading.matters)


def test_a_reply_is_read_by_the_lexicon_alone(wuda: Understander) -> None:
    text = "娃在河沿上耍水 一眨眼人就没影了 鞋还在岸上"
    heard = wuda.read(text)
    assert (heard.emergency, heard.confidence) == ("drowning", DOUBTED)
    assert not wuda.read(text, reply=True).emergency
