"""Words about 座谈会 and about issues that opinions are gathered into."""

from __future__ import annotations

from handlers.texts.text import Text, register

SEPARATOR = "、"
SEMICOLON = "；"
COMMA = "，"

# -- 座谈
FORUM_FORM = Text(
    "记座谈会写：座谈 题目 人数：一句一条意见，用分号隔开。例如：座谈 物业服务 12人：路灯不亮；车位不够；想要个棋牌室。"
    "补记：座谈 {n}：再一条。看座谈会：座谈 列表。"
)
FORUM_MADE = Text("{n}号座谈会记下：{unit}，{topic}{people}，{day}。记了{count}条意见。补记发：座谈 {n}：内容")
FORUM_PEOPLE = Text("，{people}人")
FORUM_ADDED = Text("{n}号座谈会补了{count}条意见。")
FORUM_NOTHING = Text("没看到意见。冒号后面一句一条，用分号隔开。什么都没记。")
FORUM_NOT_YOURS = Text("没有您记的{n}号座谈会。什么都没改。")
FORUM_LIST = Text("{unit}座谈会{count}次：\n{rows}\n{more}")
FORUM_ROW = Text("{n}号 {day} {unit} {topic}（{opinions}条意见）")
FORUM_MORE = Text("全部和查找：{link}")
FORUM_NONE = Text("{unit}还没有座谈会。")
LIST_WORD = "列表"

# -- 归集
LIST = Text("待看的问题{proposed}个，已定{confirmed}个，在办{working}个：\n{rows}\n{more}\n{form}")
LIST_ROW = Text("{n}号 {title}（{unit}，{count}条，{status}）")
LIST_MORE = Text("还有{count}个，都在这里：{link}")
LIST_NONE = Text("没有要归集的问题。走访、座谈、问卷、群众说的话，夜里会归成问题放在这里。")
LIST_FORM = Text("看一个：归集 {n}。对：归集 确认 {n}。拆、移、合并、立件、上会、办结，发“归集 {n}”看写法。")
STATUS = {
    "proposed": "待看",
    "confirmed": "已定",
    "case": "在办",
    "meeting": "上会",
    "over": "有结果了",
    "void": "空了",
}
SHOWN = Text("{n}号问题 {title}（{unit}，{count}条，{status}）\n{rows}\n{more}\n{form}")
SHOWN_ROW = Text("意见{n} {source}：{words}")
SHOWN_MORE = Text("还有{count}条，都在这里：{link}")
SHOWN_FORM = Text(
    "归集 确认 {n}；归集 拆 {n} 意见号；归集 移 意见号 问题号；归集 合并 {n} 另一个号；"
    "归集 立件 {n}；归集 上会 {n}；归集 办结 {n} 说明；归集 撤销"
)
SHOWN_CASE = Text("在办：{number}。办完了，说过的人都会告诉。")
SHOWN_OVER = Text("结果：{outcome}")
SOURCES = {"visit": "走访", "talk": "座谈", "survey": "问卷", "chat": "来话"}
CONFIRMED = Text("{n}号问题定了：{title}，{count}条。")
CONFIRMED_MANY = Text("{count}个问题定了。")
CONFIRMED_NONE = Text("没有待看的问题。")
SPLIT = Text("{n}号拆出{made}号：{title}，{count}条。拆错了发：归集 撤销")
MOVED = Text("意见{opinion}移到{n}号了。{gone}移错了发：归集 撤销")
GONE = Text("{n}号空了。")
MERGED = Text("{other}号并进{n}号，现在{count}条。并错了发：归集 撤销")
UNDONE = Text("上一步撤销了，{count}条意见回到原来的问题。")
UNDO_NONE = Text("没有能撤销的一步。")
FILED = Text("{n}号问题立成{case}号件（{number}），{owner}办，最晚{due}。办完了，说过的人都会告诉。")
FILED_KNOWN = Text("{n}号问题就是{case}号件（{number}），{owner}在办。")
MEETING = Text("{n}号问题立成{case}号件（{number}），上{when}的{name}。")
NO_MEETING = Text("近期没有要开的会，上不了会。可以先立件：归集 立件 {n}。什么都没改。")
OVER = Text(
    "{n}号问题有结果了：{outcome}\n告诉的人：发给本人{accounts}，由走访的人转告{cadres}，随本人的件{cases}，不记名的{nobody}（看问卷结果页）。"
)
NOT_NOW = Text("{n}号问题{status}，这一步做不了。什么都没改。")
NOT_ALL = Text("一个问题的意见不能全拆走。什么都没改。")
NO_TOPIC = Text("您这里没有{n}号问题。什么都没改。")
NO_OPINION = Text("{n}号问题里没有意见{opinion}。什么都没改。")
NEEDS_OPINIONS = Text("拆要写意见号，例如：归集 拆 {n} 41 42。什么都没改。")
NEEDS_WORDS = Text("办结要写说明，说过的人看得到，例如：归集 办结 {n} 路灯都换成了声控的。什么都没改。")
FORM = Text("没看懂。{form}")
CASE_WORDS = Text("走访归集的问题：{title}。{count}人反映，例如：{examples}。")
CASE_WORDS_AT = Text("{unit}{words}")
WORDS = {
    "confirm": ("确认",),
    "split": ("拆分", "拆"),
    "move": ("移", "移动"),
    "merge": ("合并", "并"),
    "undo": ("撤销",),
    "file": ("立件",),
    "meet": ("上会",),
    "over": ("办结",),
}
"""What stands behind 归集."""
ALL = "全部"

# -- letters
PROPOSED = Text("昨天的走访、座谈和来话归出{count}个问题待看：{titles}。发“归集”看，对的发：归集 确认 {n}")
CARD_PROPOSED = Text("有归出的问题待看")

register("topics", globals())
