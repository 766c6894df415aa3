"""`make crash`: kill processes, PostgreSQL and the power under load, and count what is lost, half-written or doubled.

python -m tests.crash [--rounds N] [--modes sqlite,power,web,worker,both,postgres,crowd] [--seconds S] [--seed N]
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.crash.rounds import MODES, Tally, run, table


def main(argv: list[str] | None = None) -> int:
    """Run the rounds, print the table; exit status 1 when something was lost or doubled."""
    parser = argparse.ArgumentParser(prog="make crash")
    parser.add_argument("--rounds", type=int, default=3, help="of each mode (default 3; 200 to be sure)")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no further round of a mode after")
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--seed", type=int, default=None)
    args = parser.parse_args(argv)
    random.seed(args.seed)
    tallies: dict[str, Tally] = {}
    for name in args.modes.split(","):
        with tempfile.TemporaryDirectory(prefix="minqing-crash-") as folder:
            tallies[name] = asyncio.run(run(name, Path(folder), args.rounds, args.seconds, _tell))
    print(table(tallies))  # noqa: T201 - a command that says what it counted
    return 1 if any(one.violations() for one in tallies.values()) else 0


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
