"""五项任务: the theme above all matters. A case has it from its category, everything else from what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

Theme = Literal["poverty", "property", "city", "conflict", "cohesion"]
THEMES: tuple[Theme, ...] = ("poverty", "property", "city", "conflict", "cohesion")
"""扶贫帮困、物业网格化、文明城创建、矛盾纠纷化解、社区共建和强化基层党组织服务功能."""
OTHERWISE: Theme = "cohesion"
"""What no rule names: the communities' own work."""


def theme_of(settings: Mapping[str, Any], category: str) -> Theme:
    """The one theme of a category: its own rule, else its group's, else the last of the five."""
    rules = settings.get("tasks") or {}
    found = rules.get(category) or rules.get(category.partition("/")[0])
    return next((theme for theme in THEMES if theme == found), OTHERWISE)


_WORDS: tuple[tuple[Theme, re.Pattern[str]], ...] = (
    ("conflict", re.compile("纠纷|矛盾|调解|吵架|打架")),
    ("poverty", re.compile("低保|救助|特困|贫困|困难|残疾|扶贫|帮扶|助学|医疗费|慰问|五保|孤儿|优抚")),
    ("property", re.compile("物业|门禁|楼道|电梯|网格|小区|楼顶|管道|维修")),
    ("city", re.compile("文明|卫生|环境|绿化|垃圾|路灯|硬化|市容|创城|义务劳动|清雪|扫雪")),
)


def theme_of_words(text: str) -> Theme:
    """The theme of something that has no category, by what it is called."""
    return next((theme for theme, sign in _WORDS if sign.search(text)), OTHERWISE)


def totals(themes: Iterable[str]) -> dict[Theme, int]:
    """How many of each; every one counts once, so that the five add up to all."""
    counted = dict.fromkeys(THEMES, 0)
    for theme in themes:
        counted[next((one for one in THEMES if one == theme), OTHERWISE)] += 1
    return counted
