"""Names of places in messages of any town, by what such names end with: enough to say that two are not the same."""

from __future__ import annotations

import re

_GENERIC = frozenset(
    [
        "我们",
        "你们",
        "他们",
        "本市",
        "全市",
        "附近",
        "旁边",
        "隔壁",
        "老旧",
        "居民",
        "这个",
        "那个",
        "各个",
        "住宅",
        "安置",
        "一些",
        "多个",
        "整个",
        "所在",
        "门口",
        "配套",
    ]
)
_NAMED = re.compile(
    r"([\u4e00-\u9fff]{2})(?:佳苑|花园|雅居|雅苑|家园|嘉园|新村|新城|小区|社区|大厦|公寓|名邸|华府|华庭|豪庭|国际|广场|中心|公园|山庄|别墅|"
    r"学校|小学|中学|幼儿园|医院|公司|集团|街道|镇|村|路|街|巷)"
)
_READ = 60
"""Characters of the detail in which people say where they are."""


def names_in(title: str, detail: str) -> frozenset[str]:
    """The two characters before every ending that names a place or a firm, from the title or else the first words."""
    for text in (title, detail[:_READ]):
        found = frozenset(stem for stem in _NAMED.findall(text) if stem not in _GENERIC)
        if found:
            return found
    return frozenset()


def elsewhere(names: frozenset[str], others: frozenset[str], text: str, other: str) -> bool:
    """Whether two messages name places and none of either occurs in the other."""
    if not names or not others or not names.isdisjoint(others):
        return False
    return not any(name in other for name in names) and not any(name in text for name in others)


def without_names(text: str) -> str:
    """What is left of a message when the names of places are taken out: the matter."""
    return _NAMED.sub("", text)
