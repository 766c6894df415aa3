"""Which closed cases look unsolved: hand-made facts, each sign by itself and together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from models.domain.doubts import Ended, Reason, Told, find

CLOSED = datetime(2026, 11, 24, tzinfo=UTC)


def told(
    n: int, who: str = "王", *, days: float = 10, category: str = "灯", building: str = "3号楼", place: str = ""
) -> Told:
    filed = CLOSED + timedelta(days=days)
    return Told(n, f"WD-{n:03}", frozenset({who}), category, "binhai", place, building, filed)


def ended(n: int, who: str = "王", *, confirmed: bool = True, bare: bool = False, building: str = "3号楼") -> Ended:
    return Ended(told(n, who, days=-2, building=building), "u", CLOSED, confirmed, bare)


def why(found: tuple[Reason, ...]) -> list[tuple[str, str]]:
    return [(one.why, one.case) for one in found]


def test_the_same_person_telling_the_same_matter_again() -> None:
    found = find([ended(1)], [told(2, building="5号楼")])
    assert why(found[1]) == [("same_person", "WD-002")]


def test_somebody_else_at_the_same_building_with_the_same_matter() -> None:
    assert why(find([ended(1)], [told(2, "李")])[1]) == [("same_place", "WD-002")]


def test_another_matter_another_building_or_an_unknown_place_is_nothing() -> None:
    assert find([ended(1)], [told(2, "李", category="暖气")]) == {}
    assert find([ended(1)], [told(2, "李", building="5号楼")]) == {}
    assert find([ended(1, building="")], [told(2, "李", building="")]) == {}


def test_sixty_days_count_from_closing_and_what_came_before_does_not() -> None:
    assert 1 in find([ended(1)], [told(2, days=60)])
    assert find([ended(1)], [told(2, days=60.1)]) == {}
    assert find([ended(1)], [told(2, days=-1)]) == {}
    assert find([ended(1)], [told(1, days=10)]) == {}, "never itself"


def test_what_is_part_of_it_is_no_repeat() -> None:
    own = Ended(told(1, days=-2), "u", CLOSED, True, False, frozenset({"WD-002"}))
    assert find([own], [told(2)]) == {}


def test_silence_or_missing_evidence_alone_is_not_enough_together_they_are() -> None:
    many = [ended(n, f"人{n}", confirmed=False, building=f"{n}号楼") for n in range(1, 6)]
    assert find(many, []) == {}
    bare = [ended(9, "九", confirmed=False, bare=True, building="9号楼")]
    assert why(find([*many, *bare], [])[9]) == [("low_confirmation", ""), ("no_evidence", "")]
    assert find([ended(9, confirmed=False, bare=True)], []) == {}, "too few to say that the unit is low"
    assert find([ended(9, confirmed=True, bare=True), *many], []) == {}, "a confirmed end is not silent"
