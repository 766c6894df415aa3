"""A district that lives by itself: equal seeds, nothing that must not be, and a watch that does notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.simulation import living
from bot.simulation.acts import Act, Step
from bot.simulation.living import Plan, live
from bot.simulation.people import residents
from bot.simulation.shortening import shorten
from handlers.services import records
from models.district.build import build
from tests.town import district_file

WUDA = Path(__file__).parents[2] / "districts" / "wuda.yaml"
SEEDS = 50
WEEK, HOUSEHOLDS = 7, 300
PARTS = 10


@pytest.mark.parametrize("part", range(PARTS))
def test_fifty_weeks_of_a_town_hold_with_faults(part: int) -> None:
    for seed in range(1 + part, SEEDS + 1, PARTS):
        outcome = live(Plan(WUDA, seed, HOUSEHOLDS, WEEK, faults=True))
        assert outcome.violation is None, (f"seed {seed}", outcome.violation, outcome.story)
        assert outcome.figures["broken"] == []
        assert outcome.figures["cases"]


def test_equal_seeds_live_equal_lives_and_others_do_not() -> None:
    logs = [live(Plan(WUDA, seed, 100, 2, faults=True)).figures["log"] for seed in (7, 7, 8)]
    assert logs[0] == logs[1] != logs[2]


def test_a_change_behind_the_events_back_is_noticed_and_its_story_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = records.record

    def forgets(*args: Any, **changes: Any) -> Any:
        if args[2] == "urged":
            changes["due_at"] = args[0].now + timedelta(days=9)
        return honest(*args, **changes)

    monkeypatch.setattr("handlers.services.wishes.record", forgets)
    steps = _urged()
    outcome = live(Plan(WUDA, 1, 100, 1, opinions=200), script=steps)
    assert outcome.violation is not None
    assert outcome.violation.kind == "edit"
    assert any("催办" in line for line in outcome.story)
    short = shorten(outcome.steps, lambda some: _kind(some) == "edit")
    assert [step.act.text for step in short][-1] == "催办"
    assert len(short) < len(steps)


def test_a_push_at_night_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.outbox._later", lambda *_: None)
    outcome = live(Plan(WUDA, 3, 300, 3))
    assert outcome.violation is not None
    assert outcome.violation.kind == "quiet"


def test_a_shorter_story_keeps_what_is_needed_and_nothing_else() -> None:
    steps = [Step(living.BEGINS, n, f"p{n % 7}", Act("words", str(n))) for n in range(60)]
    short = shorten(steps, lambda some: {"17", "24"} <= {step.act.text for step in some})
    assert [step.act.text for step in short] == ["17", "24"]
    assert shorten(steps, lambda some: False) == tuple(steps)


def _kind(steps: Sequence[Step]) -> str:
    again = live(Plan(WUDA, 1, 100, 1, opinions=200), script=steps)
    return again.violation.kind if again.violation is not None else ""


def _urged() -> list[Step]:
    """Two who tell something; one of them urges."""
    people = _openids()[:2]
    at = living.BEGINS + timedelta(hours=10)
    said = ["滨海社区3号楼2单元楼道灯坏了", "1", "进度", "催办"]
    return [
        Step(at + timedelta(minutes=10 * n, seconds=who), 10 * n + who, people[who], Act("words", words))
        for n, words in enumerate(said)
        for who in (0, 1)
        if words != "催办" or who == 0
    ]


def _openids() -> list[str]:
    district = build(district_file("wuda"), 1)
    return [one.openid for one in residents(district, 1, 100, 1, 200)]
