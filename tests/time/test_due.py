"""The timer loop itself: order, repeats, what raises, what slept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.context import Context
from handlers.services import timers
from handlers.services.timers import Planned
from models.tables import Case, Timer
from scheduler import due
from scheduler.stepper import next_stop, tick_sync
from tests.time.stories import file_case, shanghai
from tests.town import MONDAY, Town


def timers_of(town: Town, **equals: object) -> list[Timer]:
    found: list[Timer] = town.database.read_now(lambda reader: reader.find(Timer, order="id", **equals))
    return found


def tick(town: Town) -> int:
    return tick_sync(town.database, town.registry, town.clock.now)


def test_a_timer_that_raises_is_marked_alarmed_and_harms_nobody(town: Town) -> None:
    town.may_break = True
    file_case(town)
    broken = Planned("nonsense", town.clock.now)
    town.do(lambda ctx: timers.insert(ctx, "case", 999, broken))
    town.clock.now = shanghai(11, 24, 12)
    assert tick(town) >= 2
    assert [timer.status for timer in timers_of(town, kind="nonsense")] == ["failed"]
    assert [timer.status for timer in timers_of(town, kind="sign", stage="")] == ["done"]
    assert [row.params["code"] for row in town.outbox(kind="alarm")] == ["timer_failed"]


def test_what_a_raising_timer_had_written_is_dropped(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.may_break = True
    case = file_case(town)

    def spoil(ctx: Context, timer: Timer) -> None:
        row = ctx.tx.get(Case, case.id)
        assert row is not None
        ctx.tx.update(row, title="spoilt")
        raise RuntimeError

    table = {**due.FIRINGS, ("assignment", "sign"): spoil}
    monkeypatch.setattr(due, "FIRINGS", table)
    town.clock.now = shanghai(11, 24, 12)
    tick(town)
    assert town.cases()[0].title == "楼道灯不亮"
    assert [timer.status for timer in timers_of(town, kind="sign", stage="")] == ["failed"]


def test_what_failed_is_tried_again_after_an_hour(town: Town) -> None:
    town.may_break = True
    town.do(lambda ctx: timers.insert(ctx, "case", 999, Planned("nonsense", town.clock.now)))
    tick(town)
    later = town.clock.now + timedelta(hours=2)
    revived = town.database.write_now(lambda tx: due.revive(tx, later, later - timedelta(hours=1)))
    assert revived == 1
    assert timers_of(town, kind="nonsense")[0].status == "pending"


def test_a_tick_fires_nothing_twice(town: Town) -> None:
    file_case(town)
    town.clock.now = shanghai(11, 24, 12)
    assert tick(town) > 0
    before = len(town.outbox())
    assert tick(town) == 0
    assert len(town.outbox()) == before


def test_nothing_is_due_before_its_instant(town: Town) -> None:
    file_case(town)
    found = town.database.read_now(due.next_due)
    assert found is not None
    assert found > town.clock.now
    assert tick(town) == 0


def test_an_empty_district_has_nothing_due(town: Town) -> None:
    assert town.database.read_now(due.next_due) is None


def test_a_long_queue_is_taken_in_pieces(town: Town) -> None:
    for n in range(7):
        file_case(town, f"居民{n}")
    town.clock.now = shanghai(11, 24, 12)
    registry, now = town.registry, town.clock.now
    first = town.database.write_now(lambda tx: due.tick(tx, registry, now, limit=5))
    assert first == 5
    assert tick(town) >= 2


@pytest.mark.parametrize(
    ("upcoming", "expected"),
    [
        (None, timedelta(hours=1)),
        (timedelta(minutes=5), timedelta(minutes=5)),
        (timedelta(hours=3), timedelta(hours=1)),
        (timedelta(minutes=-5), timedelta(seconds=1)),
        (timedelta(0), timedelta(seconds=1)),
    ],
)
def test_the_clock_goes_forward_only_and_never_stands_still(upcoming: timedelta | None, expected: timedelta) -> None:
    until = MONDAY + timedelta(hours=1)
    at = None if upcoming is None else MONDAY + upcoming
    assert next_stop(MONDAY, at, until) == MONDAY + expected
    assert next_stop(until, at, until) is None
