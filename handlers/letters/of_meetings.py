"""Letters about meetings: to units that owe a draft, to who comes or hosts, about a meeting that was not held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from handlers.context import Context
from handlers.letters import cards
from handlers.letters.forms import Card, Letter
from handlers.policies.permissions import is_confidential
from handlers.services.case_facts import Facts, clip
from handlers.services.meetings import book, telling
from handlers.texts import meetings as texts
from handlers.texts import naming, postings
from models.domain.dates import format_moment
from models.domain.meetings import rotation
from models.domain.templates import TEMPLATE_ROLES
from models.tables import AgendaItem, Case, Meeting, Outbox

LISTED, QUOTE = 5, 60


def called(ctx: Context, row: Outbox) -> Letter | None:
    """T10: a draft is owed, or the unit comes, hosts or listens; nothing once the meeting sits or nothing is owed."""
    meeting = ctx.tx.get(Meeting, int(row.params["meeting"]))
    if meeting is None or meeting.status != "planned":
        return None
    unit, stage = str(row.params["unit"]), str(row.params["stage"])
    found = book.items(ctx, meeting)
    if stage == "attend":
        return _attend(ctx, meeting, unit, len(found))
    mine = telling.owed(ctx, meeting, found).get(unit, [])
    cases = [case for item in mine if (case := _open(ctx, item)) is not None]
    if not cases:
        return None
    said = texts.CALLED_AGAIN if stage == "again" else texts.CALLED
    items = texts.SEPARATOR.join(texts.CALLED_ITEM(n=one.running, title=one.title) for one in cases[:LISTED])
    text = said(
        when=naming.at(meeting.starts_at, ctx.now),
        name=book.name_of(ctx, meeting),
        count=len(cases),
        items=texts.CALLED_ITEMS_MORE(items=items) if len(cases) > LISTED else items,
        until=naming.due(telling.drafts_until(ctx, meeting), ctx.now),
        n=cases[0].running,
    )
    return Letter(text, card=_card(ctx, meeting, texts.CARD_DRAFTS(count=len(cases))))


def moved(ctx: Context, row: Outbox) -> Letter | None:
    """T10: another day, why, and what is still owed; nothing once it sits or was moved again."""
    meeting = ctx.tx.get(Meeting, int(row.params["meeting"]))
    if (
        meeting is None
        or meeting.status != "planned"
        or not (row.dedupe_key or "").count(meeting.starts_at.isoformat())
    ):
        return None
    found = book.items(ctx, meeting)
    mine = telling.owed(ctx, meeting, found).get(str(row.params["unit"]), [])
    cases = [case for item in mine if (case := _open(ctx, item)) is not None]
    drafts = ""
    if cases:
        until = naming.due(telling.drafts_until(ctx, meeting), ctx.now)
        drafts = texts.CALLED_MOVED_DRAFTS(count=len(cases), until=until, n=cases[0].running)
    text = texts.CALLED_MOVED(
        name=book.name_of(ctx, meeting),
        old=naming.day(datetime.fromisoformat(str(row.params["old"]))),
        when=naming.at(meeting.starts_at, ctx.now),
        place=texts.AGENDA_PLACE(place=meeting.place) if meeting.place else "",
        reason=meeting.moved_why,
        drafts=drafts,
    )
    return Letter(text, card=_card(ctx, meeting, texts.CARD_MOVED(count=len(found))))


def missed(ctx: Context, row: Outbox) -> Letter | None:
    """A meeting with an agenda that nobody opened."""
    meeting = ctx.tx.get(Meeting, int(row.params["meeting"]))
    if meeting is None:
        return None
    count = int(row.params["count"])
    text = texts.MISSED(when=naming.at(meeting.starts_at, ctx.now), name=book.name_of(ctx, meeting), count=count)
    card = cards.todo(texts.CARD_MISSED_NAME(), texts.CARD_MISSED(count=count), ctx.now + timedelta(days=1))
    return Letter(text, card=card)


def host_swapped(ctx: Context, row: Outbox) -> Letter:
    """Two turns were exchanged."""
    return Letter(
        texts.HOST_TOLD(
            month=rotation.month_of(int(row.params["turn"]))[1],
            taker=ctx.district.name_of(str(row.params["to"])),
            unit=ctx.district.name_of(str(row.params["from"])),
            other_month=rotation.month_of(int(row.params["other"]))[1],
        )
    )


def _attend(ctx: Context, meeting: Meeting, unit: str, count: int) -> Letter | None:
    if not count:
        return None
    said, card = texts.CALLED_ATTEND, texts.CARD_ATTEND
    if unit in {meeting.host, meeting.unit}:
        said, card = texts.CALLED_HOST, texts.CARD_HOST
    elif unit in book.rules(ctx.district).observers:
        said = texts.CALLED_OBSERVE
    text = said(
        when=naming.at(meeting.starts_at, ctx.now),
        name=book.name_of(ctx, meeting),
        place=texts.AGENDA_PLACE(place=meeting.place) if meeting.place else "",
        count=count,
    )
    return Letter(text, card=_card(ctx, meeting, card(count=count)))


def _open(ctx: Context, item: AgendaItem) -> Case | None:
    case = ctx.tx.get(Case, item.case_id)
    return None if case is None or is_confidential(case) else case


def _card(ctx: Context, meeting: Meeting, task: str) -> Card:
    values = (book.name_of(ctx, meeting), format_moment(meeting.starts_at), meeting.place, task)
    return Card("T10", dict(zip(TEMPLATE_ROLES["T10"].names, values, strict=True)))


def objected(facts: Facts, row: Outbox) -> Letter:
    """Somebody sees a posted callback otherwise: to the desk and the inspectors."""
    said = facts.statement(row.params.get("statement"))
    words = postings.TOLD_WORDS(words=clip(said, QUOTE)) if said else ""
    text = postings.TOLD(label=facts.label, words=words)
    return Letter(text, card=cards.reminder(facts, postings.CARD()))


ABOUT_CASES: Mapping[str, Callable[[Facts, Outbox], Letter]] = {"posting_objected": objected}
SERVICE_KINDS: Mapping[str, Callable[[Context, Outbox], Letter | None]] = {
    "meeting_called": called,
    "meeting_moved": moved,
    "meeting_missed": missed,
    "host_swapped": host_swapped,
}
