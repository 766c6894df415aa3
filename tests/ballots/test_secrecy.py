"""Somebody who has the whole database tries to find out who answered what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import inspect

from models.store.db import Database
from models.tables import BallotCount, BallotIssue, BallotSpent
from tests.ballots.conftest import COMMUNITY, VOTERS, a_minute, ballot_of, cast, give, opened, settle
from tests.town import Person, Town, make_town

OURS = ("ballot", "ballot_count", "ballot_issue", "ballot_spent")
Dump = dict[str, list[tuple[object, ...]]]


def dump(database: Database) -> Dump:
    """Every row of every table in the order in which it lies in the file; on PostgreSQL also which transaction wrote
    the rows of a ballot, as a rank. Sealed bytes (openids, of weeks before) are new at every sealing and left out.
    """
    with database.engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        found: Dump = {
            name: [
                tuple(None if isinstance(value, bytes | memoryview) else value for value in row)
                for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')
            ]
            for name in names
        }
        if not database.is_sqlite:
            written = {
                name: [
                    tuple(row)
                    for row in connection.exec_driver_sql(f"SELECT xmin::text::bigint, ctid::text FROM {name}")
                ]
                for name in OURS
            }
            rank = {xid: at for at, xid in enumerate(sorted({row[0] for rows in written.values() for row in rows}))}
            found |= {f"{name} written": [(rank[row[0]], row[1]) for row in rows] for name, rows in written.items()}
        return found


def world(database: Database, order: Sequence[int], choices: Sequence[str]) -> Dump:
    """People take their ballots one after the other and give them back in this order, a minute between any two acts."""
    town = make_town(database)
    people = settle(town)
    opened(town)
    handed = []
    for one in people:
        handed.append(give(town, one).paper)
        a_minute(town)
    for at in order:
        assert cast(town, handed[at], choices[at]) == ""
        a_minute(town)
    return dump(database)


def test_whoever_answered_what_the_database_is_the_same_to_the_last_row(
    new_database: Callable[[], Database],
) -> None:
    """Two worlds in which everybody does the same at the same minute, and only who said no differs: if a row, its
    place, a digest, an instant or a transaction told who it was, the two would differ somewhere.
    """
    order = [*range(0, VOTERS, 2), *range(1, VOTERS, 2)]
    one, other = (["yes"] * VOTERS for _ in range(2))
    one[2], other[9] = "no", "no"
    first, second = (world(new_database(), order, choices) for choices in (one, other))
    assert first.keys() == second.keys()
    for table in first:
        assert first[table] == second[table], table
    cells = [row for row in first["ballot_count"] if COMMUNITY in row and "heard" in row]
    assert sorted(row[-1] for row in cells if row[-1]) == [1, VOTERS - 1], "the one no is counted"


def test_the_two_halves_have_no_key_and_no_instant_in_common(town: Town, voters: list[Person]) -> None:
    for who in voters:
        cast(town, give(town, who).paper)
    issued, spent, counts = town.database.read_now(
        lambda reader: (reader.find(BallotIssue), reader.find(BallotSpent), reader.find(BallotCount))
    )
    assert len(issued) == len(spent) == VOTERS
    given = {value for row in issued for value in row} - {ballot_of(town).id}
    back = {value for row in (*spent, *counts) for value in row} - {ballot_of(town).id, *range(VOTERS + 1)}
    assert given & back == {COMMUNITY}, "only the community, which everybody here shares"
    for row in (*issued, *spent, *counts):
        assert not any(isinstance(value, datetime) for value in row)


def test_what_was_drawn_for_a_paper_stands_nowhere_in_the_database(town: Town, voters: list[Person]) -> None:
    paper = give(town, voters[0]).paper
    link = town.registry.links.read("paper", paper, town.clock.now)
    assert link is not None
    serial = link.holder.rpartition(":")[2]
    assert cast(town, paper) == ""
    everything = repr(dump(town.database))
    assert serial not in everything
    assert paper not in everything
    assert voters[0].key in everything, "that he was given one is known"


def test_a_restart_changes_nothing_and_a_vote_leaves_no_letter_no_event_no_inbox_row(
    town: Town, voters: list[Person]
) -> None:
    quiet = ("inbox", "outbox", "attempt", "event", "timer", "statement", "conversation", "account", "setting")
    before = dump(town.database)
    paper = give(town, voters[3]).paper
    town.clock.now += timedelta(hours=3)
    assert cast(town, paper) == ""
    after = dump(town.database)
    changed = {table for table in before if before[table] != after[table]}
    assert changed <= {name for name in before if name.startswith("ballot")}
    assert not changed & set(quiet)
