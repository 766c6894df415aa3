"""What later words change, and what they leave alone."""

from __future__ import annotations

import pytest

from handlers.understanding import Understander
from models.domain.reading import Reading

LAMP = "滨海社区3号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见"
WATER = "幸福社区门口那条路全是水，走不成，谁给管管"


@pytest.fixture
def lamp(wuda: Understander) -> Reading:
    return wuda.read(LAMP)


def test_a_new_house_number_keeps_place_and_matter(wuda: Understander, lamp: Reading) -> None:
    refined = wuda.refine(lamp, "是5号楼")
    assert (refined.place.unit, refined.place.detail) == ("binhai.binhai", "5号楼")
    assert refined.matters == lamp.matters


def test_a_new_matter_keeps_the_place_and_takes_its_own_tier(wuda: Understander, lamp: Reading) -> None:
    refined = wuda.refine(lamp, "不是灯，是电梯")
    assert refined.matters[0].category == "物业管理/电梯故障"
    assert (refined.urgency, refined.place) == ("24h", lamp.place)
    assert refined.outcome == "route"


def test_a_new_place_keeps_the_matter(wuda: Understander, lamp: Reading) -> None:
    refined = wuda.refine(lamp, "不对，在幸福社区")
    assert refined.place.unit == "bayinsai.xingfu"
    assert refined.matters == lamp.matters
    assert any("居民改正" in reason for reason in refined.reasons)
    assert not any("滨海社区" in reason for reason in refined.reasons)


def test_the_denied_place_is_not_taken(wuda: Understander, lamp: Reading) -> None:
    refined = wuda.refine(lamp, "不是滨海社区，是永昌佳苑5号楼")
    assert (refined.place.unit, refined.place.detail) == ("liangjiagou.yongchangjiayuan", "5号楼")


@pytest.mark.parametrize("answer", ["", "地方不对", "错了", "嗯", "😀"])
def test_an_answer_that_names_nothing_changes_nothing(answer: str, wuda: Understander, lamp: Reading) -> None:
    assert wuda.refine(lamp, answer) is lamp


def test_unclear_water_is_asked_in_the_residents_world(wuda: Understander) -> None:
    reading = wuda.read(WATER)
    assert (reading.outcome, reading.matters[0].question) == ("ask", "water")
    assert len(wuda.choices("water")) == 3


@pytest.mark.parametrize("answer", ["2", "２", "②", "臭水", "下水道冒的（脏、有味）", "是臭水 有味"])
def test_a_choice_is_understood_by_number_label_and_words(answer: str, wuda: Understander) -> None:
    settled = wuda.settle(wuda.read(WATER), "water", answer)
    assert settled is not None
    assert settled.matters[0].category == "排水/污水外溢"
    assert (settled.outcome, settled.urgency) == ("route", "24h")


def test_an_undecided_choice_goes_to_a_person(wuda: Understander) -> None:
    settled = wuda.settle(wuda.read(WATER), "water", "说不准")
    assert settled is not None
    assert settled.outcome == "hand"


@pytest.mark.parametrize("answer", ["", "9", "0", "香蕉", "清水还是臭水"])
def test_an_answer_that_fits_no_single_option_is_none(answer: str, wuda: Understander) -> None:
    assert wuda.settle(wuda.read(WATER), "water", answer) is None


def test_an_unknown_question_has_no_choices(wuda: Understander) -> None:
    assert wuda.choices("weather") == ()


def test_messages_of_one_draft_become_one_reading(wuda: Understander) -> None:
    merged = wuda.merge([wuda.read("垃圾堆成山了没人拉，臭的不行"), wuda.read("团结北路"), wuda.read("5号楼后面")])
    assert merged.place.unit == "binhai.tuanjiebeilu"
    assert merged.place.detail == "5号楼"
    assert [matter.category for matter in merged.matters] == ["环境卫生/垃圾清运"]
    assert (merged.intent, merged.outcome, merged.urgency) == ("complaint", "route", "24h")


def test_the_later_of_two_places_counts_and_a_danger_stays(wuda: Understander) -> None:
    merged = wuda.merge([wuda.read("滨海社区一股煤气味"), wuda.read("说错了 是幸福社区")])
    assert (merged.emergency, merged.place.unit, merged.urgency) == ("gas", "bayinsai.xingfu", "2h")


def test_merging_nothing_is_refused(wuda: Understander) -> None:
    with pytest.raises(ValueError, match="no reading"):
        wuda.merge([])
