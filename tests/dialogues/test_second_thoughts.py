"""A vote that is taken back leaves no trace above; one that somebody acted on stays what it was."""

from __future__ import annotations

import pytest

from tests.resident.stories import ask_now, file_lamp, finish
from tests.town import Person, Town


@pytest.fixture
def wang(town: Town) -> Person:
    person = file_lamp(town)
    finish(town)
    ask_now(town)
    return person


def test_a_no_turned_into_a_yes_is_as_if_it_had_never_gone_up(town: Town, wang: Person) -> None:
    wang.says("2")
    assert (town.case(1).unit, town.case(1).round) == ("binhai", 2)
    assert wang.taps("解决了").startswith('改过来了：从"没解决"改成"解决了"。')
    case = town.case(1)
    assert (case.state, case.closure, case.unit, case.round) == ("closed", "solved", "binhai.binhai", 1)
    assert "vote_result" in town.pushes_to_post("binhai/duty") + town.pushes_to_post("binhai/handler")


def test_and_back_again_is_the_second_round_and_not_the_third(town: Town, wang: Person) -> None:
    wang.says("2")
    wang.taps("解决了")
    wang.says("改")
    wang.says("2")
    assert (town.case(1).state, town.case(1).unit, town.case(1).round) == ("dispatched", "binhai", 2)


def test_once_the_street_has_acted_the_round_was_real(town: Town, wang: Person) -> None:
    zhao = town.bind("赵敏", "binhai/handler")
    wang.says("2")
    zhao.says("签收 1")
    wang.taps("解决了")
    case = town.case(1)
    assert (case.state, case.unit, case.round) == ("closed", "binhai", 2)
