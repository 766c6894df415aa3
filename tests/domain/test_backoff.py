from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.domain.backoff import ENDLESS, LADDERS, next_try

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("ladder", LADDERS)
def test_waits_grow_and_then_end_or_go_on_evenly(ladder) -> None:
    steps = LADDERS[ladder]
    assert list(steps) == sorted(set(steps))
    for failures, step in enumerate(steps, start=1):
        assert next_try(ladder, failures, AT) == AT + step
    beyond = next_try(ladder, len(steps) + 1, AT)
    assert beyond == (AT + steps[-1] if ladder in ENDLESS else None)


def test_the_last_try_for_media_lies_within_the_three_days_wechat_keeps_it() -> None:
    assert sum((step * 1.25 for step in LADDERS["media"]), timedelta()) < timedelta(days=3)


def test_a_token_is_never_forced_more_often_than_every_thirty_seconds() -> None:
    assert min(LADDERS["token"]) >= timedelta(seconds=30)


def test_spread_lengthens_a_wait_by_at_most_a_quarter_and_never_shortens_it() -> None:
    assert next_try("send", 3, AT, spread=1.0) == AT + timedelta(seconds=150)
    assert next_try("send", 3, AT, spread=0.5) == AT + timedelta(seconds=135)


@pytest.mark.parametrize(("failures", "spread"), [(0, 0.0), (-1, 0.0), (1, 1.1), (1, -0.1)])
def test_impossible_counts_are_errors_of_the_caller(failures: int, spread: float) -> None:
    with pytest.raises(ValueError, match="failures from 1"):
        next_try("send", failures, AT, spread)
