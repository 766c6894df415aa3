"""Thirteen people of 滨海社区 whom the service has known for weeks, on the day the second ballot of 2026 opens."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from handlers.context import Context
from handlers.services import accounts
from handlers.services.ballots import papers, rounds
from models.store.db import Database
from models.tables import Ballot
from tests.conftest import DATABASES
from tests.time.stories import shanghai
from tests.town import Person, Town

COMMUNITY, STREET = "binhai.binhai", "binhai"
VOTERS = 13
QUESTIONS = ("heard", "quick", "manner", "promise", "street", "partner")


def settle(town: Town, many: int = VOTERS, unit: str = COMMUNITY) -> list[Person]:
    """So many people whose community is known, and time until the ballot is open."""

    def work(ctx: Context) -> None:
        for n in range(many):
            account, _ = accounts.meet(ctx, f"{unit}居民{n:02}")
            ctx.tx.update(account, unit=unit)

    town.do(work)
    return [town.person(f"{unit}居民{n:02}") for n in range(many)]


def opened(town: Town) -> None:
    """The morning of the opening day has come."""
    town.do(rounds.ensure)
    town.advance(until=shanghai(12, 15, 9, 1))


@pytest.fixture
def voters(town: Town) -> list[Person]:
    people = settle(town)
    opened(town)
    return people


@pytest.fixture(params=DATABASES)
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """Makes empty databases of one kind: a test that compares two worlds needs two."""
    made: list[Database] = []

    def make() -> Database:
        name = "t" + uuid.uuid4().hex[:12]
        if request.param == "sqlite":
            shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / f"{name}.db")
            made.append(Database(f"sqlite:///{tmp_path / name}.db"))
        else:
            url = make_url(request.getfixturevalue("postgres_url"))
            admin = create_engine(url, isolation_level="AUTOCOMMIT")
            with admin.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template_minqing")
            admin.dispose()
            made.append(Database(url.set(database=name).render_as_string(hide_password=False), lanes=1))
        return made[-1]

    yield make
    for one in made:
        one.close()


def ballot_of(town: Town) -> Ballot:
    """The newest round."""
    found: list[Ballot] = town.database.read_now(lambda reader: reader.find(Ballot, order="id"))
    return found[-1]


def give(town: Town, who: Person) -> papers.Given:
    """He takes his ballot."""

    def work(ctx: Context) -> papers.Given:
        return papers.give(ctx, ballot_of(town), who.key)

    given: papers.Given = town.do(work)
    return given


def cast(town: Town, paper: str, choice: str = "yes", **answers: str) -> str:
    """A ballot comes back with the same answer to everything, or with those that are named."""
    filled = {**dict.fromkeys(QUESTIONS, choice), **answers}
    refused: str = town.do(lambda ctx: papers.cast(ctx, paper, filled))
    return refused


def a_minute(town: Town) -> None:
    """Nothing happens for a minute."""
    town.clock.now += timedelta(minutes=1)
