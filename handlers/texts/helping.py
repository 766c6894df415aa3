"""Words about 协办 and 吹哨: to who calls, to who is called, to who hears that somebody did not come."""

from __future__ import annotations

from handlers.texts.text import Text, register

KINDS = {"problem": Text("难题"), "enforcement": Text("执法"), "emergency": Text("应急"), "partner": Text("求助")}

# -- who calls
ASK_KIND = Text("{n}号件请{units}协办，哪一种？\n1 难题　2 执法　3 应急")
KIND_OPTIONS = (("problem", "难题"), ("enforcement", "执法"), ("emergency", "应急"))
CALLED = Text("{n}号件吹哨了（{kind}）：\n{rows}\n主办还是{owner}，居民那边由{owner}负责。不应的记在册。")
CALLED_ROW = Text("{unit}：{answer}应一声，{due}报完")
CALLED_ALREADY = Text("{unit}：已经叫过了，{due}报完")
CALLED_OFF = Text("{n}号件不用{unit}协办了，已告诉他们。")
NOT_CALLED = Text("{n}号件没有请{unit}协办，什么都没改。")
PARTNERS = Text("{n}号件这儿能求助的：\n{rows}\n写：求助单位 {n} 单位 要帮什么")
PARTNERS_ROW = Text("{unit}（{kind}）")
PARTNERSHIPS = {"resident": "驻区", "paired": "包联共建", "": "全区"}
PARTNERS_NONE = Text("{n}号件这儿没有登记驻区、包联单位。请部门来帮，发：协办 {n} 单位。什么都没改。")
NO_PARTNER = Text("{unit}不是{n}号件这儿的驻区、包联单位。能求助的：{units}。请部门发：协办 {n} {unit}。什么都没改。")
PARTNER_NEEDS_WORDS = Text("还差一句要帮什么，例如：求助单位 {n} {unit} 出几个人扫楼前的雪。什么都没改。")
OFF_WORDS = ("取消", "不用了", "不用来了", "撤")

# -- who is called
HEARD = Text("{n}号件的协办应下了（{kind}），主办{owner}知道了。{due}报完您那部分：办结 {n} 做了什么。办结由主办报。")
HEARD_ALREADY = Text("{n}号件的协办已经应过了，{due}报完您那部分：办结 {n} 做了什么。什么都没改。")
DONE_ALREADY = Text("{n}号件您那部分已经报完了，主办{owner}。什么都没改。")
CANNOT_RETURN = Text(
    "{n}号件您是协办，协办退不了单。不归您的写明依据报完：办结 {n} 不归我们，依据…；由主办{owner}定。什么都没改。"
)
PART_NEEDS_WORDS = Text("还差一句做了什么，例如：办结 {n} 拆了占道棚，清走杂物。什么都没改。")
PART_DONE = Text("{n}号件您那部分报完了，{punctual}，已告诉主办{owner}。这件还由主办报办结。")
ON_TIME = "按时"
LATE = "晚了"

# -- letters
CALLED_IN = Text(
    """
吹哨（{kind}）{label}，{by}请您单位协办。
地方：{place}
居民说："{words}"{photos}
{asked}
{answer}应一声：签收 {n}；{due}报完您那部分：办结 {n} 做了什么。
主办还是{owner}，对居民由主办负责。
{more}
"""
)
ASKED = Text("要您办的：{words}")
CALLED_OFF_TOLD = Text("{label}不用您单位协办了。主办{owner}。")
HEARD_TOLD = Text("{label}，{unit}收到吹哨，正赶去。")
DONE_TOLD = Text(
    '{label}，{unit}报完了协办的部分："{words}"。您核一下；整件办完了由您报：办结 {n} 文字。不够再叫：协办 {n} {unit}'
)
DUE_TOLD = Text("{label}，协办的部分{due}报完。做完发：办结 {n} 做了什么。主办{owner}。")
LATE_SIGN = Text("{label}，{owner}吹哨请{unit}协办（{kind}），到{limit}没应。已记在册。")
LATE_DUE = Text("{label}，{unit}协办的部分（{kind}）到{limit}没报完。已记在册。")
LATE_OWN_SIGN = Text("{label}，{owner}吹哨请您单位协办（{kind}），到{limit}没应，已记在册。请马上应：签收 {n}")
LATE_OWN_DUE = Text("{label}，您单位协办的部分（{kind}）到{limit}没报完，已记在册。做完发：办结 {n} 做了什么")
CARD_LATE = Text("{unit}协办没应")
CARD_LATE_DUE = Text("{unit}协办没报完")
CARD_DUE = Text("协办的部分快到期")

# -- lists
MARK = Text("{unit}主办，您协办（{kind}），{due}报完")
MARK_DONE = Text("{unit}主办，您那部分已报完")
MARK_LATE = Text("{unit}主办，您协办（{kind}），{due}已过")
HELPERS = Text("，{units}协办")
HELPED_BY = Text("{unit}协办{state}")
STATE_UNHEARD = Text("（没应）")
STATE_HEARD = Text("（已应）")
STATE_DONE = Text("（已报完）")
BOOK = Text("协办单{count}件，没按时的在前：\n{rows}\n{more}\n{counts}")
BOOK_EMPTY = Text("现在没有要等的协办。{counts}")
BOOK_OWN = Text("{n} · {owner}主办，您协办（{kind}）· {due}{late}")
BOOK_OTHER = Text("{n} · 请{unit}协办（{kind}）· {due}{late}")
BOOK_LATE_SIGN = Text("，没应")
BOOK_LATE_DUE = Text("，没报完")
BOOK_MORE = Text("还有{count}件。")
COUNTS = Text("本月您单位吹哨{called}次，被叫{was_called}次{late}。")
COUNTS_LATE = Text("（没按时{count}次）")
SEPARATOR = "、"

register("helping", globals())
