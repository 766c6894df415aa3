"""Golden #1: the half-year of the bulletin through the whole service; figures follow the events, not the file."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.replays.player import Player, play
from bot.replays.script import BadReplayError, Script, load, read
from handlers.services.briefs import figures
from handlers.services.briefs.figures import SUMS, adds_up
from handlers.services.briefs.lines import lines
from models.domain.working_time import SHANGHAI
from models.migrations import migrate
from models.store.db import Database
from tests.commands.conftest import Minqing, minqing
from tests.replays import make_wuda

__all__ = ["minqing"]


def test_the_shipped_file_is_what_its_maker_writes() -> None:
    written = make_wuda.TARGET.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in written] == make_wuda.make()


def test_the_half_year_of_the_bulletin(minqing: Minqing) -> None:
    said = minqing("replay", "wuda-half-year", "--json")
    assert said.status == 0, said.err
    document = json.loads(said.out)
    assert document["meetings"]["district"] == 6
    assert document["issues"] == 82
    assert document["solved"] == {"community": 43, "street": 29, "district": 10}
    brief = document["brief"]
    assert document["adds_up"]
    assert adds_up(brief)
    assert brief["commitments"] == {"due": 10, "kept": 10}
    paper = "\n".join(lines(brief))
    assert "收到群众意见82条" in paper
    assert "社区层面43件，镇（街道）层面29件，区级层面10件" in paper
    for name in SUMS:
        assert sum(part[name] for part in brief["parts"]) + brief["elsewhere"][name] == brief[name]


def january() -> Script:
    """The first weeks: enough for each kind of end but the district's."""
    whole = load("wuda-half-year")
    ends = datetime(2014, 1, 25, 8, tzinfo=SHANGHAI)
    steps = tuple(step for step in whole.steps if step.at < ends)
    return replace(whole, steps=steps, ends=ends, period="2014-01")


@pytest.fixture(scope="module")
def base() -> dict[str, Any]:
    return play(january())


def test_what_is_taken_out_of_the_story_is_missing_in_the_figures(base: dict[str, Any]) -> None:
    script = january()
    draw = random.Random(820)
    told = [step for step in script.steps if step.says == "满意"]
    gone = draw.choice(told)
    # the three words with which that resident said that it is solved
    steps = [step for step in script.steps if step.who != gone.who or step.at < gone.at - timedelta(minutes=5)]
    changed = play(replace(script, steps=tuple(steps)))
    assert changed["issues"] == base["issues"]
    assert changed["brief"]["solved"] == base["brief"]["solved"] - 1
    assert changed["adds_up"]
    never = play(replace(script, steps=tuple(step for step in script.steps if not _is_of(step, gone.who, script))))
    assert never["issues"] == base["issues"] - 1
    assert never["brief"]["solved"] == base["brief"]["solved"] - 1


def test_an_answer_that_is_moved_to_february_is_counted_in_february(tmp_path: Path) -> None:
    """One resident of the last days of January, drawn by lot, says four days later that it is solved."""
    whole, ends = load("wuda-half-year"), datetime(2014, 2, 5, 8, tzinfo=SHANGHAI)
    steps = [step for step in whole.steps if step.at < ends]
    told = [step for step in steps if step.says == "满意"]
    first = datetime(2014, 2, 1, tzinfo=SHANGHAI)
    late = random.Random(1414).choice([step for step in told if step.at >= first - timedelta(days=3)])
    moved = [
        replace(step, at=step.at + timedelta(days=4))
        if step.who == late.who and step.at >= late.at - timedelta(minutes=5)
        else step
        for step in steps
    ]
    script = replace(whole, steps=tuple(sorted(moved, key=lambda one: one.at)), ends=ends, period="2014-01")
    database = Database(f"sqlite:///{tmp_path / 'replay.db'}")
    try:
        migrate(database)
        player = Player(script, database)
        january_now = player.play()["brief"]
        district = database.read_now(player.registry.world).district
        period = figures.period_of("2014-02", player.now)
        february = database.read_now(
            lambda reader: figures.brief(reader, district, district.units[district.root], period)
        )
    finally:
        database.close()
    assert january_now["solved"] == sum(step.at < first for step in told) - 1
    assert february["solved"] == sum(step.at >= first for step in told) + 1 == 1
    assert adds_up(january_now)
    assert adds_up(february)


def test_what_is_moved_out_of_the_period_is_counted_elsewhere(base: dict[str, Any]) -> None:
    script = january()
    later = play(replace(script, period="2014-02"))
    assert later["issues"] == 0
    assert later["brief"]["solved"] == 0
    assert base["issues"] > 0


def _is_of(step: Any, who: str, script: Script) -> bool:
    case = next(one.case for one in script.steps if one.who == who and one.case)
    return step.who == who or f"{{{case}}}" in step.says


@pytest.mark.parametrize(
    "lines_of",
    [
        [],
        ["{"],
        ["[]"],
        ['{"at": "2014-01-01"}'],
        ['{"district": "wuda", "from": "x", "to": "y"}'],
        [
            '{"district": "wuda", "from": "2014-01-01T08:00:00+08:00", "to": "2014-02-01T08:00:00+08:00"}',
            '{"who": "a"}',
        ],
    ],
)
def test_a_broken_file_is_bad_input(lines_of: list[str], tmp_path: Path, minqing: Minqing) -> None:
    with pytest.raises(BadReplayError):
        read(lines_of, "broken")
    path = tmp_path / "broken.jsonl"
    path.write_text("\n".join(lines_of), encoding="utf-8")
    said = minqing("replay", path)
    assert (said.status, said.out) == (2, "")
    assert len(said.err.strip().splitlines()) == 1


def test_a_story_that_is_not_there_is_bad_input(minqing: Minqing) -> None:
    assert minqing("replay", "nowhere").status == 2
