"""Readings of the model dialogues and of what nobody expected."""

from __future__ import annotations

import pytest

from handlers.understanding import Understander
from models.domain.reading import Reading


def test_a_whole_complaint_in_one_sentence(wuda: Understander) -> None:
    reading = wuda.read("滨海社区3号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见")
    assert (reading.intent, reading.outcome, reading.urgency) == ("complaint", "route", "3d")
    assert (reading.matters[0].category, reading.matters[0].title) == ("路灯照明/楼道灯", "楼道灯不亮")
    assert (reading.place.unit, reading.place.detail) == ("binhai.binhai", "3号楼2单元")
    assert reading.vulnerable
    assert any("楼道灯" in reason for reason in reading.reasons)


def test_a_cold_home_with_an_old_person_waits_a_day_at_most(wuda: Understander) -> None:
    reading = wuda.read("家里暖气冰凉 老人80多了冻的盖两床被 永昌佳苑5号楼1单元")
    assert (reading.matters[0].category, reading.urgency, reading.vulnerable) == ("供热/室温不达标", "24h", True)


def test_two_matters_become_two(wuda: Understander) -> None:
    reading = wuda.read("暖气不热，楼道灯也不亮 滨海社区")
    assert [matter.category for matter in reading.matters] == ["供热/室温不达标", "路灯照明/楼道灯"]
    assert [matter.fragment for matter in reading.matters] == ["暖气不热", "楼道灯也不亮"]
    assert reading.urgency == "24h"


def test_a_consequence_is_not_a_second_matter(wuda: Understander) -> None:
    assert len(wuda.read("暖气片漏水 屋里都淹了 滨海社区").matters) == 1


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我的事办到哪了", "progress"),
        ("供暖到几号停", "question"),
        ("建议修个公交站棚子", "suggestion"),
        ("表扬滨海社区小李 雪扫得真干净", "praise"),
        ("你好", "chat"),
        ("谢谢", "chat"),
        ("加微信领红包 代开发票", "chat"),
        ("", "chat"),
        ("😂😂", "chat"),
        ("没人来过，谁说办好的", "poll_answer"),
        ("社区书记收了我两条烟才给盖章", "misconduct"),
        ("村干部把补助款扣下不给", "misconduct"),
    ],
)
def test_what_the_person_wants(text: str, intent: str, wuda: Understander) -> None:
    assert wuda.read(text).intent == intent


@pytest.mark.parametrize("text", ["社区从来不管 楼道灯坏了一个月", "物业态度差 电梯也没人打扫", "医院护士态度凶"])
def test_neglect_and_bad_manners_are_ordinary_complaints(text: str, wuda: Understander) -> None:
    assert wuda.read(text).intent == "complaint"


def test_a_complaint_about_the_communitys_own_failure_says_so_to_the_dispatcher(wuda: Understander) -> None:
    reasons = wuda.read("社区从来不管 楼道灯坏了一个月 滨海社区").reasons
    assert any("往上一级" in reason for reason in reasons)
    assert not any("往上一级" in reason for reason in wuda.read("垃圾没人管 滨海社区").reasons)


@pytest.mark.parametrize(
    ("text", "neglect"),
    [
        ("社区从来不管 楼道灯坏了一个月", True),
        ("找了八回 居委会都不管 楼道堆得走不过去", True),
        ("垃圾没人管 滨海社区", False),
        ("物业不管 楼道灯坏了一个月 滨海社区", False),
    ],
)
def test_neglect_is_of_the_unit_of_the_place_alone(text: str, neglect: bool, wuda: Understander) -> None:
    assert wuda.read(text).neglect is neglect


def test_neglect_told_in_one_message_is_kept_for_the_draft(wuda: Understander) -> None:
    merged = wuda.merge([wuda.read("社区从来不管"), wuda.read("楼道灯坏了一个月 滨海社区")])
    assert merged.neglect
    assert wuda.refine(merged, "是5号楼").neglect


def test_a_question_nobody_foresaw_is_an_inquiry_and_a_wish_a_suggestion(wuda: Understander) -> None:
    asked = wuda.read("请问婚前检查去哪做")
    assert (asked.intent, asked.matters[0].category) == ("question", "咨询/政策咨询")
    wished = wuda.read("建议多办点相亲会")
    assert (wished.intent, wished.matters[0].category) == ("suggestion", "意见建议/其他建议")


def test_a_place_without_a_matter_is_asked_about(wuda: Understander) -> None:
    assert wuda.read("滨海社区").outcome == "ask"
    assert wuda.read("团结").outcome == "ask"


def test_abuse_without_a_matter_is_asked_about(wuda: Understander) -> None:
    reading = wuda.read("你们都是吃干饭的")
    assert (reading.intent, reading.outcome, reading.matters) == ("complaint", "ask", ())


def test_full_width_and_typos_are_read_like_the_rest(wuda: Understander) -> None:
    reading = wuda.read("３号楼２单元暖汽不热　滨海社区")
    assert (reading.matters[0].category, reading.place.detail) == ("供热/室温不达标", "3号楼2单元")


def test_a_long_paste_is_read(wuda: Understander) -> None:
    reading = wuda.read("滨海社区楼道灯坏了。" + "情况是这样的，" * 2000)
    assert reading.matters[0].category == "路灯照明/楼道灯"


@pytest.mark.parametrize("text", ["\x00", "ＡＢＣ", "ᠮᠣᠩᠭᠣᠯ", "<a href='x'>1</a>", "1", " \n\t ", "%s %d {0}", "İıſ"])
def test_strange_texts_are_read_without_harm(text: str, wuda: Understander) -> None:
    reading = wuda.read(text)
    assert isinstance(reading, Reading)
    assert reading.emergency == ""


def test_the_same_text_is_read_the_same_twice(wuda: Understander) -> None:
    text = "永昌佳苑东门井盖没了 黑夜骑电动车差点掉进去"
    assert wuda.read(text) == wuda.read(text)


def test_confidence_and_outcome_agree(wuda: Understander) -> None:
    for text in ("楼道灯不亮 滨海社区", "灯坏了", "有点事想说说", "滨海社区 漏水了"):
        reading = wuda.read(text)
        assert 0.0 <= reading.confidence <= 1.0
        if reading.outcome == "route":
            assert reading.confidence >= 0.6
