"""通报: numbered by year, cites a clause, names a unit and no person, is told once, answered by a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import col

from handlers.context import Context
from handlers.services import protection, timers
from handlers.services.inspecting import draws, members
from handlers.services.notices import posts_for, push_to_posts
from handlers.services.timers import Planned
from models.domain.district import Post
from models.domain.redact import redact
from models.domain.rulebook import Clause
from models.domain.working_time import DAY_CLOSES, at_clock, shanghai_day
from models.store.tx import Reader
from models.tables import Circular

SUBJECT = "circular"
SHOWN_FOR = timedelta(days=183)
ANSWERING = ("handler", "duty", "head", "deputy", "dispatcher")
"""Roles that may answer for their unit."""


def issue(ctx: Context, post: Post, unit: str, clause: Clause, finding: str, answer_by: date) -> Circular:
    """Number it, put it up, tell the unit and what stands above it once, and wait for the answer."""
    year = shanghai_day(ctx.now).year
    row = ctx.tx.insert(
        Circular,
        year=year,
        number=ctx.tx.count(f"circular:{year}"),
        unit=unit,
        clause=clause.name,
        clause_text=clause.text,
        document=clause.title,
        finding=redact(finding.strip()).text,
        post=post.code,
        issued_at=ctx.now,
        answer_by=answer_by,
        answer_due_at=at_clock(answer_by, DAY_CLOSES),
    )
    drawn = draws.of_unit(ctx, post, unit)
    if drawn is not None:
        draws.end(ctx, drawn, "circular")
        row = ctx.tx.update(row, inspection_id=drawn.id)
    push_to_posts(ctx, _concerned(ctx, unit), "circular", {"circular": row.id}, key=f"{row.id}", urgency="duty")
    timers.set_timer(ctx, SUBJECT, row.id, Planned("due", row.answer_due_at, rule=SUBJECT))
    return row


def names_somebody(ctx: Context, words: str) -> bool:
    """Whether words name a person in office: a 通报 speaks of a unit and what it did."""
    return bool(protection.named_in(ctx, words))


def answer(ctx: Context, row: Circular, post: Post, words: str) -> Circular:
    """整改: what the unit did about it; once said it stands, and the inspectors hear it."""
    timers.cancel(ctx, SUBJECT, row.id)
    row = ctx.tx.update(row, answer=redact(words.strip()).text, answered_at=ctx.now, answered_by=post.code)
    told = [one for one in members.inspectors(ctx.district) if one.code != post.code]
    push_to_posts(ctx, told, "circular_answered", {"circular": row.id}, key=f"{row.id}", urgency="duty")
    return row


def withdraw(ctx: Context, row: Circular, why: str) -> Circular:
    """It was wrong: it stays on the board as withdrawn, with the reason, and who was told hears that too."""
    timers.cancel(ctx, SUBJECT, row.id)
    row = ctx.tx.update(row, withdrawn_at=ctx.now, withdrawn_why=redact(why.strip()).text)
    told = {"circular": row.id}
    push_to_posts(ctx, _concerned(ctx, row.unit), "circular_withdrawn", told, key=f"{row.id}", urgency="duty")
    return row


def due(ctx: Context, subject_id: int) -> None:
    """The day is over without an answer: the unit, the level above and the inspectors hear it once."""
    row = ctx.tx.get(Circular, subject_id)
    if row is None or row.answered_at is not None or row.withdrawn_at is not None:
        return
    posts = (*_concerned(ctx, row.unit), *members.inspectors(ctx.district))
    push_to_posts(ctx, posts, "circular_late", {"circular": row.id}, key=f"{row.id}", urgency="duty")


def find(reader: Reader, number: int, year: int) -> Circular | None:
    """The one of this number."""
    found = reader.find(Circular, year=year, number=number)
    return found[0] if found else None


def waiting(ctx: Context, units: tuple[str, ...]) -> list[Circular]:
    """Those these units have not answered, the most pressing first."""
    found = ctx.tx.find(Circular, unit=units, answered_at=None, withdrawn_at=None, order="answer_due_at")
    return list(found)


def shown(
    reader: Reader, now: datetime, units: tuple[str, ...] | None = None, limit: int | None = None
) -> list[Circular]:
    """What the board shows, the newest first; None is the whole district."""
    wanted = [col(Circular.issued_at) >= now - SHOWN_FOR]
    if units is not None:
        wanted.append(col(Circular.unit).in_(units))
    return reader.query(Circular, *wanted, order_by=col(Circular.id).desc(), limit=limit)


def of_year(reader: Reader, year: int) -> list[Circular]:
    """Every one of a year, the newest first."""
    return reader.find(Circular, year=year, order="-number")


def _concerned(ctx: Context, unit: str) -> tuple[Post, ...]:
    """The unit's head and who works for it, and the heads above it up to the district's leaders."""
    district, found = ctx.district, list(posts_for(ctx, unit, "head"))
    found += posts_for(ctx, unit)
    for above in district.line_of(unit)[1:]:
        found += district.posts_of(above, "leader") if above == district.root else posts_for(ctx, above, "head")
    return tuple(dict.fromkeys(found))
