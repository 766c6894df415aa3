"""Names of the rates and how a figure is said: always n of d, never a per cent under ten."""

from __future__ import annotations

from handlers.texts.text import Text, register

NAMES = {
    "responded": "响应率",
    "completed": "办结率",
    "on_time": "按时办结率",
    "solved": "解决率",
    "unconfirmed": "未确认率",
    "satisfied": "满意率",
    "redone": "重办率",
    "repeated": "重复诉求率",
    "kept": "承诺兑现率",
    "overdue": "超期率",
    "upheld": "退单成立率",
    "excluded": "剔除率",
}
MEANS = {
    "responded": "在时限内先给居民回了话的 / 时限落在本期的",
    "completed": "期末已报办结、居民没说没解决的 / 该在本期办完的",
    "on_time": "在第一次答应的日子前报办结、居民没说没解决的 / 同上",
    "solved": "居民说解决了的 / 居民回答了的",
    "unconfirmed": "问了没回话的 / 问过的",
    "satisfied": "居民说满意的（一般不算） / 居民说了满不满意的",
    "redone": "又重新办的 / 本期报过办结的",
    "repeated": "60天内又反映的 / 本期办结的",
    "kept": "在第一次承诺的日子前全部兑现的 / 承诺日子在本期的",
    "overdue": "本期里超过期的 / 本期里在办的",
    "upheld": "退得对的 / 退单已定的",
    "excluded": "两人同意剔除的 / 本期派出的",
}
EXCLUDED = {
    "withdrawn": "居民撤回",
    "merged": "并案",
    "excluded": "剔除",
    "unreached": "联系不上",
    "appealed": "剔除有争议",
}
FIGURE = Text("{n}/{d}")
PERCENT = Text("{n}/{d}（{percent}%，95%区间 {low}–{high}%）")
UNANSWERED = Text("没回答 {count}")
LEFT_OUT = Text("{name} {count}不计")
PROVISIONAL = Text("30天或60天没满，还会变")
EXTENDED = Text("含批准延期 {figure}")
WITH_FAIR = Text("满意加一般 {figure}")
ACCEPTED = Text("解释件认可 {figure}")
PARTLY = Text("其中没全好 {count}")
AFTER_MOVE = Text("改期后兑现 {count}")
QUANTITY = Text("按数量 {figure}")
ASKED = Text("问了 {count}")
SATISFIED = Text(
    "满意{n}人／回答满不满意{d}人／问了{asked}人：{percent}%，95%区间 {low}–{high}%；没回答的{unanswered}人不算满意"
)
SATISFIED_FEW = Text(
    "满意{n}人／回答满不满意{d}人／问了{asked}人：不到10人回答，不写百分数；没回答的{unanswered}人不算满意"
)
SATISFIED_NONE = Text("问了{asked}人，没有人回答满不满意，没有满意率")
REFERENCE = Text("参考线：{label} {percent}%{mark}，是别处公布的数，不是要凑的目标")
REFERENCE_SHORT = Text("{label} {percent}%")
REFERENCE_UNVERIFIED = Text("（待核对）")
SATISFIED_TITLE = "满意度"
BESIDE = {
    "asked": ASKED,
    "extended": EXTENDED,
    "with_fair": WITH_FAIR,
    "accepted": ACCEPTED,
    "partly": PARTLY,
    "after_move": AFTER_MOVE,
    "quantity": QUANTITY,
}
TITLE = Text("{unit} {month} 月报")
COUNTS = Text("收到{filed}件，派出{dispatched}件，办结{closed}件，期末在办{open}件")
APART = {
    "own": "居民自己报的",
    "filed_for": "代报、来电、来访、12345转来的（单列）",
    "staff": "干部以居民身份报的（单列）",
}
LINE = Text("{name}　{figure}{rest}")
TREND = Text("{name}近几个月：{months}")
TREND_MONTH = Text("{month}月 {n}/{d}")
SEPARATOR = "；"
COMMA = "，"

register("rates", globals())
