"""cluster: which messages of a file speak of the same problem, and how hot each problem is."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from bot.commands.progress import progress_bar
from handlers.understanding.issues import group
from handlers.understanding.learnt.labelled import read_opinions

_SHOWN = 10


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("cluster", help="group messages (CSV) into issues with their heat; needs no database")
    command.add_argument("file", type=Path)
    command.add_argument("--out", type=Path, required=True)
    command.set_defaults(run=run_cluster)


def run_cluster(args: argparse.Namespace) -> int:
    """Write one row per message in the order of the file, and print the hottest issues."""
    opinions = read_opinions(args.file)
    with progress_bar("comparing") as tell:
        issues = group(opinions, tell)
    of = {member: issue for issue in issues for member in issue.members}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with args.out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "issue", "issue_title", "heat"))
        for number, opinion in enumerate(opinions):
            issue = of[number]
            writer.writerow((opinion.id, issue.id, issue.title, f"{issue.heat:.2f}"))
    print(f"{len(opinions)} messages, {len(issues)} issues, {args.out}")
    for issue in issues[:_SHOWN]:
        span = f"{issue.since:%Y-%m-%d} to {issue.until:%Y-%m-%d}" if issue.since and issue.until else ""
        print(f"{issue.heat:>8.2f}  {len(issue.members):>4} messages  {span}  {issue.title}")
    return 0
