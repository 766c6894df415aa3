"""Words about second calls: to the inspectors who make them, to the residents who are asked again, to the public."""

from __future__ import annotations

from handlers.texts.text import Text, register

# -- to the inspectors
DUE = Text(
    """
抽查回访 {label}：{said}，再问一句。{why}
{how}
问完发：回访 {n} 结果 文字。{until}前问不到，算没问到。办事的单位不知道抽到了这件。
"""
)
SAID_SOLVED = Text("{day}居民说解决了，隔了些日子")
SAID_NOTHING = Text("{day}没等到居民的话就收了")
WHY = {
    "random": Text("（随机抽的）"),
    "least": Text("（本月这个单位只抽这一件）"),
    "doubt": Text("（系统觉得可疑，督查组要问的）"),
}
BY_PHONE = Text("请打电话：查看 {n} 抽查回访")
BY_MESSAGE = Text("没留电话，已发消息问；没回的，请上门问一句。")
BY_VISIT = Text("没留电话，消息也送不到，请上门问一句。")
LIST = Text(
    "要回访的抽查件{count}件，先到期的在前：\n{rows}\n{more}\n电话发：查看 {n} 抽查回访；问完发：回访 {n} 结果 文字"
)
LIST_ROW = Text("{n} · {title} · {place} · {until}")
LIST_MORE = Text("还有{count}件。")
LIST_EMPTY = Text("现在没有要回访的抽查件。{figures}")
FIGURES = Text("{month}月抽了{drawn}件，问到{answered}件，推翻{overturned}件，没问到{unreached}件。")
NOT_YOURS = Text("抽查由区督查组和区民情办做，办事的单位看不到。什么都没改。")
NOTED = {
    "solved": Text("记下了：{n}号件回访，居民说还好。"),
    "unsolved": Text("记下了：{n}号件回访，居民说没解决{words}。原来的“解决了”不算了，{unit}重新办，最晚{due}。"),
    "partial": Text("记下了：{n}号件回访，居民说没全好{words}。原来的“解决了”不算了，{unit}接着办，最晚{due}。"),
}
NEEDS_RESULT = Text(
    "抽查回访要写结果：解决了、没解决、没全好，或没打通。例如：回访 {n} 没解决 晚上又灭了。什么都没改。"
)
TRIED = Text("记下了：{n}号件没打通。{until}前还可以再打，到时没问到就算没问到。")
CARD = Text("抽查回访")

# -- to the residents
ASK = Text("区督查组随机回访：{label}，{day}您说解决了。现在还好吗，解决了吗？")
ASK_UNCONFIRMED = Text("区督查组回访：{label}，{day}没等到您的话就收了。现在好了吗，解决了吗？")
THANKS = Text("谢谢，记下了：{n}号件还好。以后又坏了，发“又坏了”。")
OVERTURNED = Text("记下了：{answer}{comment}，原来的“解决了”不算了。")

# -- on the board and in the report
BOARD = Text(
    "随机回访：抽了{drawn}件，问到{answered}件，居民改口说没解决的{overturned}件（记虚假办结，重新办），没问到{unreached}件。"
)
COMMITTED = Text("抽签的种子先封存后抽：本月封条 {commitment}")
OPENED = Text("种子已公开，谁都能验：{seed}")

BULLETIN_NUMBER = Text("抽查通报〔{year}〕{number}号")
BULLETIN_LEAD = Text(
    "{month}月居民说解决了的件里抽了{drawn}件，由没经手的人再问。到{day}问到{answered}件，"
    "虚假办结{overturned}件，没问到{unreached}件。"
)
BULLETIN_COLUMNS = ("单位", "抽到", "问到", "虚假办结")
BULLETIN_FALSE = "说办好了，其实没好的"
BULLETIN_NONE = "没有"
BULLETIN_CASE = Text("{title}　{community}")
BULLETIN_PRIVATE = "一件不公开的事"
BULLETIN_BACK = Text("{unit}，重新办了")
BULLETIN_PROOF_TITLE = "怎么抽的，谁都能验"
BULLETIN_COMMITMENT = Text("{day}封存的封条（种子的 SHA-256）：{commitment}")
BULLETIN_SEED = Text("抽完公开的种子：{seed}")
BULLETIN_HOW = Text(
    "每一件的签是 HMAC-SHA256（种子，编号/第几轮）换成 0 到 1 的数，不到 0.0{percent} 的抽中；一个单位一件都没抽中的，"
    "抽签最小的那件。编号在收据里，您自己那件也能算。"
)
BULLETINS = "抽查通报"

register("checks", globals())
