"""Matters that no community can decide: courts, arbitration, petitions, pensions; the right way with its telephone.

The lists are read, never said (dialogue (c)).
"""

# ruff: noqa: E501 - closed lists
from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from handlers.texts.text import Text, register


@dataclass(frozen=True, slots=True)
class Way:
    """One way: what it is called, which contact of the district answers there, and how people speak of it."""

    name: str
    contact: str
    """Code of a contact of the district file."""
    words: re.Pattern[str]
    instead_of: frozenset[str]
    """Categories, or whole groups of them, that are read into such words without being meant."""

    def covers(self, categories: Collection[str]) -> bool:
        """Whether none of these is a matter of its own."""
        return all({code, code.partition("/")[0]} & self.instead_of for code in categories)


def _way(name: str, contact: str, words: str, instead_of: str) -> Way:
    return Way(name, contact, re.compile("|".join(words.split())), frozenset(instead_of.split()))


_LAW = "咨询/法律援助 咨询/政策咨询 社会治安/邻里纠纷 市场监管/消费纠纷"

WAYS = (
    _way(
        "劳动仲裁",
        "arbitration",
        "(?:申请|要|去|打|想)仲裁 劳动仲裁 仲裁(?:院|委|裁决) 不给(?:补偿金|赔偿金) 违法辞退 工伤赔偿",
        f"{_LAW} 劳动就业",
    ),
    _way(
        "法院",
        "court",
        "打官司 吃官司 官司 (?:去|要|想|被|我)起诉 起诉[他她对我了] 诉讼 开庭 判决 判错 判了 法院(?!门口|路|旁|附近|东|西|南|北|对面|家属) "
        "(?:闹|要|办|想|正)离婚 离婚.{0,6}(?:财产|孩子|抚养|房子) 抚养费 分家产 (?:分|争)(?:遗产|财产) 遗产 继承权 "
        "[借欠]我?的?钱(?:一直|老是|就是|都)?不(?:还|给) 欠我.{0,4}钱.{0,4}不还 借了?(?:我|钱).{0,6}不还 欠条 借条 老赖",
        f"{_LAW} 劳动就业/拖欠工资 劳动就业/欠薪聚集 咨询/信访事项 优抚维权",
    ),
    _way("信访", "petitions", "信访 上访 复查复核", f"{_LAW} 咨询/信访事项"),
    _way(
        "人社局社保窗口",
        "labour",
        "(?:养老金|退休金|养老保险|退休工资).{0,6}(?:算|少|不对|差|工龄|补差|基数|认定) 工龄.{0,6}(?:算|少|不对|没|认定|认)",
        "社会保障/养老待遇 咨询/政策咨询",
    ),
)

SENT = Text("这件事要走{way}的路，电话 {phone}。\n您要是还想让社区的同志先联系您，回 1。")
CONTACT_TITLE = Text("请社区联系居民")
CONTACT_CATEGORY = "社会治安/邻里纠纷"
"""What is filed when the person wants the community to get in touch all the same: its people mediate."""

register("ways", globals())
