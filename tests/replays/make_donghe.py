"""Writes bot/replays/donghe-kindergartens.jsonl: the promises in numbers of the 2014 bulletin, event by event.

python -m tests.replays.make_donghe

Six kindergartens, four of them by the end of November 2014; four signals and two speed zones on road 110; 36 firms and
their 2293.32 万元; two power units. Which ones and who says it is invented; what stands on 1 December is counted.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from models.domain.working_time import SHANGHAI

TARGET = Path(__file__).parents[2] / "bot" / "replays" / "donghe-kindergartens.jsonl"
DESK = "陈建军"
PROMISES = (
    ("建成6所公办幼儿园；4所2014年11月30日，6所2015年8月31日", "陈志强", "区教育局", "jiaoyu"),
    ("110国道装4处信号灯；2014年10月31日", "黄巧玲", "区交警大队", "jiaojing"),
    ("110国道设2处限速区；2014年10月31日", "黄巧玲", "区交警大队", "jiaojing"),
    ("为36家企业落实帮扶资金2293.32万元；2014年11月28日", "王天佑", "区工信局", "gongxin"),
    ("为6家企业落实用电优惠；2014年12月31日", "王天佑", "区工信局", "gongxin"),
    ("完成2台300兆瓦机组脱硫改造；2014年12月31日", "梁婷婷", "区生态环境分局", "shengtai"),
)
KEPT = (
    ((9, 1), 1, "1所 春蕾幼儿园开园"),
    ((9, 1), 1, "1所 星光幼儿园开园"),
    ((9, 22), 2, "2处 国道和东兴大街口、国道和工业路口信号灯亮了"),
    ((10, 15), 1, "1所 河东幼儿园开园"),
    ((10, 20), 3, "2处 学校门口和市场门口限速牌立好"),
    ((10, 24), 2, "2处 国道和站前路口、国道和南绕城口信号灯亮了"),
    ((10, 30), 4, "20家 第一批资金到账1200.5万元"),
    ((11, 14), 5, "6家 电价补贴到账"),
    ((11, 20), 6, "1台 1号机组脱硫投用"),
    ((11, 26), 4, "16家 第二批资金到账1092.82万元"),
    ((11, 28), 1, "1所 站北幼儿园开园"),
)


def at(month: int, day: int, hour: int, minute: int = 0) -> str:
    """An instant of 2014 in Shanghai."""
    return datetime(2014, month, day, hour, minute, tzinfo=SHANGHAI).isoformat()


def make() -> list[dict[str, Any]]:
    """The whole story, the first line included."""
    start = at(8, 1, 8)
    events: list[dict[str, Any]] = [{"at": start, "who": DESK, "post": "donghe/dispatcher"}]
    for unit in dict.fromkeys(one[3] for one in PROMISES):
        events.append({"at": start, "who": f"联络员.{unit}", "post": f"{unit}/handler"})
        events.append({"at": start, "who": f"负责人.{unit}", "post": f"{unit}/head"})
    for n, (measure, person, name, _) in enumerate(PROMISES):
        events.append({"at": at(8, 1, 9, 5 * n), "who": DESK, "says": f"立改 新 {measure}；{person}；{name}"})
        events.append({"at": at(8, 1, 9, 5 * n + 1), "who": DESK, "says": "1"})
    for n, ((month, day), number, words) in enumerate(KEPT):
        unit = PROMISES[number - 1][3]
        events.append({"at": at(month, day, 16, n), "who": f"联络员.{unit}", "says": f"立改 {number} 兑现 {words}"})
    head = {
        "replay": "donghe-kindergartens",
        "district": "donghe",
        "from": start,
        "to": at(12, 1, 9),
        "period": "2014-11",
    }
    return [head, *sorted(events, key=lambda event: event["at"])]


if __name__ == "__main__":
    TARGET.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in make()), encoding="utf-8")
