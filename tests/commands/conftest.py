"""A command line with settings of its own, on each database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock import Clock, store_clock
from tests.town import DISTRICTS, Town

Run = Callable[..., int]


@pytest.fixture
def run(town: Town, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `minqing` with words on the town's database (the town's keys are the same)."""
    settings = {
        "ENV": "development",
        "DATABASE_URL": database_url,
        "DISTRICT": str(DISTRICTS / "wuda.yaml"),
        "SECRET_KEY": "s" * 32,
        "IDENTITY_KEY": "k" * 32,
        "DATA_DIR": str(tmp_path / "data"),
        "PUBLIC_URL": "http://127.0.0.1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"MINQING_{name}", value)
    monkeypatch.chdir(tmp_path)

    def command(*words: object) -> int:
        moved = Clock(town.clock.now - datetime.now(UTC))  # commands live in the town's time
        town.database.write_now(lambda tx: store_clock(tx, moved))
        return main([str(word) for word in words])

    return command
