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
