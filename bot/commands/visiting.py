"""households: the register from a file. gather: issues out of everything that was said, beside a running service."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from bot.commands.opening import opened
from bot.commands.progress import progress_bar
from bot.settings import SettingsError
from handlers.services.visiting import homes, opinions
from models.store.tx import Tx


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    read = commands.add_parser("households", help="read the register of households (CSV: community, code, cadre)")
    read.add_argument("file", type=Path)
    read.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
    read.set_defaults(run=run_households)
    gather = commands.add_parser("gather", help="propose issues out of opinions that are in none yet")
    gather.set_defaults(run=run_gather)


class _KeptBackError(Exception):
    """Nothing is to be kept."""


def run_households(args: argparse.Namespace) -> int:
    """Bring the register of the communities in the file up to date, in one transaction."""
    with args.file.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        raise SettingsError(f"{args.file}: a head and one household a line are expected")
    done = homes.Read()
    with opened() as at:

        def work(tx: Tx) -> None:
            nonlocal done
            done = homes.read(at.registry.context(tx, at.clock()), rows)
            if args.dry_run:
                raise _KeptBackError

        try:
            at.database.write_now(work)
        except _KeptBackError:
            print("nothing was changed")
    print(f"{done.rows} households: {done.added} new, {done.changed} changed, {done.gone} gone")
    return 0


def run_gather(_args: argparse.Namespace) -> int:
    """Read, compare apart from the writer, and write the proposals as one short transaction."""
    from handlers.services.visiting import gathering  # noqa: PLC0415 - numbers are reckoned with only here

    with opened() as at:
        at.database.write_now(lambda tx: opinions.collect(at.registry.context(tx, at.clock())))
        root = at.database.read_now(at.registry.world).district.root
        with progress_bar("gather") as tell:
            found = at.database.read_now(lambda reader: gathering.plan(reader, root, gathering.waiting(reader), tell))
        put, made = at.database.write_now(lambda tx: gathering.write(at.registry.context(tx, at.clock()), found))
    print(f"{put} opinions, {made} new issues to look at")
    return 0
