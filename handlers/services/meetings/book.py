"""What every part of a meeting looks up: the district's rules, its items, what was recorded of it."""

from __future__ import annotations

from typing import Any, Literal, cast

from handlers.context import Context
from handlers.policies.chairing import rules
from models.domain.meetings.agenda import MeetingLevel
from models.domain.meetings.settings import Rule
from models.tables import AgendaItem, Meeting, MeetingRecord

__all__ = ["ALIVE", "Stage", "history", "items", "name_of", "rule_of", "rules", "write"]

Stage = Literal["before", "during", "after"]
ALIVE = ("planned", "open")
"""Status of a meeting that is still to be held or is being held."""


def rule_of(ctx: Context, meeting: Meeting) -> Rule | None:
    """How meetings of this level are held, None once the district has given them up."""
    return rules(ctx.district).rules.get(cast("MeetingLevel", meeting.level))


def name_of(ctx: Context, meeting: Meeting) -> str:
    """滨海社区民情分析会"""
    rule = rule_of(ctx, meeting)
    name = rule.name if rule is not None else ""
    own = ctx.district.name_of(meeting.unit) if meeting.unit != ctx.district.root else ctx.district.name
    return name if meeting.unit == ctx.district.root and own[-1:] == name[:1] else own + name


def items(ctx: Context, meeting: Meeting) -> list[AgendaItem]:
    """What is on the agenda now, in its order."""
    found = ctx.tx.find(AgendaItem, meeting_id=meeting.id, dropped_at=None, order="id")
    return sorted(found, key=lambda one: (_RANK.get(one.why, len(_RANK)), one.id))


_RANK = {why: at for at, why in enumerate(("raised", "overdue", "promise", "due", "many", "old", "open", "added"))}


def write(
    ctx: Context,
    meeting: Meeting,
    stage: Stage,
    kind: str,
    *,
    post: str = "",
    case_id: int | None = None,
    **data: Any,
) -> None:
    """One line of the meeting's book."""
    ctx.tx.insert(
        MeetingRecord, meeting_id=meeting.id, case_id=case_id, stage=stage, kind=kind, at=ctx.now, post=post, data=data
    )


def history(ctx: Context, meeting: Meeting) -> list[MeetingRecord]:
    """The meeting's book, oldest first."""
    return ctx.tx.find(MeetingRecord, meeting_id=meeting.id, order="at")
