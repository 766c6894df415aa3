"""Words about 代办站: errands, papers, the Friday duty, swaps."""

# ruff: noqa: E501 - sentences
from __future__ import annotations

from handlers.texts.text import Text, register

SEPARATOR = "、"
SEMICOLON = "；"
STATION = Text("{unit}代办站")
NO_STATIONS = Text("这里没有设代办站。有事直接说就行，我告诉您谁来办。")

# -- a resident asks
ASK_IS_ERRAND = Text("是想请代办站的人替您跑一趟吗：{matter}？\n1 是，请代办员办\n2 不是，我是反映问题")
ERRAND_OPTIONS = (("errand", "是，请代办员办"), ("complaint", "不是，我是反映问题"))
ASK_STATION = Text("您在哪个社区？回社区名，例如：{example}。我请那儿的代办员替您办：{matter}。")
STATION_UNKNOWN = Text("没认出是哪个社区。回社区的名字，例如：{example}。不办了回“取消”。")
ASK_MATTER = Text("要代办什么？写一句，例如：代办 老人社保认证。代办员会告诉您要带什么。")
ASKED = Text(
    """
记下了，是代办{number}：{matter}。
在谁那儿：{station}，{agent}，电话{phone}
最晚：{due}
办成没有，我问您，您说了才算。查看发“代办”，不用了发：代办 取消 {number}
"""
)
MINE_NONE = Text("您现在没有请人代办的事。要代办写：代办 事项，例如：代办 老人社保认证。{friday}")
MINE = Text("您请代办的：\n{rows}\n{more}不用了发：代办 取消 {number}")
MINE_ROW = Text("代办{number} {matter}：{state}{due}{papers}")
MINE_DUE = Text("，最晚{due}")
MINE_PAPERS = Text("，材料在站里：{names}")
MINE_MORE = Text("还有{count}件。")
STATES = {
    "asked": "等代办员接",
    "taken": "代办员在办",
    "reported": "说办好了，等您说一声",
    "confirmed": "您说办好了",
    "unconfirmed": "没等到您的话，不算办好",
    "withdrawn": "您说不用了",
}
STATES_FOR_AGENTS = {
    "asked": "等接",
    "taken": "在办",
    "reported": "报了结果，等居民说",
    "confirmed": "居民说办好了",
    "unconfirmed": "未确认",
    "withdrawn": "居民说不用了",
}
WITHDRAWN = Text("代办{number}不办了，已告诉代办员。{papers}")
WITHDRAWN_PAPERS = Text("站里还有您的{names}，记得取。")
NOT_FOUND = Text("没找到代办{number}，什么都没改。看您的代办，发“代办”。")
TAKEN_UP = Text("对上了，代办{number}：{matter}（{state}）。以后办到哪儿我在这里告诉您，办好没有由您说。")
WRONG_CODE = Text("这个码没对上，什么都没改。码是代办站小纸条上的6位数，写成：代办 123456")
WRONG_PAUSE = Text("今天试错太多次了，明天再试，或到代办站问。什么都没改。")
CONFIRMED = Text("好，记下：代办{number}办好了。{papers}")
CONFIRMED_PAPERS = Text("站里还有您的{names}没取，记得要回来。")
DENIED = Text("记下：代办{number}没办好。{agent}接着办，最晚{due}，{above}也知道了。哪儿没办好，直接说一句也行。")
CLOSED_ALREADY = Text("代办{number}现在是“{state}”，没有再记。")
VERDICT_AGAIN = Text("代办{number}（{matter}）办好了吗？\n1 办好了\n2 没办好")
SAID_DONE = (
    "办好了", "好了", "都好了", "办成了", "办妥了", "拿到了", "收到了", "办完了", "成了", "弄好了", "解决了", "已办好", "已经办好了",
    "说办好了",
)  # fmt: skip
SAID_NOT_DONE = (
    "没办好", "没办成", "没好", "没拿到", "没收到", "还没", "还没办好", "没办", "没解决", "没有办好", "办错了", "没弄好", "没人办",
)  # fmt: skip
OPTIONS = {"yes": "办好了", "no": "没办好"}

# -- the agent
ASK_STATION_OF = Text("是哪个站的？社区名写在前面，例如：代办登记 {example} 老人社保认证；身份证。什么都没改。")
REGISTER_FORM = Text(
    "写法：代办登记 事项；交来的材料；哪天前。例如：代办登记 老人社保认证；身份证、社保卡；11月30日。居民自己发来的，写号：代办登记 {number}；身份证。什么都没改。"
)
REGISTERED = Text(
    """
记下了，是代办{number}：{matter}，{station}。
{papers}最晚：{due}
把这6位数写在纸条上给他：{code}。他或家里人在微信里发“代办 {code}”，就能看办到哪儿、说办好没有。
办完发：代办办结 {number} 结果
"""
)
REGISTERED_PAPERS = Text("收了材料：{names}（办完{days}天后这张单子自动删）。\n")
TAKEN = Text("代办{number}您接了：{matter}，最晚{due}。{papers}已告诉居民。办完发：代办办结 {number} 结果")
TAKEN_PAPERS = Text("收了{names}。")
PAPERS_ADDED = Text("代办{number}收了：{names}。站里现在有：{all}。")
PAPERS_BACK = Text("代办{number}还了：{names}。{left}")
PAPERS_LEFT = Text("还在站里：{names}。")
PAPERS_NONE_LEFT = Text("都还清了。")
PAPERS_LIST = Text("代办{number}的材料：在站里{held}；还了{back}。还材料写：代办材料 {number} 还 身份证")
PAPERS_NONE = Text("代办{number}没有这样的材料在站里，什么都没改。")
PAPERS_FORM = Text("写法：代办材料 {number} 收 户口本，或：代办材料 {number} 还 身份证。什么都没改。")
NOBODY = "没有"
OFFERS = "政策咨询、公益服务、民情诉求"
FINISH_FORM = Text("代办{number}要写结果才能报，例如：代办办结 {number} 认证做完了，回执在站里。什么都没改。")
FINISH_WHICH = Text("您手上有{count}件代办，写上号：代办办结 {number} 结果。什么都没改。")
FINISH_NONE = Text("您手上没有在办的代办。什么都没改。")
FINISHED = Text("代办{number}报了：{result}。{asked}居民说办好了才算完，没回话的只记“未确认”。{papers}")
FINISHED_ASKED = Text("已问居民。")
FINISHED_BY_PHONE = Text("他没连微信，由{above}打电话问。")
FINISHED_PAPERS = Text("还没还的材料：{names}。")
NOT_NOW = Text("代办{number}现在是“{state}”，这一步做不了，什么都没改。")
NOT_YOURS = Text("代办{number}不在您的站，您看不到，什么都没改。")
UNKNOWN = Text("没有代办{number}，什么都没改。看名下的发“代理”。")
NOT_PERMITTED = Text("这一步由{teams}做，您的岗位不在里面。什么都没改。")
TEAMS = {
    "leaders": "区级领导干部",
    "helpers": "帮扶单位",
    "agents": "牵头单位总代理员",
    "liaison": "驻点社区联络",
    "volunteers": "党员志愿者",
    "desk": "区民情办",
    "inspection": "区督查组",
}
CALL_FORM = Text("写法：代办回访 {number} 办好了，或：代办回访 {number} 没办好 他说的话。什么都没改。")
CALL_NOT_YOU = Text("代办{number}是您单位经手的，得由上一级打电话问。什么都没改。")
CALLED_DONE = Text("记下了：代办{number}，电话里说办好了。")
CALLED_NOT = Text("记下了：代办{number}，电话里说没办好，退回站里接着办，最晚{due}。")
CALL_PHONE = Text("代办{number}留的电话：{phone}（这次查看已记名）。问完发：代办回访 {number} 办好了")
CALL_NO_PHONE = Text("代办{number}没留电话，请到家里或站里问一声。问完发：代办回访 {number} 办好了")

# -- lists
LEDGER = Text(
    "{station}代办台账：在办{open}件，等居民说{waiting}件，办好{confirmed}件，未确认{unconfirmed}件，不用了{withdrawn}件。\n{link}"
)
LEDGER_LINK = Text("整本（只能您看）：{link}")
LEDGER_MANY = Text(
    "{count}个代办站：在办{open}件，等居民说{waiting}件，办好{confirmed}件，未确认{unconfirmed}件。\n{rows}\n看一个站发：代办台账 社区名"
)
LEDGER_ROW = Text("{station} 在办{open}、办好{confirmed}、未确认{unconfirmed}")
AGENCY = Text("代理：您手上{count}件\n{rows}\n{more}{waiting}办完发：代办办结 {number} 结果")
AGENCY_NONE = Text("代理：您手上没有在办的代办。{waiting}{turn}")
AGENCY_ROW = Text("代办{number} {matter} · {due}{late}{papers}")
AGENCY_LATE = "，超期"
AGENCY_PAPERS = Text(" · 材料{count}样")
AGENCY_MORE = Text("还有{count}件，发“代办台账”看。\n")
AGENCY_WAITING = Text("等居民说的{count}件。")
AGENCY_NEW = " · 没人接"
AGENCY_TURN = Text("您下次周五值班：{day}，{station}。")
TRIAGE = Text("梳理：没签收的{count}件、没人接的代办{errands}件\n{rows}\n{more}")
TRIAGE_NONE = Text("梳理：没有等您梳理的，都签收了。")
TRIAGE_MORE = Text("还有{count}件，发“待办”看。")
TRIAGE_ROW = Text("{n} · {title} · {due}")
DEADLINES = Text("处理：按期限排\n{rows}\n{more}{summary}")
DEADLINES_NONE = Text("处理：您名下没有到期的事。")
DEADLINES_SUMMARY = Text("超期{late}件，今天{today}件，三天内{soon}件。")
DEADLINES_MORE = Text("还有{count}件，发“待办”看。")
TEAM = Text("您在：{teams}。\n能发：{verbs}\n{turn}")
TEAM_NONE = Text("您的岗位不在五支队伍里。能发什么，发“帮助”看。")

# -- the Friday duty
FRIDAY = Text("{day}{opens}到{closes}，{who}在{station}，能办{offers}。{bring}")
FRIDAY_NONE = Text("{friday}放假，这周五{station}没人值班，下一次{next}。")
FRIDAY_EMPTY = Text("{station}还没排出{day}的值班，去之前先打{phone}。")
FRIDAY_ASK = Text("{said}\n每周四下午要我告诉您吗？\n1 要\n2 不用")
FRIDAY_ASK_OPTIONS = (("yes", "要"), ("no", "不用"))
FRIDAY_LISTENS = Text("{said}\n您订了周五值班，每周四下午告诉您。不要了发：周五值班 退订")
FRIDAY_ON = Text("好，每周四下午告诉您{station}周五谁在。不要了发：周五值班 退订")
FRIDAY_OFF = Text("好，不再告诉您周五值班的事。想恢复发“周五值班”。")
FRIDAY_WHERE = Text("您在哪个社区？回：周五值班 社区名，例如：周五值班 {example}")
FRIDAY_NOT_NOW = Text("好。想知道的时候发“周五值班”。")
TOMORROW = Text(
    "明天{day}{opens}–{closes}您在{station}值班。去不了：请假 {short} 替班人，或 换班 {short} 名字。到了扫站里的码，扫不了发“到岗”。"
)
CARD_TASK = Text("周五驻点值班")
CARD_STATE = Text("待到岗")
TOLD = Text("明天{day}{opens}到{closes}，{who}在{station}，能办{offers}。{bring}")
TOLD_HOLIDAY = Text("明天{friday}放假，这周五{station}没人值班，下一次{next}。")
MISSED = Text(
    "{day}{opens}的{station}值班，{who}到{time}没有到岗。请问一下，能派人去就派人去；人到了扫站里的码，或发“到岗”。"
)
MISSED_OWN = Text(
    "您今天{opens}在{station}值班，到{time}没看到您到岗，已告诉{above}。到了扫站里的码，或发“到岗”；去不了说一声谁替：请假 今天 替班人"
)
CARD_MISSED = Text("{station}没人到岗")
CARD_MISSED_NAME = Text("周五值班")
SIGNED = Text("到岗记下了：{day}{time}，{station}。{late}今天有人来，发：代办登记 事项；材料；日期")
SIGNED_LATE = Text("比{opens}晚了{minutes}分钟，照实记着。")
SIGNED_BEFORE = Text("您{time}已经到岗了，没有再记一次。")
SIGN_NO_TURN = Text("今天不是您值班，没有记。{turn}")
SIGN_CLOSED = Text("到岗从{opens}前1小时到{closes}记，现在不记。什么都没改。")
SIGN_NOT_FRIDAY = Text("今天没有周五值班，没有记。{turn}")
SIGN_WRONG_STATION = Text("您今天值班的站是{station}，这里是{here}，没有记。")
SWAP_FORM = Text("写法：换班 {day} 名字（换他的那次），例如：换班 {day} {name}。什么都没改。{turns}")
SWAP_TURNS = Text("您的值班：{days}。")
SWAP_NO_TURN = Text("{day}不是您值班，换不了。{turns}什么都没改。")
SWAP_UNKNOWN = Text("没认出“{said}”。能跟您换的：{names}。什么都没改。")
SWAP_ASKED = Text("问{whom}了：{day}换给他{exchange}，他回“同意 换班”才算，没答应前还是您值班。")
SWAP_EXCHANGE = Text("，您值他的{day}")
LETTER_SWAP = Text(
    "{whom}想跟您换周五值班：他的{day}（{station}）换给您{exchange}。行，回“同意 换班”；不行，回“驳回 换班”。"
)
LETTER_SWAP_EXCHANGE = Text("，您的{day}（{station}）换给他")
LETTER_SWAP_ANSWERED = {
    "agreed": Text("{whom}答应换班：{day}他值{exchange}。"),
    "refused": Text("{whom}换不了，{day}还是您值班。"),
}
SWAP_AGREED = Text("换好了：{day}您在{station}值班{exchange}。已告诉{whom}。")
SWAP_EXCHANGED = Text("，{whom}值您的{day}")
SWAP_REFUSED = Text("好，不换。已告诉{whom}。")
SWAP_NOBODY = Text("没有人等您答应换班。什么都没改。")
SWAP_OVER = Text("这次换班已经过了，或者值班变了，没有换。")
CARD_SWAP = Text("{whom}想换周五值班")

# -- letters about errands
LETTER_ASKED = Text(
    "新代办{number}：{matter}（{station}）。最晚{due}。接下发：代办登记 {number}；要的材料。办完发：代办办结 {number} 结果"
)
LETTER_TAKEN = Text("代办{number}（{matter}）：{agent}接了，最晚{due}。{papers}办好我问您。")
LETTER_TAKEN_PAPERS = Text("收了您的{names}，办完记得要回。")
LETTER_DONE = Text("代办{number}（{matter}）：{agent}说办好了——“{result}”。{papers}办好了吗？")
LETTER_DONE_AGAIN = Text("再问一句，代办{number}（{matter}）办好了吗？不回的话按“没等到您的话”收，不算办好。")
LETTER_DONE_TAIL = Text("点一下，或回数字；说一句话也行")
LETTER_DENIED = Text("代办{number}（{matter}）居民说没办好{words}。{agent}接着办，最晚{due}。")
LETTER_DENIED_WORDS = Text("：“{words}”")
LETTER_LATE = Text(
    "代办{number}（{matter}，{station}）{due}到期，还没报结果。办了发：代办办结 {number} 结果；要等，先跟居民说一声。"
)
LETTER_WITHDRAWN = Text("代办{number}（{matter}）居民说不用办了。{papers}")
LETTER_WITHDRAWN_PAPERS = Text("站里还有他的{names}，还给他：代办材料 {number} 还")
CARD_NUMBER = Text("代办{number}")
CARD_NEW = Text("有人请代办")
CARD_YOURS = Text("您请代办的事")
CARD_DONE_Q = Text("办好没有？点开选，或回话")
CARD_LATE = Text("代办{number}超期未报")

# -- pages
PAGE_TITLE = Text("代办{number}")
PAGE_STATE = Text("现在：{state}")
PAGE_WHO = Text("在谁那儿：{station} {agent}，电话{phone}")
PAGE_DUE = Text("最晚：{due}")
PAGE_RESULT = Text("代办员说：{result}")
PAGE_PAPERS = "交给代办站的材料"
PAGE_PAPER = Text("{name}：{how}")
PAGE_HELD = "在站里"
PAGE_BACK = Text("{day}还了")
PAGE_ASK = "办好了吗？"
LEDGER_TITLE = Text("{station}代办台账")
LEDGER_LEAD = Text("{from_day}到{to_day}，{count}件。只有本站、街道和区里看得到，别转发。")
LEDGER_COLUMNS = ("号", "登记", "事项", "材料（交/还）", "代办员", "最晚", "结果", "本人确认")
LEDGER_CONFIRM = {
    "confirmed": "本人说办好了",
    "unconfirmed": "未确认",
    "withdrawn": "本人说不用了",
    "reported": "等本人说",
    "taken": "在办",
    "asked": "等接",
}
LEDGER_BY_PHONE = "电话里说办好了"
LEDGER_PAPERS = Text("{names}（没还{held}样）")
LEDGER_EMPTY = "还没有代办。"
BOARD_TITLE = "周五值班和代办站"
BOARD_DUTY = Text("{day}：{who}")
BOARD_COUNTS = Text("代办站在办{open}件，本人说办好{confirmed}件，未确认{unconfirmed}件。")

register("stations", globals())
