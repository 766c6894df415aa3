"""Plain words that ask for an errand or a service where nobody complains: closed patterns, never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST = 40
"""A longer message tells something; it is never taken for a question about a service."""
_RUN = re.compile(
    r"^(?:我想|我要|想|麻烦|请|能不能|能否|可不可以|可以)?(?:请|让|找)?(?:你们|咱们|社区|代办站|代办员|谁|人|个人|有人)?"
    r"(?:能|可以)?(?:帮|替|代|给)(?:我|我们|我家|俺|老人|我妈|我爸|家里)(?:去|来)?"
    r"(?:跑个腿|跑趟腿|跑腿|跑一趟|跑趟|代办|办一下|办个|办下|办理|领一下|领个|领|取一下|取个|取|交一下|交个|交|送一下|送个|"
    r"报销一下|报销|年审|认证一下|做个认证|认证|开个证明|开证明|盖个章)(?P<matter>.{0,24})$"
)
_COMPLAINS = re.compile(
    r"投诉|举报|没人管|不管|态度|骗|坑|乱收费|多收|太差|差劲|不来|没来|不给|不退|拖|推诿|反映|坏了|不好|难听|脏|质量|欠|"
    r"不干|不干净|迟到|偷|丢了|弄坏|不负责|不理|黑心|漏|堵|不亮|不热|没人|赔|摔|伤|吵|臭"
)
_WANTS = re.compile(
    r"^(?:请问|想问|问一下|打听一下|问问|我想|我要|想|附近|社区|咱们|咱这|这儿|小区|有没有|有|哪里|哪儿|谁|在哪|在哪儿|去哪|去哪儿|找个|找|"
    r"请个|请|叫个|需要|要|个|能|可以|家|里|周边|电话|号码|做|干|会|专门|的)*$"
)
_BEHIND = re.compile(
    r"^(?:的|人|师傅|阿姨|公司|服务|站|店|在哪|在哪儿|在哪里|有吗|有没有|怎么找|找谁|电话|是多少|多少|号码|怎么联系|联系方式|吗|呢|哪家|哪里有|哪儿有|"
    r"好|去哪|去哪儿|有|没有|？|\?|。|，|几点|开门|营业|时间|一下|推荐|上门|地方|能|可以|谁|会|请|给|我|个|家)*$"
)


@dataclass(frozen=True, slots=True)
class Service:
    """One entry of the directory of services (便民服务目录)."""

    code: str
    unit: str
    """Community it is for, `` for the whole district."""
    kind: str
    words: tuple[str, ...]
    """Other words for the kind."""
    provider: str
    phone: str
    hours: str
    invented: bool = False


def read_directory(given: Sequence[Mapping[str, Any]]) -> tuple[Service, ...]:
    """The entries of the district file."""
    return tuple(
        Service(
            code=str(one["code"]),
            unit=str(one.get("unit") or ""),
            kind=str(one["kind"]),
            words=tuple(one.get("words") or ()),
            provider=str(one["provider"]),
            phone=str(one.get("phone") or ""),
            hours=str(one.get("hours") or ""),
            invented=bool(one.get("invented")),
        )
        for one in given
    )


def errand_in(text: str) -> str:
    """What somebody asks to have run for them, `` where the words are no such wish or complain."""
    flat = text.strip(" 。！!？?，,吧啊呀呗")
    if len(flat) > LONGEST or _COMPLAINS.search(flat):
        return ""
    return flat if _RUN.match(flat) else ""


def complains(text: str) -> bool:
    """Whether words about a provider are a complaint: they are never answered with an address."""
    return _COMPLAINS.search(text) is not None


def kinds_named(directory: Sequence[Service], text: str) -> tuple[Service, ...]:
    """Entries whose kind, one of its words or whose provider a short text is: 家政, 保洁."""
    flat = text.strip(" 。，,？?！!")
    return tuple(one for one in directory if flat in {one.kind, one.provider, *one.words})


def kinds_asked(directory: Sequence[Service], text: str) -> tuple[Service, ...]:
    """Entries a plain question is about (附近有送水的吗); nothing where the words hold anything else, or complain."""
    flat = text.strip()
    if len(flat) > LONGEST or complains(flat):
        return ()
    found: tuple[Service, ...] = ()
    longest = 0
    for one in directory:
        for word in (one.kind, *one.words):
            at = flat.find(word)
            if at < 0 or len(word) < longest or flat == word:
                continue
            if _WANTS.match(flat[:at]) and _BEHIND.match(flat[at + len(word) :]):
                found = (one,) if len(word) > longest else (*found, one)
                longest = len(word)
    if not found:
        return ()
    kinds = {one.kind for one in found}
    return tuple(one for one in directory if one.kind in kinds)


def near(directory: Sequence[Service], unit: str) -> tuple[Service, ...]:
    """Entries of a community first, then those of the whole district; another community's only where there are none."""
    own = tuple(one for one in directory if one.unit == unit and unit)
    everywhere = tuple(one for one in directory if not one.unit)
    return (*own, *everywhere) or tuple(directory)
