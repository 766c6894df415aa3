"""The demo as a process of its own, for whoever wants to look at it: started on a free port, stopped as by Ctrl-C."""

from __future__ import annotations

import base64
import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

STARTS_WITHIN = 180
STOPS_WITHIN = 20
LINK = re.compile(r"https?://[\w.:-]+/[cq]/(?P<token>[A-Za-z0-9_-]+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link somebody got in chat."""

    phone: str
    """Openid of the phone it was sent to."""
    address: str
    purpose: str
    """c = a case, q = a question."""
    subject: int


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo."""

    address: str
    log: Path

    def words(self) -> str:
        """The last things it said on its terminal."""
        return self.log.read_text()[-3000:]

    def state(self) -> dict[str, Any]:
        """Everything the phones show."""
        with urllib.request.urlopen(f"{self.address}/sim/state?since=0&changes=-1&wait=0") as answer:
            return cast("dict[str, Any]", json.load(answer))

    def links(self) -> list[PageLink]:
        """Links to pages that were sent to phones, oldest first."""
        found = []
        for entry in self.state()["entries"]:
            data = entry["data"]
            words = " ".join(str(data.get(name, "")) for name in ("url", "text", "head", "tail"))
            found += [read_link(entry["openid"], match) for match in LINK.finditer(words)]
        return found


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """A fresh demo in `folder`. Raises RuntimeError with its last words when it does not come up."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "demo.log"
    command = [sys.executable, "-m", "bot", "demo", "--port", str(port), "--folder", str(folder / "demo")]
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait_for_start(process, log)
            yield Demo(f"http://127.0.0.1:{port}", log)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def read_link(phone: str, link: re.Match[str]) -> PageLink:
    """What a link in a message says."""
    token = link["token"]
    body = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))[:-12].decode()
    purpose, subject, _ = body.split(".", 2)
    return PageLink(phone, link[0], purpose, int(subject))


def _wait_for_start(process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if "/sim/" in log.read_text():
            return
        if process.poll() is not None:
            break
        time.sleep(0.2)
    raise RuntimeError(f"the demo did not come up: {log.read_text()[-2000:]}")
