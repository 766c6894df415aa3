"""Looking something up in the 民情数据库: by matter, place, period and word, as far as the asking posts may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.context import Context
from handlers.policies.permissions import is_barred, is_confidential
from handlers.policies.unit_names import split_unit
from handlers.services.meetings import access
from handlers.services.meetings.database import Wanted
from models.domain.district import Post
from models.domain.errors import Ambiguous
from models.domain.meetings.searching import read_span
from models.domain.working_time import shanghai_day
from models.tables import AgendaItem, Case, Commitment, Meeting, Statement


@dataclass(frozen=True, slots=True)
class Found:
    """One item of one meeting."""

    meeting: Meeting
    item: AgendaItem
    case: Case


def read(ctx: Context, text: str) -> tuple[Wanted, tuple[str, ...]]:
    """What a line asks for: words that name a matter, a unit or a period narrow it, all others must occur."""
    category = place = ""
    first = last = None
    words: list[str] = []
    groups = {code.partition("/")[0] for code in ctx.district.categories}
    titles = {one.title: code for code, one in ctx.district.categories.items()}
    for word in text.split():
        span = read_span(word, shanghai_day(ctx.now))
        unit = _unit(ctx, word)
        if span is not None:
            first, last = span.first, span.last
        elif word in groups or word in ctx.district.categories or word in titles:
            category = titles.get(word, word)
        elif unit:
            place = unit
        else:
            words.append(word)
    return Wanted(category, place, first, last), tuple(words)


def search(ctx: Context, posts: Sequence[Post], account_id: str, text: str) -> list[Found]:
    """Items that fit, the newest meeting first; what the person may not read on an agenda he does not find here."""
    wanted, words = read(ctx, text)
    units = {post.unit for post in posts}
    found = []
    for meeting in ctx.tx.find(Meeting, order="-starts_at"):
        how = access.sight(ctx, meeting, posts)
        if not how or meeting.opened_at is None:
            continue  # what is still to be talked about is an agenda
        for item in ctx.tx.find(AgendaItem, meeting_id=meeting.id, dropped_at=None, order="id"):
            case = ctx.tx.get(Case, item.case_id)
            if case is None or is_confidential(case) or is_barred(ctx, case, account_id):
                continue
            if how == "own" and not units & access.concerned(item, case):
                continue
            if wanted.fits(ctx.district, meeting, case) and _holds(ctx, item, case, words):
                found.append(Found(meeting, item, case))
    return found


def _holds(ctx: Context, item: AgendaItem, case: Case, words: Sequence[str]) -> bool:
    if not words:
        return True
    promised = ctx.tx.get(Commitment, item.commitment_id) if item.commitment_id is not None else None
    draft = ctx.tx.get(Statement, item.draft_id) if item.draft_id is not None else None
    said = (
        case.title,
        case.number,
        ctx.district.places[case.place].name if case.place in ctx.district.places else "",
        promised.measure if promised is not None else item.measure,
        promised.person if promised is not None else item.person,
        draft.words if draft is not None else "",
    )
    return all(any(word in one for one in said) for word in words)


def _unit(ctx: Context, word: str) -> str:
    try:
        unit, rest = split_unit(ctx.district, word)
    except Ambiguous:
        return ""
    return unit if unit and not rest else ""
