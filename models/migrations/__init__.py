"""Schema versions (alembic) and bringing a database up to date."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Column, MetaData, String, Table, inspect
from sqlmodel import SQLModel

import models.tables  # noqa: F401 - fills the metadata
from models.store.db import Database

HEAD = (Path(__file__).parent / "HEAD").read_text(encoding="utf-8").strip()
"""The newest revision: two migrations made in parallel meet in this file."""


def revision_of(database: Database) -> str | None:
    """The revision a database is at, None when it is empty. Cheap: alembic is not imported."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        return None if found is None else str(found[0])


def is_known(revision: str) -> bool:
    """Whether this program can make a schema of that revision."""
    return any((Path(__file__).parent / "versions").glob(f"v{revision}_*.py"))


def migrate(database: Database, target: str = "head") -> bool:
    """Bring the schema to `target`; whether anything was to be done.

    An empty SQLite file gets its tables as they are declared, which a first start can do without alembic; the steps
    are for databases that have older tables, and for PostgreSQL.
    """
    before = revision_of(database)
    if target == "head" and before == HEAD:
        return False
    if target == "head" and before is None and database.is_sqlite:
        _begin(database)
        return True
    logging.getLogger("alembic").setLevel(logging.WARNING)  # its steps are no news to an operator
    from alembic import command  # noqa: PLC0415 - a fifth of a second that an up-to-date start does not pay
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = database.engine
    if target == "head" or before is None:
        command.upgrade(config, target)
    else:
        command.downgrade(config, target)
    return True


def _begin(database: Database) -> None:
    with database.engine.begin() as connection:
        SQLModel.metadata.create_all(connection)
        version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
        version.create(connection, checkfirst=True)
        connection.execute(version.insert().values(version_num=HEAD))
