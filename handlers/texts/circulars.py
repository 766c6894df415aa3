"""Words of 督查 and 通报: the draw, clauses, what is issued, answered, withdrawn; the public page of them."""

# ruff: noqa: E501 - sentences
from __future__ import annotations

from handlers.texts.text import Text, register

NAME = Text("督查通报〔{year}〕{number}号")

# -- 督查
NOT_INSPECTOR = Text("督查由区督查组做，什么都没改。看本单位的通报发：通报")
DRAWN = Text(
    "{month}月抽到的单位，由您去看（种子的校验值月初前已公布，您自己单位抽不到）：\n{rows}\n{counts}\n没问题发：督查 {unit} 正常 看了什么\n有问题发：通报 {unit} 条款 说明；答复日期"
)
DRAWN_ROW = Text("{unit}（{day}起，{until}前看完）")
DRAWN_NONE = Text("现在没有抽到要您看的单位。{counts}\n随时都能看：督查 单位名；看一件的记录：督查 7")
COUNTS = Text("{month}月抽{drawn}个单位：正常{clean}，通报{circular}，没看{unseen}。")
UNIT = Text(
    "{unit}：在办{open}件，超期{late}件{numbers}；近30天重办{redone}件、催办{urges}次；今年通报{circulars}次，没答复{unanswered}次。\n看一件的记录发：督查 件号。只看不改。"
)
UNIT_LATE = Text("（{numbers}）")
OWN_UNIT = Text("{unit}是您自己所在的单位（或它的上级、下级），由别的督查员看，什么都没改。")
CLEAN = Text("记下了：{unit}没发现问题，这次督查到此为止。")
CLEAN_NEEDS_WORDS = Text("看了什么？写一句，例如：督查 {unit} 正常 看了台账和两件原始记录。什么都没改。")
CLEAN_NOT_DRAWN = Text("{unit}不是这次抽到要您看的，不用记正常，什么都没改。有问题发：通报 {unit} 条款 说明；答复日期")
LOG = Text("{label}（{number}）的记录，共{count}条，第{page}页，只看不改：\n{rows}\n{more}")
LOG_ROW = Text("{at} {what}{who}")
LOG_WHO = Text("（{unit}）")
LOG_MORE = Text('看后面发"督查 {n} {page}"')
LOG_NONE = Text("没找到{n}号件的记录，什么都没改。举报的件按暗号查。")

# -- 条款
CLAUSES_HELP = Text("制度库：\n{rows}\n查条款发：条款 {sample}，或 条款 加几个字，例如：条款 首问")
CLAUSES_HELP_ROW = Text("{title}（{short}1…{short}{last}）{since}")
CLAUSES_SINCE = Text("，{day}起执行")
CLAUSES_NONE = Text("本区的制度库还是空的，写在区县文件 settings.rule_docs 里。")
CLAUSES_FOUND = Text("{rows}\n{more}")
CLAUSES_ROW = Text("{name}《{title}》第{no}条：{text}{mark}")
CLAUSES_UNVERIFIED = Text("（条文待核对）")
CLAUSES_MORE = Text("还有{count}条，多写几个字再查。")
CLAUSES_UNKNOWN = Text("制度库里没找到“{said}”。看有哪些发：条款")

# -- 通报
MINE = Text("{head}\n{rows}\n{can}")
MINE_HEAD = Text("{units}收到的通报：")
MINE_HEAD_ALL = Text("今年的通报：")
MINE_ROW = Text("{name}　{unit}　{clause}　{how}")
MINE_NONE = Text("没有通报。{can}")
CAN_ANSWER = Text("写整改情况发：整改 {number} 做了什么")
CAN_ISSUE = Text("发通报写：通报 单位 条款 说明；答复日期")
HOW_WAITING = Text("{day}前答复")
HOW_LATE = Text("过了{day}还没答复")
HOW_ANSWERED = Text("{day}已答复")
HOW_WITHDRAWN = Text("已撤销")
SHOW = Text("{name}（{day}）\n{unit}：{finding}\n依据：{clause}《{document}》“{text}”\n{how}\n{answer}\n{withdrawn}")
SHOW_ANSWER = Text("整改：{words}")
SHOW_WITHDRAWN = Text("撤销：{words}")
NOT_FOUND = Text("没找到{number}号通报，什么都没改。看有哪些发：通报")
NOT_YOURS = Text("通报由区督查组发，什么都没改。看本单位收到的发：通报")
NEEDS_FORM = Text("通报写：通报 单位 条款 说明；答复日期，例如：通报 {unit} {clause} 承诺牌没有挂；{day}。什么都没改。")
NEEDS_CLAUSE = Text("没写依据的通报不能发：要写违反哪一条。什么都没改。{near}\n查条款发：条款 加几个字")
NEEDS_CLAUSE_NEAR = Text("是不是这几条：{names}")
NEAR_ROW = Text("{name}（{text}）")
NEEDS_FINDING = Text("通报要写发现了什么，不少于6个字，例如：{clause} 承诺牌没有挂，窗口两次没人。什么都没改。")
NAMES_SOMEBODY = Text("通报只写单位和事，不点人的名字。去掉名字再发，什么都没改。要追究个人，走举报件。")
ECHO = Text(
    "{name}：\n{unit}：{finding}\n依据：{clause}《{document}》“{text}”\n{day}前答复。发出就上公示栏，同时告诉本单位和上级，以后不能改，只能撤销。\n1 发出　2 不发"
)
ECHO_OPTIONS = (("yes", "发出"), ("no", "不发"))
ISSUED = Text("发出了：{name}，已上公示栏，已告诉{unit}和上级。{day}前答复，过了会自动提醒。")
DROPPED = Text("没有发，什么都没改。")
WITHDRAW_NEEDS_WORDS = Text("撤销通报要写理由，例如：通报 撤 {number} 查实不是这个单位。什么都没改。")
WITHDRAWN = Text("{name}撤销了。公示栏上照留，写明已撤销和理由，已告诉原来收到的人。")
WITHDRAWN_ALREADY = Text("{name}早就撤销了，什么都没改。")

# -- 整改
ANSWER_NEEDS = Text(
    "整改写：整改 {number} 做了什么、哪天、谁，例如：整改 {number} 李主任当天补挂承诺牌，{day}前全部窗口换完。什么都没改。"
)
ANSWER_WEAK = Text(
    "这样写不算整改，还差：{missing}。例如：整改 {number} 李主任当天补挂承诺牌，{day}前全部窗口换完。什么都没改。"
)
ANSWER_NOT_YOURS = Text("{name}是给{unit}的，不由您答，什么都没改。")
ANSWER_WITHDRAWN = Text("{name}撤销了，不用答。什么都没改。")
ANSWER_ALREADY = Text("{name}已经答复过（{day}），公示在外，不能改。什么都没改。")
ANSWERED = Text("记下了，{name}的整改情况已上公示栏，已告诉区督查组。{late}")
ANSWERED_LATE = Text("比{day}晚了，公示栏上也写着。")
SEPARATOR = "、"

# -- letters
TOLD_DRAWN = Text(
    "督查抽签：{month}月抽到{unit}，由您去看，{until}前看完。先不告诉对方。\n看它的件发：督查 {unit}\n没问题发：督查 {unit} 正常 看了什么；有问题发：通报 {unit} 条款 说明；答复日期"
)
TOLD = Text(
    "{name}\n{unit}：{finding}\n依据：{clause}《{document}》“{text}”\n已上公示栏，{day}前答复，发：整改 {number} 做了什么、哪天、谁"
)
TOLD_ABOVE = Text(
    "{name}，您的下级{unit}：{finding}\n依据：{clause}《{document}》“{text}”\n由它在{day}前答复，您不用回。"
)
TOLD_LATE = Text("{name}：{unit}过了{day}还没答复，公示栏上写着“没答复”。答复发：整改 {number} 做了什么、哪天、谁")
TOLD_LATE_OTHERS = Text("{name}：{unit}过了{day}还没答复，公示栏上写着“没答复”。")
TOLD_ANSWERED = Text('{name}，{unit}答复了："{words}"')
TOLD_WITHDRAWN = Text("{name}（{unit}）撤销了：{why}。不用再答。")
CARD_DRAWN = Text("督查抽到一个单位")
CARD_TOLD = Text("收到督查通报")
CARD_WHAT = Text("{number}号通报，请答复")
CARD_LATE = Text("{number}号通报没答复")
CARD_DONE = Text("{number}号通报有结果")

# -- the public page and the board
PAGE_TITLE = Text("{district} {year}年督查通报")
PAGE_LEAD = Text(
    "通报只写单位和事，不写人名；每一份都有依据，单位的整改情况写在下面，发出以后不改，错了撤销并写明理由。"
)
PAGE_COUNTS = Text("{year}年发出{issued}份，已答复{answered}份，到期没答复{late}份，撤销{withdrawn}份。")
PAGE_NONE = "这一年还没有通报。"
PAGE_YEARS = "看哪一年"
BOARD_TITLE = "督查通报"
BOARD_MORE = "全部通报"
BOARD_RULE = Text("{clause}《{document}》：{text}")
BOARD_UNIT = Text("{unit}（{day}）：{finding}")
BOARD_ANSWERED = Text("整改（{day}）：{words}")
BOARD_WAITING = Text("{day}前答复")
BOARD_LATE = Text("过了{day}还没答复")
BOARD_WITHDRAWN = Text("已撤销：{why}")
BOARD_DRAW = Text(
    "{month}月督查抽单位{drawn}个：正常{clean}，通报{circular}，没看{unseen}。抽签用的种子和随机回访同一个，月底后公布，可以自己验算。"
)

register("circulars", globals())
