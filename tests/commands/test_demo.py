"""The demo command beside a demo that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from models.store.locks import FileLock


@pytest.mark.parametrize("more", [[], ["--fresh"]], ids=["again", "fresh"])
def test_a_demo_that_runs_is_left_alone_and_the_way_to_a_second_one_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    folder = tmp_path / "demo"
    lock = FileLock.of(str(folder / "minqing.db"))
    (folder / "ready").write_text("yes")
    assert main(["demo", "--port", "9123", "--folder", str(folder), *more]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "is running already" in said
    assert f"make demo PORT=9124 FOLDER={folder}2" in said
    assert (folder / "ready").exists()
    lock.release()
