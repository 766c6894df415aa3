"""承诺 while a meeting sits: parts that were said are kept with the item until all four are there."""

from __future__ import annotations

from datetime import date

from handlers.context import Talk
from handlers.policies.unit_names import split_unit
from handlers.services.meetings import sitting
from models.domain.commitments import Said
from models.domain.dates import SaidDate, read_date
from models.domain.meetings.parts import part_alone
from models.domain.working_time import shanghai_day
from models.tables import AgendaItem, Case, Meeting


def at_meeting(talk: Talk, case: Case) -> tuple[Meeting, AgendaItem] | None:
    """The item a case is at a meeting the person leads, None outside meetings."""
    return sitting.item_before(talk.ctx, case, talk.posts)


def one_part(talk: Talk, item: AgendaItem, text: str) -> Said | None:
    """承诺 33 责任人 张三: the one part, with what was said of the others before; None for a text of several parts."""
    alone = part_alone(text)
    if alone is None:
        return None
    part, value = alone
    known = _known(talk, item)
    if part == "day":
        day = read_date(value, shanghai_day(talk.now), talk.ctx.calendar)
        return Said(known.measure, day, known.person, known.unit)
    if part == "measure":
        return Said(value, known.day, known.person, known.unit)
    if part == "unit":
        return Said(known.measure, known.day, known.person, value)
    return Said(known.measure, known.day, value, known.unit)


def completed(talk: Talk, item: AgendaItem, said: Said) -> Said:
    """What is said now, with what was said before where it says nothing."""
    known = _known(talk, item)
    return Said(
        said.measure or known.measure, said.day or known.day, said.person or known.person, said.unit or known.unit
    )


def keep(talk: Talk, item: AgendaItem, said: Said, case: Case) -> None:
    """Keep the parts with the item: should nobody complete them, the minutes name what is missing."""
    unit, rest = split_unit(talk.ctx.district, said.unit, case.community or case.unit) if said.unit else ("", "")
    day = said.day.day if said.day is not None else None
    sitting.note(talk.ctx, item, said.measure, day, said.person, unit if not rest else "")


def _known(talk: Talk, item: AgendaItem) -> Said:
    unit = talk.ctx.district.name_of(item.to_unit) if item.to_unit else ""
    return Said(item.measure, _day(talk, item.due_on), item.person, unit)


def _day(talk: Talk, day: date | None) -> SaidDate | None:
    if day is None:
        return None
    return read_date(day.isoformat(), min(shanghai_day(talk.now), day), talk.ctx.calendar)
