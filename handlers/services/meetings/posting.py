"""What the board shows of meetings: the notice three days before, and what was promised at the last ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from handlers.context import Context
from handlers.services.meetings import book, sitting
from handlers.texts import meetings as words
from handlers.texts import meetings_board as texts
from handlers.texts import naming
from models.domain.dates import format_day
from models.domain.working_time import SHANGHAI
from models.tables import AgendaItem, Case, Commitment, Meeting

SHOWN_FOR = timedelta(days=45)
"""Longer than a month, so that the district's last meeting never leaves the board before the next one."""
MOST = 4


@dataclass(frozen=True, slots=True)
class Posted:
    """One meeting on the board."""

    title: str
    lines: tuple[str, ...]
    items: tuple[str, ...]
    foot: str


def notices(ctx: Context, unit: str, may_show: Callable[[Case], bool]) -> tuple[Posted, ...]:
    """Meetings of the unit that are to come and whose notice is out."""
    found = ctx.tx.find(Meeting, unit=unit, status=book.ALIVE, order="starts_at")
    return tuple(_notice(ctx, one, may_show) for one in found if one.noticed_at is not None)[:MOST]


def results(ctx: Context, unit: str, may_show: Callable[[Case], bool]) -> tuple[Posted, ...]:
    """What came of the unit's last meetings; an item without its four parts is counted, not shown."""
    found = ctx.tx.find(Meeting, unit=unit, status="closed", order="-starts_at", limit=MOST)
    recent = [one for one in found if one.closed_at is not None and ctx.now - one.closed_at <= SHOWN_FOR]
    return tuple(_result(ctx, one, may_show) for one in recent)


def _notice(ctx: Context, meeting: Meeting, may_show: Callable[[Case], bool]) -> Posted:
    assert meeting.noticed_at is not None
    shown, hidden = _split(ctx, book.items(ctx, meeting), may_show)
    days = book.rules(ctx.district).notice_days
    put_up = meeting.noticed_at.astimezone(SHANGHAI)
    lines = [texts.WHEN(when=naming.at(meeting.starts_at, ctx.now))]
    if meeting.place:
        lines.append(texts.PLACE(place=meeting.place))
    lines.append(texts.HOST(host=ctx.district.name_of(meeting.host)))
    if meeting.urgent:
        lines.append(texts.URGENT(reason=meeting.reason))
    day = f"{format_day(put_up.date())}{put_up:%H:%M}"
    return Posted(
        title=book.name_of(ctx, meeting),
        lines=tuple(lines),
        items=tuple(_what(ctx, case) for _, case in shown),
        foot=texts.NOTICE_FOOT(day=day, days=days, hidden=texts.HIDDEN(count=hidden) if hidden else ""),
    )


def _result(ctx: Context, meeting: Meeting, may_show: Callable[[Case], bool]) -> Posted:
    found = book.items(ctx, meeting)
    shown, hidden = _split(ctx, found, may_show)
    lines, short = [], 0
    for item, case in shown:
        promised = ctx.tx.get(Commitment, item.commitment_id) if item.commitment_id is not None else None
        if promised is not None:
            lines.append(
                texts.PROMISED(
                    what=_what(ctx, case),
                    measure=promised.measure,
                    day=format_day(promised.due_on),
                    unit=ctx.district.name_of(promised.unit),
                    person=promised.person,
                )
            )
        elif sitting.lacking(ctx, item):
            short += 1
        else:
            lines.append(texts.SETTLED(what=_what(ctx, case)))
    foot = [texts.RESULT_FOOT(count=len(found), whole=len(found) - len(sitting.minutes(ctx, meeting).lacking))]
    if short:
        foot.append(texts.SHORT(count=short))
    if hidden:
        foot.append(texts.HIDDEN(count=hidden))
    if meeting.urgent:
        foot.append(texts.URGENT(reason=meeting.reason))
    title = texts.RESULT_TITLE(name=book.name_of(ctx, meeting), day=naming.day(meeting.starts_at))
    return Posted(title=title, lines=(), items=tuple(lines), foot=words.COMMA.join(foot))


def _split(
    ctx: Context, found: list[AgendaItem], may_show: Callable[[Case], bool]
) -> tuple[list[tuple[AgendaItem, Case]], int]:
    pairs = [(item, case) for item in found if (case := ctx.tx.get(Case, item.case_id)) is not None]
    shown = [(item, case) for item, case in pairs if may_show(case)]
    return shown, len(pairs) - len(shown)


def _what(ctx: Context, case: Case) -> str:
    where = ctx.district.name_of(case.community) if case.community in ctx.district.units else texts.SOMEWHERE()
    return texts.WHAT(title=case.title, community=where)
