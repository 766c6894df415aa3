"""Words about 民情分析会: the agenda, drafts, opening and closing, notices on the board, turns of hosts."""

# ruff: noqa: E501 - sentences
from __future__ import annotations

from handlers.texts.text import Text, register

# -- the agenda
AGENDA = Text(
    """
{name}：{when}，{place}主持{host}，{count}个议题{yours}。
{rows}
{more}
{notice}
{missing}
{can}
"""
)
AGENDA_EMPTY = Text("{name}：{when}，{place}主持{host}。现在没有议题，到时没有就不开。{can}")
AGENDA_PLACE = Text("{place}，")
AGENDA_NOW = Text("正在开（{when}）")
AGENDA_YOURS = Text("，有您单位{count}个")
AGENDA_ONLY_YOURS = Text(
    "{name}：{when}，{place}主持{host}，有您单位{count}个议题。\n{rows}\n{missing}\n写打算怎么办：拟办 {n} 文字"
)
AGENDA_ROW = Text("{label}（{why}{draft}{lacks}）")
AGENDA_MORE = Text('还有{count}个，发"议题 {page}"看。')
AGENDA_CAN = Text("加一个：议题 加 40；去一个：议题 去 {n} 理由")
AGENDA_CAN_ADD = Text("加一个：议题 加 40")
AGENDA_NONE = Text("您这儿近期没有会，也没有要您单位交拟办意见的议题。")
AGENDA_NO_PAGE = Text("没有第{page}页，一共{count}个议题。")
AGENDA_FORM = Text("加议题写：议题 加 40；去议题写：议题 去 35 理由。什么都没改。")
AGENDA_NOT_YOURS = Text("这个会的议题由{unit}定，您能看，不能加减。什么都没改。")
ADDED = Text("{label}加进{when}的{name}了，现在{count}个议题。")
ADDED_ALREADY = Text("{label}已经在{when}的{name}议题里了，什么都没改。")
ADDED_OVER = Text("{n}号件已经{state}，不用上会。什么都没改。")
REMOVED = Text("{label}不上{when}的{name}了，理由记下了，现在{count}个议题。要加回来发：议题 加 {n}")
REMOVE_NEEDS_REASON = Text("去掉议题要写理由，例如：议题 去 {n} 昨天已经修好，等居民评。什么都没改。")
NOT_ON_AGENDA = Text("{n}号件不在这个会的议题里，什么都没改。")
WHY = {
    "raised": Text("提级"),
    "overdue": Text("超期"),
    "promise": Text("承诺到期"),
    "due": Text("到期"),
    "many": Text("{count}户"),
    "old": Text("{days}天了"),
    "open": Text("在办"),
    "added": Text("后加"),
}
DRAFT_MISSING = Text("，{unit}没交拟办")
DRAFT_GIVEN = Text("，有拟办")
LACKS = Text("，还没定")
NOTICE_TO_COME = Text("预告{when}上公示栏。")
NOTICE_OUT = Text("预告{when}上了公示栏。")
NOTICE_READY = Text("预告{when}上了公示栏，{ready}起可以开。")
MISSING = Text("没交拟办的：{units}。")
SEPARATOR = "、"
COMMA = "，"

# -- drafts
DRAFT_KEPT = Text("{n}号件拟办意见收到{meetings}。{left}")
DRAFT_LEFT = Text("还差{numbers}号件。")
DRAFT_ALL = Text("您单位的都齐了。")
DRAFT_TWICE = Text("，{count}个会都用它")
DRAFT_NEEDS_WORDS = Text("拟办要写打算怎么办，例如：拟办 {n} 停暖后整体换管，先加压保温。什么都没改。")
DRAFT_NEEDS_NUMBER = Text("拟办要写是哪件，例如：拟办 {n} 停暖后整体换管。您单位要交的：{numbers}。什么都没改。")
DRAFT_NONE_OWED = Text("近期的会没有要您单位交拟办的议题。什么都没改。")
DRAFT_NOT_YOURS = Text("{n}号件不在您单位要交拟办的议题里，没改。{yours}")
DRAFT_YOURS = Text("要交的：{numbers}。")

# -- the meeting
OPENED = Text(
    "开会了：{name}，{count}个议题{urgent}。\n{rows}\n{more}\n一件一件定：承诺 {n} 办法；日期；责任人；单位\n完了发：散会"
)
OPENED_URGENT = Text("（急会，理由记下了）")
OPENED_ROW = Text("{label}　{unit}：{draft}")
NO_DRAFT = Text("未提交")
DRAFT_WORDS = Text('"{words}"')
DECIDED_LEFT = Text("还有{count}个议题没定：{numbers}。")
DECIDED_ALL = Text("议题都定了。完了发：散会")
DECIDED_AFTER = Text("{when}的{name}，议题都齐了，可以公布。")
CLOSED_ALL = Text("散会，纪要写好了：{count}个议题都齐全，已上公示栏。")
CLOSED = Text("散会，纪要写好了。{count}个议题里{whole}个齐全；{lacking}，补上才能公布：承诺 {n} {part}。")
CLOSED_LACKS = Text("{n}号件缺{parts}")
CLOSED_MORE = Text("等{count}件")
PARTS = {"measure": "办法", "day": "时间", "unit": "单位", "person": "责任人", "said": "一句“对”"}
PART_FORMS = {
    "measure": "办法 怎么办",
    "day": "时间 12月20日",
    "unit": "单位 城管局",
    "person": "责任人 姓名",
    "said": "责任人 姓名",
}
NO_MEETING = Text("您这儿近期没有您主持的会，什么都没改。看议题发：议题")
NO_SITTING = Text("现在没有您主持的会开着。什么都没改。")
NOT_READY = {
    "open": Text("会已经开着了，什么都没改。议题发：议题"),
    "held": Text("这个会已经开过了，什么都没改。"),
    "reason": Text("急会要写理由，例如：开会 紧急 换热站停了，等不了三天。什么都没改。"),
    "day": Text("下一个会是{until}，今天不到日子，没改。有急事写：开会 紧急 理由"),
    "notice": Text("预告上公示栏还不满3天（自然日，放假也算），{until}起才能开，没改。有急事写：开会 紧急 理由"),
    "empty": Text("没有议题，不用开，什么都没改。要加：议题 加 40"),
    "not_open": Text("会没有开着，什么都没改。"),
    "move_reason": Text("换日子要写理由，例如：开会 改到 11月26日 书记外出学习。什么都没改。"),
    "move_soon": Text("换了日子，预告要重新满3天（自然日，放假也算），最早{until}，没改。"),
    "move_late": Text("下一个会是{until}，这一个要在那天以前开，没改。开不了就等下一个，议题自动带过去。"),
    "move_same": Text("本来就是{until}，什么都没改。"),
}

MOVED = Text("{name}改期：{old}改到{when}{day_off}，原因：{reason}。{told}\n新的预告{notice}上公示栏，重新满3天。")
MOVED_TOLD = Text("要来的、要交拟办的单位已经告诉了。")
MOVED_DAY_OFF = Text("（是休息日）")

# -- turns of hosts
HOSTS = Text("{name}由各街道（镇）轮流主持：\n{rows}\n不能主持的发：主持 换 理由（和下一家换，一次不少）")
HOSTS_ROW = Text("{month}月 {unit}{swapped}")
HOSTS_SWAPPED = Text("（换过）")
HOSTS_NONE = Text("本区的会不轮流主持。")
HOST_NEEDS_REASON = Text("换主持要写理由，例如：主持 换 书记外出学习。什么都没改。")
HOST_NOT_YOURS = Text("这一轮是{unit}主持，由它或区民情办换。什么都没改。")
HOST_NOBODY = Text("没有能和它换的单位。什么都没改。")
HOST_SWAPPED = Text("换好了：{month}月由{taker}主持，{unit}主持{other_month}月。已告诉双方。")
HOST_TOLD = Text("主持换了：{month}月由{taker}主持，{unit}主持{other_month}月。")

# -- the book of meetings
SEARCH = Text("{what}：{count}条，新的在前。\n{rows}\n{more}")
SEARCH_ROW = Text("{day} {name}　{label}：{became}")
SEARCH_PROMISED = Text("{measure}，{day}前，{unit} {person}{status}")
SEARCH_STATE = Text("没定承诺，{state}")
SEARCH_STATUS = {"kept": "（已兑现）", "missed": "（没兑现）", "moot": "（不用了）"}
SEARCH_MORE = Text('还有{count}条，发"民情 {what} {page}页"看。')
SEARCH_NOTHING = Text("{what}：历次会议里没找到。可以写类别、单位、月份、词，例如：民情 供热 滨海社区 11月")
SEARCH_FORM = Text("查历次会议定了什么，写类别、地方、月份、词，几样都行，例如：民情 供热 滨海社区 11月")

# -- letters
CALLED = Text(
    "{when} {name}，有您单位{count}个议题：{items}。\n请在{until}各写一句打算怎么办：拟办 {n} 文字。\n没写的，会上会写“未提交”。"
)
CALLED_AGAIN = Text(
    "{when} {name}，您单位还差{count}个拟办意见：{items}。\n{until}写：拟办 {n} 文字。没写的，会上会写“未提交”。"
)
CALLED_ATTEND = Text("{when} {name}，{place}请您单位参加，{count}个议题。看议题发：议题")
CALLED_HOST = Text("{when} {name}，{place}这次由您单位主持，{count}个议题。看议题发：议题")
CALLED_OBSERVE = Text("{when} {name}，{place}请您单位列席，{count}个议题。看议题发：议题")
CALLED_MOVED = Text("{name}改期：原定{old}，改到{when}，{place}原因：{reason}。{drafts}")
CALLED_MOVED_DRAFTS = Text("您单位还差{count}个拟办意见，{until}交：拟办 {n} 文字")
CARD_MOVED = Text("改期，{count}个议题")
CALLED_ITEM = Text("{n}号件{title}")
CALLED_ITEMS_MORE = Text("{items}等")
MISSED = Text("{when}的{name}没有开，{count}个议题没有议。请定个日子补上，下一次会自动带上这些议题。")
CARD_DRAFTS = Text("{count}个议题要拟办意见")
CARD_ATTEND = Text("参加，{count}个议题")
CARD_HOST = Text("主持，{count}个议题")
CARD_MISSED_NAME = Text("会没有开")
CARD_MISSED = Text("{count}个议题没有议")

# -- to residents
PUBLIC_AT = Text("{day}{name}上，{said}")

register("meetings", globals())
