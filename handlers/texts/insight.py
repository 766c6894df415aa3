"""Words of the demo's panel: what the service did, on which rung a letter went, and why not on another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

RESIDENT = "居民"
CLOCK = "到点自动"

EVENTS: Mapping[str, str] = {
    "file": "立案派单",
    "file_unrouted": "立案，待派单",
    "assign": "派单",
    "accept": "签收",
    "progress": "先回一声",
    "answer": "答复",
    "finish": "报办结",
    "take_back": "撤回办结",
    "undo": "撤销上一步",
    "object": "申请退单",
    "uphold": "同意退单",
    "reject": "不同意退单",
    "transfer": "转办",
    "raise": "上报",
    "ask_extension": "申请延期",
    "grant_extension": "同意延期",
    "refuse_extension": "不同意延期",
    "coming": "值班员正赶去",
    "limit_passed": "超时，升一级",
    "solved": "居民说解决了",
    "acknowledged": "居民说说清楚了",
    "unsolved": "居民说没解决，重新办",
    "partial": "居民说没全好，接着办",
    "silence": "没等到回话，按未确认收",
    "reopen": "又坏了，接着办",
    "withdraw": "居民撤回",
    "self_solved": "居民说自己修好了",
    "restore": "恢复办理",
    "merge": "并入别的件",
    "split": "拆分，单独办",
    "supervise": "督办",
    "whistle": "吹哨请协办",
    "report_in": "协办单位应了",
    "finish_part": "协办单位报完",
    "call_off": "不用协办了",
    "help_late": "协办没按时",
    "lift": "解除督办",
    "supervision_overdue": "督办过期",
}
RUNGS: Mapping[str, str] = {
    "passive": "当面回",
    "kefu": "客服消息",
    "template": "模板卡片",
    "subscribe": "订阅消息",
    "held": "留到下次说话",
    "phone": "转电话名单",
}
RESULTS: Mapping[str, str] = {
    "sent": "发出",
    "delivered": "送到",
    "refused": "被微信退回",
    "skipped": "没走这条路",
    "unknown": "没等到回音",
}
REASONS: Mapping[str, str] = {
    "not_for_this_push": "这种消息不走这条路",
    "no_reply_open": "对方没在说话",
    "unfollowed": "取消关注了",
    "unsubscribed": "退订了",
    "never_wrote": "对方没写过话",
    "window_closed": "48小时窗口已关",
    "quota_used": "窗口里5条用完了",
    "slot_reserved": "留一条给结果和回访",
    "no_template": "没有可用模板",
    "template_refused": "模板被退回",
    "no_consent": "没有订阅授权",
    "no_phone": "没有电话",
    "vacant": "岗位还没有人绑定",
    "moved_on": "事情已经往前走了",
    "stale": "过时了，不再说",
    "lease_lost": "发送中断过",
}
LETTERS: Mapping[str, str] = {
    "order": "新单",
    "told": "告知",
    "triage": "请派单",
    "reminder": "到期提醒",
    "overdue": "超期通知",
    "unsigned": "没签收",
    "climbed": "提级通知",
    "reopened": "重办通知",
    "demoted": "改协办",
    "urge": "催办",
    "emergency": "紧急通知",
    "alarm": "告警",
    "accepted": "接单了",
    "progress": "办理进展",
    "result": "办理结果",
    "poll": "回访",
    "apology": "超期致歉",
    "climbed_to": "换到上一级",
    "unit_changed": "换单位",
    "extended": "改期",
    "dispatched": "派给谁了",
    "draft_nudge": "还没报上去",
    "draft_filed": "替您报了",
    "digest": "早上一条",
    "supervised": "督办通知",
    "leave_asked": "请人替班",
    "leave_answered": "替班答复",
    "standing_in": "今天替班",
    "leave_over": "替班结束",
    "leave_back": "回岗",
    "called_in": "吹哨通知",
    "help_late": "协办没按时",
    "help_done": "协办报完",
    "supervision_due": "督办提醒",
    "unsupervised": "督办解除",
    "leader_card": "领导周卡",
    "unlinked": "没有领导联系的社区",
}
TIMERS: Mapping[tuple[str, str], str] = {
    ("draft", "nudge"): "提醒居民确认",
    ("draft", "auto"): "草稿自动报上去",
    ("case", "triage"): "派单时限",
    ("case", "poll"): "回访",
    ("case", "promise"): "问一声说好的事",
    ("assignment", "sign"): "签收时限",
    ("assignment", "words"): "首次回话时限",
    ("assignment", "due"): "到期",
    ("request", "decide"): "审批时限",
    ("question", "expire"): "问题过期",
    ("service", "digest"): "早上一条",
    ("supervision", "due"): "督办到期",
    ("leave", "start"): "替班开始",
    ("leave", "end"): "请假结束",
    ("help", "sign"): "协办应一声的时限",
    ("help", "due"): "协办报完的时限",
    ("help", "remind"): "协办提醒",
    ("service", "leaders"): "领导周卡",
}
STAGES: Mapping[str, str] = {
    "overdue": "记超期",
    "climb": "升一级",
    "twice": "第二次",
    "ask1": "第一次问",
    "ask2": "再问一次",
    "ask3": "最后一次问",
    "close": "收案",
}


def event(kind: str) -> str:
    """What happened to a case."""
    return EVENTS.get(kind, kind)


def facts(data: Mapping[str, Any]) -> str:
    """The facts of an event in one line."""
    return "，".join(f"{name} {value}" for name, value in data.items() if value not in ("", None))


def attempt(kind: str, rung: str, result: str) -> str:
    """What became of a letter on a rung."""
    return f"{LETTERS.get(kind, kind)}：{RUNGS.get(rung, rung)}{RESULTS.get(result, result)}"


def reason(code: str) -> str:
    """Why a rung was not taken."""
    return REASONS.get(code, code)


def planned(subject: str, kind: str, stage: str) -> str:
    """What time will do."""
    name = TIMERS.get((subject, kind), kind)
    return f"{name}（{STAGES.get(stage, stage)}）" if stage else name
