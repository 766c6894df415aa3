"""Words about clocks that stand still and dates that are objected to."""

from __future__ import annotations

from handlers.texts.text import Text, register

# -- the cadre who speaks
NEEDS = Text(
    "{n}号件停到哪天？理由要是这几种之一：1 等居民　2 天气　3 法定程序。例如：等居民 12月1日。没批之前时间照走。"
)
NEEDS_REASON = Text("{n}号件为什么停？只能是这几种：1 等居民　2 天气　3 法定程序。回数字或一句话。没批之前时间照走。")
NEEDS_DATE = Text("{n}号件停到哪天？写几月几日，最多15个工作日（{latest}）。没批之前时间照走。")
ASKED = Text('申请停到{until}，理由"{reason}"，已送{above}，{limit}定。没批之前还按{due}算。')
RESUMED = Text("{n}号件接着办，最晚{due}。{told}")
RESUMED_TOLD = Text("已告诉居民。")
GRANTED = Text("同意了：{n}号件停到{until}，已告诉{unit}和居民。居民不同意，会再送到您这儿。")
REFUSED = Text("没同意暂停：{n}号件时间照走，最晚{due}。理由已告诉{unit}。")
CONTEST_GRANTED = Text("{n}号件现在接着办，最晚{due}。已告诉{unit}和居民。")
CONTEST_REFUSED = Text("{n}号件还停到{until}，理由已告诉居民。")
REASONS = {"resident": Text("等居民"), "weather": Text("天气"), "law": Text("法定程序")}

# -- letters to cadres
TO_DECIDE = Text(
    """
暂停申请 {label}：{unit}要停到{until}，理由是{reason}，"{words}"。
没批之前时间照走，最晚{due}。同意 {n} / 驳回 {n} 理由
"""
)
CONTESTED = Text(
    """
居民不同意暂停 {label}：停到{until}，理由是{reason}。{words}
{limit}没定就接着办。该接着办：同意 {n}　还该停：驳回 {n} 理由
"""
)
CONTESTED_WORDS = Text('居民说："{words}"。')
APPROVED = Text("{label}停到{until}，批准了，时间从现在停。提前能办，发：恢复 {n}")
NOT_APPROVED = Text("{label}没批暂停，时间照走，最晚{due}。{decision}")
LAPSED = Text("{label}的暂停申请没人批，不算数，时间照走，最晚{due}。")
GOES_ON = {
    "date": Text("{label}停到今天，现在接着办，最晚{due}。"),
    "home": Text("{label}居民说在家了，现在接着办，最晚{due}。请今天就联系：查看 {n} 约上门"),
    "contested": Text("{label}居民不同意暂停，现在接着办，最晚{due}。"),
    "resumed": Text("{label}恢复了，接着办，最晚{due}。"),
}
DATE_CONTESTED = Text(
    "{label}延到{due}，居民不同意。{words}请给居民打个电话，说清为什么：查看 {n} 延期解释；说过了发：备注 {n} 说了什么"
)

# -- letters to residents
PAUSED = Text(
    """
{label}先停一停：{reason}，{words}。到{until}接着办，以后最晚{due}。批准：{by}。
{answers}
"""
)
PAUSED_AT_HOME = Text("您在家了，回“在家”；不同意停，回“不同意”。")
PAUSED_OBJECT = Text("不同意停，回“不同意”，{by}重新定。")
STANDS = Text("{label}：{by}看过了，还要停到{until}。理由：{reason}。到日子自动接着办。")
EARLY = Text("{label}提前接着办了，最晚{due}。")
EARLY_CONTESTED = Text("{label}：您说得对，不停了，现在接着办，最晚{due}。")
CARD_PAUSED = Text("先停一停，到{day}接着办")
CARD_STANDS = Text("还要停到{day}")
CARD_EARLY = Text("提前接着办")
CARD_ASKED = Text("{unit}申请暂停")
CARD_CONTESTED = Text("居民不同意暂停")
CARD_DATE_CONTESTED = Text("居民不同意延期")
APOLOGY_OTHER = Text("{label}，说好{due}办好，没办成，对不住。中间换过单位，现在{unit}在办，最晚{duty}。")

# -- the resident who answers
AT_HOME = Text("记下了，{label}接着办，最晚{due}。办事的人会先联系您。")
CONTEST_HEARD = Text("记下了：您不同意{label}暂停，送到{above}重新定，{limit}告诉您。没定就接着办。")
CONTEST_EXTENSION_HEARD = Text("记下了：您不同意{label}延期。{unit}会给您打电话。没说好之前，最晚还是{due}。")
CONTEST_TWICE = Text("{label}您说过不同意了，正在定。什么都没改。")
PROGRESS = Text("{label}\n先停一停：{reason}，到{until}接着办\n以后最晚：{due}\n{answers}")
PROGRESS_ROW = Text("{label}：先停一停，到{until}接着办")

register("pauses", globals())
