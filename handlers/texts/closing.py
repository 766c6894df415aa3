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
您不同意，回“不同意 {n}”，区督查组再看。
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

# -- 区复核
RESULT_WORDS = {
    "solved": ("解决", "解决了", "已解决", "办好", "办好了"),
    "impossible": ("办不到", "办不了", "做不到"),
    "planned": ("列计划", "列入计划", "承诺"),
    "redo": ("重办", "重新办"),
}
RESULTS = {
    "solved": Text("解决了"),
    "impossible": Text("办不到"),
    "redo": Text("由{unit}重新办"),
}
SIDES = {"dispatcher": "区民情办", "inspector": "区督查组"}
REVIEW_NEEDS = Text(
    "{n}号件复核要写结果：解决、办不到、列计划、重办，再写看到什么。"
    "例如：复核 {n} 办不到 线路归供电公司，区里没有权限换。"
    "列计划写：复核 {n} 列计划 办法；日期；责任人；单位。什么都没改。"
)
REVIEW_NEEDS_WORDS = Text(
    "{n}号件复核还差一句看到什么，这句居民看得到，例如：复核 {n} {word} 两家一起上门，看过三次。什么都没改。"
)
REVIEW_NEEDS_UNIT = Text("重办要写由谁办、办什么，例如：复核 {n} 重办 城管局 换整段线路。什么都没改。")
REVIEW_PROPOSED = Text("{n}号件复核结果“{result}”写好了，{other}同意才算，{limit}定。居民要等到{due}前的答复。")
REVIEW_AGREED = Text("同意了：{n}号件复核结果是{result}，已书面告诉居民，请他再说一次。")
REVIEW_DISAGREED = Text("没同意：{n}号件还在复核，最晚{due}。理由已告诉写的人。")
REVIEW = Text(
    """
区复核 {label}：居民说{words}，已经{rounds}轮没办好。
{story}
请民情办和督查组一起上门看一次，{due}要有书面结果：
复核 {n} 解决 / 办不到 / 列计划 / 重办 单位，后面写看到什么。另一家同意才算。
"""
)
REVIEW_SILENT = Text("没解决，没写哪儿不行")
REVIEW_ROUND = Text("{day} {unit}：{words}")
REVIEW_DUE = Text("{label}区复核，{due}要书面告诉居民。发：复核 {n} 结果 文字")
REVIEW_LATE = Text("{label}区复核过了日子（{due}），居民已经知道，列入区领导周报。发：复核 {n} 结果 文字")
FINDING = Text(
    """
复核结果 {label}：{side}写的是{result}，"{words}"。
您同意才算，{limit}定。同意 {n} / 驳回 {n} 理由
"""
)
FINDING_AGREED = Text("{label}复核结果{result}，另一家同意了，已告诉居民。")
FINDING_REFUSED = Text("{label}复核结果没同意，最晚{due}。{decision}")
FINDING_LAPSED = Text("{label}复核结果没人定，不算数，最晚{due}。请催一下另一家，再写一次。")
DEMOTED_REVIEW = Text("{label}居民第三次说没解决，由区里复核，您协助。请把情况写给他们：备注 {n} 文字")
PLAN_GIVEN = Text(
    "区复核定了：{label}由您单位办，列入计划：{measure}，{day}前，责任人{person}。到期发：兑现 {n} 做了什么"
)
CARD_REVIEW = Text("三轮没办好，区复核")
CARD_FINDING = Text("复核结果等您定")

REVIEWED = Text("{label}三轮没办好，区民情办和区督查组一起复核，上门看一次，最晚{due}书面告诉您结果。")
REVIEW_RESULT = {
    "solved": Text('{label}，区民情办和区督查组看过了，说解决了："{words}"。您说呢，现在解决了吗？'),
    "impossible": Text('{label}，区民情办和区督查组看过了，说办不到，原因是："{words}"。说清楚了吗？'),
}
REVIEWED_REDO = Text('{label}，区里复核定了：由{unit}重新办，"{words}"。最晚{due}。区民情办盯着。')
REVIEW_APOLOGY = Text(
    "{label}，说好{due}告诉您复核结果，还没有，对不住。已经报到区领导的周报上，一有结果我马上告诉您。"
)
CARD_REVIEWED = Text("区里复核，点开看")

register("closing", globals())
