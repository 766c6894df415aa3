"""Words about 请假, 替班 and 值班."""

from __future__ import annotations

from handlers.texts.text import Text, register

# -- who asks
NEEDS = Text("请假要写哪天和谁替，例如：请假 {day} {whom}。没人替就不写名字，转给{falls_to}。{yours}什么都没改。")
YOURS = Text("您已请的：{leaves}。")
ASKED = Text('{span}您的单和值班转给{whom}，已问他，他回"同意 请假"才算。没人替，就转给{falls_to}。{day_off}')
OPEN = Text("{span}您的单和值班转给{falls_to}。想找人替，发：请假 取消，再发：请假 {day} 替班人。{day_off}")
OPEN_NOBODY = Text(
    "{span}请假记下了，可您单位没有别的人能接，单子还发给您。找人替，发：请假 取消，再发：请假 {day} 替班人。{day_off}"
)
DAY_OFF = Text("（那天本来是休息日。）")
OVERLAPS = Text("您{span}已经请过假了，和这次重了。要改，先发：请假 取消。什么都没改。")
UNKNOWN = Text("没认出替班人“{said}”。能替您的：{names}。什么都没改。")
NOT_HIM = Text("{whom}替不了您的岗位（要同单位、上下级或同街道，督查组只能督查组替）。能替您的：{names}。什么都没改。")
NOT_BOUND = Text("{whom}还没绑定，问不到他。能替您的：{names}。什么都没改。")
HE_IS_AWAY = Text("{whom}{span}自己也请了假，换一个人。能替您的：{names}。什么都没改。")
NOBODY = Text("现在没有人")
ALSO_STANDS_IN = Text("您这几天还替着{whom}，您不在时由您的替班人接着替。")
ENDED = Text("好，您回来了，从现在起单子发给您。{told}名下现在{count}件，发“待办”看。")
CANCELLED = Text("{span}的请假取消了，单子还发给您。{told}")
TOLD = Text("已告诉{whom}。")
NO_LEAVE = Text("您现在没有请假。请假写：请假 {day} 替班人。什么都没改。")
WHICH = Text("您请了{count}次假：{leaves}。结束哪次？发：请假 结束 日期。什么都没改。")

# -- who is asked
AGREED = Text("记下了：{span}您替{whom}（{posts}）。那几天他的单、提醒都发给您，您可以直接办。谢谢。")
REFUSED = Text("好，不替。已告诉{whom}，{span}转给{falls_to}。")
NOBODY_ASKED = Text("没有人等您答应替班。什么都没改。")
WHICH_ASKED = Text("{count}个人请您替：{names}。写上名字，例如：同意 请假 {name}。什么都没改。")

# -- letters
LETTER_ASKED = Text(
    '{whom}（{posts}）{span}请假，请您替班：单子、提醒都会发给您。行，回"同意 请假"；不行，回"驳回 请假"。'
)
LETTER_ANSWERED = {
    "agreed": Text("{whom}答应了，{span}替您。回来早了发：请假 结束"),
    "refused": Text("{whom}替不了，{span}转给{falls_to}。换人发：请假 取消，再发：请假 {day} 替班人"),
}
LETTER_STANDING_IN = Text(
    "{span}您替{whom}（{posts}）：他手上{count}件{numbers}，新单和提醒都发给您，您可以直接办。发“待办”看。"
)
NUMBERS = Text("（{numbers}）")
LETTER_OVER = Text("{whom}回岗了，不用替了。谢谢。")
LETTER_BACK = Text("您回岗了，从今天起单子发给您。名下现在{count}件，发“待办”看。")
CARD_ASKED = Text("{whom}请您替班")
CARD_STANDING_IN = Text("今天起您替{whom}")

# -- lists
MARK = Text("替{whom}")
ROSTER = Text("今天{day}：\n{rows}\n{more}")
ROSTER_UNIT = Text("{unit}：{posts}")
ROSTER_IN = Text("{whom}（{title}）在{phone}")
ROSTER_AWAY = Text("{whom}（{title}）请假到{until}，{instead}")
ROSTER_VACANT = Text("{title}空岗，{instead}")
ROSTER_INSTEAD = Text("{whom}替")
ROSTER_NOBODY = Text("没有人接")
ROSTER_MORE = Text("还有{count}个单位。看一个单位发：值班 单位")
ROSTER_ALL_IN = Text("今天{day}，没有人请假。看一个单位发：值班 单位")
UNTITLED = "干部"
SPAN = Text("{first}到{last}")
SEPARATOR = "、"
COMMA = "，"
SEMICOLON = "；"

register("leaves", globals())
