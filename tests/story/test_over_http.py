"""The main job, over HTTP, through the simulated WeChat, on both databases and in three modes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.simulator.config import Mode
from models.tables import Event
from tests.story.running import running

PEOPLE = ("王桂芳", "李晓", "赵敏")
LAMP = "滨海社区3号楼2单元楼道灯坏了一个多星期了，晚上老人下楼看不见"
MODES: tuple[Mode, ...] = ("plain", "compatible", "safe")


@pytest.mark.parametrize("mode", MODES)
async def test_a_no_reopens_above_and_a_yes_closes(database_url: str, tmp_path: Path, mode: Mode) -> None:
    async with running(database_url, tmp_path, PEOPLE, mode=mode) as at:
        wang, li = at.phone("王桂芳"), await at.bind("李晓", "binhai.binhai/handler")
        zhao = await at.bind("赵敏", "binhai/duty")
        card = await wang.says(LAMP)
        assert "谁来办：滨海社区" in card[-1]
        assert "11月26日（周四）18:00前" in card[-1]
        receipt = await wang.says("1")
        assert "WD261123-001" in receipt[-1]
        await li.hears("新单")
        assert "收下" in (await li.says("签收 1"))[-1]
        await li.says("进展 1 今天去看了，要换声控开关，明天下午来换")
        await wang.hears("换声控开关")
        await at.until(11, 24, 15, 20)
        await li.sends_photo()
        await li.says("1")
        await li.says("办结 1 换了灯泡和声控开关")
        await at.until(11, 24, 19, 1)
        question = await wang.hears("解决了吗")
        assert {option.content for option in question.options} >= {"解决了", "没解决"}
        assert "没解决" in (await wang.says("没有，还是不亮"))[-1]
        case = (await at.cases())[0]
        assert (case.state, case.unit, case.round) == ("dispatched", "binhai", 2)
        await zhao.hears("1号件")
        await at.until(11, 25, 9, 30)
        await zhao.says("签收 1")
        await zhao.sends_photo()
        await zhao.says("1")
        await zhao.says("办结 1 线路重接了，灯亮了")
        await at.until(11, 25, 19, 1)
        await wang.hears("解决了吗")
        assert "满意吗" in (await wang.taps("解决了"))[-1]
        assert "满意" in (await wang.says("满意"))[-1]
        case = (await at.cases())[0]
        assert (case.state, case.closure, case.solved, case.satisfied) == ("closed", "solved", True, "yes")
        events = await at.service.database.read(lambda reader: reader.find(Event, case_id=case.id, order="seq"))
        kinds = [event.kind for event in events]
        assert kinds.count("finish") == 2
        assert kinds.index("unsolved") < kinds.index("solved")
