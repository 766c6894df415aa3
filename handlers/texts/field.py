"""Words on the desk of visits."""

from __future__ import annotations

from handlers.texts.text import Text, register

TITLE = Text("走访")
THIS_MONTH = Text("本月走访")
COVERED = Text("{name}{unit}：{homes}户，访到{visited}户（{percent}%）")
BAR = Text("{visited}/{homes}户，{percent}%")
BUILDING = Text("{name}号楼")
FORUMS = Text("座谈会{count}次，下面是最近{shown}次")
MOVED = Text("{count}条意见移到{n}号了。移错了按“撤销上一步”。")
MEETING = Text("{n}号问题立成{number}，上{day}的会。")
OVER = Text("{n}号问题有结果了，告诉{count}条意见的人。")

register("field", globals())
