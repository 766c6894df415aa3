"""replay: a story played through the real service with virtual time, and what it came to."""

from __future__ import annotations

import argparse
import json

from bot.commands.progress import progress_bar
from bot.replays.player import play
from bot.replays.script import load, named
from handlers.services.briefs.lines import lines


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("replay", help="play a story through the service and print its figures")
    command.add_argument("what", metavar="NAME|FILE", help=f"a file of events, or one of: {', '.join(named())}")
    command.add_argument("--scale", type=int, default=1, metavar="N", help="a made story N times smaller")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=run_replay)


def run_replay(args: argparse.Namespace) -> int:
    """Print the paper of the period; with --json all figures as one document."""
    script = load(args.what, args.scale)
    with progress_bar("replay") as tell:
        document = play(script, tell)
    said = [*lines(document["brief"]), *document["pledge_lines"]]
    print(json.dumps(document, ensure_ascii=False, indent=2) if args.json else "\n".join(said))
    return 0
