"""The command line as its users call it: arguments in, exit status and two streams out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left behind."""

    status: int
    out: str
    err: str


Minqing = Callable[..., Said]


@pytest.fixture
def minqing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Minqing:
    """Run `minqing` with these arguments on an empty SQLite file."""
    settings = {
        "ENV": "development",
        "DATABASE_URL": f"sqlite:///{tmp_path}/minqing.db",
        "DISTRICT": str(DISTRICTS / "wuda.yaml"),
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "s" * 40,
        "IDENTITY_KEY": "i" * 40,
        "WECHAT_APP_ID": "wxcommand",
        "WECHAT_APP_SECRET": "command",
        "WECHAT_TOKEN": "commandtoken",
        "WECHAT_AES_KEY": "",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"MINQING_{name}", value)

    def run(*arguments: str | Path) -> Said:
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as left:
            status = int(left.code or 0)
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run
