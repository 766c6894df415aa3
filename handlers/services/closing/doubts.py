"""Finder of cases that were closed and do not look solved; each becomes a second call, a new round, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import col

from handlers.context import Context
from handlers.policies.permissions import is_confidential
from handlers.services import voting
from handlers.services.closing import spot_checks
from handlers.services.records import record
from handlers.texts import naming
from models.domain import doubts as rules
from models.domain.district import Post
from models.domain.doubts import Ended, Reason, Told
from models.domain.errors import MissingPart, NotFound
from models.domain.redact import redact
from models.domain.states import CONFIRMED, Actor, CaseState, Closure
from models.domain.working_time import ONE_DAY, at_clock, shanghai_day
from models.tables import Case, Doubt, Event, SpotCheck, Voice

LOOKED_AT = tuple(one.value for one in (*CONFIRMED, Closure.UNCONFIRMED, Closure.UNREACHED, Closure.STATUTORY) if one)
"""Ends that somebody may have claimed wrongly; what was withdrawn, merged or excluded claims nothing."""
NO_REPEAT = frozenset({CaseState.DRAFT.value, CaseState.WITHDRAWN.value})


def find(ctx: Context) -> int:
    """Look at what was closed in the last sixty days; returns how many cases are listed anew."""
    since = ctx.now - rules.WITHIN
    closed = [
        case
        for case in ctx.tx.query(
            Case,
            col(Case.state) == CaseState.CLOSED.value,
            col(Case.closed_at) >= since,
            col(Case.closure).in_(LOOKED_AT),
            order_by=col(Case.id),
        )
        if not is_confidential(case)
    ]
    if not closed:
        return 0
    filed = [
        case
        for case in ctx.tx.query(Case, col(Case.filed_at) >= since, order_by=col(Case.id))
        if not is_confidential(case) and case.state not in NO_REPEAT
    ]
    people = _people(ctx, [*closed, *filed])
    part = _parts(filed)
    without = _without_evidence(ctx, closed)
    ended = [
        Ended(
            _told(case, people),
            case.unit,
            case.closed_at or ctx.now,
            case.closure in CONFIRMED,
            case.id in without,
            part[case.number] | part[str(case.id)],
        )
        for case in closed
    ]
    found = rules.find(ended, [_told(case, people) for case in filed])
    return sum(_list(ctx, case, found[case.id]) for case in closed if case.id in found)


def open_list(ctx: Context, posts: Iterable[Post], account_id: str) -> list[tuple[Doubt, Case]]:
    """Listed cases these posts may decide about, oldest first."""
    held = tuple(posts)
    found = []
    for doubt in ctx.tx.find(Doubt, status="open", order="found_at"):
        case = ctx.tx.get(Case, doubt.case_id)
        if case is None or case.state != CaseState.CLOSED or case.round != doubt.round:
            ctx.tx.update(doubt, status="moot", decided_at=ctx.now)
        elif any(spot_checks.may_make(ctx, case, post, account_id) for post in held):
            found.append((doubt, case))
    return found


def of_case(ctx: Context, case: Case) -> Doubt | None:
    """The open entry of a case, None where it is not listed."""
    found = ctx.tx.find(Doubt, case_id=case.id, status="open", order="-found_at")
    return found[0] if found and found[0].round == case.round else None


def check(ctx: Context, case: Case, post: Post) -> SpotCheck:
    """抽查: the resident is asked once more, from the next working morning on. Raises NotFound where nobody is left."""
    doubt = _need(ctx, case)
    at = at_clock(ctx.calendar.next_workday(shanghai_day(ctx.now) + ONE_DAY), spot_checks.CALLS_AT)
    planned = spot_checks.plan(ctx, case, "doubt", at)
    if planned is None:
        raise NotFound(number=str(case.running), what="doubt")
    _decide(ctx, doubt, case, post, "checking", "")
    return planned


def reopen(ctx: Context, case: Case, post: Post, words: str) -> Case:
    """重办: the inspectors bring it back to the level above, with their reason; the residents hear it."""
    doubt = _need(ctx, case)
    if not words.strip():
        raise MissingPart(verb="doubt", number=case.running, parts=("reason",))
    voice = _voice(ctx, case)
    if voice is None:
        raise NotFound(number=str(case.running), what="doubt")
    case = _decide(ctx, doubt, case, post, "reopened", words)
    return voting.reopen(ctx, case, voice, comment=words, post=post.code, actor=Actor.INSPECTOR, late=True)


def dismiss(ctx: Context, case: Case, post: Post, words: str) -> Case:
    """没事: why it is solved after all; kept, counted, not listed again in this round."""
    doubt = _need(ctx, case)
    if not words.strip():
        raise MissingPart(verb="doubt", number=case.running, parts=("reason",))
    return _decide(ctx, doubt, case, post, "dismissed", words)


def counted(found: Iterable[Doubt]) -> dict[str, int]:
    """How many were listed, and what came of them."""
    held = list(found)
    names = ("open", "checking", "reopened", "dismissed", "moot")
    return {"listed": len(held), **{name: sum(one.status == name for one in held) for name in names}}


def _need(ctx: Context, case: Case) -> Doubt:
    doubt = of_case(ctx, case)
    if doubt is None or case.state != CaseState.CLOSED:
        raise NotFound(number=str(case.running), what="doubt")
    return doubt


def _decide(ctx: Context, doubt: Doubt, case: Case, post: Post, status: str, words: str) -> Case:
    said = redact(words).text
    ctx.tx.update(doubt, status=status, decided_by=post.code, decided_at=ctx.now, words=said)
    return record(ctx, case, "doubted", post=post.code, data={"doubt": doubt.id, "status": status})


def _list(ctx: Context, case: Case, reasons: tuple[Reason, ...]) -> int:
    """Write a case down once a round; what was decided about it is not asked again for the same signs."""
    documents = [{"why": one.why, "case": one.case} for one in reasons]
    known = [one for one in ctx.tx.find(Doubt, case_id=case.id) if one.round == case.round]
    if any(one.status == "open" for one in known):
        row = next(one for one in known if one.status == "open")
        if row.reasons != documents:
            ctx.tx.update(row, reasons=documents)
        return 0
    before = {(sign["why"], sign["case"]) for one in known for sign in one.reasons}
    if known and not {(one.why, one.case) for one in reasons} - before:
        return 0
    ctx.tx.insert(Doubt, case_id=case.id, round=case.round, unit=case.unit, found_at=ctx.now, reasons=documents)
    return 1


def _told(case: Case, people: dict[int, frozenset[str]]) -> Told:
    building = naming.building(case.detail)
    return Told(
        case.id,
        case.number,
        people.get(case.id, frozenset()),
        case.category,
        case.community,
        case.place,
        building,
        case.filed_at,
    )


def _people(ctx: Context, cases: list[Case]) -> dict[int, frozenset[str]]:
    wanted = {case.id for case in cases}
    oldest = min(wanted)
    found: dict[int, set[str]] = defaultdict(set)
    for voice in ctx.tx.query(Voice, col(Voice.case_id) >= oldest, order_by=col(Voice.id)):
        if voice.case_id in wanted:
            found[voice.case_id].add(voice.account_id)
    return {case: frozenset(people) for case, people in found.items()}


def _parts(filed: list[Case]) -> dict[str, frozenset[str]]:
    """By number, or id as text: cases that were split from it or merged into it are not told anew."""
    found: dict[str, set[str]] = defaultdict(set)
    for case in filed:
        if split_from := case.decision.get("split_from"):
            found[str(split_from)].add(case.number)
        if case.main_id is not None:
            found[str(case.main_id)].add(case.number)
    return defaultdict(frozenset, {name: frozenset(numbers) for name, numbers in found.items()})


def _without_evidence(ctx: Context, closed: list[Case]) -> set[int]:
    """Cases whose last report of the end came with a reason instead of evidence."""
    oldest = min(case.id for case in closed)
    rounds = {case.id: case.done_at for case in closed}
    reports = ctx.tx.query(Event, col(Event.case_id) >= oldest, col(Event.kind) == "finish", order_by=col(Event.seq))
    last: dict[int, dict[str, Any]] = {}
    for event in reports:
        if event.case_id in rounds and _same(event.at, rounds[event.case_id]):
            last[event.case_id] = event.data
    return {case for case, data in last.items() if data.get("without")}


def _same(at: datetime, done_at: datetime | None) -> bool:
    return done_at is not None and abs((at - done_at).total_seconds()) < 1


def _voice(ctx: Context, case: Case) -> Voice | None:
    found = ctx.tx.find(Voice, case_id=case.id, left_at=None, order="joined_at")
    return found[0] if found else None
