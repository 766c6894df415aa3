"""Words about questionnaires, in chat and on their page."""

from __future__ import annotations

from handlers.texts.text import Text, register

# -- cadres
LIST_NONE = Text("现在没有问卷。{form}")
FORM = Text(
    "发问卷写：问卷 发 名称 截止日期，换行后一行一题（最多8题），例如：\n"
    "问卷 发 供热问卷 {day}\n家里暖和吗：暖和/一般/不暖和\n还想说什么：写"
)
LIST = Text("问卷：\n{rows}\n纸上的替填：代填 {n} 每题选第几 {numbers}，写的话放最后；没选的写0。\n{more}")
LIST_ROW = Text("{n}号 {name}（到{until}）：{papers}份，其中代填{proxy}份。二维码、结果：{link}")
LIST_CLOSE = Text("停收：问卷 停 {n}")
MADE = Text("{n}号问卷发出来了：{name}，{items}题，到{until}。居民发“问卷”就能填。二维码贴出去：{link}")
CLOSED = Text("{n}号问卷停收了，一共{papers}份。结果：{link}")
NOT_YOURS = Text("问卷由区民情办、街道和社区负责人发。什么都没改。")
NO_SURVEY = Text("没有收着的{n}号问卷。什么都没改。")
BAD = {
    "few": Text("没看到题目。{form}"),
    "many": Text("最多8题，一屏看得完。什么都没发。"),
    "options": Text("第{item}题要2到6个选项，用/隔开，例如：家里暖和吗：暖和/一般/不暖和。什么都没发。"),
    "long": Text("第{item}题太长：题目40字以内，选项12字以内。什么都没发。"),
    "texts": Text("写话的题只能有一道。什么都没发。"),
    "name": Text("问卷要有名称（20字以内）和以后的截止日期。{form}"),
}
DAY = Text("{month}月{day}日")
BEGIN_WORD, END_WORD = "发", "停"
PROXY_FORM = Text("代填写：代填 {n} {numbers}（一题一个数，第几个选项；没选写0），有编号的纸再加 纸12。什么都没记。")
PROXY_DONE = Text("{n}号问卷代填记下{serial}，记成代填，单独算。一共代填{proxy}份。")
PROXY_SERIAL = Text("（纸{serial}）")
PROXY_TWICE = Text("{n}号问卷纸{serial}已经录过了，没再记。")
SERIAL = "纸"

# -- residents
OPEN = Text("{name}，{items}题，不记名，到{until}：{link}")
OPEN_DONE = Text("{name}您填过了，谢谢。")
OPEN_NONE = Text("现在没有问卷。有话直接说就行。")

# -- pages
BY = Text("{unit}")
SECRET = Text("不记名：不存您是谁、几点填的，也不存手机。干部看不到哪一份是谁的。少于10份的结果不公开。")
SECRET_ONCE = Text("这个链接只能交一次；交没交过会记，填了什么和是谁分开存，合不起来。")
SECRET_OPEN = Text("扫码填的一人可以填好几次，我们分不出来，所以结果里和发给本人的链接分开数。")
WHICH_COMMUNITY = Text("您住哪个社区（可以不选）")
NO_COMMUNITY = Text("不选")
WRITE = Text("想写的话（200字以内，不要写姓名电话）")
SEND = Text("交上去")
SENT = Text("收到了，谢谢您。")
SENT_TEXT = Text("写的话会和走访听到的归在一起。办成什么样，看这份问卷的结果页。")
USED = Text("这个链接用过了")
USED_TEXT = Text("一个链接只能交一次。谢谢您。")
OVER = Text("这份问卷已经停收")
OVER_TEXT = Text("{name}到{until}。结果看下面的链接。")
NOTHING = Text("一题都没选。选了再交，没有必答的题。")
RESULTS_COUNT = Text("一共{papers}份：自己填的{own}份，干部代填的{proxy}份。写了话的{words}人。")
RESULTS_PAPERS = Text("一共{papers}份。")
RESULTS_HIDDEN = Text("还不到10份，结果先不公开，免得看出是谁。")
RESULTS_TOGETHER = Text("自己填的或代填的有一边不到10份，合在一起数。")
RESULTS_ANSWERED = Text("{answered}人答了这题")
RESULTS_LINE = Text("{option}：{total}人（{percent}%）")
RESULTS_APART = Text("自己填{own}，代填{proxy}")
RESULTS_PAGE = Text("看结果")
RESULTS_BY = Text("各社区的份数")
RESULTS_FEW = Text("不到10份")
RESULTS_TOPICS = Text("大家写的话归成的事")
RESULTS_NOT_YET = Text("还在办")
QR = Text("手机扫这里填问卷")
QR_ALT = Text("问卷的二维码")
PRINT = Text("打印这一页贴出去。填纸质的，交给社区，由干部代填。")

register("surveys", globals())
