"""What our template messages say: the twelve roles, their fields and the closed list of states.

The titles and key suffixes of a real account differ; the district file maps each role to an approved template
(`TemplateSetting`). The roles are ours and stable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from models.domain.district import TemplateSetting

KeywordType = Literal["thing", "character_string", "time", "phrase", "name"]
Audience = Literal["cadre", "resident"]

PHRASES = frozenset(
    {
        *("一般", "加急", "紧急"),
        *("待签收", "办理中", "待确认", "已办结", "重新办", "已提级", "已超期", "已延期", "承诺期", "待到岗"),
    }
)
"""The only values a `phrase` keyword may take: at most five Chinese characters, or WeChat refuses with 47003."""

SEE_DETAIL = "见详情"
"""Stands where a `thing` would be empty; the card opens the page that says it all."""


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One line of a card: our name for it and the keyword type it needs."""

    name: str
    type: KeywordType


@dataclass(frozen=True, slots=True)
class TemplateRole:
    """One kind of card: what it is for, who gets it, its lines in order."""

    code: str
    title: str
    """The title to look for in the account's category library."""
    audiences: frozenset[Audience]
    fields: tuple[TemplateField, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


def _role(code: str, title: str, audiences: tuple[Audience, ...], *fields: tuple[str, KeywordType]) -> TemplateRole:
    return TemplateRole(code, title, frozenset(audiences), tuple(TemplateField(*field) for field in fields))


_CADRE: tuple[Audience, ...] = ("cadre",)
_RESIDENT: tuple[Audience, ...] = ("resident",)
_NUMBER: KeywordType = "character_string"

_ROLES = (
    _role(
        "T01", "新工单通知", _CADRE,
        ("工单编号", _NUMBER), ("事项", "thing"), ("地点", "thing"), ("截止时间", "time"), ("紧急程度", "phrase"),
    ),
    _role(
        "T02", "工单到期通知", _CADRE,
        ("工单编号", _NUMBER), ("提醒事项", "thing"), ("事项", "thing"), ("截止时间", "time"),
    ),
    _role(
        "T03", "工单提级通知", _CADRE,
        ("工单编号", _NUMBER), ("提级原因", "thing"), ("事项", "thing"), ("截止时间", "time"), ("当前状态", "phrase"),
    ),
    _role(
        "T04", "受理进度通知", _RESIDENT,
        ("受理编号", _NUMBER), ("事项", "thing"), ("办理单位", "thing"), ("当前状态", "phrase"),
    ),
    _role(
        "T05", "办理结果通知", _RESIDENT,
        ("受理编号", _NUMBER), ("事项", "thing"), ("办理结果", "thing"), ("办理单位", "thing"), ("办理时间", "time"),
    ),
    _role(
        "T06", "服务评价通知", _RESIDENT,
        ("受理编号", _NUMBER), ("事项", "thing"), ("请您回答", "thing"), ("截止时间", "time"),
    ),
    _role(
        "T07", "办理时间变更通知", _RESIDENT,
        ("受理编号", _NUMBER), ("事项", "thing"), ("变更原因", "thing"), ("原定时间", "time"), ("新的时间", "time"),
    ),
    _role(
        "T08", "紧急事件通知", _CADRE,
        ("事件编号", _NUMBER), ("事件", "thing"), ("地点", "thing"), ("上报时间", "time"), ("紧急程度", "phrase"),
    ),
    _role(
        "T09", "承诺到期通知", _CADRE,
        ("编号", _NUMBER), ("承诺事项", "thing"), ("责任人", "name"), ("到期时间", "time"), ("当前状态", "phrase"),
    ),
    _role(
        "T10", "会议通知", _CADRE,
        ("会议名称", "thing"), ("会议时间", "time"), ("会议地点", "thing"), ("您的任务", "thing"),
    ),
    _role(
        "T11", "任务安排通知", _CADRE,
        ("任务", "thing"), ("时间", "time"), ("地点", "thing"), ("状态", "phrase"),
    ),
    _role(
        "T12", "待办事项通知", ("cadre", "resident"),
        ("待办名称", "thing"), ("待办内容", "thing"), ("截止时间", "time"),
    ),
)  # fmt: skip

TEMPLATE_ROLES: Mapping[str, TemplateRole] = MappingProxyType({role.code: role for role in _ROLES})


def find_mismatches(setting: TemplateSetting) -> tuple[str, ...]:
    """Fields of a setting that its role does not know, in the order they are set; all of them for an unknown role.

    A template may leave out fields of its role (an approved one rarely has all) but cannot ask for others.
    """
    role = TEMPLATE_ROLES.get(setting.role)
    known = role.names if role else ()
    return tuple(name for name in setting.fields if name not in known)
