"""Words about meetings on the public board."""

from __future__ import annotations

from handlers.texts.text import Text, register

NOTICES = "会议预告"
RESULTS = "会上定的"
WHEN = Text("时间：{when}")
PLACE = Text("地点：{place}")
HOST = Text("主持：{host}")
URGENT = Text("急会，预告不满3天，原因：{reason}")
MOVED = Text("改期：原定{old}，原因：{reason}")
NOTICE_FOOT = Text("{day}公布。会前提前满{days}天公布，按自然日算，放假也算。{hidden}到会前议题还可能增减。")
HIDDEN = Text("另有{count}个议题涉及个人，不公开。")
WHAT = Text("{title}　{community}")
SOMEWHERE = Text("位置没公开")
PROMISED = Text("{what}：{measure}，{day}前，{unit} {person}")
SETTLED = Text("{what}：已办完或按原来的承诺办")
RESULT_TITLE = Text("{name}　{day}")
RESULT_FOOT = Text("{count}个议题，{whole}个定了办法、时间、单位和责任人")
SHORT = Text("{count}个还没定全，定全了再公布")
COUNTED = Text("今年到{day}开了{now}次会，去年同期{before}次{change}。每一级一个周期只开一次，没有议题不开。")
FEWER = Text("，少{percent}%")
MORE = Text("，多{percent}%")
NO_ITEMS = "现在还没有议题"

register("meetings_board", globals())
