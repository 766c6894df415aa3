"""identity-lost: go on with a new IDENTITY_KEY when the old one is lost for good."""

from __future__ import annotations

import argparse
import sys

from bot.commands.opening import opened
from bot.settings import SettingsError
from handlers.services import identity_key
from models.store.locks import FileLock

MEANS = """\
The key in MINQING_IDENTITY_KEY takes the place of the lost one. What goes with the old key, for ever:
  - original words, house numbers and telephone numbers of every case
  - who filed what: residents who write again are new to the service, nobody can be asked whether it is solved
  - who fills which post: every cadre binds again with a new code (minqing invite --all)
  - what was being told and had not been filed
What stays: every case with number, redacted words, unit, dates, course and events; deadlines go on; board, reports,
exports and verify-log work; links that were sent still open (they hang on SECRET_KEY).
Stop the service, make a backup, then: minqing identity-lost --give-up"""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser("identity-lost", help="what to do when IDENTITY_KEY is lost, and doing it")
    command.add_argument("--give-up", action="store_true", help="erase what only the lost key opens")
    command.set_defaults(run=run_lost)


def run_lost(args: argparse.Namespace) -> int:
    """Say what it means; with --give-up do it, never where the key fits."""
    if not args.give_up:
        print(MEANS)
        return 0
    with opened(any_key=True) as at:
        path = at.database.url.database if at.database.is_sqlite else None
        lock = FileLock.of(path) if path else None
        try:
            try:
                at.database.read_now(lambda reader: identity_key.check(reader, at.registry.sealer))
            except identity_key.AnotherKeyError:
                pass
            else:
                raise SettingsError("MINQING_IDENTITY_KEY opens this database: nothing is lost")
            now = at.clock()
            lost = at.database.write_now(lambda tx: identity_key.give_up(at.registry.context(tx, now)))
        finally:
            if lock is not None:
                lock.release()
    print(
        f"{lost.people} people are strangers now, {lost.posts} bindings ended, {lost.drafts} drafts and "
        f"{lost.messages} waiting messages lost"
    )
    print("restart every process with the new key, then: minqing invite --all", file=sys.stderr)
    return 0
