"""Opening SQLite and PostgreSQL with the settings durability and speed need.

Parameters are hidden from errors: they hold people's words, and errors go to the log.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from models.store.ports import Port, PostgresPort, SqlitePort

WAL_PAGES = 4000
"""Checkpoint every 16 MB: smaller ones stall the writer more often (measured in the prototypes)."""


def open_engine(url: str) -> Engine:
    """An engine for writing: SQLite in WAL with FULL sync, or PostgreSQL through psycopg 3."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        return create_engine(parsed, pool_size=8, max_overflow=8, pool_pre_ping=True, hide_parameters=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    return _sqlite(str(parsed), begin="BEGIN IMMEDIATE", read_only=False)


def read_only_engine(engine: Engine) -> Engine:
    """An engine whose connections cannot write."""
    if engine.dialect.name == "sqlite":
        return _sqlite(engine.url.render_as_string(hide_password=False), begin="BEGIN", read_only=True)
    url = engine.url.render_as_string(hide_password=False)
    return create_engine(
        url,
        pool_size=4,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": "-c default_transaction_read_only=on"},
    )


def port_for(engine: Engine) -> Port:
    """A connection of the engine with its dialect's differences."""
    return SqlitePort(engine) if engine.dialect.name == "sqlite" else PostgresPort(engine)


def _sqlite(url: str, *, begin: str, read_only: bool) -> Engine:
    pool: dict[str, Any] = {"pool_size": 4} if read_only else {"poolclass": NullPool}
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 10}, hide_parameters=True, **pool)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        if not read_only:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA query_only = {'ON' if read_only else 'OFF'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
