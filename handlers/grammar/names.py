"""Names of the residents' verbs, for the tables that say what each does."""

from __future__ import annotations

PROGRESS = "进度"
URGE = "催办"
ADD = "补充"
WITHDRAW = "撤回"
RESTORE = "还要办"
RATE = "评价"
HIDE = "匿名"
SHOW = "实名"
ACCUSE = "举报"
LOOKS = "谁看过"
KIN = "家人"
HOUSEHOLD = "户号"
HUMAN = "转人工"
UNSUBSCRIBE = "退订"
SUBSCRIBE = "订阅"
CANCEL = "取消"
HELP = "帮助"

ORDINAL = "第"
"""第7号 begins a case's number."""
