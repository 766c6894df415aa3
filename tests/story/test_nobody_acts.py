"""The story in which no cadre ever acts, over HTTP, on both databases: one row a tier and sort of unit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.store.tx import Reader
from models.tables import Assignment, Case, Event, Outbox
from tests.story.running import Running, running

DESK = ("wuda/dispatcher", "区民情办")


@dataclass(frozen=True, slots=True)
class Silence:
    """A matter nobody answers for."""

    words: str
    tier: str
    levels: tuple[tuple[str, str], ...]
    """Post and name of the unit as the resident hears it, from who had it first upwards."""
    reminders: tuple[str, ...]
    """Stages at which who had it first is reminded, each once."""


SILENCES = (
    Silence(
        "滨海社区3号楼2单元楼道灯坏了",
        "3d",
        (("binhai.binhai/handler", "滨海社区"), ("binhai/duty", "滨海街道"), DESK),
        ("words", "T-1", "T"),
    ),
    Silence(
        "滨海社区学校乱收费",
        "7d",
        (("jiaoyu/handler", "区教育局"), ("jiaoyu/head", "区教育局"), DESK),
        ("words", "T-2", "T-1", "T"),
    ),
    Silence(
        "滨海社区7号楼有人违章搭建彩钢房",
        "15d",
        (("chengguan/handler", "区城管局"), ("chengguan/head", "区城管局"), DESK),
        ("words", "T-5", "T-2", "T-1", "T"),
    ),
    Silence(
        "滨海社区2号楼1单元暖气不热",
        "24h",
        (("gongre/handler", "供热公司"), ("zhujian/head", "区住建局"), DESK),
        ("1h", "words", "12h", "20h"),
    ),
    Silence(
        "滨海社区门口井盖丢了，快掉进去了",
        "2h",
        (("chengguan/handler", "区城管局"), ("chengguan/head", "区城管局"), DESK),
        ("5min", "30min", "60min", "90min"),
    ),
)
POSTS = tuple(dict.fromkeys(post for one in SILENCES for post, _ in one.levels))
LONG_ENOUGH = 50
"""Days: the longest tier is at the top and late by then."""


def teller(silence: Silence) -> str:
    """Whose matter it is."""
    return f"居民{silence.tier}"


async def test_each_level_is_reminded_and_passed_once_and_the_resident_hears_every_step(
    database_url: str, tmp_path: Path
) -> None:
    async with running(database_url, tmp_path, (*map(teller, SILENCES), *POSTS)) as at:
        for post in POSTS:
            await at.bind(post, post)
        for one in SILENCES:
            said = (await at.phone(teller(one)).says(one.words))[-1]
            if "对就回 1" in said:
                await at.phone(teller(one)).says("1")
        numbers = sorted(case.number for case in await at.cases())
        assert len(numbers) == len(SILENCES)
        await at.advance(days=LONG_ENOUGH)
        for one, number in zip(SILENCES, numbers, strict=True):
            found = await at.service.database.read(lambda reader, number=number: what_happened(reader, number))
            assert found == what_should(one), one.words
            everybody_heard(at, one, number)


def what_happened(reader: Reader, number: str) -> dict[str, Any]:
    """Who had the case, what was recorded and what was said of it."""
    case = reader.find(Case, number=number)[0]
    events = Counter(event.kind for event in reader.find(Event, case_id=case.id))
    leads = reader.find(Assignment, case_id=case.id, kind="lead", order="id")
    rows = reader.find(Outbox, case_id=case.id, order="id")
    first = f"{leads[0].unit}/{leads[0].rung}"
    return {
        "tier": case.tier,
        "levels": [f"{one.unit}/{one.rung}" for one in leads],
        "passed": events["limit_passed"],
        "overdue": events["overdue"],
        "at the top": events["top_overdue"],
        "state": case.state,
        "first reminded": [row.params["stage"] for row in rows if row.post == first and row.kind == "reminder"],
        "handed up to": [row.post for row in rows if row.kind == "climbed"],
        "made helpers": [row.post for row in rows if row.kind == "demoted"],
        "told to the resident": [row.kind for row in rows if not row.post and row.kind != "apology"],
        "apologies": sum(row.kind == "apology" for row in rows),
        "not heard": [row.kind for row in rows if not row.post and row.state not in {"sent", "delivered"}],
    }


def what_should(one: Silence) -> dict[str, Any]:
    """The same, as the rules have it."""
    posts = [post for post, _ in one.levels]
    return {
        "tier": one.tier,
        "levels": posts,
        "passed": len(posts) - 1,
        "overdue": len(posts),
        "at the top": 1,
        "state": "dispatched",
        "first reminded": list(one.reminders),
        "handed up to": posts[1:],
        "made helpers": posts[:-1],
        "told to the resident": ["climbed_to"] * (len(posts) - 1),
        "apologies": 1,
        "not heard": [],
    }


def everybody_heard(at: Running, one: Silence, number: str) -> None:
    """The resident of every unit by its name, every post of the case by its number."""
    heard = at.phone(teller(one)).heard
    short = f"{int(number.rpartition('-')[2])}号件"
    for _, name in one.levels:
        assert any(name in said for said in heard), (one.words, name)
    for post, _ in one.levels:
        assert any(short in said or number in said for said in at.phone(post).heard), (one.words, post)
