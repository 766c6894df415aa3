"""Words of the 民意专报."""

# ruff: noqa: E501 - sentences
from __future__ import annotations

from handlers.texts.text import Text, register

TITLE = Text("{unit}《民意专报》　{span}")
RECEIVED = Text("收到群众意见{received}条。")
SOLVED = Text("居民确认解决{solved}件：社区层面{community}件，镇（街道）层面{street}件，区级层面{district}件。")
OPEN = Text("还在办{open}件，超期{overdue}件；重新办{reopened}次，其他方式结束{ended_otherwise}件，剔除{excluded}件。")
CLASSES = Text("按类别：{classes}。")
CLASS = Text("{name}{count}")
PROMISES = Text("到期的公开承诺{due}个，兑现{kept}个。")
MEETINGS = Text("开民情分析会：社区{community}次，镇（街道）{street}次，区级{district}次。")
PART = Text(
    "　{unit}：收到{received}，解决{solved}（社区{community}、街道{street}、区级{district}），在办{open}，超期{overdue}"
)
ELSEWHERE = "没有分到下级的"
ADDS_UP = "各项合计和上面对得上。"
DOES_NOT_ADD_UP = "各项合计对不上，请告诉区民情办。"
OTHER_CLASS = "没分类"
SEPARATOR = "、"
SPAN = Text("{first}至{last}")
REPLAYED = Text("{name}：{first}至{last}，{events}条消息，{seconds}秒")

READY = Text(
    "{month}月{unit}：收到{received}件，居民说解决{solved}件（社区{community}、街道{street}、区级{district}），在办{open}，超期{overdue}，重新办{reopened}次。{sums}\n对，回“确认专报”；有疑问，回“专报有误 哪里”。数字不能手改，错了出更正。"
)
READY_ABOVE = Text("和上级合计对得上。")
READY_TOP = Text("各街道加起来对得上。")
CARD_NAME = Text("{month}月民意专报")
CARD = Text("请确认")
NONE_WAITING = Text("现在没有等您确认的专报。什么都没改。")
CONFIRMED = Text("{month}月{unit}专报确认了，已报上级、上公示栏。{more}")
MORE_WAITING = Text("还有{count}份等您确认。")
DOUBTED = Text("记下了，{month}月{unit}专报的疑问转给区民情办查，专报先不确认。数字由件的记录算，错了出更正。")
DOUBT_NEEDS_WORDS = Text("哪里有疑问？例如：专报有误 超期应该是1件。什么都没改。")
TOLD_DOUBT = Text("{unit}对{month}月专报有疑问：{words}。请查件的记录，数字不能手改。")
ERRATUM = Text("更正：{name}由{old}改为{new}")
NAMES = {
    "received": "收到",
    "solved": "解决",
    "ended_otherwise": "其他方式结束",
    "reopened": "重新办",
    "excluded": "剔除",
}
BOARD_TITLE = "民意专报"

register("briefs", globals())
