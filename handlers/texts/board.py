"""Words of the public board: title and community, never a building, a name or anybody's words."""

from __future__ import annotations

from handlers.texts.text import Text, register

TITLE = Text("{unit} 公示栏")
LEAD = Text("{month}，到{day}为止。每个数写成“做到的/该做的”，不到10件不写百分数。")
COUNTS = Text("本月收到{filed}件，办结{closed}件，在办{open}件。另有代报、来电、来访和12345转来的{filed_for}件，单列。")
RATES = "办得怎么样"
LATE = "超期没办好的"
OPEN = "正在办的"
DONE = "最近办结的"
PRAISE = "居民表扬"
NONE = "没有"
UNITS = "看哪个单位"
WHOLE = "全区"
TREND = "近几个月，和自己比"
WITHOUT_NUMBERS = Text("还没有数的（{count}项）")
CHECKS = "随机回访和剔除"
ROW = Text("{title}　{community}")
ROW_OPEN = Text("{unit}，最晚{due}")
ROW_LATE = Text("{unit}，原定{due}")
ROW_DONE = Text("{unit}，{how}")
HOW = {
    "solved": "居民说解决了",
    "explained": "居民说讲清楚了",
    "kept": "承诺兑现，居民确认",
    "self_solved": "自己好了",
    "unconfirmed": "没等到居民的话，不算解决",
    "unreached": "没联系上居民，不算解决",
    "statutory": "转法定途径",
    "excluded": "剔除",
}
PROMISES = "公开承诺"
SLIPPING = "没按期和改过期的"
PROMISED = "还没到期的"
KEPT = "最近兑现的"
ROW_PROMISE = Text("{measure}，{day}前，{unit} {person}：{how}")
PAPERS = "文件"
DOWNLOAD = "Word文件"
SKIP = "跳到内容"
CONTENTS = "这一页有什么"
SOMEWHERE = "位置没公开"
FOOT = Text("谁报的、住哪儿、说了什么，这里都不写。不想让自己的事上公示栏，发“不公开”。问事：{hotline}。")
HIDDEN = Text('{label}不上公示栏了。照样办，照样算数。改主意发"公开 {n}"。')
SHOWN = Text("{label}可以上公示栏：只写事情和社区，不写谁报的、住哪儿。")
HIDDEN_NOTHING = Text("您现在没有可以不公开的事。以后报了事，发“不公开”就行。")

register("board", globals())
