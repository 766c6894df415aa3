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
from models.domain.publicity import Public, of_office, of_people
from models.domain.working_time import SHANGHAI
from models.tables import AgendaItem, Case, Commitment, Meeting

SHOWN_FOR = timedelta(days=45)
"""Longer than a month, so that the district's last meeting never leaves the board before the next one."""
MOST = 4


@dataclass(frozen=True, slots=True)
class Posted:
    """One meeting on the board."""

    title: Public
    lines: tuple[Public, ...]
    items: tuple[Public, ...]
    foot: Public


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
    lines = [texts.WHEN.public(when=of_office(naming.at(meeting.starts_at, ctx.now)))]
    if meeting.place:
        lines.append(texts.PLACE.public(place=of_office(meeting.place)))
    lines.append(texts.HOST.public(host=of_office(ctx.district.name_of(meeting.host))))
    if meeting.moved_from is not None:
        old = of_office(naming.day(meeting.moved_from))
        lines.append(texts.MOVED.public(old=old, reason=of_people(meeting.moved_why)))
    if meeting.urgent:
        lines.append(texts.URGENT.public(reason=of_people(meeting.reason)))
    day = of_office(f"{format_day(put_up.date())}{put_up:%H:%M}")
    return Posted(
        title=of_office(book.name_of(ctx, meeting)),
        lines=tuple(lines),
        items=tuple(_what(ctx, case) for _, case in shown),
        foot=texts.NOTICE_FOOT.public(
            day=day, days=days, hidden=texts.HIDDEN.public(count=hidden) if hidden else of_office("")
        ),
    )


def _result(ctx: Context, meeting: Meeting, may_show: Callable[[Case], bool]) -> Posted:
    found = book.items(ctx, meeting)
    shown, hidden = _split(ctx, found, may_show)
    lines, short = [], 0
    for item, case in shown:
        promised = ctx.tx.get(Commitment, item.commitment_id) if item.commitment_id is not None else None
        if promised is not None:
            lines.append(
                texts.PROMISED.public(
                    what=_what(ctx, case),
                    measure=of_people(promised.measure),
                    day=of_office(format_day(promised.due_on)),
                    unit=of_office(ctx.district.name_of(promised.unit)),
                    person=of_people(promised.person),
                )
            )
        elif sitting.lacking(ctx, item):
            short += 1
        else:
            lines.append(texts.SETTLED.public(what=_what(ctx, case)))
    whole = len(found) - len(sitting.minutes(ctx, meeting).lacking)
    foot = [texts.RESULT_FOOT.public(count=len(found), whole=whole)]
    if short:
        foot.append(texts.SHORT.public(count=short))
    if hidden:
        foot.append(texts.HIDDEN.public(count=hidden))
    if meeting.urgent:
        foot.append(texts.URGENT.public(reason=of_people(meeting.reason)))
    name, day = of_office(book.name_of(ctx, meeting)), of_office(naming.day(meeting.starts_at))
    title = texts.RESULT_TITLE.public(name=name, day=day)
    return Posted(title=title, lines=(), items=tuple(lines), foot=Public(words.COMMA.join(foot)))


def _split(
    ctx: Context, found: list[AgendaItem], may_show: Callable[[Case], bool]
) -> tuple[list[tuple[AgendaItem, Case]], int]:
    pairs = [(item, case) for item in found if (case := ctx.tx.get(Case, item.case_id)) is not None]
    shown = [(item, case) for item, case in pairs if may_show(case)]
    return shown, len(pairs) - len(shown)


def _what(ctx: Context, case: Case) -> Public:
    known = case.community in ctx.district.units
    where = of_office(ctx.district.name_of(case.community)) if known else texts.SOMEWHERE.public()
    return texts.WHAT.public(title=of_people(case.title), community=where)
