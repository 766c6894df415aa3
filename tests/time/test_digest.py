"""The cadres' morning: one message at 08:30 instead of many."""

from __future__ import annotations

from handlers.context import Context
from scheduler import digests
from tests.time.stories import file_case, hears, shanghai
from tests.town import Town

HANDLER = "binhai.binhai/handler"


def ready(town: Town, cases: int) -> None:
    town.bind("李晓", HANDLER)
    hears(town, "李晓")
    for n in range(cases):
        file_case(town, f"居民{n}")
    town.do(digests.ensure)


def at_half_past_eight(town: Town, day: int) -> list[str]:
    town.advance(until=shanghai(11, day, 8, 29))
    hears(town, "李晓")
    town.advance(until=shanghai(11, day, 9, 30))
    return [one.text for one in town.courier.to("李晓") if shanghai(11, day, 8) < one.at]


def test_several_matters_are_one_message_in_the_morning_and_no_reminder_follows(town: Town) -> None:
    ready(town, 3)
    said = at_half_past_eight(town, 25)
    assert said == ['11月25日（周三）：明天到期3件（1、2、3）。发"待办"看。']
    rows = [row for row in town.outbox(kind="reminder", post=HANDLER) if row.params["stage"] == "T-1"]
    assert [row.state for row in rows] == ["sent"] * 3, "the reminders were said by the digest"
    town.advance(until=shanghai(11, 27, 9, 30))
    assert {case.unit for case in town.cases()} == {"binhai"}, "what was said early stops no clock"


def test_one_matter_is_said_by_its_own_reminder_with_what_can_be_done(town: Town) -> None:
    ready(town, 1)
    said = at_half_past_eight(town, 25)
    assert len(said) == 1
    assert "延期 1 日期 理由" in said[0]
    assert town.outbox(kind="digest", post=HANDLER) == []


def test_days_off_have_no_morning(town: Town) -> None:
    ready(town, 3)
    town.advance(until=shanghai(11, 30, 8, 0))
    days = {row.created_at for row in town.outbox(kind="digest", post=HANDLER)}
    assert all(at.weekday() < 5 for at in days)


def test_the_next_morning_is_planned_once_and_skips_the_weekend(town: Town) -> None:
    def plan(ctx: Context) -> list[object]:
        digests.ensure(ctx)
        digests.ensure(ctx)
        from models.tables import Timer

        return [timer.due_at for timer in ctx.tx.find(Timer, kind="digest")]

    town.clock.at(11, 27, 10)
    assert town.do(plan) == [shanghai(11, 30, 8, 30)]
