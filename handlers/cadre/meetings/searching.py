"""民情 供热 滨海社区 11月: the book of meetings in chat, five items a page; the whole of it is an export."""

from __future__ import annotations

from handlers.cadre.acting import unit_name
from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.signs import PAGE_BEHIND
from handlers.services.meetings import book, searching
from handlers.services.meetings.searching import Found
from handlers.texts import cadre as cadre_texts
from handlers.texts import meetings as texts
from handlers.texts import naming
from models.domain.dates import format_day
from models.domain.working_time import shanghai_day
from models.tables import Commitment

PAGE = 5


def answer(talk: Talk, command: Command) -> str:
    """What fits, newest first."""
    text, page = command.rest.strip(), 1
    said = PAGE_BEHIND.search(text)
    if said is not None:
        text, page = text[: said.start()].strip(), int(said[1])
    if not text:
        return texts.SEARCH_FORM()
    found = searching.search(talk.ctx, talk.posts, talk.account.id, text)
    shown = found[(page - 1) * PAGE : page * PAGE] if page > 0 else []
    if not shown:
        return texts.SEARCH_NOTHING(what=text) if page == 1 else texts.AGENDA_NO_PAGE(page=page, count=len(found))
    left = len(found) - page * PAGE
    return texts.SEARCH(
        what=text,
        count=len(found),
        rows="\n".join(_row(talk, one) for one in shown),
        more=texts.SEARCH_MORE(count=left, what=text, page=page + 1) if left > 0 else "",
    )


def _row(talk: Talk, one: Found) -> str:
    promised = talk.tx.get(Commitment, one.item.commitment_id) if one.item.commitment_id is not None else None
    became = texts.SEARCH_STATE(state=cadre_texts.STATES[one.case.state])
    if promised is not None:
        became = texts.SEARCH_PROMISED(
            measure=promised.measure,
            day=format_day(promised.due_on, shanghai_day(talk.now)),
            unit=unit_name(talk, promised.unit),
            person=promised.person,
            status=texts.SEARCH_STATUS.get(promised.status, ""),
        )
    return texts.SEARCH_ROW(
        day=naming.day(one.meeting.starts_at),
        name=book.name_of(talk.ctx, one.meeting),
        label=naming.label(one.case),
        became=became,
    )
