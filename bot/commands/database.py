"""migrate, load-district, verify-log."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.commands.opening import opened
from bot.settings import load_settings
from handlers.services.audit import broken_chains, changed_states, changed_words
from handlers.services.rights.day_roots import wrong_days
from models.district.changes import diff
from models.district.load import load, loaded
from models.district.reader import build, read_district
from models.domain.chain import short
from models.migrations import HEAD, migrate, revision_of
from models.store.db import Database
from models.store.tx import Reader
from models.tables import DayRoot


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    command = commands.add_parser("migrate", help="bring the database schema up to date")
    command.add_argument("--to", default="head", help="a revision (default: the newest)")
    command.set_defaults(run=run_migrate)
    command = commands.add_parser("load-district", help="put a district file in force and show what it changes")
    command.add_argument("file", type=Path)
    command.add_argument("--dry-run", action="store_true", help="show the changes only")
    command.set_defaults(run=run_load)
    command = commands.add_parser("verify-log", help="check every case's chain of events, and its state against them")
    command.add_argument(
        "--published",
        action="append",
        default=[],
        metavar="DAY=DIGEST",
        help="a day's digest as it stood on the board, 2026-11-23=ab12-cd34-ef56-7890; may be given again",
    )
    command.set_defaults(run=run_verify)


def run_migrate(args: argparse.Namespace) -> int:
    """Bring the schema to a revision."""
    database = Database(load_settings().database_url, lanes=1)
    try:
        before = revision_of(database)
        changed = migrate(database, args.to)
    finally:
        database.close()
    print(f"schema {before or 'none'} -> {HEAD if args.to == 'head' else args.to}" if changed else f"schema {before}")
    return 0


def run_load(args: argparse.Namespace) -> int:
    """Load a district file; the database is untouched when the file is broken."""
    file = read_district(args.file)
    with opened(begin=not args.dry_run) as at:
        if args.dry_run:
            changes = diff(at.database.read_now(loaded), build(file, 0))
        else:
            now = at.clock()
            changes = at.database.write_now(lambda tx: load(tx, file, now))
    for change in changes:
        print(change.line)
    print(f"{len(changes)} changes{' (nothing written)' if args.dry_run else ''}", file=sys.stderr)
    return 0


def run_verify(args: argparse.Namespace) -> int:
    """Check every case's chain of events and its state against them; exit status 1 when one does not fit."""
    with opened(any_key=True) as at:
        total, broken = at.database.read_now(broken_chains)
        changed = at.database.read_now(changed_states)
        words = at.database.read_now(changed_words)
        days = at.database.read_now(wrong_days)
        published = at.database.read_now(lambda reader: _unlike_published(reader, args.published))
    for number, seq in broken:
        print(f"{number}: event {seq} does not fit")
    for number, names in changed:
        print(f"{number}: stored otherwise than its events say: {', '.join(names)}")
    for number, names in words:
        print(f"{number}: other words than its events bind: {', '.join(names)}")
    for day in days:
        print(f"{day}: the root of the day is not that of its events")
    for day in published:
        print(f"{day}: not what was published")
    wrong = f"{len(broken)} broken, {len(changed)} changed behind their events, {len(words)} with other words"
    print(f"{total} cases, {wrong}, {len(days)} days that do not fit")
    return 1 if broken or changed or words or days or published else 0


def _unlike_published(reader: Reader, published: list[str]) -> list[str]:
    """Days whose root is not the one that was published; each given as DAY=DIGEST."""
    wrong = []
    for one in published:
        day, _, digest = one.partition("=")
        row = reader.get(DayRoot, day)
        if row is None or short(row.chained) != digest.strip():
            wrong.append(day)
    return wrong
