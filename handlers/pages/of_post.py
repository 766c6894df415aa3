"""The page of a case for a post that may see it, as data: the order, what can be done, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from handlers.context import Context
from handlers.letters import of_helping, of_rules, of_supervision
from handlers.pages import holds
from handlers.pages.parts import Line, Picture, pictures, story_for_post, until
from handlers.pages.visits import Visit
from handlers.policies.permissions import may_decide, may_look, possible_acts, roles
from handlers.services import dispatching, evidence, handling, pausing
from handlers.services.case_facts import Facts
from handlers.services.handling import Identity
from handlers.services.helping import calls
from handlers.services.ruling import explaining
from handlers.services.supervising import marks
from handlers.texts import closing, exclusion, supervision
from handlers.texts import pages as texts
from handlers.texts.cadre import EVIDENCE, STATES
from models.domain.dates import format_day, format_span
from models.domain.district import Post
from models.domain.states import OPEN, Act, Actor, CaseState
from models.domain.working_time import shanghai_day
from models.tables import Case, Commitment, Look, Media, Request, Supervision

IDENTITY_SHOWN = timedelta(minutes=10)
"""How long phone and address stay on the page after a look that was written down."""
FORMS: tuple[tuple[str, Act], ...] = (
    ("accept", Act.ACCEPT),
    ("progress", Act.PROGRESS),
    ("finish", Act.FINISH),
    ("take_back", Act.TAKE_BACK),
    ("extend", Act.ASK_EXTENSION),
    ("raise", Act.RAISE),
    ("object", Act.OBJECT),
    ("assign", Act.ASSIGN),
    ("transfer", Act.TRANSFER),
)
"""Forms of the page and the act each stands for."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A request this post decides."""

    kind: str
    """objection | extension | pause | contest | commitment | commitment_move"""
    title: str
    lead: str
    """Who asks for what; the words of the asker follow."""
    yes: str
    no: str
    words: str
    asked_unit: str
    """Code, `` when the asker named none."""


@dataclass(frozen=True, slots=True)
class PostPage:
    """Everything a post sees. No name, phone or room is in it, `identity` apart."""

    title: str
    number: str
    state: str
    marks: tuple[str, ...]
    late: bool
    place: str
    words: str
    pictures: list[Picture]
    due: str
    holds: tuple[tuple[str, str], ...]
    """What a pause or a public commitment says, as (name, value)."""
    owner: str
    first: str
    """首接: who had it first, for life."""
    rule: str
    """Why it is theirs."""
    demand: str
    """Who demands what of it until when (督办), `` for nobody."""
    closing: str
    """The closing condition of the category in words."""
    evidence: tuple[str, ...]
    """What 办结 still needs beside words."""
    story: list[Line]
    forms: frozenset[str]
    """accept | progress | finish | ... | pause | resume | commit | move | keep | remark | look | transcribe"""
    pending: Pending | None
    identity: Identity | None
    as_post: str
    """In whose name the page is open: 滨海社区 网格员."""


def page(ctx: Context, seen_by: Visit, *, identity: bool = False) -> PostPage:
    """The page as it is now; `identity` asks for phone and address, shown for a while after a logged look."""
    case, post = seen_by.case, seen_by.post
    assert post is not None
    facts = Facts(ctx, case)
    category = facts.category
    in_hand = case.state in {CaseState.DISPATCHED, CaseState.WORKING, CaseState.OBJECTED}
    return PostPage(
        title=facts.label,
        number=case.number,
        state=STATES[case.state],
        marks=_marks(ctx, seen_by),
        late=in_hand and case.due_at is not None and ctx.now > case.due_at,
        place=facts.place,
        words=case.text,
        pictures=pictures(ctx, seen_by),
        due=until(ctx, case.due_at) if CaseState(case.state) in OPEN else "",
        holds=holds.rows(ctx, case),
        owner=facts.owner,
        first=facts.first_unit,
        rule=of_rules.of_rule(ctx, case, explaining.why(ctx, case)) if case.unit else "",
        demand=of_supervision.order_line(facts).partition("：")[2],
        closing=category.closing if category else "",
        evidence=tuple(EVIDENCE[kind] for kind in evidence.missing(ctx, case, "") if kind in EVIDENCE),
        story=story_for_post(ctx, case),
        forms=forms(ctx, seen_by),
        pending=pending(ctx, seen_by),
        identity=shown_identity(ctx, seen_by) if identity else None,
        as_post=" ".join(part for part in (ctx.district.name_of(post.unit), post.title) if part),
    )


def forms(ctx: Context, seen_by: Visit) -> frozenset[str]:
    """What the post may send now; the services check everything once more."""
    case, post = seen_by.case, seen_by.post
    assert post is not None
    held = roles(ctx, case, post, seen_by.account_id)
    acts = possible_acts(ctx, case, post, seen_by.account_id)
    found = {name for name, act in FORMS if act in acts} | holds.forms(ctx, case, acts)
    running = dispatching.current(ctx, case)
    owes_signature = running is not None and running.signed_at is None and case.state == CaseState.WORKING
    if Actor.OWNER in held and owes_signature:
        found.add("accept")
    part = calls.part_of(ctx, case, post.unit) if Act.FINISH_PART in acts else None
    if part is not None and part.done_at is None:
        found |= {"finish_part"} if part.signed_at is not None else {"finish_part", "report_in"}
    if held and CaseState(case.state) in OPEN:
        found.add("remark")
        if held != {Actor.LEADER} and ctx.tx.find(Media, case_id=case.id, kind="voice"):
            found.add("transcribe")
        if may_look(ctx, case, post, seen_by.account_id):
            found.add("look")
    return frozenset(found)


def pending(ctx: Context, seen_by: Visit) -> Pending | None:
    """The request about this case that waits for this post."""
    case, post = seen_by.case, seen_by.post
    assert post is not None
    for request in ctx.tx.find(Request, case_id=case.id, status="open", order="asked_at"):
        if may_decide(ctx, request, case, post, seen_by.account_id):
            return _asked(ctx, case, request)
    return None


def _asked(ctx: Context, case: Case, request: Request) -> Pending:
    title, lead, yes, no = texts.PENDING.get(request.kind, texts.PENDING_OTHER)
    proposed = ctx.tx.find(Commitment, case_id=case.id, status="proposed", order="-proposed_at")
    pause = pausing.running(ctx, case) if request.kind == "contest" else None
    at = request.asked_due_at
    whole_days = request.kind != "extension"
    day = pause.until_on if pause is not None else shanghai_day(at) if at is not None and whole_days else None
    said = {
        "unit": ctx.district.name_of(request.unit),
        "until": format_day(day) if day is not None else until(ctx, at),
        "reason": holds.reason_of(request.reason),
        "person": proposed[0].person if proposed else "",
        "finding": _result(ctx, request),
        "excluded": exclusion.REASONS[request.reason]() if request.reason in exclusion.REASONS else "",
    }
    words = {name: said[name] for name in lead.blanks}
    return Pending(request.kind, title(), lead(**words), yes(), no(), request.words, request.asked_unit)


def _result(ctx: Context, request: Request) -> str:
    said = closing.RESULTS.get(request.reason)
    return said(unit=ctx.district.name_of(request.asked_unit)) if said is not None else ""


def needs_look(ctx: Context, seen_by: Visit) -> bool:
    """Whether reading this page has to be written down first: not yet today by this post."""
    if seen_by.post is None:
        return False
    seen = ctx.tx.find(Look, case_id=seen_by.case.id, post=seen_by.post.code, what="text")
    return not any(shanghai_day(one.at) == shanghai_day(ctx.now) for one in seen)


def shown_identity(ctx: Context, seen_by: Visit) -> Identity | None:
    """Phone and address while a look of this post that was written down is fresh, None otherwise."""
    case, post = seen_by.case, seen_by.post
    assert post is not None
    looks = ctx.tx.find(Look, case_id=case.id, post=post.code, what="identity")
    if not any(ctx.now - one.at <= IDENTITY_SHOWN for one in looks) or "look" not in forms(ctx, seen_by):
        return None
    return handling.identity_of(ctx, case, post, seen_by.account_id)


def units_to_choose(ctx: Context, post: Post) -> list[tuple[str, str]]:
    """(code, name) of units a case may be given to, those below the post first, then by level."""
    order = {"community": 3, "street": 1, "department": 0, "partner": 2, "district": 4}
    open_units = [one for one in ctx.district.units.values() if not one.closed and one.code != ctx.district.root]
    open_units.sort(key=lambda one: (post.unit not in ctx.district.line_of(one.code), order.get(one.level, 5)))
    return [(one.code, _full_name(ctx, one.code)) for one in open_units]


def _full_name(ctx: Context, code: str) -> str:
    unit = ctx.district.units[code]
    above = ctx.district.name_of(unit.parent) if unit.level == "community" and unit.parent else ""
    return f"{above} {unit.name}".strip()


def _marks(ctx: Context, seen_by: Visit) -> tuple[str, ...]:
    case, post = seen_by.case, seen_by.post
    assert post is not None
    found = []
    if case.state in {CaseState.DISPATCHED, CaseState.WORKING} and case.due_at is not None and ctx.now > case.due_at:
        found.append(texts.LATE())
    if case.urgent or case.tier in {"2h", "24h"}:
        found.append(texts.URGENT())
    if case.vulnerable:
        found.append(texts.VULNERABLE())
    if case.round > 1:
        found.append(texts.ROUND(round=case.round))
    if case.urges:
        found.append(texts.URGED(count=case.urges))
    if case.lead:
        found.append(texts.LEAD(unit=ctx.district.name_of(case.lead)))
    elif case.unit and post.unit in dispatching.assists(ctx, case):
        found.append(texts.ASSIST(unit=ctx.district.name_of(case.unit)))
    found += of_helping.states(ctx, calls.parts(ctx, case))
    found += [_supervised(ctx, one) for one in marks.of_case(ctx.tx, case)[:1]]
    return tuple(found)


def _supervised(ctx: Context, mark: Supervision) -> str:
    if mark.due_at <= ctx.now:
        return supervision.MARK_LATE()
    return supervision.MARK(day=format_span(mark.due_at, shanghai_day(ctx.now)))
