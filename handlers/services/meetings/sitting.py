"""The meeting itself: opened when its notice is old enough, every item settled in four parts, closed with minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.context import Context
from handlers.policies.chairing import MEETING, may_lead
from handlers.services import commitments
from handlers.services.meetings import agendas, book, telling
from handlers.services.records import record
from models.domain.district import Post
from models.domain.errors import MeetingNotReady
from models.domain.meetings.parts import Decided, Part
from models.domain.redact import redact
from models.domain.working_time import shanghai_day
from models.tables import AgendaItem, Case, Commitment, Meeting


@dataclass(frozen=True, slots=True)
class Lacking:
    """An item that has not all its parts."""

    item: AgendaItem
    case: Case
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """What came of a meeting."""

    items: int
    lacking: tuple[Lacking, ...]

    @property
    def whole(self) -> int:
        return self.items - len(self.lacking)


def begin(ctx: Context, meeting: Meeting, post: Post, urgent: str | None = None) -> Meeting:
    """开会: on its day, with a notice of three full days; `urgent` gives the reason why neither is waited for.

    Raises MeetingNotReady.
    """
    if meeting.status != "planned":
        raise MeetingNotReady(reason="open" if meeting.status == "open" else "held")
    if urgent is not None and not urgent.strip():
        raise MeetingNotReady(reason="reason")
    until = telling.late_notice(ctx, meeting)
    early = shanghai_day(ctx.now) < shanghai_day(meeting.starts_at)
    if urgent is None and early:
        raise MeetingNotReady(reason="day", until=meeting.starts_at)
    if urgent is None and until is not None:
        raise MeetingNotReady(reason="notice", until=until, noticed=meeting.noticed_at)
    found = agendas.refresh(ctx, meeting)
    if not found:
        raise MeetingNotReady(reason="empty")
    hurried = urgent is not None and (early or until is not None)
    meeting = ctx.tx.update(
        meeting,
        status="open",
        opened_at=ctx.now,
        opened_by=post.code,
        urgent=hurried,
        reason=redact(urgent or "").text if hurried else "",
    )
    without = [one.case_id for items in telling.owed(ctx, meeting, found).values() for one in items]
    book.write(ctx, meeting, "during", "opened", post=post.code, items=len(found), urgent=hurried, without=without)
    for item in found:
        put_before(ctx, meeting, item, post)
    return meeting


def put_before(ctx: Context, meeting: Meeting, item: AgendaItem, post: Post) -> None:
    """The case is before the meeting: whoever leads it may settle it."""
    case = ctx.tx.get(Case, item.case_id)
    if case is not None:
        facts = {"meeting": meeting.id, "item": item.id}
        record(ctx, case, "meeting_begun", post=post.code, data=facts, decision={**case.decision, MEETING: meeting.id})


def item_before(ctx: Context, case: Case, posts: Sequence[Post]) -> tuple[Meeting, AgendaItem] | None:
    """The item a case is at a meeting one of these posts leads, None where none sits or everything is settled."""
    meeting_id = case.decision.get(MEETING)
    meeting = ctx.tx.get(Meeting, int(meeting_id)) if meeting_id is not None else None
    if meeting is None or meeting.status not in {"open", "closed"}:
        return None
    if not any(may_lead(ctx.district, meeting, post) for post in posts):
        return None
    found = ctx.tx.find(AgendaItem, meeting_id=meeting.id, case_id=case.id, dropped_at=None)
    if not found or (meeting.status == "closed" and found[0].commitment_id is not None):
        return None
    return meeting, found[0]


def note(ctx: Context, item: AgendaItem, measure: str, due_on: date | None, person: str, unit: str) -> AgendaItem:
    """What was said of an item so far; a part that was not said stays as it was."""
    return ctx.tx.update(
        item,
        measure=redact(measure).text or item.measure,
        due_on=due_on or item.due_on,
        person=redact(person, workmen=True).text or item.person,
        to_unit=unit or item.to_unit,
    )


def settle(ctx: Context, meeting: Meeting, item: AgendaItem, commitment: Commitment, post: Post) -> AgendaItem:
    """The item has its four parts."""
    stage: book.Stage = "during" if meeting.status == "open" else "after"
    facts = {"commitment": commitment.id, "due": commitment.due_on.isoformat(), "unit": commitment.unit}
    book.write(ctx, meeting, stage, "decided", post=post.code, case_id=item.case_id, **facts)
    return ctx.tx.update(
        item,
        commitment_id=commitment.id,
        measure=commitment.measure,
        due_on=commitment.due_on,
        person=commitment.person,
        to_unit=commitment.unit,
    )


def lacking(ctx: Context, item: AgendaItem) -> tuple[Part, ...]:
    """Parts an item has not got; none for a case that is over, or whose unit keeps a commitment that runs."""
    case = ctx.tx.get(Case, item.case_id)
    if item.commitment_id is not None or case is None or case.state not in agendas.TALKED_OF:
        return ()
    running = commitments.live(ctx, case)
    if running is not None and running.status == "open":
        return ()
    said = Decided(item.measure, item.due_on, item.to_unit or case.unit, item.person)
    return said.missing or ("said",)


def minutes(ctx: Context, meeting: Meeting) -> Minutes:
    """How many items are whole, and which lack what."""
    found = book.items(ctx, meeting)
    short = []
    for item in found:
        parts = lacking(ctx, item)
        case = ctx.tx.get(Case, item.case_id)
        if parts and case is not None:
            short.append(Lacking(item, case, parts))
    return Minutes(len(found), tuple(short))


def close(ctx: Context, meeting: Meeting, post: Post | None) -> Minutes:
    """散会: what is whole is public, what is not is named. Raises MeetingNotReady for a meeting that does not sit."""
    if meeting.status != "open":
        raise MeetingNotReady(reason="not_open")
    by = post.code if post is not None else ""
    meeting = ctx.tx.update(meeting, status="closed", closed_at=ctx.now, closed_by=by)
    found = minutes(ctx, meeting)
    names = [one.case.id for one in found.lacking]
    book.write(ctx, meeting, "after", "closed", post=by, items=found.items, whole=found.whole, lacking=names)
    return found
