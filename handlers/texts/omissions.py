"""Words about what did not happen: one line each, to who can still act."""

from __future__ import annotations

from handlers.texts.text import Text, register

HEAD = Text("该做没做的{count}项：")
NEW = Text("新：{what}")
STILL = Text("第{days}天：{what}")
MORE = Text('还有{count}项，发"漏项"看。')
KINDS = {
    "nobody": Text("{n}号件{title}超期了，{unit}岗位上没有人"),
    "unheard": Text("{n}号件{title}的单子没送到{unit}（{reason}）"),
    "no_words": Text("{n}号件{title}过了{day}还没给居民回过话"),
    "promise": Text("{n}号件{title}说好{day}，过了没有话"),
    "unreported": Text("{n}号件{title}承诺的{day}过了，没报办成没有"),
    "undecided": Text("{n}号件{title}的{reason}没人定，过期作废了"),
    "unasked": Text("{n}号件{title}没能问到居民（{reason}），请打电话"),
    "unreviewed": Text("{n}号件{title}区复核过了{day}，没有结果"),
    "unchecked": Text("{n}号件{title}抽查回访{day}就该打，还没打"),
    "doubt": Text("{n}号件{title}办了又像没办好，还没定"),
    "adrift": Text("{n}号件{title}没有下一步，没人在盯"),
}
REQUESTS = {
    "extension": "延期申请",
    "pause": "暂停申请",
    "contest": "居民不同意",
    "commitment": "承诺",
    "commitment_move": "承诺改期",
    "statutory": "转法定途径申请",
    "finding": "复核结果",
    "exclusion": "剔除申请",
    "appeal": "居民申诉",
    "objection": "退单",
}
REQUEST = "申请"
REASONS = {
    "never_wrote": "没关注或没说过话",
    "no_account": "没有微信",
    "on_paper": "没有微信",
    "unfollowed": "取消关注了",
    "unsubscribed": "退订了",
    "no_template": "没有可用的模板",
    "template_refused": "模板被退回",
    "window_closed": "48小时窗口关了",
    "quota_used": "能发的条数用完了",
    "no_consent": "没有授权",
    "vacant": "岗位没人绑定",
    "stale": "过时了",
    "unanswered": "没人应",
}
REASON = "没发出去"
LIST = Text("该做没做的{count}项：\n{rows}\n{more}")
LIST_MORE = Text('还有{count}项，发"漏项 {page}"看下一页。')
EMPTY = Text("您名下没有该做没做的。")

register("omissions", globals())
