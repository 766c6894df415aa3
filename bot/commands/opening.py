"""What most commands begin with: settings, database, registry, clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.clock import Clock, stored_clock
from bot.settings import Settings, SettingsError, load_settings
from handlers.context import Registry
from handlers.dispatch import FOLLOW
from handlers.services import identity_key
from models.domain.links import Links
from models.migrations import HEAD, migrate, revision_of
from models.store.db import Database
from models.store.sealing import Sealer


@dataclass(slots=True)
class Opened:
    """A database ready for a command."""

    settings: Settings
    database: Database
    registry: Registry
    clock: Clock


def make_registry(settings: Settings) -> Registry:
    """The registry with this installation's keys. Raises SettingsError for a key that is too short."""
    for name in ("secret_key", "identity_key"):
        if len(getattr(settings, name)) < 32:
            raise SettingsError(f"MINQING_{name.upper()} needs at least 32 characters")
    return Registry(Sealer(settings.identity_key), Links(settings.secret_key, settings.address), os.urandom)


@contextmanager
def opened(settings: Settings | None = None, *, begin: bool = False, any_key: bool = False) -> Iterator[Opened]:
    """The migrated database of the settings, for a command that may run beside a running service.

    `begin` says that an empty SQLite file may be begun here, as `serve` would. Raises SettingsError when the schema is
    not up to date, AnotherKeyError when it was sealed with another IDENTITY_KEY: commands
    that open nothing that is sealed and write nothing do with `any_key`.
    """
    settings = settings or load_settings()
    registry = make_registry(settings)
    database = Database(settings.database_url, lanes=1, follow=FOLLOW)
    try:
        revision = revision_of(database)
        if begin and revision is None and database.is_sqlite:
            migrate(database)
            revision = HEAD
        if revision != HEAD:
            raise SettingsError(
                f"the database is at schema {revision or 'none'}, this program needs {HEAD}: run minqing migrate"
            )
        if not any_key:
            database.read_now(lambda reader: identity_key.check(reader, registry.sealer))
        yield Opened(settings, database, registry, stored_clock(database))
    finally:
        database.close()
