"""Peers from the package index, doing less work: they answer a text and store a session or a row, but file no case.

They live in an environment of their own (`requirements.lock` beside this file), so that ours holds nothing of them.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.deliveries import PLAIN
from tests.bench.load import Measured, send
from tests.bench.rounds import told
from tests.bench.servers import ROOT, Cores, await_port, echo, peer

NAMES = {"with_werobot": "WeRoBot, its default session", "with_flask": "Flask, wechatpy, gunicorn, one commit"}
ENVIRONMENT = ROOT / ".bench-venv"
LOCK = Path(__file__).parent / "requirements.lock"
REQUESTS = 300


def measure(at: Cores, *, rounds: int) -> list[dict[str, object]]:
    """Rows of the table for every peer."""
    python = _environment()
    table = []
    for name, label in NAMES.items():
        with tempfile.TemporaryDirectory(prefix="minqing-bench-peer-") as folder:
            pairs = asyncio.run(_rounds(at, python, name, folder, rounds))
        table.append(
            {
                "server": name,
                "request": label,
                "mode": PLAIN.name,
                "share": statistics.median(100 * theirs.rate / bare.rate for theirs, bare in pairs),
                "floor": None,
                "goal": None,
                "rate": statistics.median(theirs.rate for theirs, _ in pairs),
                "p50": statistics.median(theirs.percentile(0.5) for theirs, _ in pairs),
                "p99": statistics.median(theirs.percentile(0.99) for theirs, _ in pairs),
                "p99_ratio": statistics.median(
                    theirs.percentile(0.99) / bare.percentile(0.99) for theirs, bare in pairs
                ),
            }
        )
    return table


async def _rounds(at: Cores, python: Path, name: str, folder: str, rounds: int) -> list[tuple[Measured, Measured]]:
    pairs = []
    with echo(at) as bare_port, peer(at, python, name, folder) as port:
        await await_port(bare_port)
        await await_port(port)
        for number in range(rounds):
            requests = told(PLAIN, [f"o{name}{number}{n:05d}" for n in range(REQUESTS)])
            bare = await send(bare_port, requests * 5, b"HTTP")
            theirs = await send(port, requests, b"<Content>")
            if theirs.failures:
                raise SystemExit(f"{name}: {theirs.failures} answers were not as expected")
            pairs.append((theirs, bare))
    return pairs


def _environment() -> Path:
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        print("installing the peers", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(LOCK)]
        subprocess.run(install, check=True)
    return python
