"""The migrated schema is the one the tables declare, and there is a way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlmodel import SQLModel

from models.migrations import HEAD, migrate, revision_of
from models.store.db import Database

FOLDER = Path(__file__).parents[2] / "models" / "migrations"


@pytest.mark.parametrize("step_by_step", [False, True])
def test_an_empty_and_an_old_database_get_the_declared_tables(database: Database, step_by_step: bool) -> None:
    if step_by_step:
        migrate(database, "base")
        migrate(database, "0001")
        assert revision_of(database) == "0001"
        assert migrate(database) is True
    assert revision_of(database) == HEAD
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


def test_columns_that_were_added_may_be_left_out_by_the_program_before() -> None:
    """A new required column without a default would stop the old program while both run."""
    forgotten = [path.name for path in (FOLDER / "versions").glob("v*.py") if "server_default=None" in path.read_text()]
    assert forgotten == []
