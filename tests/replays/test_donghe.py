"""Golden #4: promises in numbers; on 1 December 2014 four kindergartens are kept and two open, never done."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.replays.script import Step, load
from handlers.services.pledging import book, documents, words
from models.domain.working_time import SHANGHAI
from models.store.db import Database
from tests.commands.conftest import Minqing, minqing
from tests.replays import make_donghe
from tests.town import make_town

__all__ = ["minqing"]
FIRST_OF_DECEMBER = datetime(2014, 12, 1, 9, tzinfo=SHANGHAI)


def test_the_shipped_file_is_what_its_maker_writes() -> None:
    written = make_donghe.TARGET.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in written] == make_donghe.make()


def test_on_the_first_of_december_four_are_kept_and_two_open(minqing: Minqing) -> None:
    said = minqing("replay", "donghe-kindergartens", "--json")
    assert said.status == 0, said.err
    document = json.loads(said.out)
    kindergartens, signals, zones, firms, power, units = document["pledges"]
    assert (kindergartens["amount"], kindergartens["kept"], kindergartens["open"]) == (6, 4, 2)
    assert (kindergartens["on_time"], kindergartens["whole"]) == (4, False)
    assert [one["date"] for one in kindergartens["steps"]] == ["2014-11-30", "2015-08-31"]
    assert (signals["amount"], signals["kept"], zones["amount"], zones["kept"]) == (4, 4, 2, 2)
    assert (firms["amount"], firms["kept"], firms["cents"], firms["cents_kept"]) == (
        36,
        36,
        229_332_000_0,
        229_332_000_0,
    )
    assert (power["kept"], units["kept"], units["open"]) == (6, 1, 1)
    line = document["pledge_lines"][0]
    assert "6所里办到4所，还差2所，2015年8月31日前要到6所" in line
    for done in ("完成", "都办到了", "已办结"):
        assert done not in line
    assert document["pledge_figures"] == {
        "pledges": 6, "amount": 56, "kept": 53, "on_time": 53, "open": 3, "whole": 4, "late": 0,
    }  # fmt: skip


def played(database: Database, steps: list[Step]) -> list[dict[str, Any]]:
    """What these steps come to on 1 December, said to the real service at their instants."""
    town = make_town(database, "donghe")
    for step in sorted(steps, key=lambda one: one.at):
        town.clock.now = step.at.astimezone(UTC)
        person = town.bind(step.who, step.post) if step.post else town.person(step.who)
        if step.says:
            assert "没改" not in person.says(step.says), step
    at = FIRST_OF_DECEMBER.astimezone(UTC)
    district = town.database.read_now(town.registry.world).district
    return town.database.read_now(lambda reader: [documents.document(district, one) for one in book.every(reader, at)])


@pytest.mark.parametrize("seed", [20141130, 6, 36])
def test_one_event_more_or_less_and_the_report_follows(database: Database, seed: int) -> None:
    steps = list(load("donghe-kindergartens").steps)
    draw = random.Random(seed)
    at, chosen = draw.choice([(at, one) for at, one in enumerate(steps) if "兑现" in one.says])
    _, number, _, counted, *_ = chosen.says.split()
    amount = int("".join(sign for sign in counted if sign.isdigit()))
    if draw.random() < 0.5:
        changed = [*steps[:at], *steps[at + 1 :]]
    else:
        changed = [
            *steps[:at],
            replace(chosen, at=FIRST_OF_DECEMBER + timedelta(days=draw.randint(1, 200))),
            *steps[at + 1 :],
        ]
    before = {one["number"]: one["kept"] for one in document_of_all()}
    found = {one["number"]: one for one in played(database, changed)}
    for one in found.values():
        lost = amount if one["number"] == int(number) else 0
        assert one["kept"] == before[one["number"]] - lost, one
        assert one["whole"] is (one["open"] == 0)


def document_of_all() -> list[dict[str, int]]:
    """The figures of the untouched story, counted from its words alone."""
    kept: dict[int, int] = {}
    for _, number, words_ in make_donghe.KEPT:
        kept[number] = kept.get(number, 0) + int(
            words_[: next(at for at, sign in enumerate(words_) if not sign.isdigit())]
        )
    return [{"number": number, "kept": count} for number, count in kept.items()]


def test_money_is_printed_without_a_float() -> None:
    assert words.money(2_293_320_000) == "2293.32"
    assert words.money(1_092_820_000) == "1092.82"
    assert words.money(0) == "0"
