"""The verb of an act, for errors that only know the act."""

from __future__ import annotations

from collections.abc import Mapping

VERB_OF_ACT: Mapping[str, str] = {
    "accept": "签收",
    "progress": "进展",
    "answer": "答复",
    "finish": "办结",
    "object": "退单",
    "transfer": "转办",
    "raise": "上报",
    "ask_extension": "延期",
    "ask_pause": "暂停",
    "grant_pause": "同意",
    "refuse_pause": "驳回",
    "uphold_pause": "驳回",
    "resume": "恢复",
    "propose": "承诺",
    "commit": "同意",
    "move_date": "同意",
    "refuse_commitment": "驳回",
    "keep": "兑现",
    "keep_part": "兑现",
    "ask_statutory": "办结",
    "grant_statutory": "同意",
    "refuse_statutory": "驳回",
    "uphold": "同意",
    "grant_extension": "同意",
    "reject": "驳回",
    "refuse_extension": "驳回",
    "assign": "派单",
    "transcribe": "转写",
    "look": "查看",
    "call": "回访",
    "remark": "备注",
    "ask_filer": "问",
    "merge": "合并",
    "split": "拆分",
    "undo": "撤销",
    "take_back": "撤销",
}
