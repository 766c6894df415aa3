"""The platform's own words that people see on their phones, and titles of the approved templates."""

from __future__ import annotations

from collections.abc import Mapping

FAULT_NOTICE = "该公众号提供的服务出现故障，请稍后再试"
"""Shown when no delivery was answered or the answer cannot be used."""
FOLLOWED_NOTICE = "你已关注该服务号"
UNFOLLOWED_NOTICE = "你已取消关注，不再收到消息"
UNREADABLE_TEXT = "【收到不支持的消息类型，暂无法显示】"
"""What the callback carries instead of a custom sticker or a file."""
CHOOSE_ACCOUNT = "用哪个微信号打开"
DEFAULT_TITLE = "服务通知"
ACCOUNT_NAME = "民情直通"

TEMPLATE_TITLES: Mapping[str, str] = {
    "T01": "新工单通知",
    "T02": "工单到期通知",
    "T03": "工单提级通知",
    "T04": "受理进度通知",
    "T05": "办理结果通知",
    "T06": "服务评价通知",
    "T07": "办理时间变更通知",
    "T08": "紧急事件通知",
    "T09": "承诺到期通知",
    "T10": "会议通知",
    "T11": "任务安排通知",
    "T12": "待办事项通知",
}
"""Title of the approved template for each template role."""

STARRED = "星标组"
"""The tag that every account has from the beginning."""
