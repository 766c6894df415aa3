from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.district.build import build
from models.district.reader import read_district
from models.domain.district import District
from models.domain.escalation import first_rung, next_rung, posts_at
from models.domain.polls import WAITS
from models.domain.quiet import QUIET, read_quiet
from models.domain.tier_settings import read_tiers
from models.domain.tiers import TIERS

FILES = sorted((Path(__file__).parents[2] / "districts").glob("*.yaml"))


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def district(request: pytest.FixtureRequest) -> District:
    return build(read_district(request.param), 1)


def test_there_are_district_files() -> None:
    assert len(FILES) >= 3


def test_the_limits_a_district_ships_with_are_those_of_the_rules_and_none_is_verified(
    district: District,
) -> None:
    tiers = read_tiers(district.settings["tiers"])
    assert {code: replace(row, basis=TIERS[code].basis) for code, row in tiers.items()} == TIERS
    assert not any(row.basis.verified for row in tiers.values())


def test_the_quiet_hours_a_district_ships_with_are_those_of_the_rules(district: District) -> None:
    assert read_quiet(district.settings["quiet_hours"]) == QUIET


def test_every_category_waits_in_a_way_the_polls_know_and_has_a_tier(district: District) -> None:
    assert {category.poll_wait for category in district.categories.values()} <= set(WAITS)
    assert {category.tier for category in district.categories.values()} <= set(TIERS)


def test_from_every_unit_that_may_lead_a_ladder_goes_up_to_the_desk_with_somebody_on_each_rung(
    district: District,
) -> None:
    for unit in district.units.values():
        if unit.level == "partner" or unit.closed:
            continue
        rung, climbed = first_rung(district, unit.code), 0
        while rung is not None:
            assert posts_at(district, rung), f"{unit.code}: nobody at {rung}"
            last, rung = rung, next_rung(district, unit.code, rung)
            climbed += 1
        assert last.unit == district.root
        assert climbed <= 3
