"""The migrated schema is the one the tables declare, and there is a way back."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlmodel import SQLModel

from models.migrations import HEAD, migrate, revision_of
from models.store.db import Database

FOLDER = Path(__file__).parents[2] / "models" / "migrations"


def test_migrations_lead_to_the_declared_tables(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_the_head_file_names_the_newest_revision() -> None:
    assert ScriptDirectory(str(FOLDER)).get_current_head() == HEAD


def test_migrating_twice_changes_nothing_and_there_is_a_way_back(database: Database) -> None:
    assert revision_of(database) == HEAD
    assert migrate(database) is False
    assert migrate(database, "base") is True
    assert not inspect(database.engine).has_table("case_file")
    assert migrate(database) is True
    assert inspect(database.engine).has_table("case_file")
