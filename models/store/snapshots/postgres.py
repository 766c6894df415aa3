"""PostgreSQL: COPY of every table in one repeatable-read transaction; needs no program beside this one."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect
from sqlmodel import SQLModel

from models.store.snapshots.form import Snapshot, Table, UnfitSnapshotError

KIND = "postgresql"
VERSIONS = "alembic_version"
BLOCK = 1 << 20
PATIENCE = 20
"""Tenths of a second in which a connection that was just closed may still be seen."""
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


def take(engine: Engine, folder: Path, tell: Callable[[int, int], None]) -> Snapshot:
    """Write one file a table into `folder`; all are of the instant at which the first was begun."""
    with engine.connect() as connection:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        looking = inspect(connection)
        if not looking.has_table(VERSIONS):
            raise UnfitSnapshotError("this database holds no schema of minqing")
        revision = connection.exec_driver_sql(f"SELECT version_num FROM {VERSIONS}").scalar_one()  # noqa: S608
        names = [name for name in _in_order(connection) if name != VERSIONS]
        tables = []
        for done, name in enumerate(names):
            columns = tuple(str(column["name"]) for column in looking.get_columns(name))
            tables.append(Table(name, _copy_out(connection, name, columns, folder / f"{name}.copy"), columns))
            tell(done + 1, len(names))
        # read last: a sequence has no past, and it must be ahead of every row that was copied
        ids = connection.exec_driver_sql("SELECT last_value FROM minqing_ids").scalar_one()
        connection.rollback()
    return Snapshot(KIND, str(revision), tuple(tables), int(ids))


def is_empty(engine: Engine) -> bool:
    """Whether there are no tables of ours, or none with a row. Raises UnfitSnapshotError while others are connected."""
    with engine.connect() as connection:
        _must_be_alone(connection)
        names = [name for name in _ours(connection) if name != VERSIONS]
        return not any(
            connection.exec_driver_sql(f'SELECT 1 FROM "{name}" LIMIT 1').first() is not None  # noqa: S608
            for name in names
        )


def clear(engine: Engine) -> None:
    """Drop every table of ours, and nothing else."""
    with engine.connect() as connection:
        _must_be_alone(connection)
        for name in _ours(connection):
            connection.exec_driver_sql(f'DROP TABLE "{name}" CASCADE')
        connection.exec_driver_sql("DROP SEQUENCE IF EXISTS minqing_ids")
        connection.commit()


def put(engine: Engine, folder: Path, snapshot: Snapshot) -> None:
    """Fill the tables in one transaction; what `migrate` wrote into them is replaced."""
    with engine.connect() as connection:
        _must_be_alone(connection)
        names = ", ".join(f'"{table.name}"' for table in snapshot.tables)
        connection.exec_driver_sql(f"TRUNCATE {names}")
        for table in snapshot.tables:
            copied = _copy_in(connection, table, folder / f"{table.name}.copy")
            if copied != table.rows:
                raise UnfitSnapshotError(f"{table.name}: {copied} rows where the manifest names {table.rows}")
        connection.exec_driver_sql(f"SELECT setval('minqing_ids', {int(snapshot.ids)})")
        connection.commit()
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _must_be_alone(connection: Connection) -> None:
    for _ in range(PATIENCE):
        others = connection.exec_driver_sql(OTHERS).scalar_one()
        connection.rollback()  # the view is read anew in each transaction
        if not others:
            break
        time.sleep(0.1)
    else:
        raise UnfitSnapshotError(f"{others} others are connected to this database: stop the service first")


def _ours(connection: Connection) -> list[str]:
    """Tables this program makes, of whatever version, in the order in which they may be filled."""
    known = {*SQLModel.metadata.tables, VERSIONS}
    return [name for name in _in_order(connection) if name in known]


def _in_order(connection: Connection) -> list[str]:
    ordered = inspect(connection).get_sorted_table_and_fkc_names()
    return [name for name, _ in ordered if name is not None]


def _copy_out(connection: Connection, name: str, columns: tuple[str, ...], target: Path) -> int:
    with _cursor(connection) as cursor, target.open("wb") as out:
        with cursor.copy(f'COPY "{name}" ({_quoted(columns)}) TO STDOUT') as copy:
            for block in copy:
                out.write(block)
        return int(cursor.rowcount)


def _copy_in(connection: Connection, table: Table, source: Path) -> int:
    with _cursor(connection) as cursor, source.open("rb") as file:
        with cursor.copy(f'COPY "{table.name}" ({_quoted(table.columns)}) FROM STDIN') as copy:
            while block := file.read(BLOCK):
                copy.write(block)
        return int(cursor.rowcount)


def _cursor(connection: Connection) -> Any:
    """The driver's own cursor, within the transaction of the connection."""
    driver: Any = connection.connection.driver_connection
    return driver.cursor()


def _quoted(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
