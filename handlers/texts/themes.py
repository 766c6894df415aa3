"""Words of 每月一题 and of the four 及时."""

# ruff: noqa: E501 - sentences
from __future__ import annotations

from handlers.texts.text import Text, register

OFFER = Text(
    "近三个月反映最多的，选一个做{month}月的每月一题：\n{rows}\n定下来写：每月一题 1 单位 结束日期（单位不写就是括号里的）"
)
OFFER_ROW = Text("{at} {name}：{told}件（{unit}）")
OFFER_NONE = Text("近三个月没有哪一类反映到{fewest}件，先不用定。")
NOW = Text("{month}月的每月一题：{name}，{unit}牵头，{day}前。定题以来反映{told}件，办结{closed}件，在办{open}件。")
NOT_DESK = Text("每月一题由区民情办、区领导定。{now}什么都没改。")
DECIDED = Text("{month}月已经定了“{name}”，下个月再定。什么都没改。")
NO_SUCH = Text("没有第{at}个，选1到{count}，例如：每月一题 1 区教育局 {day}。什么都没改。")
NEEDS_DAY = Text("要写到哪天，例如：每月一题 {at} {unit} {day}。什么都没改。")
CHOSEN = Text("定了：{month}月每月一题“{name}”，{unit}牵头，{day}前，已上公示栏。结束那天我把数报给您。")
TOLD = Text("{month}月每月一题：{name}，由{unit}牵头，{day}前。近三个月反映{count}件，现在在办{open}件。已上公示栏。")
TOLD_OVER = Text(
    "{month}月每月一题“{name}”到日子了：定题以来反映{told}件，办结{closed}件，在办{open}件。定题前三个月反映{before}件。"
)
CARD = Text("{month}月每月一题")
CARD_WHAT = Text("{name}，由您单位牵头")
BOARD_TITLE = "每月一题"
BOARD = Text(
    "{month}月：{name}　{unit}牵头，{day}前。定题前三个月反映{before}件；定题以来反映{told}件，办结{closed}件，现在在办{open}件。"
)

# -- the four
TIMELY_TITLE = "四个及时：梳理、交办、公示、测评"
TIMELY_NAMES = {
    "timely_sorted": "梳理及时（多久定下是什么事、归谁）",
    "timely_handed": "交办及时（派出去多久有人接）",
    "timely_posted": "公示及时（居民说办好后多久上公示栏）",
    "timely_assessed": "测评及时（报办结后多久去问居民）",
}
MARKS = {"sorted": "没梳理", "handed": "没人接", "posted": "没公示", "assessed": "没问居民"}
LENGTH = {"wh": "{n}个工作小时", "wd": "{n}个工作日", "h": "{n}小时", "min": "{n}分钟", "dh": "{n}小时（7点到22点）"}
TIMELY_LINE = Text("{name}　{figure}，限{limit}{late}{missing}")
TIMELY_LATE = Text("；晚了的{count}件")
TIMELY_MISSING = Text("；到现在还没做的{count}件")
TIMELY_LACKS = Text("{mark}，该在{day}前")
TIMELY_REPORT = Text("{number}　{what}")
TIMELY_NUMBER = Text("{n}号件：{mark}，该在{day}前")
TIMELY_CHAT = Text("{month}月四个及时{scope}：\n{rows}\n{missing}\n{more}")
TIMELY_CHAT_MORE = Text("还有{count}件。")
TIMELY_SCOPE = Text("（{units}）")
TIMELY_ALL_DONE = Text("到期的四样都做了，没有缺的。")
SEPARATOR = "、"

register("themes", globals())
