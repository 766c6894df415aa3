"""The short form of `make crash`: a round of the kills that are hardest to survive (two and two: tests/processes)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.crash.rounds import MODES, run


@pytest.mark.parametrize("mode", ["power", "postgres"])
async def test_nothing_is_lost_half_written_or_doubled(mode: str, tmp_path: Path) -> None:
    if MODES[mode].power and shutil.which("cc") is None:
        assert not os.environ.get("CI"), "a C compiler is needed for the power cut"
        pytest.skip("the power cut needs a C compiler: apt-get install gcc libc6-dev")
    tally = await run(mode, tmp_path, 1, 600, lambda line: None)
    assert tally.violations() == 0, tally
    assert tally.kills == MODES[mode].kills
    assert tally.acknowledged > 20
    assert tally.uncommitted + tally.unanswered > 0, "the kill hit nothing that was under way"
