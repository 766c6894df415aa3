"""Words of 立行立改: what the district promised in numbers, how far it is, what is late; never 完成 while one is missing."""

# ruff: noqa: E501 - sentences
from __future__ import annotations

from handlers.texts.text import Text, register

FORM = "立改 新 建成6所幼儿园；4所11月30日，6所2027年8月31日；张三；区教育局"
LIST = Text("公开承诺事项：\n{rows}\n{more}\n{can}")
LIST_ROW = Text("{number}　{measure}（{unit}）：{stand}")
LIST_MORE = Text("还有{count}件，都在公示栏上。")
LIST_NONE = Text("现在没有公开承诺事项。{can}")
CAN_MAKE = Text("立一件写：立改 新 办法；几所到哪天；责任人；单位")
CAN_KEEP = Text("办到了写：立改 {number} 兑现 1{noun} 是哪几个")
CAN_DENY = Text("查实没办到写：立改 {number} 不实 1{noun} 查到什么")
STAND_PART = Text("{amount}{noun}里办到{done}{noun}，还差{open}{noun}")
STAND_NONE = Text("{amount}{noun}，还没有办到的")
STAND_WHOLE = Text("{amount}{noun}都办到了")
STAND_NEXT = Text("，{day}前要到{step}{noun}")
STAND_LATE = Text("，{day}该到{step}{noun}，没到")
STAND_MOVED = Text("（改过{count}次，原定{first}）")
STAND_MONEY = Text("，资金{cents}万元，已落实{kept}万元")
STAND_WITHDRAWN = Text("撤了：{why}")
SHOW = Text("{number}　{measure}\n责任：{unit} {person}\n{stand}\n{events}\n{can}")
EVENT = {
    "made": Text("{day} 立下"),
    "kept": Text("{day} 办到{amount}{noun}{words}"),
    "denied": Text("{day} 督查查实{amount}{noun}没办到{words}"),
    "moved": Text("{day} 改期{words}"),
    "missed": Text("{day} 到期没全办到"),
    "withdrawn": Text("{day} 撤了{words}"),
}
WORDS = Text("：{words}")
NOT_FOUND = Text("没有{number}号承诺事项，什么都没改。看有哪些发：立改")
NOT_MAKER = Text("公开承诺事项由区民情办、区领导立，什么都没改。您单位的发：立改")
NOT_KEEPER = Text("{number}号承诺事项是{unit}的，由它报兑现，什么都没改。")
NOT_DENIER = Text("查实不实由区督查组写，自己单位的由别的督查员写，什么都没改。")
NEEDS_AMOUNT = Text("办多少要写个数，例如：{form}。什么都没改。")
NEEDS_DAY = Text("到哪天要写日期，可以分步，例如：{form}。什么都没改。")
NEEDS_PERSON = Text("责任人和单位都要写，例如：{form}。什么都没改。")
STEPS_WRONG = Text("分步的数要一步比一步多，日子一步比一步晚，最后一步就是总数{amount}{noun}。什么都没改。")
ECHO = Text(
    "{measure}\n{steps}\n责任：{unit} {person}{money}\n立下就上公示栏，办到几个算几个，改期要写原因。\n1 立下　2 不立"
)
ECHO_STEP = Text("{day}前{amount}{noun}")
ECHO_MONEY = Text("，资金{cents}万元")
ECHO_OPTIONS = (("yes", "立下"), ("no", "不立"))
DROPPED = Text("没有立，什么都没改。")
MADE = Text("立下了，是{number}号承诺事项，已上公示栏。办到了写：立改 {number} 兑现 1{noun} 是哪几个")
KEPT = Text("记下了：{stand}。公示栏上同时改了。")
KEPT_NEEDS = Text("兑现要写几{noun}、是哪几个，例如：立改 {number} 兑现 1{noun} 写清是哪个。什么都没改。")
KEPT_TOO_MANY = Text("{number}号一共{amount}{noun}，已经办到{done}{noun}，最多还能报{open}{noun}。什么都没改。")
DENIED = Text("记下了，不算数：{stand}。公示栏上同时改了，已告诉{unit}。")
DENY_NEEDS = Text("要写几{noun}、查到什么，例如：立改 {number} 不实 1{noun} 现场看没有开园。什么都没改。")
DENY_TOO_MANY = Text("{number}号现在只算办到{done}{noun}，不能再减{count}{noun}。什么都没改。")
MOVED = Text("改到{day}了，原定{first}照样写在公示栏上：{stand}。")
MOVE_NEEDS = Text("改期要写日期和原因，例如：立改 {number} 改期 {day} 冬季不能施工。什么都没改。")
MOVE_NOT_LATER = Text("{day}不比现在的{old}晚，不用改。什么都没改。")
MOVE_WHOLE = Text("{number}号都办到了，不用改期。什么都没改。")
WITHDRAW_NEEDS = Text("撤要写原因，例如：立改 {number} 撤 并入市里的项目。什么都没改。")
WITHDRAWN = Text("撤了，公示栏上照留，写明原因：{measure}。")
OVER = Text("{number}号撤了，不能再改。什么都没改。")
DAY = Text("{day}")
SEPARATOR = "，"

# -- letters
TOLD_DUE = Text("{number}号承诺事项：{measure}\n{stand}。办到了写：立改 {number} 兑现 1{noun} 是哪几个")
TOLD_MISSED = Text("{number}号承诺事项到期没全办到：{measure}\n{stand}。责任：{unit} {person}。公示栏上照实写着。")
TOLD_DENIED = Text("{number}号承诺事项，督查查实{amount}{noun}没办到：{words}\n现在：{stand}。")
CARD_DUE = Text("{day}该到{step}{noun}")
CARD_MISSED = Text("到期没全办到")
CARD_DENIED = Text("督查查实有没办到的")

# -- the board
BOARD_TITLE = "立行立改：公开承诺事项"
BOARD_FIGURES = Text(
    "{pledges}件承诺，合计{amount}，办到{kept}，还没办到{open}；按最早说的日子办到{on_time}。数由每一次兑现的记录算出来，差一个也不算办成。"
)
BOARD_WHAT = Text("{measure}　{unit} {person}")
BOARD_KEPT = Text("办到：{rows}")
BOARD_KEPT_ROW = Text("{day}{amount}{noun}{words}")
LINE = Text("承诺事项{number}　{measure}：{stand}")

register("pledges", globals())
