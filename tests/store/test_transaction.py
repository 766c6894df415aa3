"""Group commit: together when all is well, one by one when something is not; nobody is harmed by a neighbour."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.store.db import Database
from models.store.rows import table_of
from models.store.tx import DuplicateRowError, StaleRowError, Tx
from models.tables import Account, Binding, Case, Counter, Setting, Voice

NOW = datetime(2026, 11, 23, 1, 10, tzinfo=UTC)


def new_account(tx: Tx, name: str, **values: Any) -> Account:
    return tx.insert(Account, id=name, first_seen_at=NOW, **values)


def new_case(tx: Tx, number: str, **values: Any) -> Case:
    return tx.insert(
        Case,
        number=number,
        day=date(2026, 11, 23),
        running=1,
        state="draft",
        title="t",
        tier="3d",
        filed_at=NOW,
        **values,
    )


def accounts(database: Database) -> dict[str, Account]:
    return {row.id: row for row in database.read_now(lambda reader: reader.find(Account))}


async def test_of_thirty_units_one_raises_and_one_breaks_a_constraint_and_twenty_eight_are_kept(
    database: Database,
) -> None:
    def unit(n: int) -> Any:
        def work(tx: Tx) -> int:
            new_account(tx, f"a{n:02}")
            if n == 7:
                raise ValueError("this one is broken")
            number = "WD261123-001" if n in (11, 12) else f"WD261123-{n:03}0"
            new_case(tx, number)
            return n

        return work

    results = await asyncio.gather(*(database.write(unit(n), key=str(n)) for n in range(30)), return_exceptions=True)
    failed = {n: result for n, result in enumerate(results) if isinstance(result, Exception)}
    assert isinstance(failed.pop(7), ValueError)
    ((loser, error),) = failed.items()
    assert loser in (11, 12)
    assert isinstance(error, IntegrityError) or "UNIQUE" in str(error).upper() or "unique" in str(error)
    kept = {f"a{n:02}" for n in range(30) if n not in (7, loser)}
    assert set(accounts(database)) == kept
    assert len(database.read_now(lambda reader: reader.find(Case))) == 28


async def test_waiting_units_share_a_commit(database: Database) -> None:
    before = database.commits[0]
    await asyncio.gather(*(database.write(lambda tx, n=n: new_account(tx, f"a{n}"), key="one") for n in range(40)))
    assert database.commits[0] - before < 40
    assert len(accounts(database)) == 40


async def test_a_unit_sees_what_its_neighbour_in_the_batch_wrote(database: Database) -> None:
    def first(tx: Tx) -> None:
        account = new_account(tx, "a")
        tx.insert(Binding, account_id=account.id, post="p", bound_at=NOW)

    def second(tx: Tx) -> tuple[bool, int]:
        account = tx.get(Account, "a")
        assert account is not None
        tx.update(account, muted=True)
        return account.follows, len(tx.find(Binding, account_id="a", ended_at=None))

    _, seen = await asyncio.gather(database.write(first, key="k"), database.write(second, key="k"))
    assert seen == (True, 1)
    assert accounts(database)["a"].muted


def test_what_a_raising_unit_wrote_and_changed_is_undone(database: Database) -> None:
    database.write_now(lambda tx: new_account(tx, "kept", unit="before"))

    def work(tx: Tx) -> None:
        account = tx.get(Account, "kept")
        assert account is not None
        tx.update(account, unit="changed")
        new_account(tx, "dropped")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        database.write_now(work)
    assert accounts(database)["kept"].unit == "before"
    assert "dropped" not in accounts(database)


@pytest.mark.parametrize("flush_inside", [False, True])
def test_an_attempt_drops_only_its_own_part(database: Database, flush_inside: bool) -> None:
    def work(tx: Tx) -> None:
        account = new_account(tx, "a")

        def part() -> None:
            with tx.attempt():
                tx.update(account, unit="inside")
                new_account(tx, "b")
                if flush_inside:
                    assert len(tx.query(Account)) == 2
                raise LookupError

        with pytest.raises(LookupError):
            part()
        kept = tx.get(Account, "a")
        assert kept is not None
        assert kept.unit == ""
        tx.update(kept, muted=True)

    database.write_now(work)
    assert {row.id: (row.unit, row.muted) for row in accounts(database).values()} == {"a": ("", True)}


def test_changing_a_row_that_is_no_longer_the_newest_is_refused(database: Database) -> None:
    def work(tx: Tx) -> None:
        old = new_account(tx, "a")
        tx.update(old, unit="x")
        tx.update(old, unit="y")

    with pytest.raises(StaleRowError):
        database.write_now(work)
    assert accounts(database) == {}


def test_a_row_changed_several_times_is_written_as_it_was_last(database: Database) -> None:
    database.write_now(lambda tx: new_account(tx, "a"))

    def work(tx: Tx) -> None:
        row = tx.get(Account, "a")
        assert row is not None
        row = tx.update(tx.update(row, unit="x"), muted=True)

        def part(row: Account) -> None:
            with tx.attempt():
                tx.update(tx.update(row, cadre=True), unit="dropped")
                raise LookupError

        with pytest.raises(LookupError):
            part(row)
        tx.update(row, unit="y")

    database.write_now(work)
    found = accounts(database)["a"]
    assert (found.unit, found.muted, found.cadre) == ("y", True, False)


def test_what_is_watched_is_told_after_new_rows_and_only_then(database: Database) -> None:
    told: list[int] = []
    database.watch(Account, lambda: told.append(len(accounts(database))))
    database.write_now(lambda tx: new_case(tx, "WD261123-001"))
    assert told == []
    database.write_now(lambda tx: new_account(tx, "a"))
    database.write_now(lambda tx: tx.update(tx.find(Account)[0], muted=True))

    def failing(tx: Tx) -> None:
        new_account(tx, "b")
        raise KeyError

    with pytest.raises(KeyError):
        database.write_now(failing)
    database.write_now(lambda tx: tx.get(Account, "a"))  # whoever is told is told before the next batch
    assert told == [1]


async def test_who_looks_for_what_others_write_comes_last_in_a_batch(database: Database) -> None:
    turns: list[str] = []
    begun, goes_on = threading.Event(), threading.Event()

    def block(_tx: Tx) -> None:
        begun.set()
        goes_on.wait(30)

    waiting = [database.write(block, key="k")]
    await asyncio.to_thread(begun.wait, 30)
    waiting += [
        database.write(lambda tx: turns.append("last"), key="k", last=True),
        database.write(lambda tx: turns.append("first"), key="k"),
        database.write(lambda tx: turns.append("second"), key="k"),
    ]
    goes_on.set()
    await asyncio.gather(*waiting)
    assert turns == ["first", "second", "last"]


def test_a_key_that_exists_already_is_refused(database: Database) -> None:
    database.write_now(lambda tx: new_account(tx, "a"))
    with pytest.raises((IntegrityError, DuplicateRowError, Exception), match=r"(?i)unique|account a"):
        database.write_now(lambda tx: new_account(tx, "a"))

    def twice(tx: Tx) -> None:
        new_account(tx, "b")
        new_account(tx, "b")

    with pytest.raises(DuplicateRowError):
        database.write_now(twice)


def test_a_misspelt_or_missing_column_is_an_error(database: Database) -> None:
    with pytest.raises(TypeError, match="unknown"):
        database.write_now(lambda tx: tx.insert(Setting, key="k", value={}, valeu=1))
    with pytest.raises(TypeError, match="missing"):
        database.write_now(lambda tx: tx.insert(Binding, post="p", bound_at=NOW))
    with pytest.raises(TypeError, match="no column"):
        database.write_now(lambda tx: tx.find(Setting, kee="k"))


def test_find_lays_unwritten_rows_over_those_in_the_database(database: Database) -> None:
    def prepare(tx: Tx) -> None:
        for n in range(3):
            tx.insert(Binding, account_id="a", post=f"p{n}", bound_at=NOW)

    database.write_now(prepare)

    def work(tx: Tx) -> tuple[list[str], list[str]]:
        rows = tx.find(Binding, account_id="a", order="post")
        tx.update(rows[0], ended_at=NOW)
        tx.insert(Binding, account_id="a", post="p9", bound_at=NOW)
        return (
            [row.post for row in tx.find(Binding, account_id="a", ended_at=None, order="-post")],
            [row.post for row in tx.find(Binding, post=("p0", "p1", "p9"), order="post")],
        )

    assert database.write_now(work) == (["p9", "p2", "p1"], ["p0", "p1", "p9"])


def test_the_first_rows_of_an_order_and_no_more(database: Database) -> None:
    def work(tx: Tx) -> tuple[list[str], list[str]]:
        for n in (3, 1, 2):
            tx.insert(Binding, account_id="a", post=f"p{n}", bound_at=NOW)
        tx.flush()
        tx.insert(Binding, account_id="a", post="p0", bound_at=NOW)
        return (
            [row.post for row in tx.find(Binding, account_id="a", order="post", limit=2)],
            [row.post for row in tx.find(Binding, account_id="a", order="-post", limit=2)],
        )

    assert database.write_now(work) == (["p0", "p1"], ["p3", "p2"])
    found = database.read_now(lambda reader: reader.find(Binding, account_id="a", order="post", limit=1))
    assert [row.post for row in found] == ["p0"]
    with pytest.raises(TypeError):
        database.read_now(lambda reader: reader.find(Binding, limit=1))


def test_query_and_select_see_unwritten_rows(database: Database) -> None:
    def work(tx: Tx) -> tuple[list[str], int]:
        new_account(tx, "b", unit="x")
        new_account(tx, "a", unit="x")
        rows = tx.query(Account, Account.unit == "x", order_by=Account.id)
        return [row.id for row in rows], len(tx.select(select(table_of(Account))))

    assert database.write_now(work) == (["a", "b"], 2)


def test_running_numbers_never_repeat(database: Database) -> None:
    numbers = [database.write_now(lambda tx: tx.count("day")) for _ in range(5)]

    def failing(tx: Tx) -> None:
        tx.count("day")
        raise KeyError

    with pytest.raises(KeyError):
        database.write_now(failing)
    numbers.append(database.write_now(lambda tx: tx.count("day")))
    assert numbers == sorted(set(numbers))
    assert database.write_now(lambda tx: tx.count("other")) == 1


def test_values_come_back_as_they_went_in(database: Database) -> None:
    def work(tx: Tx) -> None:
        new_account(tx, "a", openid=b"\x00\xff")
        case = new_case(tx, "WD261123-001", decision={"为什么": ["a", 1, None]}, provisional=True)
        tx.insert(Voice, case_id=case.id, account_id="a", joined_at=NOW)

    database.write_now(work)
    case = database.read_now(lambda reader: reader.find(Case))[0]
    assert case.filed_at == NOW
    assert case.day == date(2026, 11, 23)
    assert case.decision == {"为什么": ["a", 1, None]}
    assert case.provisional is True
    assert case.urgent is False
    assert bytes(accounts(database)["a"].openid or b"") == b"\x00\xff"


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)readonly|read-only"):
        database.read_now(lambda reader: reader._port.run("DELETE FROM account", ()))


def test_a_row_deleted_for_good_is_gone(database: Database) -> None:
    def work(tx: Tx) -> None:
        tx.delete(tx.insert(Counter, name="gone", value=1))
        assert tx.get(Counter, "gone") is None

    database.write_now(work)
    assert database.read_now(lambda reader: reader.get(Counter, "gone")) is None


def test_two_openings_of_one_database_never_give_the_same_id(database: Database, database_url: str) -> None:
    other = Database(database_url, lanes=1)
    try:
        for round_ in range(3):
            database.write_now(lambda tx: tx.insert(Binding, account_id="a", post="p", bound_at=NOW))
            other.write_now(lambda tx: tx.insert(Binding, account_id="b", post="p", bound_at=NOW))
            assert len(database.read_now(lambda reader: reader.find(Binding))) == 2 * (round_ + 1)
    finally:
        other.close()


async def test_two_writers_of_one_account_lose_no_update(database: Database) -> None:
    database.write_now(lambda tx: new_account(tx, "a", unit="0"))

    def add(tx: Tx) -> None:
        account = tx.get(Account, "a")
        assert account is not None
        tx.update(account, unit=str(int(account.unit) + 1))

    await asyncio.gather(*(database.write(add, key=str(n)) for n in range(50)))
    assert accounts(database)["a"].unit == "50"


def test_a_unit_may_keep_something_when_its_attempt_fails_for_the_last_time(database: Database) -> None:
    """As a message does: the words stay although handling them breaks on the database itself."""
    database.write_now(lambda tx: new_case(tx, "WD261123-001"))
    tries = []

    def work(tx: Tx) -> None:
        tries.append(1)
        try:
            with tx.attempt():
                new_case(tx, "WD261123-001")
        except Exception as error:
            if tx.is_for_another_try(error):
                raise
        new_account(tx, "kept")

    database.write_now(work)
    assert len(tries) > 1
    assert "kept" in accounts(database)
    assert len(database.read_now(lambda reader: reader.find(Case))) == 1
