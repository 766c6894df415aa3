"""Where: names, their short forms, several at once, none, and a point on the map."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from handlers.understanding import Understander
from models.domain.district import District


@pytest.mark.parametrize("said", ["滨海社区", "滨海社区居委会", "滨海居委会", "滨海社区３号楼", "我住滨海社区呢"])
def test_a_community_is_known_with_and_without_its_suffix(said: str, wuda: Understander) -> None:
    place = wuda.read(f"{said} 垃圾没人拉").place
    assert (place.given, place.unit) == ("yes", "binhai.binhai")


def test_a_short_name_shared_by_two_communities_is_asked(wuda: Understander) -> None:
    place = wuda.read("团结那边下水堵了").place
    assert place.given == "partial"
    assert set(place.candidates) == {"bayinsai.tuanjie", "binhai.tuanjiebeilu"}


def test_the_longer_name_wins_over_the_shorter(wuda: Understander) -> None:
    assert wuda.read("团结北路社区雪没人铲").place.unit == "binhai.tuanjiebeilu"


def test_a_word_of_every_day_is_no_place(wuda: Understander) -> None:
    assert wuda.read("大家团结起来 幸福生活 垃圾还是没人拉").place.given == "no"


def test_a_street_alone_is_partial_and_a_community_inside_it_is_enough(wuda: Understander) -> None:
    street = wuda.read("滨海街道有人占道摆摊").place
    assert (street.given, street.unit) == ("partial", "binhai")
    assert len(street.candidates) == 3
    both = wuda.read("滨海街道胜利社区有人占道摆摊").place
    assert (both.given, both.unit) == ("yes", "binhai.shengli")


def test_two_communities_are_candidates_in_the_order_they_were_said(wuda: Understander) -> None:
    place = wuda.read("胜利社区和幸福社区中间的路全是坑").place
    assert (place.given, place.candidates) == ("partial", ("binhai.shengli", "bayinsai.xingfu"))


def test_a_name_inside_another_name_is_not_heard_twice(understanders: Mapping[str, Understander]) -> None:
    place = understanders["DH"].read("公园路社区门口路灯不亮").place
    assert (place.given, place.said) == ("yes", "公园路社区")


def test_a_village_ordinal_may_be_left_out(
    understanders: Mapping[str, Understander], districts: Mapping[str, District]
) -> None:
    place = understanders["DH"].read("沙尔沁一村的机井坏了").place
    assert districts["DH"].units[place.unit].name.startswith("沙尔沁第一村")


def test_here_means_the_place_the_person_is_bound_to(wuda: Understander) -> None:
    bound = wuda.read("我们小区路灯不亮", default_unit="binhai.binhai")
    assert (bound.place.given, bound.place.unit) == ("yes", "binhai.binhai")
    assert wuda.read("我们小区路灯不亮").place.given == "no"


def test_a_bound_place_is_only_offered_when_the_words_do_not_point_there(wuda: Understander) -> None:
    place = wuda.read("垃圾没人拉", default_unit="binhai.binhai").place
    assert (place.given, place.candidates) == ("no", ("binhai.binhai",))


def test_the_words_win_over_the_bound_place(wuda: Understander) -> None:
    place = wuda.read("我家在幸福社区 垃圾没人拉", default_unit="binhai.binhai").place
    assert place.unit == "bayinsai.xingfu"


def test_an_unknown_default_unit_changes_nothing(wuda: Understander) -> None:
    assert wuda.read("我家停水", default_unit="nowhere").place.given == "no"


@pytest.mark.parametrize("code", ["WD", "ZL", "DH"])
def test_every_community_and_village_is_found_by_its_own_name(
    code: str, districts: Mapping[str, District], understanders: Mapping[str, Understander]
) -> None:
    lost = []
    for unit in districts[code].units.values():
        if unit.level == "community":
            place = understanders[code].read(f"{unit.name}路灯不亮").place
            if unit.code not in {place.unit, *place.candidates}:
                lost.append(unit.name)
    assert lost == []


def test_a_point_on_the_map_finds_the_nearest_place(
    districts: Mapping[str, District], understanders: Mapping[str, Understander]
) -> None:
    for code, district in districts.items():
        known = [place for place in district.places.values() if place.latitude is not None]
        for place in known[:40]:
            assert place.latitude is not None
            assert place.longitude is not None
            found = understanders[code].place_near(place.latitude, place.longitude)
            assert found.given == "yes"
            spot = district.places[found.place]
            assert (spot.latitude, spot.longitude) == (place.latitude, place.longitude)


def test_a_point_far_away_or_off_the_globe_is_nowhere(wuda: Understander) -> None:
    assert wuda.place_near(0.0, 0.0).given == "no"
    assert wuda.place_near(39.9, 116.4).given == "no"
    assert wuda.place_near(float("nan"), 106.7).given == "no"
    assert wuda.place_near(1000.0, 106.7).given == "no"
