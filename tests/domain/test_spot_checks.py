"""The draw of second calls: the same for everybody who knows the seed, and steered by nobody."""

from __future__ import annotations

import hashlib

from models.domain.spot_checks import SHARE, Closing, commitment, drawn, lot, one_each

SEED = b"\x07" * 32
CLOSINGS = [Closing(f"WD261123-{n:03}", 1, f"unit{n % 40}") for n in range(1, 4001)]


def test_what_is_published_before_is_the_plain_hash_of_the_seed() -> None:
    assert commitment(SEED) == hashlib.sha256(SEED).hexdigest()
    assert commitment(SEED) != commitment(b"\x08" * 32)


def test_the_draw_is_reproducible_whatever_the_order() -> None:
    assert set(drawn(SEED, CLOSINGS)) == set(drawn(SEED, reversed(CLOSINGS)))
    assert set(drawn(SEED, CLOSINGS)) != set(drawn(b"\x08" * 32, CLOSINGS))


def test_it_takes_about_the_share_that_was_said() -> None:
    many = len(drawn(SEED, CLOSINGS))
    expected = SHARE * len(CLOSINGS)
    # four standard deviations of a binomial draw
    assert abs(many - expected) < 4 * (len(CLOSINGS) * SHARE * (1 - SHARE)) ** 0.5


def test_another_round_has_another_lot() -> None:
    first, second = Closing("WD261123-001", 1, "u"), Closing("WD261123-001", 2, "u")
    assert lot(SEED, first) != lot(SEED, second)
    assert 0 <= lot(SEED, first) < 1


def test_every_unit_without_one_gets_its_smallest_lot_and_no_other() -> None:
    of_unit = [one for one in CLOSINGS if one.unit in {"unit1", "unit2", "unit3"}]
    found = one_each(SEED, of_unit, has=["unit2"])
    assert set(found) == {"unit1", "unit3"}
    for unit, chosen in found.items():
        assert lot(SEED, chosen) == min(lot(SEED, one) for one in of_unit if one.unit == unit)
