"""make bench: the reply path as a share of a bare aiohttp echo, on the same core, in the same run.

Server on one core, load on the other; echo and service take turns, medians of the rounds are printed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.bench.deliveries import APP_ID, PLAIN, SAFE, TOKEN, Mode, text_request
from tests.bench.load import Measured, send

ROOT = Path(__file__).parents[2]
WORDS = "滨海社区3号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见"
ECHO_PORT, SERVICE_PORT = 18431, 18432
ROWS = (("1 (files the case)", "files"), ("words (understood, draft, card)", "words"))
WANTED = {("plaintext", "files"): 18, ("safe mode", "files"): 14}


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--people", type=int, default=1500, help="people who file a case, a round")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    server, load = (cores[0], cores[-1])
    os.sched_setaffinity(0, {load})
    table: list[dict[str, object]] = []
    for mode in (PLAIN, SAFE):
        table += asyncio.run(_measure(mode, args.rounds, args.people, server))
    if args.json:
        print(json.dumps(table, ensure_ascii=False, indent=2))
        return
    print(f"\nshare of a bare aiohttp echo, 64 connections, SQLite FULL, medians of {args.rounds} rounds")
    print(f"{'request':<34}{'mode':<12}{'share':>8}{'wanted':>9}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'p99/echo':>10}")
    for row in table:
        wanted = f"{row['wanted']} %" if row["wanted"] else "-"
        print(
            f"{row['request']:<34}{row['mode']:<12}{row['share']:>6.1f} %{wanted:>9}{row['rate']:>9.0f}"
            f"{row['p50']:>9.1f}{row['p99']:>9.1f}{row['p99_ratio']:>10.1f}"
        )


async def _measure(mode: Mode, rounds: int, people: int, core: int) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory(prefix="minqing-bench-") as folder:
        database = Path(folder) / "minqing.db"
        echo = _start([sys.executable, "-m", "tests.bench.echo", str(ECHO_PORT)], core, {})
        service = _start(
            [sys.executable, "-m", "bot", "serve", "--port", str(SERVICE_PORT)],
            core,
            {
                "MINQING_ENV": "development",
                "MINQING_DATABASE_URL": f"sqlite:///{database}",
                "MINQING_DATA_DIR": folder,
                "MINQING_DISTRICT": str(ROOT / "districts" / "wuda.yaml"),
                "MINQING_SECRET_KEY": "bench-secret-key-of-forty-characters-long",
                "MINQING_IDENTITY_KEY": "bench-identity-key-of-forty-characters-lg",
                "MINQING_WECHAT_APP_ID": APP_ID,
                "MINQING_WECHAT_APP_SECRET": "bench",
                "MINQING_WECHAT_TOKEN": TOKEN,
                "MINQING_WECHAT_AES_KEY": mode.aes_key,
                "MINQING_WECHAT_API_BASE": "http://127.0.0.1:9",
                "MINQING_LOG_LEVEL": "CRITICAL",
            },
        )
        try:
            await _await_port(ECHO_PORT)
            await _await_port(SERVICE_PORT)
            measured: dict[str, list[tuple[Measured, Measured]]] = {"files": [], "words": []}
            await _round(mode, "warm", 300, measured=None)
            for number in range(rounds):
                await _round(mode, f"r{number}", people, measured)
            filed = sqlite3.connect(database).execute("SELECT count(*) FROM case_file").fetchone()[0]
            expected = rounds * people + 300
            if filed != expected:
                raise SystemExit(f"{filed} cases were filed, {expected} were confirmed")
        finally:
            for process in (echo, service):
                process.terminate()
                process.wait(15)
    rows: list[dict[str, object]] = []
    for label, name in ROWS:
        pairs = measured[name]
        failures = sum(one.failures for one, _ in pairs)
        if failures:
            raise SystemExit(f"{failures} answers were not as expected")
        rows.append(
            {
                "request": label,
                "mode": mode.name,
                "share": statistics.median(100 * one.rate / bare.rate for one, bare in pairs),
                "wanted": WANTED.get((mode.name, name)),
                "rate": statistics.median(one.rate for one, _ in pairs),
                "p50": statistics.median(one.percentile(0.5) for one, _ in pairs),
                "p99": statistics.median(one.percentile(0.99) for one, _ in pairs),
                "p99_ratio": statistics.median(one.percentile(0.99) / bare.percentile(0.99) for one, bare in pairs),
            }
        )
    return rows


async def _round(
    mode: Mode, name: str, people: int, measured: dict[str, list[tuple[Measured, Measured]]] | None
) -> None:
    openids = [f"o{name}{number:06d}bench" for number in range(people)]
    words = [text_request(mode, openid, WORDS) for openid in openids]
    ones = [text_request(mode, openid, "1") for openid in openids]
    card, receipt = ("对就回".encode(), b"WD2") if not mode.aes_key else (b"<Encrypt>", b"<Encrypt>")
    bare = await send(ECHO_PORT, words, b"HTTP")
    first = await send(SERVICE_PORT, words, card)
    second = await send(SERVICE_PORT, ones, receipt)
    again = await send(ECHO_PORT, words, b"HTTP")
    both = Measured(bare.requests + again.requests, bare.seconds + again.seconds, bare.latencies + again.latencies, 0)
    if measured is not None:
        measured["words"].append((first, both))
        measured["files"].append((second, both))


def _start(command: list[str], core: int, env: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **env},
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
        stdout=subprocess.DEVNULL,
    )


async def _await_port(port: int) -> None:
    for _ in range(200):
        try:
            await asyncio.to_thread(urllib.request.urlopen, f"http://127.0.0.1:{port}/healthz", timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            await asyncio.sleep(0.05)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    print(f"({time.perf_counter() - started:.0f} s)", file=sys.stderr)
