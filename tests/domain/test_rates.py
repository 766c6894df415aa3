"""Rates against cases counted by hand (dialogues 3.7): every row, and what is out of both sides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.domain import rates
from models.domain.rated import Commitment, Contact, Done, Duty, Facts, Objection, Period, Pleased, Silence, Vote
from models.domain.rates import Rate

NOV = Period(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC))


def day(n: float, month: int = 11) -> datetime:
    return datetime(2026, month, 1, tzinfo=UTC) + timedelta(days=n - 1)


def case(number: str = "1", **known: object) -> Facts:
    base: dict[str, object] = {"filed_at": day(2), "dispatched_at": day(2), "unit": "a"}
    return Facts(number, **{**base, **known})  # type: ignore[arg-type]


def nd(rate: Rate) -> tuple[int, int]:
    return rate.numerator, rate.denominator


def vote(at: float, answer: str, *, voice: int = 1, round_: int = 1, explained: bool = False, unit: str = "a") -> Vote:
    return Vote(day(at), voice, round_, answer, unit, explained)


def test_wilson_is_the_published_interval() -> None:
    # source: Newcombe 1998, table I, method 3 (score without continuity correction)
    assert rates.wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert rates.wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert rates.wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert rates.wilson(0, 0) == (0.0, 1.0)


def test_fewer_than_ten_are_counts_only() -> None:
    assert (Rate("x", 9, 9).percent, Rate("x", 9, 9).wilson) == (None, None)
    assert Rate("x", 9, 10).percent == 90.0
    assert Rate("x", 9, 10).wilson is not None


def test_first_words_count_and_a_signature_does_not() -> None:
    held = [
        case("words in time", contacts=(Contact(day(5), "a", day(4)),)),
        case("words at the very instant", contacts=(Contact(day(5), "a", day(5)),)),
        case("too late", contacts=(Contact(day(5), "a", day(6)),)),
        case("never", contacts=(Contact(day(5), "a"),)),
        case("limit in another month", contacts=(Contact(day(5, 12), "a", day(4, 12)),)),
        case("withdrawn before", withdrawn_at=day(4), contacts=(Contact(day(5), "a"),)),
        case("withdrawn after: still owed", withdrawn_at=day(6), contacts=(Contact(day(5), "a"),)),
        case("merged child", merged_at=day(3), contacts=(Contact(day(5), "a"),)),
        case("another unit", contacts=(Contact(day(5), "b", day(4)),)),
    ]
    rate = rates.responded(held, NOV, ["a"])
    assert nd(rate) == (2, 5)
    assert rate.excluded == {"withdrawn": 1, "merged": 1}
    assert nd(rates.responded(held, NOV)) == (3, 6)


def test_done_is_done_only_if_nobody_denies_it() -> None:
    due = {"first_due_at": day(10), "last_due_at": day(10)}
    held = [
        case("in time", **due, done=(Done(day(9), "a"),)),
        case("late, in the month", **due, done=(Done(day(12), "a"),)),
        case("in time and denied", **due, done=(Done(day(9), "a", 1, True),)),
        case("denied, then done in round 2", **due, done=(Done(day(9), "a", 1, True), Done(day(20), "a", 2))),
        case("done next month", **due, done=(Done(day(2, 12), "a"),)),
        case("never", **due),
        case("extended", first_due_at=day(10), last_due_at=day(15), done=(Done(day(14), "a"),)),
        case("extended into december", first_due_at=day(28), last_due_at=day(4, 12), done=(Done(day(29), "a"),)),
        case("withdrawn", **due, withdrawn_at=day(3)),
        case("merged", **due, merged_at=day(3)),
        case("taken out by two", **due, excluded_at=day(3)),
        case("taken out, contested: still counts", **due, excluded_at=day(3), appealed=True),
    ]
    completed, on_time = rates.completed(held, NOV), rates.on_time(held, NOV)
    assert nd(completed) == (4, 8)
    assert completed.excluded == {"withdrawn": 1, "merged": 1, "excluded": 1}
    assert nd(on_time) == (1, 8)
    extended = on_time.beside["extended"]
    assert isinstance(extended, Rate)
    assert nd(extended) == (2, 8)


def test_an_open_month_ends_now() -> None:
    now = Period(NOV.start, NOV.end, day(10))
    held = [case("due later", first_due_at=day(20), last_due_at=day(20)), case("due", first_due_at=day(9))]
    assert nd(rates.completed(held, now)) == (0, 1)


def test_solved_counts_voices_that_answered_and_leaves_explanations_apart() -> None:
    held = [
        case("1", votes=(vote(5, "solved"),)),
        case("2", votes=(vote(5, "unsolved"), vote(15, "solved", round_=2))),
        case("3", votes=(vote(5, "partly"),)),
        case("4: three voices", votes=(vote(5, "solved"), vote(6, "solved", voice=2), vote(7, "unsolved", voice=3))),
        case("5: explained", votes=(vote(5, "solved", explained=True),)),
        case("6: explained, not accepted", votes=(vote(5, "unsolved", explained=True),)),
        case("7: answered in december", votes=(vote(35, "solved"),)),
        case("8: silent", silences=(Silence(day(9), "a", silent=2, unreached=1),)),
    ]
    rate = rates.solved(held, NOV)
    assert nd(rate) == (4, 7)
    assert (rate.unanswered, rate.beside["partly"]) == (2, 1)
    accepted = rate.beside["accepted"]
    assert isinstance(accepted, Rate)
    assert nd(accepted) == (1, 2)
    silence = rates.unconfirmed(held, NOV)
    assert nd(silence) == (2, 11)
    assert silence.excluded == {"unreached": 1}


def test_a_vote_changed_within_a_day_counts_as_changed_and_later_as_given() -> None:
    quick = case(votes=(vote(5, "unsolved"), vote(5.9, "solved")))
    slow = case(votes=(vote(5, "unsolved"), vote(7, "solved")))
    assert nd(rates.solved([quick], NOV)) == (1, 1)
    assert nd(rates.solved([slow], NOV)) == (0, 1)


def test_pleased_is_strict_with_the_other_count_beside_it() -> None:
    held = [
        case("1", votes=(vote(5, "solved"),), pleased=(Pleased(day(5), 1, "yes", "a"),)),
        case("2", votes=(vote(5, "solved"),), pleased=(Pleased(day(5), 1, "fair", "a"),)),
        case("3", votes=(vote(5, "solved"),), pleased=(Pleased(day(5), 1, "no", "a"),)),
        case("4: changed", pleased=(Pleased(day(5), 1, "no", "a"), Pleased(day(6), 1, "yes", "a"))),
        case("5: never said", votes=(vote(5, "solved"), vote(5, "solved", voice=2))),
    ]
    rate = rates.satisfied(held, NOV)
    assert nd(rate) == (2, 4)
    assert rate.unanswered == 1
    with_fair = rate.beside["with_fair"]
    assert isinstance(with_fair, Rate)
    assert nd(with_fair) == (3, 4)


def test_reopened_and_repeated_are_provisional_until_their_time_is_over() -> None:
    held = [
        case("again", done=(Done(day(5), "a"),), reopened=(day(20),), closed_times=(day(6),)),
        case("stays", done=(Done(day(5), "a"),), closed_times=(day(6),)),
        case("told anew", done=(Done(day(5), "a"),), closed_times=(day(6),), repeated=(day(40),)),
        case("told anew much later", done=(Done(day(5), "a"),), closed_times=(day(6),), repeated=(day(80),)),
        case("told before", closed_times=(day(6),), repeated=(day(1),)),
    ]
    assert nd(rates.redone(held, NOV)) == (1, 4)
    assert nd(rates.repeated(held, NOV)) == (1, 5)
    assert not rates.redone(held, NOV).provisional
    early = Period(NOV.start, NOV.end, day(50))
    assert rates.repeated(held, early).provisional
    assert not rates.redone(held, early).provisional
    assert rates.redone(held, Period(NOV.start, NOV.end, day(20))).provisional


def test_a_promise_is_kept_by_its_first_date_or_not() -> None:
    held = [
        Commitment("a", day(10), kept_at=day(9), quantity=6, kept=6),
        Commitment("a", day(10), kept_at=day(14), last_at=day(15), quantity=1, kept=1),
        Commitment("a", day(10), quantity=6, kept=4),
        Commitment("a", day(10), kept_at=day(9), denied=True, kept=1),
        Commitment("a", day(10, 12), kept_at=day(9)),
    ]
    rate = rates.kept(held, NOV)
    assert nd(rate) == (1, 4)
    assert rate.beside["after_move"] == 1
    quantity = rate.beside["quantity"]
    assert isinstance(quantity, Rate)
    assert nd(quantity) == (12, 14)


def test_overdue_is_any_instant_of_the_month() -> None:
    held = [
        case("in time", duties=(Duty("a", day(2), day(5), day(4)),)),
        case("late for a day", duties=(Duty("a", day(2), day(5), day(6)),)),
        case("late since october", duties=(Duty("a", day(-20), day(-10), day(2)),)),
        case("still open and late", duties=(Duty("a", day(2), day(5)),)),
        case("over before", duties=(Duty("a", day(-20), day(-10), day(-5)),)),
        case("given in december", duties=(Duty("a", day(33), day(35)),)),
        case("b was late, a is not", duties=(Duty("b", day(2), day(5), day(7)), Duty("a", day(7), day(20), day(9)))),
    ]
    assert nd(rates.overdue(held, NOV)) == (4, 5)
    assert nd(rates.overdue(held, NOV, ["a"])) == (3, 5)


def test_objections_and_exclusions() -> None:
    held = [
        case("1", objections=(Objection(day(5), True), Objection(day(7), False))),
        case("2", objections=(Objection(day(5, 12), True),), excluded_at=day(9)),
        case("3", excluded_at=day(9), appealed=True),
        case("4", dispatched_at=day(4, 12)),
    ]
    assert nd(rates.upheld(held, NOV)) == (1, 2)
    rate = rates.excluded(held, NOV)
    assert nd(rate) == (1, 2)
    assert rate.excluded == {"appealed": 1}


def test_every_row_of_the_table_is_there_and_units_have_no_rate_of_the_dispatcher() -> None:
    codes = [rate.code for rate in rates.all_rates([], NOV)]
    assert codes == [
        "responded", "completed", "on_time", "solved", "unconfirmed", "satisfied", "redone", "repeated", "kept",
        "overdue", "upheld", "excluded",
    ]  # fmt: skip
    assert "upheld" not in [rate.code for rate in rates.all_rates([], NOV, ["a"])]
    assert all(
        set(rate.document()) >= {"n", "d", "unanswered", "excluded", "percent"} for rate in rates.all_rates([], NOV)
    )
