"""Words about how a case ends: what sort of end it is, what is still missing for it, and what follows."""

from __future__ import annotations

from handlers.texts.text import Text, register

CLAIM_OPTIONS = (
    ("solved", "办好了"),
    ("explained", "解释清楚了（政策办不了）"),
    ("planned", "列入计划"),
    ("legal", "要走法定途径"),
    ("impossible", "诉求办不到"),
)
ASK_CLAIM = Text("{n}号件是哪一种？\n{options}\n没回之前什么都没改。")
CLAIMED = {
    "solved": Text("办好了"),
    "explained": Text("解释说明"),
    "planned": Text("列入计划"),
    "legal": Text("转法定途径"),
    "impossible": Text("诉求办不到"),
    "kept": Text("兑现承诺"),
}
NEEDS_BASIS = {
    "explained": Text(
        "{n}号件还差依据：按哪条政策、哪个文件办不了？回一句就行，例如：《城市居民最低生活保障条例》，家里人均收入超了标准。什么都没改。"
    ),
    "impossible": Text(
        "{n}号件还差一句：为什么办不到，居民还能怎么办？例如：按规划这里不能设站，最近的站在滨海路口，走5分钟。什么都没改。"
    ),
}
NEEDS_PLAN = Text("{n}号件列入计划，要有办法、日子和责任人，会公开，到日子再问居民。")
ASK_ROUTE = Text("{n}号件要走哪条路？\n{options}")
STATUTORY_ASKED = Text("{n}号件要走{route}，已送{above}核，{limit}定。没定之前还在您这儿，最晚还是{due}。")
STATUTORY_GRANTED = Text("同意了：{n}号件转{route}，已告诉居民怎么走、打哪个电话（{phone}）。居民还可以不认。")
STATUTORY_NOT_GRANTED = Text("没同意：{n}号件还由{unit}办，最晚{due}。理由已告诉他们。")
EXCUSE = {
    "photo": Text("拍不了，就把原因写在话里，例如：办结 {n} 换了灯泡和声控开关，没照片：居民家里不让拍。"),
    "document": Text("没有单据，就把原因写在话里，例如：办结 {n} 钱退到卡里了，没单据：银行直接转的。"),
}
"""How to say why there is none, where the rule allows it."""
EVIDENCE_SHORT = {
    "photo": Text("照片"),
    "document": Text("单据"),
    "call": Text("跟居民说的话"),
    "measured": Text("量的数"),
}
EXCUSED = Text("没有{evidence}的原因记下了，居民看得到，督查组也会抽查。")
CLOSING = Text("办结要：{closing}。")

# -- letters to cadres
TO_DECIDE = Text(
    """
转法定途径 {label}：{unit}说这件要走{route}，"{words}"。
核了才算，没定之前时间照走，最晚{due}。同意 {n} / 驳回 {n} 理由
"""
)
AGREED = Text("{label}转{route}，批准了，已告诉居民。这件不用再办。")
REFUSED = Text("{label}没批转法定途径，还归您办，最晚{due}。{decision}")
LAPSED = Text("{label}转法定途径没人批，不算数，还归您办，最晚{due}。")
CARD_ASKED = Text("{unit}申请转法定途径")

# -- letters to residents
STATUTORY = Text(
    """
{label}：{unit}回话——"{words}"。
这件要走{route}的路，电话{phone}，区民情办核过了。
您不认可，发“又坏了 {n}”，接着办。
"""
)
CARD_STATUTORY = Text("要走{route}，点开看")
RESULT = Text('{label}：{unit}{person}说办不到——"{words}"。{ask}')
POLL_IMPOSSIBLE = Text('{label}，{unit}说这事办不到，原因是："{words}"。说清楚了吗？')
ROUTES = {
    "arbitration": Text("劳动仲裁"),
    "court": Text("法院诉讼"),
    "reconsideration": Text("行政复议"),
    "petitions": Text("信访"),
    "police": Text("公安报案"),
    "legal_aid": Text("法律援助"),
}

register("closing", globals())
