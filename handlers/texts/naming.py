"""How cases, dates, units and places are called; the same thing has the same name everywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from models.domain.dates import format_day, format_due, format_span
from models.domain.district import Category, District
from models.domain.working_time import SHANGHAI, shanghai_day
from models.tables import Case

MARKS = "①②③④⑤"
_ENTRANCE = re.compile(r"\s*[0-9一二三四五六七八九十]+单元.*")


def label(case: Case, handle: str = "") -> str:
    """7号件·楼道灯不亮; in a list by its handle there."""
    return f"{handle or case.running}号件" + (f"·{case.title}" if case.title else "")


OWN_HEAD = "他们的负责人"
"""The level above inside a department, as residents hear it."""
YOUR_HEAD = "您单位负责人"
"""The same as its handler hears it."""


def due(at: datetime, now: datetime) -> str:
    """11月26日（周四）18:00前; 今天 and 明天 stand beside the date, never alone (house rule 4)."""
    days = (shanghai_day(at) - shanghai_day(now)).days
    near = {0: "今天", 1: "明天"}.get(days, "")
    return near + format_due(at, shanghai_day(now))


def at(moment_of: datetime, now: datetime) -> str:
    """今天11月26日（周四）10:00: when something will be done, and wherever no 前 follows."""
    return due(moment_of, now).removesuffix("前")


def on_paper(moment_of: datetime) -> str:
    """11月26日（周四）10:00, read on whatever day."""
    return f"{day(moment_of)}{moment_of.astimezone(SHANGHAI):%H:%M}"


def building(detail: str) -> str:
    """3号楼 of 3号楼2单元: what may stand on a card that lies open on a lock screen."""
    return _ENTRANCE.sub("", detail)


def short_due(at: datetime, now: datetime) -> str:
    """26日18:00前, 今天12:44前: the form of lists."""
    return format_span(at, shanghai_day(now)) + "前"


def clock_today(at: datetime, now: datetime) -> str:
    """21:40前 today, else with the date."""
    if shanghai_day(at) == shanghai_day(now):
        return f"{at.astimezone(SHANGHAI):%H:%M}前"
    return due(at, now)


def moment(at: datetime) -> str:
    """11月28日20:06"""
    local = at.astimezone(SHANGHAI)
    return f"{local.month}月{local.day}日{local:%H:%M}"


def day_clock(at: datetime) -> str:
    """23日09:33"""
    local = at.astimezone(SHANGHAI)
    return f"{local.day}日{local:%H:%M}"


def day(at: datetime) -> str:
    """11月24日（周二）"""
    return format_day(shanghai_day(at))


def place(district: District, unit: str, code: str, detail: str) -> str:
    """滨海社区 3号楼2单元; the place that was named stands for its community."""
    found = district.places.get(code)
    name = found.name if found else district.name_of(unit) if unit else ""
    return " ".join(part for part in (name, detail) if part)


def place_choice(district: District, code: str) -> str:
    """巴音赛街道团结社区: a place with what it lies in, so that two of one name can be told apart."""
    found = district.places.get(code)
    if found is None:
        return district.name_of(code)
    parent = found.unit if found.unit != code else (district.units[code].parent if code in district.units else "") or ""
    above = district.name_of(parent) if parent and parent != district.root else ""
    return f"{above}{found.name}"


def category_title(category: Category | None) -> str:
    """暖气不热, `` for an unknown matter."""
    return category.title if category else ""


def handles(cases: Iterable[Case]) -> dict[int, str]:
    """What each case of a list is called by: its tail number, with the day before it (1123-7) where two share one."""
    listed = list(cases)
    often = Counter(case.running for case in listed)
    return {
        case.id: str(case.running) if often[case.running] == 1 else f"{case.day:%m%d}-{case.running}" for case in listed
    }


def called(cases: Iterable[Case]) -> str:
    """7、12, or 1119-1、1123-1 where the tail numbers alone would not tell."""
    return "、".join(handles(cases).values())


def listing(numbers: Iterable[object]) -> str:
    """7、12"""
    return "、".join(str(number) for number in numbers)


def options(labels: Iterable[tuple[str, str]]) -> str:
    """1 解决了　2 没解决　3 好一些，没全好; long ones stand one a line."""
    said = [f"{digit} {label}" for digit, label in labels]
    return ("\n" if max(map(len, said), default=0) > 14 else "　").join(said)


def numbered(choices: Iterable[tuple[str, str]]) -> str:
    """1 解决了　2 没解决: the labels of (effect, label) pairs, numbered from 1."""
    return options((str(digit), label) for digit, (_, label) in enumerate(choices, start=1))
