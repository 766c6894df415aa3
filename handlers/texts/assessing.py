"""Words of a unit's year."""

from __future__ import annotations

from handlers.texts.text import Text, register

TITLE = Text("{unit}　{year}年度")
SERVICE = Text(
    "收到{received}件，居民说解决{solved}件，在办{open}件（超期{overdue}件），重新办{reopened}次，剔除{excluded}件。"
)
PROMISES = Text("到期的公开承诺{due}个，按第一次说的日子兑现{kept}个。")
FALSE = Text("抽查回访抽到{drawn}件，问到{answered}件，虚假办结{overturned}件。")
VISITS = Text("走访{visits}次，{homes}户（同一户算一户）。")
HELP = Text("别人请来协办、求助{asked}次，办了{done}次，晚了{late}次。")
NO_BALLOT = "这一年还没有结束了的民意测评。"
FOOT = "只列数，不打分，不排名；每个数都能从件的记录里再数一遍。"

register("assessing", globals())
