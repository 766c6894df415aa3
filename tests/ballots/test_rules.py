"""When ballots open and end, and what a district may write about them."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.domain import ballots as rules
from models.domain.ballots import Asked, Outcome, read_ballots
from models.domain.working_time import SHANGHAI

ONE = {"code": "heard", "about": "community", "text": "有人管吗"}
GIVEN = {"opens": ["12-15", "06-15"], "days": 14, "questions": [ONE]}
OWN = read_ballots(GIVEN)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_the_two_ballots_of_2026_worked_out_by_hand() -> None:
    first, second = rules.terms(OWN, 2026)
    assert (first.round, first.opens_at, first.closes_at, first.reminder_at) == (
        "2026-H1", at("2026-06-15 09:00"), at("2026-06-28 20:00"), at("2026-06-25 10:00"),
    )  # fmt: skip
    assert (second.round, second.opens_at, second.closes_at, second.reminder_at) == (
        "2026-H2", at("2026-12-15 09:00"), at("2026-12-28 20:00"), at("2026-12-25 10:00"),
    )  # fmt: skip


def test_the_next_one_and_the_one_that_runs() -> None:
    following = rules.next_term(OWN, at("2026-12-15 09:00"))
    assert following is not None
    assert following.round == "2027-H1"
    assert rules.running_term(OWN, at("2026-12-15 08:59")) is None
    running = rules.running_term(OWN, at("2026-12-28 19:59"))
    assert running is not None
    assert running.round == "2026-H2"
    assert rules.running_term(OWN, at("2026-12-28 20:00")) is None
    assert rules.next_term(read_ballots({}), at("2026-12-28 20:00")) is None
    over_new_year = read_ballots({**GIVEN, "opens": ["12-25"]})
    running = rules.running_term(over_new_year, at("2027-01-03 12:00"))
    assert running is not None
    assert running.round == "2026-H2"


@pytest.mark.parametrize(
    "wrong",
    [
        {"opens": ["02-29"]}, {"opens": ["06-15", "05-15"]}, {"opens": ["soon"]}, {"days": 31}, {"fewest": 9},
        {"questions": []}, {"questions": [ONE, ONE]},
    ],
)  # fmt: skip
def test_what_may_not_stand_in_the_file(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"ballots\."):
        read_ballots({**GIVEN, **wrong})


def test_who_does_not_know_judges_nobody_and_ten_are_needed_for_a_per_cent() -> None:
    asked = Asked("heard", "community", "有人管吗")
    rate = Outcome(asked, {"yes": 7, "fair": 2, "no": 1, "unknown": 5, "blank": 3}).rate
    assert (rate.numerator, rate.denominator, rate.unanswered, rate.percent) == (7, 10, 8, 70.0)
    assert rate.wilson == (39.7, 89.2)
    assert Outcome(asked, {"yes": 9, "unknown": 50}).rate.percent is None
    assert Outcome(asked, {}).rate.denominator == 0
