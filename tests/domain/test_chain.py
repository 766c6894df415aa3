from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.chain import (
    EMPTY_ROOT,
    GENESIS,
    Link,
    broken_at,
    canonical_json,
    event_hash,
    link,
    merkle_root,
    salted_digest,
)

AT = datetime(2026, 11, 23, 1, 11, tzinfo=UTC)


def build_chain(length: int = 4) -> list[Link]:
    links: list[Link] = []
    for seq in range(1, length + 1):
        previous = links[-1].hash if links else GENESIS
        data = {"unit": "滨海社区", "n": seq}
        at = AT + timedelta(hours=seq)
        links.append(
            link(case="c1", seq=seq, kind="moved", version=1, at=at, post="li", data=data, previous=previous)
        )  # fmt: skip
    return links


def test_equal_data_has_one_text_whatever_the_order_of_its_keys() -> None:
    assert canonical_json({"b": 1, "a": "滨海"}) == canonical_json({"a": "滨海", "b": 1}) == '{"a":"滨海","b":1}'


@pytest.mark.parametrize("data", [{1: "x"}, {"a": {2: "x"}}, [{None: 1}], {"a": object()}, {"a": {1, 2}}])
def test_what_has_no_one_text_is_refused(data: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(data)


def test_infinity_and_nan_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_json({"a": float("nan")})


def test_a_whole_chain_is_sound_and_an_empty_one_too() -> None:
    assert broken_at(build_chain()) is None
    assert broken_at([]) is None


CHANGES = {
    "case": "c2", "seq": 9, "kind": "closed", "version": 2, "at": AT, "post": "sun", "data": '{"n":9}',
    "previous": "1" * 64, "hash": "2" * 64,
}  # fmt: skip


@pytest.mark.parametrize("field", CHANGES)
@pytest.mark.parametrize("position", range(4))
def test_a_change_of_any_field_of_any_event_is_found_at_its_place(field: str, position: int) -> None:
    links = build_chain()
    links[position] = replace(links[position], **{field: CHANGES[field]})
    expected = position + 1
    if field == "case" and position == 0:
        expected = 1  # the first event names the case
    assert broken_at(links) == expected


def test_an_event_taken_out_put_twice_or_moved_is_found() -> None:
    one, two, three, four = build_chain()
    assert broken_at([one, three, four]) == 2
    assert broken_at([one, two, two, three, four]) == 3
    assert broken_at([two, one, three, four]) == 1
    assert broken_at([two, three, four]) == 1


def test_a_forged_event_with_its_own_right_hash_breaks_the_next_link() -> None:
    one, two, three, four = build_chain()
    forged = link(case="c1", seq=2, kind="closed", version=1, at=two.at, post="li", data={}, previous=one.hash)
    assert broken_at([one, forged, three, four]) == 3


def test_the_same_instant_in_another_zone_has_the_same_hash() -> None:
    fields = {"case": "c1", "seq": 1, "kind": "k", "version": 1, "post": "", "data": "{}", "previous": GENESIS}
    shanghai = AT.astimezone(timezone(timedelta(hours=8)))
    assert event_hash(at=AT, **fields) == event_hash(at=shanghai, **fields)
    with pytest.raises(ValueError, match="time zone"):
        event_hash(at=AT.replace(tzinfo=None), **fields)


def test_content_cannot_move_between_neighbouring_fields() -> None:
    fields = {"seq": 1, "version": 1, "at": AT, "data": "{}", "previous": GENESIS}
    assert event_hash(case="ab", kind="c", post="", **fields) != event_hash(case="a", kind="bc", post="", **fields)


def test_a_digest_depends_on_its_salt_and_short_salts_are_refused() -> None:
    assert salted_digest("13800000000", b"a" * 16) != salted_digest("13800000000", b"b" * 16)
    assert salted_digest("13800000000", b"a" * 16) == salted_digest("13800000000", b"a" * 16)
    with pytest.raises(ValueError, match="16 bytes"):
        salted_digest("13800000000", b"short")


HEADS = st.lists(st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=8)), unique=True, max_size=9)


@given(HEADS, st.randoms())
def test_a_root_does_not_depend_on_the_order_but_on_every_head(heads, random) -> None:
    shuffled = list(heads)
    random.shuffle(shuffled)
    root = merkle_root(heads)
    assert merkle_root(shuffled) == root
    for position in range(len(heads)):
        rest = heads[:position] + heads[position + 1 :]
        assert merkle_root(rest) != root
        assert merkle_root([*rest, (heads[position][0] + "x", heads[position][1])]) != root


def test_an_odd_head_is_not_doubled_into_the_root_of_another_list() -> None:
    assert merkle_root([("a", "1"), ("b", "2"), ("c", "3")]) != merkle_root(
        [("a", "1"), ("b", "2"), ("c", "3"), ("c", "3")]
    )
    assert merkle_root([]) == EMPTY_ROOT
