"""When the database refuses to write: the unit hears it, the state says why, and all is well again by itself."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError, ResourceClosedError

from models.store.db import Database, Late
from models.store.trouble import name_of
from models.store.tx import Tx
from models.tables import Setting

NOW = datetime(2026, 11, 23, 1, 10, tzinfo=UTC)


def writes(key: str, size: int = 10) -> object:
    def work(tx: Tx) -> str:
        tx.insert(Setting, key=key, value={"text": "x" * size})
        return key

    return work


def say(database: Database, statement: str) -> None:
    """Tell the writer's own connection something between two units."""
    for lane in database._lanes:
        lane._port.connection.exec_driver_sql(statement)
        lane._port.connection.commit()


def refused(database: Database, key: str, size: int = 10) -> None:
    with pytest.raises((DBAPIError, sqlite3.Error)) as caught:
        database.write_now(writes(key, size))  # type: ignore[arg-type]
    assert name_of(caught.value) == database.trouble


def recovers(database: Database) -> None:
    database.write_now(lambda tx: None)
    assert database.trouble, "an empty commit proves nothing"
    database.write_now(writes("after"))  # type: ignore[arg-type]
    assert database.trouble == ""
    keys = {row.key for row in database.read_now(lambda reader: reader.find(Setting))}
    assert "after" in keys
    assert "lost" not in keys


@pytest.fixture
def one(sqlite_template: Path, tmp_path: Path) -> Database:
    path = tmp_path / "one.db"
    path.write_bytes(sqlite_template.read_bytes())
    return Database(f"sqlite:///{path}")


def test_a_full_disk_is_said_and_over_when_there_is_room(one: Database) -> None:
    say(one, "PRAGMA max_page_count = 1")
    refused(one, "lost", 1_000_000)
    assert one.trouble == "disk full"
    say(one, "PRAGMA max_page_count = 100000")
    recovers(one)
    one.close()


def test_a_read_only_file_is_said(one: Database) -> None:
    say(one, "PRAGMA query_only = ON")
    refused(one, "lost")
    assert one.trouble == "read-only"
    say(one, "PRAGMA query_only = OFF")
    recovers(one)
    one.close()


def test_a_file_somebody_else_holds_is_said(one: Database) -> None:
    say(one, "PRAGMA busy_timeout = 50")
    assert one.url.database
    other = sqlite3.connect(one.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused(one, "lost")
    assert one.trouble == "locked"
    other.execute("ROLLBACK")
    other.close()
    recovers(one)
    one.close()


def test_a_server_that_was_away_for_a_while_is_found_again(
    postgres_url: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.is_sqlite:
        return

    def away(*_: object) -> None:
        raise OperationalError("connect", None, Exception("connection refused"))

    with monkeypatch.context() as while_it_is_away:
        while_it_is_away.setattr(Engine, "connect", away)
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        with psycopg.connect(host=make_url(postgres_url).query["host"], user="postgres", autocommit=True) as other:
            other.execute(end, (database.url.database,))
        for _ in range(3):
            with pytest.raises((DBAPIError, ResourceClosedError)):
                database.write_now(writes("lost"))  # type: ignore[arg-type]
        assert database.trouble == "no connection"
    recovers(database)


async def test_a_unit_whose_turn_comes_late_does_the_other_thing(database: Database) -> None:
    def slow(tx: Tx) -> str:
        time.sleep(0.3)
        return "slow"

    first = database.write(slow, key="a")
    await asyncio.sleep(0.05)
    late = database.write(lambda tx: "full", key="a", late=Late(lambda tx: "kept", 0.1))
    patient = database.write(lambda tx: "full", key="a", late=Late(lambda tx: "kept", 5.0))
    assert await asyncio.gather(first, late, patient) == ["slow", "kept", "full"]
    assert database.lag == 0.0, "nothing waits any more"
