"""Under which words a place is known: its name, without its suffix, with numbers said shortly, by its bare stem."""

from __future__ import annotations

import re

from models.domain.district import Place

_SUFFIXES = (
    "社区居民委员会",
    "社区居委会",
    "居民委员会",
    "居委会",
    "村民委员会",
    "村委会",
    "街道办事处",
    "街道办",
    "嘎查",
    "社区",
    "街道",
    "小区",
    "村",
    "镇",
)
_ORDINAL = re.compile(r"第([一二三四五六七八九十])")
_AREA_KINDS = frozenset({"community", "village", "street"})
BARE = 2
"""A stem of this length or shorter counts only in a place's company: 幸福 and 团结 are words of every day."""


def stem_of(name: str) -> str:
    """The name without what every such name ends with: 滨海社区居委会 -> 滨海, 王家圪旦村村委会 -> 王家圪旦."""
    stem = name
    for _ in range(3):
        for suffix in _SUFFIXES:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= 2:
                stem = stem[: -len(suffix)]
                break
        else:
            return stem
    return stem


def surfaces_of(place: Place) -> tuple[frozenset[str], str]:
    """Sure surfaces of a place, lower case, and its bare stem (`` when the stem is as good as the name).

    Ordinals are also said without 第 (沙尔沁第一村 -> 沙尔沁一村, 第五街道 -> 五街).
    """
    said = {place.name, *place.aliases}
    bare = ""
    if place.kind in _AREA_KINDS:
        for name in (place.name, *place.aliases):
            stem = stem_of(name)
            if not stem.startswith("第"):
                if len(stem) > BARE:
                    said.add(stem)
                elif len(stem) == BARE and name == place.name:
                    bare = stem
            said |= _official(stem, name, place.kind)
    elif place.name.endswith("小区") and len(place.name) > 4:
        said.add(place.name[:-2])
    said |= {_ORDINAL.sub(r"\1", name) for name in said}
    if place.kind == "street":
        said |= {name[:-1] for name in said if name.endswith("街道") and len(name) == 3}
    bare = "" if bare in said and len(bare) > BARE else bare
    said = {name.lower() for name in said if len(name) > BARE or (place.kind == "street" and name.endswith("街"))}
    return frozenset(said), bare


def _official(stem: str, name: str, kind: str) -> set[str]:
    if kind == "community":
        return {stem + "社区", stem + "居委会", stem + "小区"}
    if kind == "village":
        return {stem + "村", stem + "村委会", stem + "嘎查"} if "村" in name or "嘎查" in name else {stem + "村"}
    if name.endswith("镇"):
        return {stem + "镇"}
    return {stem + "街道", stem + "办事处"}
