"""The figures of docs/routing.md, held as thresholds."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from handlers.understanding import Understander
from models.domain.district import District
from tests.understanding.measuring import BLIND, ROUTED, SETS, measure, measure_blind, messages

KNOWN_WRONG = {
    "楼上水管爆了把我家房顶泡塌了一块 馨园社区5号楼",  # heard as a collapse: doubt goes to the emergency
    "要是能在黄白茨装个快充桩就好了",  # a wish read as a charging complaint
    "我妈把安眠药吃了半瓶 怎么叫都不答应",  # suicide instead of a person down: the same call for help
    "医院开药一开一大兜 医保报不了几个",  # two units' matters in one message
}
"""Rows whose lead is wrong with confidence; listed in docs/routing.md. A new one is a failure."""
FLOORS = {
    "messages": 0.9,
    "routing_messages": 0.9,
    "second_messages": 0.9,
    "third_messages": 0.85,
    "fourth_messages": 0.9,
    "fifth_messages": 0.85,
}
"""Share of rows whose lead is the best guess; all of these sets have been in view when words were added."""
SAFE = 0.9
"""Share of rows that get the right lead or a question first."""
KNOWN_FALSE_ALARMS = {
    "楼上水管爆了把我家房顶泡塌了一块 馨园社区5号楼",
}
BLIND_FLOORS = {
    # name: emergencies heard, false alarms, wrong with confidence
    "blind_dangers_a": (60, 0, 0),
    "blind_matters_a": (0, 0, 0),
    "blind_dangers_b": (56, 2, 5),
    "blind_matters_b": (0, 0, 1),
    "blind_dangers_c": (122, 11, 11),
    "blind_matters_c": (12, 3, 8),
}
"""As measured; c is what to expect of residents (docs/routing.md). It may only get better."""


@pytest.mark.parametrize("name", SETS)
def test_the_right_lead_is_proposed_or_a_question_comes_first(
    name: str, districts: Mapping[str, District], understanders: Mapping[str, Understander]
) -> None:
    figures = measure(name, districts, understanders)
    assert (figures.right + len(figures.asked)) / figures.routed >= SAFE
    assert figures.right / figures.routed >= FLOORS[name]


@pytest.mark.parametrize("name", SETS)
def test_no_wrong_lead_is_routed_with_confidence(
    name: str, districts: Mapping[str, District], understanders: Mapping[str, Understander]
) -> None:
    assert set(measure(name, districts, understanders).wrong) <= KNOWN_WRONG


@pytest.mark.parametrize("name", SETS)
def test_no_emergency_is_missed(
    name: str, districts: Mapping[str, District], understanders: Mapping[str, Understander]
) -> None:
    assert measure(name, districts, understanders).missed == []


@pytest.mark.parametrize("name", SETS)
def test_ordinary_messages_raise_no_alarm(
    name: str, districts: Mapping[str, District], understanders: Mapping[str, Understander]
) -> None:
    assert set(measure(name, districts, understanders).false_alarms) <= KNOWN_FALSE_ALARMS


@pytest.mark.parametrize("name", SETS)
def test_what_the_person_wants_and_where_is_mostly_understood(
    name: str, districts: Mapping[str, District], understanders: Mapping[str, Understander]
) -> None:
    figures = measure(name, districts, understanders)
    assert figures.intents / figures.rows >= 0.85
    assert figures.places / figures.rows >= 0.9


@pytest.mark.parametrize("name", SETS[1:])
def test_every_label_of_our_own_sets_is_in_the_catalogue(name: str, districts: Mapping[str, District]) -> None:
    for row in messages(name):
        if row["intent"] in ROUTED and row["category"] != "-":
            for category in row["category"].split(";"):
                assert category in districts[row["district"]].categories, row["text"]


@pytest.mark.parametrize("name", BLIND)
def test_the_blind_sets_get_no_worse(
    name: str, districts: Mapping[str, District], understanders: Mapping[str, Understander]
) -> None:
    heard, alarms, wrong = BLIND_FLOORS[name]
    figures = measure_blind(name, districts, understanders)
    assert figures.emergencies - len(figures.missed) >= heard
    assert len(figures.false_alarms) <= alarms
    assert len(figures.wrong) <= wrong
