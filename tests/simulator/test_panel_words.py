"""What the demo's panel says is said in words, whatever happens."""

from __future__ import annotations

import re
from typing import Any

import pytest

from handlers.letters import writing
from handlers.services.insight import insight
from handlers.texts import insight as words
from models.domain.states import Act
from scheduler.due import FIRINGS
from tests.cadre.conftest import file_case, li, zhao
from tests.resident.stories import ask_now, finish
from tests.town import Person, Town

__all__ = ["file_case", "li", "zhao"]
CODE = re.compile(r"[a-z_]{2,}|[{}\[\]]")


@pytest.mark.parametrize(
    ("kinds", "named"),
    [
        ([act.value for act in Act], words.EVENTS),
        (
            [*writing.ABOUT_CASES, *writing.SERVICE_KINDS, "alarm", "digest", "draft_nudge", "leader_card"],
            words.LETTERS,
        ),
        (FIRINGS, words.TIMERS),
    ],
    ids=["acts", "letters", "timers"],
)
def test_everything_that_can_happen_has_a_name(kinds: Any, named: Any) -> None:
    assert [kind for kind in kinds if kind not in named] == []


def test_rows_of_a_whole_story_hold_no_code(town: Town, li: Person, zhao: Person) -> None:
    wang = town.person("王桂芳")
    wang.says("滨海社区3号楼2单元楼道灯坏了一个多星期了")
    wang.says("1")
    li.says("签收 1")
    li.says("进展 1 今天去看了，明天下午换开关")
    li.says("延期 1 11月30日 开关缺货")
    zhao.says("同意 1")
    finish(town)
    ask_now(town)
    wang.says("没有，还是不亮")
    town.advance(days=9)
    rows = town.database.read_now(lambda reader: insight(reader, town.registry.latest.district))
    said = [f"{row['what']} {row['why']}" for row in rows]
    assert [line for line in said if CODE.search(line)] == []
    assert "居民说没解决 交给滨海街道；等居民确认 → 未签收" in said
    assert any("“今天去看了，明天下午换开关”；到11月24日（周二）" in line for line in said)
    assert any("提前1天提醒" in line or "升一级" in line for line in said)
