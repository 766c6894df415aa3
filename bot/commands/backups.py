"""backup and restore: everything in one file, taken while the service runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from bot import archives
from bot.clock import stored_clock
from bot.commands.opening import make_registry
from bot.commands.progress import progress_bar
from bot.settings import Settings, SettingsError, load_settings
from handlers.services import identity_key
from models.migrations import HEAD, is_known, migrate, revision_of
from models.store.db import Database
from models.store.engines import open_engine
from models.store.locks import FileLock
from models.store.snapshots import Snapshot, Snapshots, snapshots_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    command = commands.add_parser("backup", help="database and files people sent into one file; the service may run")
    command.add_argument("file", type=Path, help="a tar file to write (.gz or .tgz: compressed)")
    command.set_defaults(run=run_backup)
    command = commands.add_parser("restore", help="put a backup into an empty database; the service must be stopped")
    command.add_argument("file", type=Path)
    command.add_argument("--force", action="store_true", help="replace what the database holds now")
    command.set_defaults(run=run_restore)


def run_backup(args: argparse.Namespace) -> int:
    """Write a backup of this installation."""
    settings = load_settings()
    registry = make_registry(settings)
    database = Database(settings.database_url, lanes=1)
    try:
        made_at = stored_clock(database)() if revision_of(database) else None
        if made_at is None:
            raise SettingsError("there is nothing to back up: the database is empty")
        with _workroom(args.file.parent) as folder:
            with progress_bar("database") as tell:
                snapshot = snapshots_of(database.engine).take(database.engine, folder, tell)
            # after the database: a row never names a file that was written later
            with progress_bar("archive") as tell:
                key = registry.sealer.mark
                manifest = archives.Manifest(made_at, key, snapshot, {})
                manifest = archives.write(args.file, folder, settings.data_dir / "media", manifest, tell)
    finally:
        database.close()
    size = args.file.stat().st_size / (1 << 20)
    print(f"{args.file}: schema {snapshot.revision}, {_counted(snapshot)}, {len(manifest.media)} files, {size:.1f} MB")
    print("IDENTITY_KEY is not in it: without that key nobody can be reached or named again", file=sys.stderr)
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Put a backup in place of an empty (or, with --force, any) database."""
    settings = load_settings()
    registry = make_registry(settings)
    manifest = archives.verify(args.file)
    snapshot = manifest.snapshot
    if not is_known(snapshot.revision):
        raise SettingsError(f"the backup is of schema {snapshot.revision}, newer than this program's {HEAD}")
    with _not_served(settings):
        with _engine(settings) as engine:
            at = snapshots_of(engine)
            if at.kind != snapshot.kind:
                raise SettingsError(f"the backup is of {snapshot.kind}, MINQING_DATABASE_URL names {at.kind}")
            if not at.is_empty(engine):
                if not args.force:
                    raise SettingsError("the database is not empty: --force replaces all it holds")
                at.clear(engine)
        with _workroom(settings.data_dir) as folder:
            with progress_bar("restore") as tell:
                archives.extract(args.file, folder, settings.data_dir / "media", tell, len(manifest.files) + 1)
            _put(settings, at, folder, snapshot)
    print(
        f"restored what was there at {manifest.made_at.isoformat()}: {_counted(snapshot)}, {len(manifest.media)} files"
    )
    if manifest.key != registry.sealer.mark:
        print(f"minqing: {identity_key.ANOTHER}", file=sys.stderr)
    return 0


def _put(settings: Settings, at: Snapshots, folder: Path, snapshot: Snapshot) -> None:
    if at.kind == "postgresql":
        _with_database(settings, lambda database: migrate(database, snapshot.revision))
    with _engine(settings) as engine:
        at.put(engine, folder, snapshot)
    _with_database(settings, migrate)


def _with_database(settings: Settings, work: Callable[[Database], object]) -> None:
    database = Database(settings.database_url, lanes=1)
    try:
        work(database)
    finally:
        database.close()


@contextmanager
def _engine(settings: Settings) -> Iterator[Engine]:
    engine = open_engine(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _not_served(settings: Settings) -> Iterator[None]:
    """No service on this SQLite file while it is replaced, and none may begin (PostgreSQL sees its own connections)."""
    path = make_url(settings.database_url).database
    if make_url(settings.database_url).get_backend_name() != "sqlite" or not path:
        yield
        return
    lock = FileLock.of(path)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _workroom(near: Path) -> Iterator[Path]:
    """A folder on the disk on which the result is going to lie."""
    near.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".minqing-", dir=near) as folder:
        yield Path(folder)


def _counted(snapshot: Snapshot) -> str:
    rows = {table.name: table.rows for table in snapshot.tables}
    return f"{rows.get('case_file', 0)} cases, {rows.get('event', 0)} events, {sum(rows.values())} rows"
