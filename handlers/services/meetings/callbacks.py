"""回访公示: every answered callback stands on the board in exactly four columns, and anybody may object."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services.notices import posts_for, push_to_posts
from handlers.services.records import history
from handlers.services.statements import say
from models.domain.district import Post
from models.domain.states import CONFIRMED, Act, CaseState
from models.domain.working_time import shanghai_day
from models.tables import Case, Posting, PostingObjection, Voice

LOOK_BACK = timedelta(days=40)
SHOWN_FOR = timedelta(days=60)
MOST = 20
REPORTED = (Act.FINISH.value, Act.ANSWER.value, Act.KEEP.value)
ANSWERED = tuple(one.value for one in CONFIRMED)
"""Closings that the resident has confirmed; without an answer there was no callback to post."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The four columns, nothing else; an empty one keeps the row off the board."""

    problem: str
    responsible: tuple[str, str]
    """Unit and person."""
    outcome: str
    called_on: date | None

    @property
    def whole(self) -> bool:
        return bool(self.problem and all(self.responsible) and self.outcome and self.called_on)


def post(ctx: Context) -> int:
    """Put up what was confirmed before today and does not stand there yet; returns how many rows."""
    found = ctx.tx.query(
        Case,
        col(Case.state) == CaseState.CLOSED.value,
        col(Case.closed_at) >= ctx.now - LOOK_BACK,
        order_by=col(Case.id),
    )
    put_up = 0
    for case in found:
        if case.closed_at is None or shanghai_day(case.closed_at) >= shanghai_day(ctx.now):
            continue  # the unit reads single answers the next morning at the earliest
        if is_confidential(case) or ctx.tx.find(Posting, case_id=case.id, round=case.round):
            continue
        row = columns(ctx, case)
        if row.whole and row.called_on is not None:
            unit, person = row.responsible
            ctx.tx.insert(
                Posting,
                number=ctx.tx.count("posting"),
                case_id=case.id,
                round=case.round,
                unit=unit,
                person=person,
                closure=row.outcome,
                called_on=row.called_on,
                posted_at=ctx.now,
            )
            put_up += 1
    return put_up


def columns(ctx: Context, case: Case) -> Columns:
    """What a case has for each column, `` for what it has not."""
    voices = ctx.tx.find(Voice, case_id=case.id, left_at=None)
    asked = [one.solved_at for one in voices if one.solved_at is not None and one.solved is not None]
    by = _reporter(ctx, case)
    return Columns(
        problem=case.title,
        responsible=(by.unit, ctx.district.person_of(by.code)) if by is not None else ("", ""),
        outcome=case.closure if case.closure in ANSWERED else "",
        called_on=shanghai_day(max(asked)) if asked else None,
    )


def shown(ctx: Context, fits: Callable[[Case], bool]) -> list[tuple[Posting, Case, int]]:
    """Postings that stand now, the newest first, with how many object; a case that is open again is taken down."""
    since = ctx.now - SHOWN_FOR
    found = []
    for row in ctx.tx.query(Posting, col(Posting.posted_at) >= since, order_by=col(Posting.posted_at).desc()):
        case = ctx.tx.get(Case, row.case_id)
        if case is None or case.state != CaseState.CLOSED or case.round != row.round or not fits(case):
            continue
        found.append((row, case, len(ctx.tx.find(PostingObjection, posting_id=row.id))))
        if len(found) == MOST:
            break
    return found


def object_to(ctx: Context, posting: Posting, case: Case, account_id: str, words: str) -> bool:
    """Somebody else than the complainant sees it otherwise: the desk and the inspectors look; False if said before."""
    if ctx.tx.find(PostingObjection, posting_id=posting.id, account_id=account_id):
        return False
    statement = say(ctx, case, "objection", words, public=False) if words.strip() else None
    row = ctx.tx.insert(
        PostingObjection,
        posting_id=posting.id,
        account_id=account_id,
        statement_id=statement.id if statement is not None else None,
        at=ctx.now,
    )
    root = ctx.district.root
    told = {"statement": row.statement_id, "posting": posting.id}
    posts = (*posts_for(ctx, root, "dispatcher"), *ctx.district.posts_of(root, "inspector"))
    push_to_posts(ctx, posts, "posting_objected", told, key=f"{row.id}", case=case, urgency="duty")
    return True


def _reporter(ctx: Context, case: Case) -> Post | None:
    """The post that reported the end; the unit's post where a case was confirmed without a report."""
    for event in reversed(history(ctx, case)):
        if event.kind in REPORTED and event.post in ctx.district.posts:
            return ctx.district.posts[event.post]
    posts = posts_for(ctx, case.unit) if case.unit else ()
    return posts[0] if posts else None
