"""Words about closed cases that do not look solved (疑件)."""

from __future__ import annotations

from handlers.texts.text import Text, register

REASONS = {
    "same_person": Text("同一个人又报了（{other}号件）"),
    "same_place": Text("同一个地方又有人报（{other}号件）"),
    "low_confirmation": Text("没等到居民的话，这个单位一半以上都这样"),
    "no_evidence": Text("办结没有凭据"),
}
AND = "、"
LIST = Text(
    "办了又像没办好的{count}件：\n{rows}\n{more}\n"
    "再问居民：疑件 {n} 抽查；重新办：疑件 {n} 重办 理由；没问题：疑件 {n} 没事 理由"
)
ROW = Text("{n} · {title} · {unit} · {day}办结：{reasons}")
MORE = Text("还有{count}件。")
EMPTY = Text("现在没有疑件：60天里办结的，没有看着像没办好的。")
NOT_YOURS = Text("疑件由区督查组和区民情办看。什么都没改。")
NOT_LISTED = Text("{n}号件不在疑件里，什么都没改。发“疑件”看有哪些。")
CHECK_WORDS = ("抽查", "回访", "再问")
DISMISS_WORDS = ("没事", "没问题", "不用")
REOPEN_WORDS = ("重办", "重新办", "重开")
CHECKING = Text("{n}号件{day}起再问居民一次，{until}前问到。办事的单位不知道。发“抽查”看。")
DISMISSED = Text("{n}号件记下了：看过，没事。理由留着，同样的原因不再列出来。")
REOPENED = Text("{n}号件重新办，交给{unit}，最晚{due}。理由和居民都告诉了。")
REOPEN_BY_INSPECTION = Text("重办由区督查组定。可以先再问居民：疑件 {n} 抽查。什么都没改。")
NEEDS_REASON = Text("要写为什么，例如：疑件 {n} {word} 两户是同一根管子，上次只换了一半。什么都没改。")
HOW = Text(
    "{n}号件：{reasons}。再问居民：疑件 {n} 抽查；重新办：疑件 {n} 重办 理由；没问题：疑件 {n} 没事 理由。什么都没改。"
)
BOARD = Text("办了又像没办好的：列出{listed}件，再问{checking}件，重新办{reopened}件，看过没事{dismissed}件。")

register("doubts", globals())
