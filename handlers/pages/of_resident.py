"""The complainant's page of a case, as data."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.context import Context
from handlers.letters import of_helping, of_rules, of_supervision
from handlers.pages import ballots, holds
from handlers.pages.ballots import Ballot
from handlers.pages.parts import Line, Picture, pictures, story_for_voice, until
from handlers.pages.visits import Visit
from handlers.services import dispatching, merging, statements, wishes
from handlers.services.case_facts import Facts
from handlers.services.filing import REOPEN_WINDOW
from handlers.services.records import history
from handlers.services.supervising import marks
from handlers.texts import naming, resident
from handlers.texts import pages as texts
from models.domain.closing import is_explanation
from models.domain.escalation import posts_at
from models.domain.states import DECIDED, OPEN, CaseState
from models.tables import Case, Look, Voice

IN_HAND = frozenset({CaseState.DISPATCHED, CaseState.WORKING, CaseState.OBJECTED})
URGEABLE = IN_HAND | {CaseState.TRIAGE}


@dataclass(frozen=True, slots=True)
class ResidentPage:
    """Everything the complainant sees."""

    title: str
    number: str
    state: str
    owner: str
    phone: str
    """Of the office that has it, `` when it has none or nobody has it."""
    step: str
    due: str
    late: bool
    paused: bool
    holds: tuple[tuple[str, str], ...]
    """What a pause or a public commitment says, as (name, value)."""
    after: str
    first: str
    """首接: who had it first, for life; `` while that is who has it."""
    why: str
    """Why it is theirs, in one line."""
    followed: str
    """That a leader follows the case and until when, `` for none."""
    place: str
    words: str
    """As the order shows them; `` for somebody who joined the case of a neighbour."""
    pictures: list[Picture]
    """Of the complaint."""
    evidence: list[Picture]
    """Of the work."""
    result: str
    """What the unit said when it reported the end, while that is what counts."""
    story: list[Line]
    looks: list[str]
    ballot: Ballot | None
    change: Ballot | None
    answers: str
    forms: frozenset[str]
    """add | urge | broken | withdraw | restore | hide | name | later | part | home | contest"""


def page(ctx: Context, seen_by: Visit) -> ResidentPage:
    """The page as it is now."""
    case, voice = seen_by.case, seen_by.voice
    assert voice is not None
    facts, seen = Facts(ctx, case), pictures(ctx, seen_by)
    open_ = CaseState(case.state) in OPEN
    in_hand = case.state in IN_HAND
    first = min(ctx.tx.find(Voice, case_id=case.id), key=lambda one: (one.joined_at, one.id))
    late = in_hand and case.due_at is not None and ctx.now > case.due_at
    due = until(ctx, case.due_at)
    return ResidentPage(
        title=facts.label,
        number=case.number,
        state=_state(facts),
        owner=_owner(facts) if open_ else "",
        phone=_phone(facts) if open_ else "",
        step=case.next_step if in_hand else "",
        due=(texts.OVERDUE(due=due) if late else due) if due and (in_hand or case.state == CaseState.PAUSED) else "",
        late=late,
        paused=case.state == CaseState.PAUSED,
        holds=holds.rows(ctx, case),
        after=_after(facts) if in_hand else "",
        first=facts.first_unit if case.first_unit and case.first_unit != case.unit else "",
        why=of_rules.for_resident(ctx, case) if open_ else "",
        followed=of_supervision.to_resident(ctx, marks.of_case(ctx.tx, case)) if open_ else "",
        place=facts.place,
        words=case.text if voice.id == first.id else "",
        pictures=[one for one in seen if not one.evidence],
        evidence=[one for one in seen if one.evidence],
        result=_result(facts),
        story=story_for_voice(ctx, seen_by),
        looks=[_look(ctx, one) for one in sorted(wishes.looks(ctx, case), key=lambda one: one.at)],
        ballot=ballots.ballot(ctx, seen_by),
        change=ballots.change(ctx, seen_by),
        answers=ballots.answers(voice),
        forms=forms(ctx, seen_by),
    )


def forms(ctx: Context, seen_by: Visit) -> frozenset[str]:
    """What the complainant may do beside answering."""
    case, voice = seen_by.case, seen_by.voice
    assert voice is not None
    found: set[str] = set()
    if CaseState(case.state) in OPEN:
        found |= {"add", "withdraw", "name" if voice.anonymous else "hide"}
    if voice.solved is None and ballots.may_wait(ctx, case):
        found.add("later")
    if case.state in URGEABLE:
        found.add("urge")
    decided = case.closure in {closure.value for closure in DECIDED}
    if case.state == CaseState.CLOSED and not decided and case.closed_at and ctx.now - case.closed_at <= REOPEN_WINDOW:
        found.add("broken")
    if _withdrawn_lately(ctx, case):
        found.add("restore")
    if merging.may_part(ctx, case, voice):
        found.add("part")
    found |= holds.answers(ctx, case)
    return frozenset(found)


def _withdrawn_lately(ctx: Context, case: Case) -> bool:
    if case.state != CaseState.WITHDRAWN:
        return False
    last = next((one for one in reversed(history(ctx, case)) if one.kind == "withdraw"), None)
    return last is not None and ctx.now - last.at <= wishes.RESTORES_WITHIN


def _state(facts: Facts) -> str:
    case = facts.case
    if case.state == CaseState.CONFIRMING and is_explanation(case.claim):
        return texts.STATE_EXPLAINED(unit=facts.unit)
    closure = resident.CLOSURES.get(case.closure or "", "")
    return texts.STATES[case.state](unit=facts.unit or texts.DESK(), closure=closure)


def _owner(facts: Facts) -> str:
    return _leader(facts) + of_helping.helpers(facts.ctx, facts.case)


def _leader(facts: Facts) -> str:
    if facts.case.signed_at is not None and facts.case.state in IN_HAND:
        return texts.SIGNED(owner=facts.owner, at=naming.day_clock(facts.case.signed_at))
    return facts.owner


def _phone(facts: Facts) -> str:
    if not facts.case.unit:
        return ""
    posts = posts_at(facts.ctx.district, dispatching.rung_of(facts.case))
    unit = facts.ctx.district.units.get(facts.case.unit)
    return (posts[0].phone if posts else "") or (unit.phone if unit is not None else "")


def _result(facts: Facts) -> str:
    if facts.case.state not in {CaseState.CONFIRMING, CaseState.CLOSED} or facts.case.done_at is None:
        return ""
    reports = statements.said(facts.ctx, facts.case, "done", "answer")
    return max(reports, key=lambda one: (one.at, one.id)).words if reports else ""


def _after(facts: Facts) -> str:
    return texts.AFTER(above=facts.above_name()) if facts.above is not None else ""


def _look(ctx: Context, one: Look) -> str:
    text = texts.LOOKED_IDENTITY if one.what == "identity" else texts.LOOKED_TEXT
    return text(when=naming.moment(one.at), unit=ctx.district.name_of(one.unit), purpose=one.purpose)
