"""Words about 回访公示: the four columns, and objections."""

from __future__ import annotations

from handlers.texts.text import Text, register

TITLE = "回访公示"
COLUMNS = ("问题", "领办责任人", "落实情况", "回访时间")
PROBLEM = Text("{number}号回访 {title}（{community}）")
RESPONSIBLE = Text("{unit} {person}")
OUTCOME = {
    "solved": Text("办好了，居民说解决了"),
    "explained": Text("讲清楚了，居民认可"),
    "kept": Text("承诺兑现，居民确认"),
}
OBJECTED = Text("{outcome}；{count}人有异议，正在复核")
FOOT = Text("有不同意见，在公众号里发：异议 编号 文字，例如：异议 {number} 修了三天又不亮了。办的单位看不到是谁说的。")
NEEDS_NUMBER = Text("写上公示栏里的回访编号，例如：异议 12 修了三天又不亮了。什么都没改。")
NEEDS_WORDS = Text("哪里和公示的不一样？写一句，例如：异议 {number} 修了三天又不亮了。什么都没改。")
NOT_THERE = Text("公示栏里没有{number}号回访，或它已经重新办了。什么都没改。")
NOTED = Text("记下了：您对{number}号回访“{title}”有不同意见。区民情办和督查组会再看，办的单位看不到是您说的。")
NOTED_BEFORE = Text("您对{number}号回访“{title}”的意见已经记过了，正在复核。")
TOLD = Text("有人对公示的回访有异议：{label}。{words}\n请没经办的人再看，真没办好的重新办。")
TOLD_WORDS = Text("说的是“{words}”。")
CARD = Text("公示的回访有异议")

register("postings", globals())
