"""One process that answers WeChat and one that does what is due: two on one PostgreSQL, and one clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.running import running, worker_beside

LAMP = "滨海社区3号楼2单元楼道灯坏了一个多星期了"
SOON = 20.0
"""Real seconds: two on a laptop, more on a machine that tests beside."""


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_what_the_web_takes_the_worker_sends_also_after_the_clock_was_moved(
    database_url: str, tmp_path: Path
) -> None:
    async with running(database_url, tmp_path, ("王桂芳", "李晓"), role="web") as at, worker_beside(at) as worker:
        wang, li = at.phone("王桂芳"), await at.bind("李晓", "binhai.binhai/handler")
        await wang.says(LAMP)
        await wang.says("1")
        await li.hears("新单 1号件", SOON)
        await at.until(11, 24, 15, 0)
        await li.says("进展 1 去看了，明天换开关")
        await wang.hears("明天换开关", SOON)
        assert abs((worker.now() - at.service.now()).total_seconds()) < SOON
        assert [case.state for case in await at.cases()] == ["working"]
