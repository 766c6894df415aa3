"""One finder a kind of act that was due and not done; each names the posts that can still act, and nobody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlmodel import col

from handlers.context import Context
from handlers.policies.permissions import is_confidential, may_call, may_see
from handlers.services import climbing, dispatching
from handlers.services.closing import review
from handlers.services.commitment_dates import LIVE
from handlers.services.notices import posts_for
from handlers.services.records import history
from models.domain.district import Post, Role
from models.domain.states import OPEN, CaseState
from models.tables import (
    Assignment,
    Attempt,
    Binding,
    Case,
    Commitment,
    Doubt,
    Outbox,
    Pause,
    Request,
    SpotCheck,
    Timer,
    Voice,
)

IN_HAND = (CaseState.DISPATCHED.value, CaseState.WORKING.value)
QUESTIONS = ("poll", "promise_check", "danger", "review_result", "spot_question")
ORDERS = ("order", "handed_down", "transferred", "climbed", "reopened", "triage", "review")
UNSENT = ("held", "failed", "phone", "expired", "skipped")
NO_LOSS = frozenset(
    {"answered", "moved_on", "read", "closed", "vote_changed", "undone", "merged", "withdrawn"}
    | {"family_first", "listed"}
)
"""Why a question need not be asked any more."""
LOOK_BACK = timedelta(days=14)
SETTLES = timedelta(hours=12)
"""How long a message may wait for its recipient before that is an omission."""
CALL_WITHIN = timedelta(days=3)
LAPSED_SHOWN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Missed:
    """One act that was due and not done."""

    kind: str
    key: str
    case: Case
    unit: str
    """Who should have done it, `` for the service itself."""
    since: datetime
    posts: tuple[Post, ...]
    """Who can still act."""
    reason: str = ""
    """Why it was not done, where a code says so."""


def find(ctx: Context) -> list[Missed]:
    """Everything that is open now, in the order of the table; accusations are in no list but the inspectors' own."""
    found: list[Missed] = []
    for kind, finder in FINDERS.items():
        for case, subject, unit, since, posts, reason in finder(ctx):
            if is_confidential(case):
                continue
            able = tuple(dict.fromkeys(post for post in posts if may_see(ctx, case, post)))
            if able:
                key = f"{kind}:{subject}:{since.isoformat()}"
                found.append(Missed(kind, key, case, unit, since, able, reason))
    return found


Row = tuple[Case, str, str, datetime, Iterable[Post], str]
"""Case, subject, unit, since when, posts, reason."""


def _no_words(ctx: Context) -> Iterator[Row]:
    """The limit for the first words to the resident passed in silence."""
    late = ctx.tx.query(
        Assignment,
        col(Assignment.kind) == "lead",
        col(Assignment.ended_at).is_(None),
        col(Assignment.words_due_at) <= ctx.now,
        order_by=col(Assignment.words_due_at),
    )
    for one in late:
        case = ctx.tx.get(Case, one.case_id)
        if case is not None and case.state in IN_HAND and case.first_words_at is None and one.words_due_at is not None:
            posts = (*_owners(ctx, case), *posts_for(ctx, case.unit, "head"))
            yield case, f"assignment:{one.id}", case.unit, one.words_due_at, posts, ""


def _promises(ctx: Context) -> Iterator[Row]:
    """A day the handler named passed, and nothing was said since."""
    named = ctx.tx.query(
        Case, col(Case.state).in_(IN_HAND), col(Case.promised_at) <= ctx.now, order_by=col(Case.promised_at)
    )
    for case in named:
        if case.promised_at is not None and (case.spoken_at is None or case.spoken_at < case.promised_at):
            yield case, f"case:{case.id}", case.unit, case.promised_at, _owners(ctx, case), ""


def _unasked(ctx: Context) -> Iterator[Row]:
    """A question to the resident that no way could carry: somebody who did not do the work telephones."""
    rows = ctx.tx.query(
        Outbox,
        col(Outbox.kind).in_(QUESTIONS),
        col(Outbox.state).in_(UNSENT),
        col(Outbox.created_at) >= ctx.now - LOOK_BACK,
        order_by=col(Outbox.id),
    )
    seen: set[int] = set()
    for row in rows:
        case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
        if case is None or case.id in seen or row.error in NO_LOSS or not _waits(ctx, case, row):
            continue
        seen.add(case.id)
        callers = [post for post in _callers(ctx, case) if may_call(ctx, case, post)]
        yield case, f"case:{case.id}:{case.round}", "", row.created_at, callers, row.error or _why(ctx, row)


def _waits(ctx: Context, case: Case, row: Outbox) -> bool:
    """Whether the answer is still waited for and no question reached the person at all."""
    if case.state != CaseState.CONFIRMING:
        return False
    voices = ctx.tx.find(Voice, case_id=case.id, account_id=row.account_id, left_at=None)
    return any(voice.solved is None and voice.delivered == 0 for voice in voices)


def _unheard(ctx: Context) -> Iterator[Row]:
    """An order that reached nobody, or that nobody fills a post for: the level above can."""
    rows = ctx.tx.query(
        Outbox,
        col(Outbox.kind).in_(ORDERS),
        col(Outbox.state).in_(("held", "failed", "phone")),
        col(Outbox.created_at) <= ctx.now - SETTLES,
        col(Outbox.created_at) >= ctx.now - LOOK_BACK,
        order_by=col(Outbox.id),
    )
    seen: set[int] = set()
    for row in rows:
        case = ctx.tx.get(Case, row.case_id) if row.case_id is not None else None
        post = ctx.district.posts.get(row.post or "")
        if case is None or post is None or case.id in seen or case.state != CaseState.DISPATCHED or case.signed_at:
            continue
        if post.unit != case.unit:
            continue
        seen.add(case.id)
        yield case, f"case:{case.id}:{case.round}", case.unit, row.created_at, _above(ctx, case), row.error or row.rung


def _nobody(ctx: Context) -> Iterator[Row]:
    """Late, and no post of the unit that has it is filled."""
    late = ctx.tx.query(Case, col(Case.state).in_(IN_HAND), col(Case.due_at) <= ctx.now, order_by=col(Case.due_at))
    for case in late:
        posts = (*_owners(ctx, case), *posts_for(ctx, case.unit, "head"))
        filled = any(ctx.tx.find(Binding, post=post.code, ended_at=None) for post in posts)
        if not filled and case.due_at is not None:
            yield case, f"case:{case.id}:{case.round}", case.unit, case.due_at, _above(ctx, case), ""


def _unreported(ctx: Context) -> Iterator[Row]:
    """The day of a public commitment passed without a word about it."""
    for one in ctx.tx.find(Commitment, status="missed", order="due_at"):
        case = ctx.tx.get(Case, one.case_id)
        if case is not None and CaseState(case.state) in OPEN:
            yield case, f"commitment:{one.id}", one.unit, one.due_at, posts_for(ctx, one.unit, "head"), ""


def _undecided(ctx: Context) -> Iterator[Row]:
    """A request became void because nobody decided it."""
    since = ctx.now - LAPSED_SHOWN
    lapsed = ctx.tx.query(
        Request, col(Request.status) == "lapsed", col(Request.decided_at) >= since, order_by=col(Request.id)
    )
    for one in lapsed:
        case = ctx.tx.get(Case, one.case_id)
        if case is not None:
            posts = posts_for(ctx, one.to_unit, cast("Role", one.to_role))
            yield case, f"request:{one.id}", one.to_unit, one.limit_at, posts, one.kind


def _unchecked(ctx: Context) -> Iterator[Row]:
    """A second call nobody has tried to make."""
    inspectors = posts_for(ctx, ctx.district.root, "inspector")
    for one in ctx.tx.find(SpotCheck, status=("asked", "unreached"), order="due_at"):
        case = ctx.tx.get(Case, one.case_id)
        waited = ctx.now - one.due_at > CALL_WITHIN and ctx.now - one.until <= LAPSED_SHOWN
        if case is not None and waited and not any(event.kind == "spot_tried" for event in history(ctx, case)):
            yield case, f"spot_check:{one.id}", ctx.district.root, one.due_at, inspectors, one.status


def _unreviewed(ctx: Context) -> Iterator[Row]:
    """The district's own day of a review passed."""
    for case in ctx.tx.find(Case, state=CaseState.REVIEW.value, order="due_at"):
        if review.is_late(case, ctx.now) and case.due_at is not None:
            yield case, f"case:{case.id}:{case.round}", ctx.district.root, case.due_at, review.posts_of_both(ctx), ""


def _doubted(ctx: Context) -> Iterator[Row]:
    """A closed case that does not look solved, and nobody has said what comes of it."""
    for one in ctx.tx.find(Doubt, status="open", order="found_at"):
        case = ctx.tx.get(Case, one.case_id)
        if case is not None and case.state == CaseState.CLOSED and case.round == one.round:
            posts = [post for post in review.posts_of_both(ctx) if may_call(ctx, case, post)]
            yield case, f"doubt:{one.id}", one.unit, one.found_at, posts, ""


def _adrift(ctx: Context) -> Iterator[Row]:
    """An open case that nothing will ever happen to again."""
    driven = _driven(ctx)
    states = tuple(state.value for state in OPEN)
    for case in ctx.tx.query(Case, col(Case.state).in_(states), order_by=col(Case.id)):
        since = case.due_at or case.filed_at
        if case.id not in driven and since <= ctx.now - SETTLES:
            yield case, f"case:{case.id}:{case.seq}", case.unit, since, posts_for(ctx, ctx.district.root, "duty"), ""


def _driven(ctx: Context) -> set[int]:
    """Cases that a pending timer will look at: their own, or one of what hangs on them."""
    planned: dict[str, set[int]] = defaultdict(set)
    for one in ctx.tx.query(Timer, col(Timer.status) == "pending"):
        planned[one.subject].add(one.subject_id)
    found = set(planned["case"])
    for subject, rows in (
        ("assignment", ctx.tx.query(Assignment, col(Assignment.ended_at).is_(None))),
        ("commitment", ctx.tx.find(Commitment, status=LIVE)),
        ("pause", ctx.tx.query(Pause, col(Pause.ended_at).is_(None))),
        ("request", ctx.tx.find(Request, status="open")),
    ):
        found |= {row.case_id for row in rows if row.id in planned[subject]}
    return found


def _owners(ctx: Context, case: Case) -> tuple[Post, ...]:
    rung = dispatching.rung_of(case)
    return posts_for(ctx, rung.unit, rung.role)


def _above(ctx: Context, case: Case) -> tuple[Post, ...]:
    rung = climbing.above(ctx, case)
    return posts_for(ctx, rung.unit, rung.role) if rung else posts_for(ctx, ctx.district.root, "duty")


def _callers(ctx: Context, case: Case) -> tuple[Post, ...]:
    streets = [code for code in ctx.district.line_of(case.community) if ctx.district.units[code].level == "street"]
    near = posts_for(ctx, streets[0], "duty") if streets else ()
    return (*near, *posts_for(ctx, ctx.district.root, "duty"))


def _why(ctx: Context, row: Outbox) -> str:
    tried = ctx.tx.find(Attempt, outbox_id=row.id, order="-at")
    return tried[0].reason if tried else row.state


FINDERS: Mapping[str, Callable[[Context], Iterator[Row]]] = {
    "nobody": _nobody,
    "unheard": _unheard,
    "no_words": _no_words,
    "promise": _promises,
    "unreported": _unreported,
    "undecided": _undecided,
    "unasked": _unasked,
    "unreviewed": _unreviewed,
    "unchecked": _unchecked,
    "doubt": _doubted,
    "adrift": _adrift,
}
"""By kind, the gravest first."""
