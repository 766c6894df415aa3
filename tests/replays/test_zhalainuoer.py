"""Golden #2: the year of the bulletin at a fiftieth of its size, with the code that plays the whole of it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.replays.player import play
from bot.replays.script import BadReplayError, Script, Step, load
from bot.replays.zhalainuoer import heard, make
from bot.replays.zhalainuoer.plan import Plan
from models.domain.working_time import SHANGHAI
from tests.town import DISTRICTS

SCALE = 50


def test_the_year_at_a_fiftieth() -> None:
    found = play(load("zhalainuoer-year", SCALE))["visits"]
    assert found["households"] == found["visited"] == round(30_391 / SCALE)
    assert found["questionnaires"] == round(33_000 / SCALE)
    assert found["papers"]["proxy"] == round(3_000 / SCALE)
    assert found["forums"] == round(304 / SCALE)
    assert found["opinions"] == round(7_086 / SCALE)
    assert found["issues"] == round(286 / SCALE)
    assert found["ungathered"] == 0
    assert found["told"] > 0


def test_the_whole_year_is_told_in_full() -> None:
    """What is played on demand: the sizes of the story before anything of it is played."""
    script = make(1)
    said = [step.says for step in script.steps]
    assert sum(words.startswith("座谈 ") for words in said) == 304
    homes = [words for words in said if words.startswith("走访 ")]
    assert len(homes) == 30_391
    everything = heard.heard(Plan.of(DISTRICTS / "zhalainuoer.yaml", 1))
    assert len(everything.everything) == 7_086
    assert len({one.seed for one in everything.everything}) == 286
    assert script.steps == tuple(sorted(script.steps, key=lambda step: step.at))
    assert [step.says for step in make(1).steps] == said  # the same one every time


def test_a_story_has_a_scale_only_if_it_is_made() -> None:
    with pytest.raises(BadReplayError, match="scale"):
        load("wuda-half-year", 2)


def autumn(steps: tuple[Step, ...] | None = None) -> Script:
    """The first weeks of a very small one, without the desk: enough for each kind of event."""
    whole = load("zhalainuoer-year", 600)
    ends = datetime(2013, 12, 20, 8, tzinfo=SHANGHAI)
    return replace(whole, ends=ends, steps=steps or tuple(step for step in whole.steps if step.at < ends))


@pytest.fixture(scope="module")
def base() -> dict[str, Any]:
    found: dict[str, Any] = play(autumn())["visits"]
    return found


@pytest.mark.parametrize("kind", ["走访 ", "座谈 "])
def test_what_is_taken_out_is_missing_in_the_figures(base: dict[str, Any], kind: str) -> None:
    script = autumn()
    draw = random.Random(30_391)
    told = [step for step in script.steps if step.says.startswith(kind)]
    if not told:
        kind = "走访 "
        told = [step for step in script.steps if step.says.startswith(kind)]
    gone = draw.choice(told)
    found = play(autumn(tuple(step for step in script.steps if step is not gone)))["visits"]
    if kind == "走访 ":
        assert found["visited"] == base["visited"] - 1
        assert found["households"] == base["households"]
    else:
        assert found["forums"] == base["forums"] - 1
    assert base["opinions"] - found["opinions"] in range(20)


def test_what_is_moved_behind_the_end_is_counted_there_and_not_before(base: dict[str, Any]) -> None:
    script = autumn()
    moved = random.Random(2013).choice([step for step in script.steps if step.says.startswith("走访 ")])
    rest = tuple(step for step in script.steps if step is not moved)
    later = replace(moved, at=script.ends + timedelta(hours=1))
    assert play(replace(script, steps=rest))["visits"]["visited"] == base["visited"] - 1
    longer = replace(script, ends=script.ends + timedelta(hours=2), steps=(*rest, later))
    assert play(longer)["visits"]["visited"] == base["visited"]
