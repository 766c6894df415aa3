"""Writes bot/replays/wuda-half-year.jsonl: the half-year of the 2014 bulletin, event by event.

python -m tests.replays.make_wuda

Six district meetings and 82 matters; 43 are solved by communities, 29 by streets, 10 by the district. Who says what is
invented; the figures are not written anywhere: they come out of what the service makes of these events.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from models.domain.meetings import rotation
from models.domain.working_time import SHANGHAI
from tests.town import district_file

TARGET = Path(__file__).parents[2] / "bot" / "replays" / "wuda-half-year.jsonl"
BY_COMMUNITY, BY_STREET, BY_DISTRICT = 43, 29, 10
MATTERS = (
    ("3号楼2单元楼道灯坏了一个多星期了，晚上看不见", "灯泡和声控开关都换了"),
    ("5号楼楼道里贴满了小广告", "小广告都铲了，刷了墙"),
    ("2号楼1单元楼道堆满杂物，走不过去", "杂物都清走了"),
    ("院里的灯不亮，晚上黑得很", "院里的灯换了三盏"),
    ("1号楼单元门坏了关不上", "单元门的门禁修好了"),
)
MEETINGS = ((1, 26), (2, 25), (3, 25), (4, 25), (5, 26), (6, 25))
"""25 January 2014 is a Saturday and the 26th a Sunday that is worked; 25 May is a Sunday."""
TO_MEETINGS = (2, 2, 2, 1, 2, 1)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of 2014 in Shanghai."""
    return datetime(2014, month, day, hour, minute, tzinfo=SHANGHAI)


class Story:
    """Events in any order; they are sorted when they are written."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.filed = 0

    def say(self, when: datetime, who: str, says: str = "", **more: str) -> None:
        event = {"at": when.isoformat(), "who": who, **({"says": says} if says else {}), **more}
        self.events.append(event)

    def file(self, when: datetime, community: str, words: str) -> tuple[str, str]:
        """A resident tells a matter and confirms it; returns who and how the case is called."""
        self.filed += 1
        who, name = f"居民{self.filed:02}", f"k{self.filed:02}"
        self.say(when, who, f"{community}{words}")
        self.say(when + timedelta(minutes=1), who, "1", case=name)
        return who, name

    def solve(self, when: datetime, worker: str, name: str, who: str, words: str) -> None:
        """The worker signs, reports with a photo, and the resident says two days later that it is solved."""
        self.say(when, worker, f"签收 {{{name}}}")
        self.say(when + timedelta(minutes=20), worker, f"办结 {{{name}}} {words}")
        self.say(when + timedelta(minutes=21), worker, sends="photo")
        self.agree(when + timedelta(days=2), who, name)

    def agree(self, when: datetime, who: str, name: str) -> None:
        """The resident says that it is solved."""
        self.say(when, who, f"评价 {{{name}}}")
        self.say(when + timedelta(minutes=1), who, "1")
        self.say(when + timedelta(minutes=2), who, "满意")


def make() -> list[dict[str, Any]]:
    """The whole story, the first line included."""
    file = district_file("wuda")
    streets = list(file.streets)
    communities = [
        (code, one.name, street) for street in streets for code, one in file.streets[street].communities.items()
    ]
    story = Story()
    start = at(1, 1, 8)
    story.say(start, "周航", post="wuda/dispatcher")
    for code, _, street in communities:
        story.say(start, f"网格员.{code}", post=f"{code}/handler")
        if f"专干.{street}" not in {one["who"] for one in story.events}:
            story.say(start, f"专干.{street}", post=f"{street}/duty")
            story.say(start, f"书记.{street}", post=f"{street}/head")
    # one matter at a time for each worker: on Tuesdays, at another minute each
    tuesdays = [at(1, 7, 9) + timedelta(weeks=n) for n in range(24)]
    for n in range(BY_COMMUNITY + BY_STREET):
        code, name, street = communities[n % len(communities)]
        words, done = MATTERS[n % len(MATTERS)]
        when = tuesdays[n * len(tuesdays) // (BY_COMMUNITY + BY_STREET)] + timedelta(minutes=7 * (n % 9))
        who, case = story.file(when, name, words)
        if n % 5 in {0, 2, 3}:
            story.solve(when + timedelta(hours=5), f"网格员.{code}", case, who, done)
        else:
            story.say(when + timedelta(hours=5), f"网格员.{code}", f"上报 {{{case}}} 社区没有这笔钱，也没有人手")
            story.solve(when + timedelta(hours=25), f"专干.{street}", case, who, done)
    n = 0
    for (month, day), count in zip(MEETINGS, TO_MEETINGS, strict=True):
        host = rotation.host(sorted(streets), rotation.turn_of(at(month, 25, 9).date()))
        sits = at(month, day, 9, 30)
        story.say(sits, f"书记.{host}", "开会")
        for one in range(count):
            code, name, street = communities[(n * 2 + 1) % len(communities)]
            words, done = MATTERS[n % len(MATTERS)]
            filed = at(month, 15, 10, 10 * one)
            who, case = story.file(filed, name, words)
            story.say(filed + timedelta(hours=5), f"网格员.{code}", f"上报 {{{case}}} 要整片改造，社区办不了")
            story.say(filed + timedelta(hours=29), f"专干.{street}", f"签收 {{{case}}}")
            story.say(filed + timedelta(hours=30), f"专干.{street}", f"上报 {{{case}}} 几个街道都有，要区里统一定")
            until = sits + timedelta(days=4)
            promise = f"承诺 {{{case}}} 区里统一改造；{until.month}月{until.day}日；周航"
            story.say(sits + timedelta(minutes=10 + 5 * one), f"书记.{host}", promise)
            story.say(sits + timedelta(minutes=11 + 5 * one), f"书记.{host}", "1")
            kept = sits + timedelta(days=1, minutes=30 * one)
            story.say(kept, "周航", f"兑现 {{{case}}} {done}")
            story.say(kept + timedelta(minutes=1), "周航", sends="photo")
            story.agree(kept + timedelta(days=2, hours=3), who, case)
            n += 1
        story.say(sits + timedelta(hours=1), f"书记.{host}", "散会")
    events = sorted(story.events, key=lambda event: event["at"])
    head = {
        "replay": "wuda-half-year",
        "district": "wuda",
        "from": at(1, 1, 8).isoformat(),
        "to": at(6, 30, 20).isoformat(),
        "period": "2014-H1",
    }
    return [head, *events]


if __name__ == "__main__":
    TARGET.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in make()), encoding="utf-8")
