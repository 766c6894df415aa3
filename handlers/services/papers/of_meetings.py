"""会议预告 and 会议纪要."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.context import Context
from handlers.services.meetings import book, sitting, telling
from handlers.services.papers import parts
from handlers.texts import meetings as meeting_texts
from handlers.texts import papers as texts
from models.domain.papers import Block, Copies, Heading, Holds, Paper, Paragraph
from models.domain.publicity import Public, of_office, of_people
from models.domain.working_time import shanghai_day
from models.tables import AgendaItem, Case, Commitment, Meeting

Item = tuple[AgendaItem, Case, Holds]


def notice(ctx: Context, code: str) -> Paper | None:
    """The next meeting of a unit whose notice is out."""
    found = [
        one
        for one in ctx.tx.find(Meeting, unit=code, status=book.ALIVE, order="starts_at")
        if one.noticed_at is not None
    ]
    return notice_of(ctx, found[0]) if found else None


def notice_of(ctx: Context, meeting: Meeting) -> Paper:
    """When, where, who, what is talked about, and how to say something to it."""
    name, when = of_office(book.name_of(ctx, meeting)), parts.moment(meeting.starts_at)
    found = _items(ctx, meeting)
    body: list[Block] = [
        Paragraph(texts.NOTICE_LEAD.public(name=name, when=when)),
        Heading(texts.NOTICE_BASICS),
        Paragraph(_where(ctx, meeting, when)),
    ]
    days = book.rules(ctx.district).notice_days
    if meeting.urgent:
        body.append(Paragraph(texts.NOTICE_URGENT.public(days=days, reason=of_people(meeting.reason))))
    body.append(Heading(texts.NOTICE_ITEMS))
    for item, case, holds in found:
        said = texts.NOTICE_ITEM.public(what=parts.what(ctx, case), unit=parts.unit(ctx, item.unit))
        body.append(Heading(said, 3, holds))
    body += parts.hidden(sum(holds != "open" for *_, holds in found))
    listed = telling.attendees(ctx, meeting, [item for item, *_ in found])
    if listed:
        body += [Heading(texts.NOTICE_UNITS), Paragraph(texts.UNITS.public(units=parts.units(ctx, listed)))]
    body += [
        Heading(texts.NOTICE_HOW),
        Paragraph(texts.NOTICE_SPEAK.public(service=parts.service(ctx), hotline=parts.hotline(ctx))),
        Paragraph(texts.NOTICE_FOOT.public(days=days)),
    ]
    return Paper(
        kind="notice",
        style="notice",
        title=texts.NOTICE_TITLE.public(name=name),
        issuer=parts.whole_name(ctx, meeting.unit),
        dated=shanghai_day(meeting.noticed_at or ctx.now),
        body=tuple(body),
    )


def minutes(ctx: Context, code: str) -> Paper | None:
    """The last meeting of a unit that was held."""
    found = ctx.tx.find(Meeting, unit=code, status="closed", order="-starts_at", limit=1)
    return minutes_of(ctx, found[0]) if found else None


def minutes_of(ctx: Context, meeting: Meeting) -> Paper:
    """What was decided: measure, date, unit and person of each item; what is not whole is named."""
    name = of_office(book.name_of(ctx, meeting))
    held = shanghai_day(meeting.opened_at or meeting.starts_at)
    found = _items(ctx, meeting)
    invited = _invited(ctx, meeting)
    body: list[Block] = [Paragraph(_basics(ctx, meeting, name, len(found)))]
    if invited:
        body.append(Paragraph(texts.MINUTES_INVITED.public(units=parts.units(ctx, invited))))
    body += _drafts(ctx, meeting, found)
    decided, lacking, running = _sorted(ctx, found)
    body.append(Heading(texts.MINUTES_DECIDED))
    body += [line for one in decided for line in _decided(ctx, one)] or [Paragraph(texts.NONE)]
    if running:
        body.append(Heading(texts.MINUTES_RUNNING))
        body += [Heading(parts.what(ctx, case), 3, holds) for _, case, holds in running]
    if lacking:
        body.append(Heading(texts.MINUTES_OPEN))
        body += [line for one in lacking for line in _lacks(ctx, one)]
    body += parts.hidden(sum(holds != "open" for *_, holds in found))
    year = [
        one
        for one in ctx.tx.find(Meeting, unit=meeting.unit, status="closed", order="starts_at")
        if shanghai_day(one.opened_at or one.starts_at).year == held.year
    ]
    ordinal = next((at for at, one in enumerate(year, start=1) if one.id == meeting.id), 1)
    return Paper(
        kind="minutes",
        style="minutes",
        masthead=texts.MINUTES_MASTHEAD.public(name=name),
        number=texts.ISSUE_OF_YEAR.public(year=held.year, number=ordinal),
        title=texts.MINUTES_TITLE.public(name=name, day=parts.full_day(held)),
        issuer=parts.whole_name(ctx, meeting.unit),
        dated=shanghai_day(meeting.closed_at or ctx.now),
        body=tuple(body),
        copies=(Copies(texts.COPY, parts.units(ctx, invited)),) if invited else (),
    )


def _items(ctx: Context, meeting: Meeting) -> list[Item]:
    found = []
    for item in book.items(ctx, meeting):
        case = ctx.tx.get(Case, item.case_id)
        holds = parts.holds(ctx, case) if case is not None else None
        if case is not None and holds is not None:
            found.append((item, case, holds))
    return found


def _where(ctx: Context, meeting: Meeting, when: Public) -> Public:
    host = parts.unit(ctx, meeting.host)
    if not meeting.place:
        return texts.NOTICE_WHERE_OPEN.public(when=when, host=host)
    return texts.NOTICE_WHERE.public(when=when, place=of_office(meeting.place), host=host)


def _basics(ctx: Context, meeting: Meeting, name: Public, count: int) -> Public:
    when, host = parts.day(meeting.opened_at or meeting.starts_at), parts.unit(ctx, meeting.host)
    if not meeting.place:
        return texts.MINUTES_BASICS_OPEN.public(when=when, name=name, host=host, count=count)
    place = of_office(meeting.place)
    return texts.MINUTES_BASICS.public(when=when, name=name, place=place, host=host, count=count)


def _invited(ctx: Context, meeting: Meeting) -> list[str]:
    """Units that were told to come, in the order in which they were told."""
    told: list[str] = []
    for row in book.history(ctx, meeting):
        if row.kind == "invited":
            told += [*row.data.get("drafts", ()), *row.data.get("attend", ())]
    return [code for code in dict.fromkeys(told) if code in ctx.district.units]


def _drafts(ctx: Context, meeting: Meeting, found: Sequence[Item]) -> list[Block]:
    owing = [(item, case) for item, case, _ in found if item.unit not in {meeting.unit, ctx.district.root}]
    if not owing:
        return []
    missing = [item for item, _ in owing if item.draft_id is None]
    given = len(owing) - len(missing)
    if not missing:
        return [Paragraph(texts.MINUTES_DRAFTS_ALL.public(given=given))]
    named = parts.units(ctx, dict.fromkeys(item.unit for item in missing))
    return [Paragraph(texts.MINUTES_DRAFTS.public(given=given, missing=len(missing), units=named), "private")]


def _sorted(ctx: Context, found: Sequence[Item]) -> tuple[list[Item], list[Item], list[Item]]:
    decided: list[Item] = []
    lacking: list[Item] = []
    running: list[Item] = []
    for one in found:
        kind = decided if one[0].commitment_id is not None else lacking if sitting.lacking(ctx, one[0]) else running
        kind.append(one)
    return decided, lacking, running


def _decided(ctx: Context, one: Item) -> list[Block]:
    item, case, holds = one
    promised = ctx.tx.get(Commitment, item.commitment_id) if item.commitment_id is not None else None
    if promised is None:
        return []
    said = texts.MINUTES_PARTS.public(
        measure=of_people(promised.measure),
        day=parts.day(promised.first_on),
        unit=parts.unit(ctx, promised.unit),
        person=parts.person(promised.person),
    )
    return _entry(ctx, case, holds, said)


def _lacks(ctx: Context, one: Item) -> list[Block]:
    item, case, holds = one
    named = texts.SEPARATOR.join(meeting_texts.PARTS[part] for part in sitting.lacking(ctx, item))
    return _entry(ctx, case, holds, texts.MINUTES_LACKS.public(parts=Public(named)))


def _entry(ctx: Context, case: Case, holds: Holds, said: Public) -> list[Block]:
    numbered = Paragraph(texts.MINUTES_NUMBER.public(number=parts.number(case)), "number")
    return [Heading(parts.what(ctx, case), 3, holds), Paragraph(said, holds), numbered]
