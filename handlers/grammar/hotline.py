"""Columns of the files that go to and come from another hotline (12345), by every name they are known under."""

from __future__ import annotations

from collections.abc import Mapping

READ: Mapping[str, tuple[str, ...]] = {
    "ref": ("工单编号", "工单号", "热线编号", "编号", "ref", "number"),
    "text": ("诉求内容", "问题描述", "内容", "工单内容", "text", "detail"),
    "title": ("标题", "工单标题", "title"),
    "place": ("诉求地址", "事发地址", "地址", "place", "address"),
    "phone": ("来电号码", "联系电话", "电话", "phone"),
    "unit": ("承办单位", "转办单位", "unit"),
}
"""What an order is read from; `ref` and `text` must be there."""
NEEDED = ("ref", "text")

RESULT: Mapping[str, str] = {
    "ref": "工单编号",
    "number": "民情编号",
    "state": "状态",
    "unit": "承办单位",
    "dispatched": "派单时间",
    "due": "最晚时间",
    "done": "办结时间",
    "result": "办理结果",
    "solved": "是否解决",
    "satisfied": "是否满意",
    "rounds": "办理轮次",
}
"""The result file's columns, in their order."""
STATES: Mapping[str, str] = {
    "triage": "待派单",
    "dispatched": "待签收",
    "working": "办理中",
    "objected": "退单待审",
    "paused": "已暂停",
    "planned": "承诺期",
    "confirming": "待回访",
    "review": "区复核",
    "closed": "已办结",
    "merged": "已并案",
    "withdrawn": "已撤回",
}
SOLVED: Mapping[str, str] = {"solved": "是", "unsolved": "否", "partly": "没全好", "": "未答"}
SATISFIED: Mapping[str, str] = {"yes": "满意", "fair": "一般", "no": "不满意", "": "未答"}
REF_LONGEST = 64
