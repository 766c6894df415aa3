"""make bench: the reply path as a share of a bare aiohttp echo, on the same core, in the same run.

Server on one core, load on the other; echo and service take turns, medians of the rounds are printed. PostgreSQL stands
beside the load, so its rows are a little pessimistic. `--peers` adds what others do for less work (see peers/).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.bench import peers
from tests.bench.deliveries import PLAIN, SAFE, Mode
from tests.bench.rounds import ROWS, Pairs, one_round
from tests.bench.servers import Cores, await_port, cores, echo, postgres, service

GOALS = {
    # (database, row, mode): floor and goal in per cent of the bare echo
    ("SQLite", "files", "plaintext"): (18, 30),
    ("SQLite", "files", "safe mode"): (14, 24),
    ("SQLite", "mix", "plaintext"): (25, 36),
    ("SQLite", "mix", "safe mode"): (20, 30),
    ("PostgreSQL", "mix", "plaintext"): (12, 20),
    ("PostgreSQL", "mix", "safe mode"): (9, 15),
}
WARM_UP = 200


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--people", type=int, default=1000, help="people who tell, confirm and ask, a round")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--peers", action="store_true", help="also WeRoBot and a Flask stack, installed apart")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    at = cores()
    table: list[dict[str, object]] = []
    for mode in (PLAIN, SAFE):
        if args.database != "postgresql":
            with tempfile.TemporaryDirectory(prefix="minqing-bench-") as folder:
                url = f"sqlite:///{Path(folder) / 'minqing.db'}"
                table += asyncio.run(_measure(at, "SQLite", mode, url, folder, args))
        if args.database != "sqlite":
            with postgres() as url, tempfile.TemporaryDirectory(prefix="minqing-bench-") as folder:
                table += asyncio.run(_measure(at, "PostgreSQL", mode, url, folder, args))
    if args.peers:
        table += peers.measure(at, rounds=args.rounds)
    if args.json:
        print(json.dumps(table, ensure_ascii=False, indent=2))
    else:
        _print(table, args.rounds)


async def _measure(
    at: Cores, database: str, mode: Mode, url: str, folder: str, args: argparse.Namespace
) -> list[dict[str, object]]:
    pairs, filed = Pairs(), 0
    with echo(at) as bare, service(at, mode, url, folder) as port:
        await await_port(bare)
        await await_port(port)
        filed += await one_round(mode, "warm", WARM_UP, port, bare, None)
        for number in range(args.rounds):
            filed += await one_round(mode, f"r{number}", args.people, port, bare, pairs)
    kept = _count_cases(url)
    if kept != filed:
        raise SystemExit(f"{kept} cases are in the database, {filed} were confirmed")
    found = []
    for row, label in ROWS:
        ratios = pairs.rows[row]
        floor, goal = GOALS.get((database, row, mode.name), (None, None))
        found.append(
            {
                "server": database,
                "request": label,
                "mode": mode.name,
                "share": statistics.median(100 * ours.rate / bare.rate for ours, bare in ratios),
                "floor": floor,
                "goal": goal,
                "rate": statistics.median(ours.rate for ours, _ in ratios),
                "p50": statistics.median(ours.percentile(0.5) for ours, _ in ratios),
                "p99": statistics.median(ours.percentile(0.99) for ours, _ in ratios),
                "p99_ratio": statistics.median(ours.percentile(0.99) / bare.percentile(0.99) for ours, bare in ratios),
            }
        )
    return found


def _count_cases(url: str) -> int:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        count: int = connection.execute(text("SELECT count(*) FROM case_file")).scalar_one()
    engine.dispose()
    return count


def _print(table: list[dict[str, object]], rounds: int) -> None:
    print(f"\nshare of a bare aiohttp echo, 64 connections, every answer durable, medians of {rounds} rounds")
    print(f"{'server':<18}{'request':<33}{'mode':<11}{'share':>8}{'floor':>7}{'goal':>6}", end="")
    print(f"{'req/s':>8}{'p50 ms':>8}{'p99 ms':>8}{'p99/echo':>10}")
    for row in table:
        wanted = [f"{row[name]} %" if row[name] else "-" for name in ("floor", "goal")]
        print(
            f"{row['server']:<18}{row['request']:<33}{row['mode']:<11}"
            f"{row['share']:>6.1f} %{wanted[0]:>7}{wanted[1]:>6}"
            f"{row['rate']:>8.0f}{row['p50']:>8.1f}{row['p99']:>8.1f}{row['p99_ratio']:>10.1f}"
        )
    ours = next((row for row in table if row["server"] == "SQLite" and row["request"].startswith("mix")), None)
    for row in table:
        if ours is not None and row["server"] in peers.NAMES:
            print(f"our mix is {float(ours['share']) / float(row['share']):.1f} times {row['server']}")


if __name__ == "__main__":
    started = time.perf_counter()
    main()
    print(f"({time.perf_counter() - started:.0f} s)", file=sys.stderr)
