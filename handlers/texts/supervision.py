"""Words about 督办: to the leader, to the units, to the residents; the leader's weekly card."""

from __future__ import annotations

from handlers.texts.text import Text, register

# -- who marks and lifts
NEEDS = Text("督办要写要求和日期，例如：督办 {n} 每天报一次 {day}。什么都没改。")
NEEDS_DATE = Text("督办还差日期：哪天前见结果？例如：督办 {n} {demand} {day}。什么都没改。")
NEEDS_DEMAND = Text("督办还差要求：要他们做什么？例如：督办 {n} 每天报一次 {day}。什么都没改。")
SET = Text("{n}号件加了督办：{demand}，{due}。已告诉{unit}和负责人。{day_off}\n解除发：督办 {n} 解除")
DAY_OFF = Text("（那天是休息日。）")
LIFTED = Text("{n}号件的督办解除了，已告诉{unit}。这件照原来的时间办。")
NOT_LEADER = Text("督办由区领导和督查组下。您可以：上报 {n} 理由。什么都没改。")
NOT_YOUR_MARK = Text("{n}号件的督办不是您下的，只有下督办的领导或他的副职能解除。什么都没改。")
NO_MARK = Text("{n}号件没有督办。什么都没改。")

# -- marks on lists, orders and pages
MARK = Text("督办到{day}")
MARK_LATE = Text("督办已过期")
MARK_DONE = Text("已办完，等您解除督办")
ORDER_LINE = Text("督办：{leader}，{demand}，{due}")
PROGRESS = Text("区领导在督办，要求{due}有结果。")
PROGRESS_LATE = Text("区领导在督办，要求的{day}已过，还没办好。")
PROGRESS_INSPECTION = Text("区督查组在督办，要求{due}有结果。")
PROGRESS_INSPECTION_LATE = Text("区督查组在督办，要求的{day}已过，还没办好。")
ROW_MARK = Text("，{leader}督办")
BY_LEADER = Text("区领导")
BY_INSPECTION = Text("区督查组")

# -- to the units
TOLD = Text(
    """
{label}：{leader}督办。
要求：{demand}
最晚：{due}
办了什么随时报：进展 {n} 文字。办结也不解除督办，由{leader}解除。
"""
)
TOLD_LIFTED = Text("{label}：{leader}解除了督办。原来的时间照走，最晚{due}。")
DUE = {
    "before": Text("{label}，{leader}督办的{day}快到了。要求：{demand}。先报一声：进展 {n} 文字"),
    "today": Text(
        "{label}，{leader}督办今天（{day}）到期。要求：{demand}。办好了：办结 {n} 文字；没办好先报：进展 {n} 文字"
    ),
    "late": Text("{label}，{leader}督办的{day}过了{days}天，还没办好。要求：{demand}。今天请报：进展 {n} 文字"),
}
CARD = Text("{leader}督办")
CARD_DUE = Text("督办{day}到期，还没办结")
CARD_LATE = Text("督办已过期{days}天")

# -- the weekly card
WEEK = Text("{day}，您联系的{count}个社区：\n{rows}\n{more}\n看哪件，回它的号；要盯，发：督办 7 要求 日期")
WEEK_ROW = Text("{community}：{parts}")
WEEK_QUIET = Text("没有在办的")
WEEK_OPEN = Text("在办{count}")
WEEK_OVERDUE = Text("超期{count}（{numbers}）")
WEEK_LATE = Text("七天里过期{count}")
WEEK_SUPERVISED = Text("督办{count}（{numbers}）{late}")
WEEK_SUPERVISED_LATE = Text("，过期{count}")
WEEK_DONE = Text("办完等您解除督办：{numbers}")
WEEK_COMMITTED = Text("承诺{count}{late}")
WEEK_COMMITTED_LATE = Text("，没兑现{count}")
WEEK_MORE = Text("还有{count}个社区没有超期和督办，在办共{open}件。")
WEEK_NONE = Text("您没有联系的社区。联系关系写在区县文件里，由区民情办定。")
WEEK_NOT_YOURS = Text("周卡给区领导和区民情办看。什么都没改。")
WEEK_CARD_NAME = Text("本周社区民情")
WEEK_CARD = Text("在办{open}，超期{overdue}，督办{supervised}")
UNLINKED = Text("没有领导联系的社区{count}个：\n{rows}\n{more}\n联系关系写在区县文件 leader_links，定了再载入。")
UNLINKED_MORE = Text("还有{count}个：{names}")
UNLINKED_NONE = Text("每个社区都有领导联系。")
UNLINKED_CARD = Text("{count}个社区没有领导联系")
NUMBERS_MORE = Text("{numbers}等")
COMMA = "，"
SEPARATOR = "、"

register("supervision", globals())
