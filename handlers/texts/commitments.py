"""Words about public commitments: to the cadres who make and keep them, to the residents they are made to."""

# ruff: noqa: E501 - sentences
from __future__ import annotations

from handlers.texts.text import Text, register

# -- the cadre who speaks
NEEDS = Text(
    "承诺要写四样：办法、时间、责任人（单位不写就是您单位）。例如：承诺 {n} 更换老管道；12月20日；孙工。什么都没改。"
)
ASK_PART = {
    "measure": Text("{n}号件承诺的办法是什么？写一句，例如：更换二次网老管道"),
    "day": Text("哪天前办成？写几月几日，例如：{example}"),
    "person": Text("谁负责？写一个人的名字。"),
}
ECHO = Text(
    """
要公开的承诺，您看对不对：
办法：{measure}
时间：{day}
单位：{unit}
责任人：{person}
改期要写原因，原来的日期一直留着。{day_off}
对就回 1；不对回 2，什么都不改。
"""
)
DAY_OFF = Text("（那天是休息日。）")
ECHO_OPTIONS = (("yes", "对"), ("no", "不对"))
DROPPED = Text("好，{n}号件没有承诺，什么都没改。重写发：承诺 {n} 办法；日期；责任人")
SUBMITTED = Text("{n}号件的承诺送{above}了，{limit}定。没定之前不算承诺，原来的时间照走。")
MADE = Text("{n}号件的承诺定了：{day}前，责任人{person}。已告诉居民，现在是承诺期。办成发：兑现 {n} 做了什么")
CONFIRMED = Text("同意了，{n}号件的承诺生效：{day}前，责任人{person}。已告诉居民。")
REFUSED = Text("没同意：{n}号件没有承诺，原来的时间照走。理由已告诉{unit}。")
MOVE_ECHO = Text(
    """
改期：{old}→{new}，原因"{reason}"，是第{number}次改期。
两个日期都会留着，要{above}同意。{day_off}
对就回 1 送审；不改回 2。
"""
)
MOVE_DROPPED = Text("好，不改期，{n}号件还是{day}前，什么都没改。")
MOVE_SUBMITTED = Text("{n}号件改到{day}的申请送{above}了，{limit}定。没同意之前还是{old}。")
MOVE_NEEDS = Text(
    "{n}号件已有承诺：{day}前，{measure}。改期发：承诺 {n} 日期 原因；办成发：兑现 {n} 做了什么。什么都没改。"
)
MOVED = Text("同意改期：{n}号件改到{day}前，第{number}次改期。已告诉居民原来的日期和原因。")
MOVE_REFUSED = Text("没同意改期：{n}号件还是{day}前。理由已告诉{unit}。")
NONE = Text("{n}号件没有承诺，办好了发：办结 {n} 做了什么。什么都没改。")
KEPT_PART = Text("记下：{amount}{noun}里已兑现{done}{noun}，{left}{noun}没有，还在承诺期，最晚{day}前。已告诉居民。")
KEPT_NEEDS_QUANTITY = Text(
    "{n}号件一共{amount}{noun}，已兑现{done}{noun}。这次总共到几{noun}？写成：兑现 {n} {amount}{noun}/{amount}{noun} 做了什么。什么都没改。"
)
KEPT_LESS = Text("{n}号件已记兑现{done}{noun}，不能往回少。写现在总共几{noun}。什么都没改。")
KEPT_NEEDS_WORDS = Text(
    "兑现要写办成了什么，例如：兑现 {n} 管道换完，测温22度；办成一部分写：兑现 {n} 4所已开园/6所。什么都没改。"
)
KEPT_NEEDS_EVIDENCE = Text("{n}号件兑现还差{evidence}。{how}这句话我先留着，30分钟内补上就算报兑现。现在什么都没改。")
BOOK = Text("{unit}的承诺：\n{rows}\n{figures}")
BOOK_EMPTY = Text("您单位还没有公开承诺。写法：承诺 7 办法；日期；责任人")
BOOK_ROW = Text("{n}号件 {measure}，{day}前，{person}{mark}")
BOOK_MORE = Text("还有{count}个没列。")
BOOK_MARKS = {
    "missed": Text("，过期没兑现"),
    "moved": Text("，改期{count}次，原来{first}"),
    "part": Text("，已兑现{done}/{amount}{noun}"),
}
BOOK_FIGURES = Text("今年到期{due}个：按第一次日期兑现{kept}/{due}，改期后兑现{later}/{due}{quantity}。")
BOOK_QUANTITY = Text("，数量兑现{done}/{amount}")
BOOK_NO_FIGURES = Text("今年还没有到期的承诺。")

# -- letters to cadres
ASKED = Text(
    """
承诺待确认 {label}：{unit}要公开承诺"{measure}"，{day}前，责任人{person}。
同意就公开，居民马上知道。同意 {n} / 驳回 {n} 理由
"""
)
MOVE_ASKED = Text(
    """
承诺改期 {label}：{unit}要把{old}改到{new}，第{number}次，原因"{reason}"。
没同意之前还是原来的日期。同意 {n} / 驳回 {n} 理由
"""
)
TOLD_CONFIRMED = Text("{label}的承诺批准了：{day}前，责任人{person}。已告诉居民。办成发：兑现 {n} 做了什么")
TOLD_MOVED = Text("{label}的承诺改到{day}，批准了。已告诉居民。")
TOLD_REFUSED = Text("{label}的承诺没批，不算数，原来的时间照走。{decision}")
TOLD_MOVE_REFUSED = Text("{label}的改期没批，还是原来的日期。{decision}")
TOLD_LAPSED = Text("{label}的承诺申请没人批，不算数，原来的时间照走。要承诺请再发一次。")
TOLD_MOVE_LAPSED = Text("{label}的改期申请没人批，不算数，还是原来的日期。")
DUE = {
    "before": Text(
        "{label}，承诺{day}前{measure}，责任人{person}。办成发：兑现 {n} 做了什么　赶不上：承诺 {n} 日期 原因"
    ),
    "today": Text(
        "{label}，承诺今天{day}到期：{measure}，责任人{person}。办成发：兑现 {n} 做了什么　赶不上：承诺 {n} 日期 原因"
    ),
    "late": Text(
        "{label}，承诺{day}前{measure}，过期{days}天没兑现，责任人{person}（{unit}）。现在归您：进展 {n} 文字 / 办结 {n} 文字 / 承诺 {n} 新的日期"
    ),
}
STORY_MISSED = Text("承诺的{day}到了没兑现")

# -- letters to residents
PUBLIC = Text(
    """
{label}，{unit}公开承诺：{day}前{measure}，责任人{person}。
现在算"承诺期"，不算办完。到期我再问您。
"""
)
PUBLIC_MOVED = Text(
    """
{label}：原来承诺{old}，没赶上，改到{day}。
原因：{reason}。{by}同意的，第{number}次改期。
原来的日期一直留着。
"""
)
PUBLIC_PART = Text(
    "{label}：{unit}说，{amount}{noun}里办成了{done}{noun}，还有{left}{noun}没有。最晚还是{day}前，不算办完。"
)
PUBLIC_MISSED = Text(
    """
{label}：承诺的{day}到了，没有办成{part}，也没说原因，对不住。
现在交给{owner}，{due}给您说法。
"""
)
PUBLIC_MISSED_PART = Text("（{amount}{noun}里办成{done}{noun}）")
CARD_MADE = Text("公开承诺{day}前")
CARD_MOVED = Text("承诺改期，{unit}同意")
CARD_MISSED = Text("承诺的日期没兑现")
CARD_PART = Text("已兑现{done}/{amount}{noun}")
CARD_ASKED = Text("{unit}的承诺待确认")
CARD_MOVE_ASKED = Text("{unit}申请承诺改期")

register("commitments", globals())
