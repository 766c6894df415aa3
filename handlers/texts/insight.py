"""Words of the demo's panel: what the service did, on which rung a letter went, and why not on another."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handlers.texts import cadre, votes

RESIDENT = "居民"
CLOCK = "到点自动"

EVENTS: Mapping[str, str] = {
    **cadre.EVENTS,
    "file": "立案派单",
    "file_unrouted": "立案，待派单",
    "progress": "先回一声",
    "object": "申请退单",
    "coming": "值班员正赶去",
    "limit_passed": "超时，升一级",
    "vote": "居民回答了",
    "satisfied": "居民说满意不满意",
    "partial": "居民说没全好，接着办",
    "silence": "没等到回话，按未确认收",
    "postponed": "居民说过几天再问",
    "discard": "草稿不要了",
    "assigned": "换到这个单位手上",
    "overdue": "到期没办好，记下",
    "top_overdue": "到最上一级还没办好",
    "undone": "撤销上一步",
    "corrected": "更正了居民听到的话",
    "called": "打过电话",
    "joined": "又一户一起跟着",
    "repeated": "同一个人又说了一次",
    "repeats": "和以前的件说的是同一件事",
    "follows": "接着以前的件",
    "took_in": "并进来一件",
    "let_go": "分出去一件",
    "split_from": "从别的件里分出来",
    "voice_split": "一户单独办",
    "voice_left": "一户退出",
    "still_no": "还是说没解决",
    "kin_joined": "家里人扫码加进来",
    "copied": "抄送上一级",
    "unlisted": "居民要求不公示",
    "anonymous": "居民改了匿名",
    "supplement": "居民补充",
    "media": "居民补了照片",
    "urged": "居民催办",
    "ruled": "记下派单规则",
    "phone_left": "居民留了电话",
    "promise_kept": "居民说：说好的办了",
    "promise_missed": "居民说：说好的没办",
    "doubted": "居民说不对",
    "meeting_begun": "上会",
    "meeting_draft": "写了拟办",
    "put_right": "更正了",
    "spot_checked": "抽查问过",
    "spot_tried": "抽查没打通",
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
    "written_down": "已经写在别处",
    "has_it": "对方已经知道",
    "signed": "已经签收了",
    "answered": "已经回答了",
    "decided": "已经定了",
    "unanswered": "由不办这件事的人打",
    "no_answer": "没等到微信的回答",
    "withdrawn": "撤回了",
    "vote_changed": "居民改了说法",
    "undone": "撤销了",
    "overdue": "已经到期，说超期的事",
    "merged": "并到别的件了",
    "closed": "已经收了",
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
    "arbitration": "请裁定",
    "arbitrated": "裁定结果",
    "first_told": "告诉首接",
    "help_done": "协办报完",
    "supervision_due": "督办提醒",
    "unsupervised": "督办解除",
    "leader_card": "领导周卡",
    "brief_ready": "民意专报好了",
    "brief_doubted": "有人说专报有误",
    "unlinked": "没有领导联系的社区",
    "handed_down": "交下来的单",
    "transferred": "转来的单",
    "urge_head": "催办告到领导",
    "supplement": "居民补充",
    "media": "居民补的照片",
    "vote_result": "居民的结果",
    "withdrawn": "居民撤回",
    "withdrawn_filed": "替报的撤回了",
    "left": "居民取消关注",
    "objection": "退单待定",
    "objection_granted": "退单同意",
    "objection_refused": "退单没同意",
    "extension": "延期待定",
    "extension_granted": "延期同意",
    "extension_refused": "延期没同意",
    "commitment": "承诺待定",
    "commitment_move": "承诺改期待定",
    "commitment_confirmed": "承诺同意",
    "commitment_refused": "承诺没同意",
    "commitment_due": "承诺提醒",
    "commitment_made": "公开承诺",
    "commitment_moved": "承诺改期",
    "commitment_part": "兑现一部分",
    "commitment_missed": "承诺没兑现",
    "pause": "暂停待定",
    "pause_approved": "暂停同意",
    "pause_refused": "暂停没同意",
    "contest": "居民不同意暂停",
    "paused": "先停一停",
    "pause_stands": "还要停",
    "resumed": "接着办",
    "resumed_early": "提前接着办",
    "date_contested": "居民不同意延期",
    "statutory": "法定途径待定",
    "statutory_agreed": "法定途径同意",
    "statutory_refused": "法定途径没同意",
    "statutory_closed": "转法定途径",
    "called_off": "不用协办了",
    "help_heard": "协办应了",
    "help_due": "协办提醒",
    "help_late": "协办没按时",
    "promise_missed": "居民说说好的没办",
    "promise_kept": "居民说说好的办了",
    "promise_check": "问说好的事",
    "danger": "问还有没有危险",
    "dispatch_late": "派单晚了",
    "desk_reply": "区民情办回话",
    "copied_above": "抄送上一级",
    "joined": "又一户",
    "merged": "合在一起办",
    "merged_away": "并到别处",
    "split": "分开办",
    "photo_nudge": "照片还没说是什么事",
    "transcript": "语音听完了",
    "praise": "表扬",
    "not_done": "没做成的那一步",
    "voice_waiting": "有语音要听",
    "late_answer": "晚到的答复",
    "spot_due": "抽查电话要打",
    "spot_question": "抽查问一句",
    "review": "请区里复核",
    "review_due": "复核提醒",
    "finding": "复核意见待定",
    "finding_agreed": "复核意见同意",
    "finding_refused": "复核意见没同意",
    "plan_given": "复核定了列计划",
    "reviewed": "复核结果",
    "review_result": "复核结果",
    "reviewed_redo": "复核定了重新办",
    "review_apology": "复核致歉",
    "media_lost": "照片没取到",
    "exclusion": "剔除待定",
    "excluded_agreed": "剔除同意",
    "exclusion_refused": "剔除没同意",
    "excluded": "不计入考核",
    "appeal": "申诉待定",
    "appeal_upheld": "申诉同意",
    "appeal_rejected": "申诉没同意",
    "posting_objected": "居民不同意公示",
    "meeting_called": "叫去开会",
    "meeting_missed": "没到会",
    "host_swapped": "换主持",
    "ballot_reminder": "测评提醒",
    "ballot_news": "民意测评",
    "visits_owed": "走访还没够",
    "visit_asked": "问一声来过没有",
    "opinion_told": "说的话有结果了",
    "heard_told": "请转告走访的户",
    "topics_proposed": "归出的问题待看",
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
    ("assignment", "promise"): "答应居民的日期",
    ("commitment", "due"): "承诺到期",
    ("pause", "resume"): "停到今天，接着办",
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
    ("case", "review"): "区里复核到期",
    ("spot_check", "call"): "抽查电话",
    ("spot_check", "over"): "抽查收尾",
    ("service", "night"): "夜里的活",
    ("service", "meetings"): "安排民情分析会",
    ("service", "briefs"): "出民意专报",
    ("service", "ballots"): "民意测评开始",
    ("ballot", "close"): "民意测评结束",
    ("meeting", "invite"): "通知开会",
    ("meeting", "notice"): "会前公示",
    ("meeting", "remind"): "会前提醒",
    ("meeting", "over"): "会该开完了",
    ("meeting", "close"): "会议收尾",
    ("service", "visits"): "走访提醒",
}
STAGES: Mapping[str, str] = {
    "overdue": "记超期",
    "climb": "升一级",
    "twice": "第二次",
    "ask1": "第一次问",
    "ask2": "再问一次",
    "ask3": "最后一次问",
    "close": "收案",
    "T": "当天提醒",
    "again": "再来一次",
    "urgent": "急件",
    "restored": "接着定",
    "late": "还没定",
    "daily": "天天提醒",
    "miss": "没兑现，升一级",
}
BEFORE = "提前{days}天提醒"
_BEFORE = re.compile(r"T-(\d+)")


def event(kind: str) -> str:
    """What happened to a case."""
    return EVENTS.get(kind, kind)


def moved(before: str, after: str) -> str:
    """From which state to which, `` when it stayed."""
    states = cadre.STATES
    return MOVED.format(before=states[before], after=states[after]) if before != after and after in states else ""


ANSWERS: Mapping[str, str] = {
    "solved": votes.LABELS["solved"],
    "unsolved": votes.LABELS["unsolved"],
    "partly": votes.LABELS["partial"],
    "yes": votes.LABELS["satisfied"],
    "fair": votes.LABELS["fair"],
    "no": votes.LABELS["unsatisfied"],
}
"""As votes are stored."""
MOVED = "{before} → {after}"
GIVEN_TO = "交给{unit}"
UNTIL = "到{day}"
QUOTED = "“{words}”"


def attempt(kind: str, rung: str, result: str) -> str:
    """What became of a letter on a rung."""
    became = "" if (rung, result) == ("phone", "skipped") else RESULTS.get(result, result)
    return f"{LETTERS.get(kind, kind)}：{RUNGS.get(rung, rung)}{became}"


def reason(code: str) -> str:
    """Why a rung was not taken."""
    return REASONS.get(code, code)


def planned(subject: str, kind: str, stage: str) -> str:
    """What time will do; a stage that is only a date says nothing more."""
    name = TIMERS.get((subject, kind), kind)
    before = _BEFORE.fullmatch(stage)
    said = BEFORE.format(days=before[1]) if before else STAGES.get(stage.partition(":")[0], "")
    return f"{name}（{said}）" if said else name
