"""The process as its operator sees it: it starts, is the only one on its file, stays small, and ends when told."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_MEMORY = 150 << 10
"""KiB."""


class Process:
    """`minqing serve` on an empty SQLite database."""

    def __init__(self, folder: Path) -> None:
        """Start it and wait until it answers."""
        settings = {
            "ENV": "development",
            "DATABASE_URL": f"sqlite:///{folder}/minqing.db",
            "DISTRICT": "districts/wuda.yaml",
            "DATA_DIR": str(folder),
            "SECRET_KEY": "s" * 40,
            "IDENTITY_KEY": "i" * 40,
            "WECHAT_APP_ID": "wxprocess",
            "WECHAT_APP_SECRET": "process",
            "WECHAT_TOKEN": "processtoken",
            "WECHAT_API_BASE": "http://127.0.0.1:9",
        }
        self.environment = {**os.environ, **{f"MINQING_{name}": value for name, value in settings.items()}}
        self.port = _free_port()
        self.process = self.run("serve", "--port", str(self.port))
        for _ in range(600):
            assert self.process.poll() is None, self.process.communicate()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                    self.status = answer.status
                    return
            except urllib.error.URLError:
                time.sleep(0.05)
        raise AssertionError("it does not answer")

    def run(self, *command: str) -> subprocess.Popen[str]:
        """Start a command beside it."""
        return subprocess.Popen(
            [sys.executable, "-m", "bot", *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def memory(self) -> int:
        """Resident memory in KiB."""
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8"))
        assert found is not None
        return int(found[1])


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Process]:
    """A running service, killed at the end whatever happened."""
    started = Process(tmp_path)
    yield started
    started.process.kill()
    started.process.communicate()


@pytest.mark.skipif(sys.platform != "linux", reason="resident memory is read from /proc, which only Linux has")
def test_it_needs_less_than_150_mb_after_its_first_start(running: Process) -> None:
    assert running.status == 200
    assert running.memory() < MOST_MEMORY


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_second_one_on_the_file_is_refused_and_the_first_ends_when_told(running: Process, told: int) -> None:
    second = running.run("serve", "--port", str(_free_port()))
    _, complaint = second.communicate(timeout=60)
    assert second.returncode == 2
    assert complaint.splitlines() == ["minqing: another process serves minqing.db"]
    running.process.send_signal(told)
    _, log = running.process.communicate(timeout=60)
    assert running.process.returncode == 0
    assert "Traceback" not in log


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
