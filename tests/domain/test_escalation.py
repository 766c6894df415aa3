from __future__ import annotations

import pytest

from models.domain.district import District, Person, Post, Unit
from models.domain.escalation import Rung, desk_rung, first_rung, next_rung, posts_at, reopened_rung, told_rung


def build_district(**closed: bool) -> District:
    units = (
        Unit("wuda", "乌达区", "district", "district", None),
        Unit("binhai", "滨海街道", "street", "street", "wuda", closed=closed.get("binhai", False)),
        Unit("binhai.binhai", "滨海社区", "community", "community", "binhai"),
        Unit("village", "某村", "village", "community", "binhai"),
        Unit("zhujian", "区住建局", "department", "department", "wuda"),
        Unit("heating", "供热公司", "utility", "department", "zhujian"),
        Unit("power", "供电公司", "utility", "department", "wuda"),
    )
    posts = (
        Post("binhai.binhai.handler", "binhai.binhai", "handler", "li"),
        Post("binhai.binhai.head", "binhai.binhai", "head", None),
        Post("binhai.head", "binhai", "head", None),
        Post("binhai.duty", "binhai", "duty", "zhao"),
        Post("zhujian.head", "zhujian", "head", None),
        Post("heating.handler", "heating", "handler", "sun"),
        Post("wuda.dispatcher", "wuda", "dispatcher", "zhou"),
        Post("wuda.leader", "wuda", "leader", None),
        Post("wuda.inspector", "wuda", "inspector", None),
    )
    return District(
        code="WD", name="乌达区", service_name="乌达民情直通", version=1, root="wuda",
        units={unit.code: unit for unit in units}, persons={"li": Person("li", "李晓", invented=True)},
        posts={post.code: post for post in posts}, places={}, categories={},
    )  # fmt: skip


WUDA = build_district()
DESK = Rung("wuda", "dispatcher", "district")
STREET = Rung("binhai", "duty", "middle")

LADDERS = {
    "binhai.binhai": [Rung("binhai.binhai", "handler", "first"), STREET, DESK],
    "village": [Rung("village", "handler", "first"), STREET, DESK],
    "binhai": [Rung("binhai", "duty", "first"), DESK],
    "zhujian": [Rung("zhujian", "handler", "first"), Rung("zhujian", "head", "middle"), DESK],
    "heating": [Rung("heating", "handler", "first"), Rung("zhujian", "head", "middle"), DESK],
    "power": [Rung("power", "handler", "first"), Rung("power", "head", "middle"), DESK],
    "wuda": [DESK],
}


@pytest.mark.parametrize(("lead", "rungs"), LADDERS.items())
def test_a_case_nobody_answers_climbs_each_rung_once_and_ends_at_the_desk(lead: str, rungs: list[Rung]) -> None:
    climbed = [first_rung(WUDA, lead)]
    while (above := next_rung(WUDA, lead, climbed[-1])) is not None:
        climbed.append(above)
    assert climbed == rungs


def test_without_a_current_rung_the_case_is_at_its_first() -> None:
    assert next_rung(WUDA, "binhai.binhai", None) == STREET


def test_a_department_never_climbs_to_a_street() -> None:
    for lead in ("zhujian", "heating", "power"):
        assert all(rung.unit != "binhai" for rung in LADDERS[lead])


@pytest.mark.parametrize(
    ("lead", "current", "to"),
    [
        ("binhai.binhai", LADDERS["binhai.binhai"][0], STREET),
        ("binhai.binhai", STREET, DESK),
        ("binhai.binhai", DESK, DESK),
        ("binhai", LADDERS["binhai"][0], DESK),
        ("zhujian", LADDERS["zhujian"][0], DESK),  # past its own head: not in the same house
        ("heating", LADDERS["heating"][0], DESK),
        ("heating", LADDERS["heating"][1], DESK),
    ],
)
def test_a_case_the_resident_sends_back_leaves_the_house(lead: str, current: Rung, to: Rung) -> None:
    assert reopened_rung(WUDA, lead, current) == to
    assert told_rung(WUDA, lead, current) == to


def test_where_the_street_is_closed_the_community_climbs_to_the_desk() -> None:
    district = build_district(binhai=True)
    assert next_rung(district, "binhai.binhai", None) == DESK
    assert reopened_rung(district, "binhai.binhai", first_rung(district, "binhai.binhai")) == DESK


def test_a_rung_names_posts_and_stand_ins_but_never_a_leader() -> None:
    assert [post.code for post in posts_at(WUDA, STREET)] == ["binhai.duty", "binhai.head"]
    assert [post.code for post in posts_at(WUDA, LADDERS["binhai.binhai"][0])] == [
        "binhai.binhai.handler",
        "binhai.binhai.head",
    ]
    assert [post.code for post in posts_at(WUDA, desk_rung(WUDA))] == ["wuda.dispatcher"]
    assert posts_at(WUDA, Rung("power", "head", "middle")) == ()
