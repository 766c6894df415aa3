"""The year's deeds, funds, conflicts and projects of 扎赉诺尔: golden sums, counted from events."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.replays.player import Player
from bot.replays.script import Script
from bot.replays.zhalainuoer import make, posts, stations
from bot.replays.zhalainuoer.plan import BEGINS, ENDS, Plan
from models.migrations import migrate
from models.store.db import Database
from models.tables import FieldEvent

HURRY = 60
"""The year is told in six days: what is counted is the same, and nothing waits for a year of empty nights."""
GOLDEN = {
    "deeds": 168,
    "money_fen": 592_600_000,
    "conflicts": 134,
    "visits": 191,
    "services": 106,
    "aid_projects": 4,
    "amounts_milli": {"绿化:平米": 346_000_000, "路灯:盏": 111_000},
}


def test_the_sums_of_the_bulletin_come_out_of_events(tmp_path: Path) -> None:
    whole = make(1)
    plan = Plan.of(whole.district, 1)
    said = [*posts.steps(plan), *stations.done(plan), *stations.conflicts(plan), *stations.projects(plan)]
    said.sort(key=lambda one: one.at)
    told = tuple(replace(one, at=BEGINS + (one.at - BEGINS) / HURRY) for one in said)
    ends = BEGINS + (ENDS - BEGINS) / HURRY
    script: Script = replace(whole, steps=told, ends=ends, figures={})
    database = Database(f"sqlite:///{tmp_path / 'year.db'}")
    migrate(database)
    player = Player(script, database)
    player.play()

    def figures() -> dict[str, Any]:
        return dict(
            database.read_now(lambda reader: stations.figures(reader, plan.district, BEGINS.date(), ENDS.date()))
        )

    found = figures()
    assert {name: found[name] for name in GOLDEN} == GOLDEN
    themes = found["themes"]
    assert sum(themes["total"].values()) == themes["all"]
    events = database.read_now(lambda reader: reader.find(FieldEvent, kind="fund_done"))
    gone = random.Random(3).choice(events)
    database.write_now(lambda tx: tx.delete(tx.get(FieldEvent, gone.id)))
    assert figures()["money_fen"] == GOLDEN["money_fen"] - gone.data["fen"]
    database.close()
