"""进度: where a case is, what comes next, until when; one case in full, several in a line each."""

from __future__ import annotations

from handlers.context import Talk
from handlers.letters import of_helping, of_pauses, of_supervision
from handlers.resident import cases, drafting, people, poll_answers, polled
from handlers.services import commitments, drafts, pausing, wishes
from handlers.services.case_facts import Facts, clip
from handlers.services.supervising import marks
from handlers.services.voting import voice_of
from handlers.services.works import projects
from handlers.shared import asking
from handlers.texts import naming, pauses, resident, ruling, works
from models.domain.dates import format_day
from models.domain.states import DECIDED, OPEN, CaseState
from models.domain.working_time import shanghai_day
from models.tables import Case, Commitment, Timer

ROWS = 5


def answer(talk: Talk, page: int = 1) -> str:
    """What there is to say about all of the person's cases."""
    draft = drafts.open_draft(talk.ctx, talk.conversation)
    found = cases.open_cases(talk)
    if draft is not None and draft.words and not draft.memory.get("inquiry") and not found:
        return f"{resident.PROGRESS_DRAFT()}\n{drafting.go_on(talk, draft)}"
    if not found:
        return resident.NOTHING_OPEN()
    if len(found) == 1:
        return one(talk, found[0])
    shown = found[(page - 1) * ROWS : page * ROWS] or found[:ROWS]
    handles = naming.handles(found)
    rows = [row(talk, case, handles[case.id]) for case in shown]
    rest = len(found) - page * ROWS
    if rest > 0:
        rows.append(resident.PROGRESS_LIST_MORE(count=rest, page=page + 1))
    return resident.PROGRESS_LIST(count=len(found), rows="\n".join(rows), example=handles[shown[-1].id])


def one(talk: Talk, case: Case) -> str:
    """One case in full, with the line of a leader who follows it."""
    said = _one(talk, case)
    mark = of_supervision.to_resident(talk.ctx, marks.of_case(talk.tx, case)) if case.state in OPEN else ""
    first, _, rest = said.partition("\n")
    built = [
        works.PROGRESS_PROJECT(name=one.name, stage=works.STAGES[one.stage]) for one in projects.of_case(talk.ctx, case)
    ]
    return "\n".join(part for part in (first, mark, rest, *built[:1]) if part)


def _one(talk: Talk, case: Case) -> str:
    label = naming.label(case)
    if case.state == CaseState.CONFIRMING:
        return _confirming(talk, case, label)
    if case.state == CaseState.CLOSED:
        closure = resident.CLOSURES.get(case.closure or "", "")
        if case.closure in {one.value for one in DECIDED}:
            when = naming.day(case.closed_at or talk.now)
            return resident.PROGRESS_DECIDED(label=label, when=when, closure=closure, number=case.running)
        return resident.PROGRESS_CLOSED(label=label, when=naming.day(case.closed_at or talk.now), closure=closure)
    if case.state == CaseState.WITHDRAWN:
        return resident.PROGRESS_WITHDRAWN(label=label, again=how_to_restore(talk, case))
    if not case.unit:
        planned = talk.tx.find(Timer, subject="case", subject_id=case.id, kind="triage", status="pending")
        until = naming.clock_today(planned[0].due_at, talk.now) if planned else ""
        desk = resident.PROGRESS_DESK(until=until) if until else ""
        return resident.PROGRESS(label=label, who=resident.PROGRESS_TRIAGE(), step="", due=desk, after="")
    if case.state == CaseState.REVIEW:
        return resident.PROGRESS_REVIEW(label=label, due=due_line(talk, case))
    stopped = pausing.running(talk.ctx, case) if case.state == CaseState.PAUSED else None
    if stopped is not None:
        return pauses.PROGRESS(
            label=label,
            reason=pauses.REASONS[stopped.reason](),
            until=format_day(stopped.until_on),
            due=naming.due(case.due_at or talk.now, talk.now),
            answers=of_pauses.answers(stopped, people.next_unit(talk.ctx, case)),
        )
    promised = commitments.live(talk.ctx, case) if case.state == CaseState.PLANNED else None
    if promised is not None:
        return _planned(talk, case, promised)
    above = people.next_unit(talk.ctx, case)
    return resident.PROGRESS(
        label=label,
        who=_who(talk, case),
        step=resident.PROGRESS_STEP(step=case.next_step) if case.next_step else "",
        due=due_line(talk, case),
        after=resident.PROGRESS_AFTER(above=above) if above else "",
    )


def how_to_restore(talk: Talk, case: Case) -> str:
    """What to send to have a withdrawn case go on, or that it is told anew."""
    if wishes.may_restore(talk.ctx, case):
        return resident.WITHDRAWN_RESTORE(number=case.running)
    return resident.WITHDRAWN_ANEW()


def row(talk: Talk, case: Case, handle: str) -> str:
    """One case in a line, called by its handle of the list."""
    followed = of_supervision.row_mark(talk.ctx, marks.of_case(talk.tx, case))
    return _row(talk, case, handle) + followed


def _row(talk: Talk, case: Case, handle: str) -> str:
    label = naming.label(case, handle)
    if case.state == CaseState.CONFIRMING:
        return resident.PROGRESS_ROW_CONFIRMING(label=label)
    if not case.unit or case.due_at is None:
        return resident.PROGRESS_ROW_TRIAGE(label=label)
    who = talk.ctx.district.name_of(case.unit)
    stopped = pausing.running(talk.ctx, case) if case.state == CaseState.PAUSED else None
    if stopped is not None:
        return pauses.PROGRESS_ROW(label=label, until=format_day(stopped.until_on))
    if case.state == CaseState.REVIEW:
        return resident.PROGRESS_ROW_REVIEW(label=label, due=naming.short_due(case.due_at, talk.now))
    if case.state == CaseState.PLANNED:
        return resident.PROGRESS_ROW_PLANNED(label=label, who=who, due=naming.short_due(case.due_at, talk.now))
    return resident.PROGRESS_ROW(label=label, who=who, due=naming.short_due(case.due_at, talk.now))


def due_line(talk: Talk, case: Case) -> str:
    """最晚：11月26日（周四）18:00前，还有2天"""
    if case.due_at is None:
        return ""
    if case.due_at <= talk.now:
        return resident.PROGRESS_OVERDUE(due=naming.due(case.due_at, talk.now))
    days = (shanghai_day(case.due_at) - shanghai_day(talk.now)).days
    left = resident.PROGRESS_LEFT(days=days) if days > 1 else ""
    return resident.PROGRESS_DUE(due=naming.due(case.due_at, talk.now), left=left)


def state_line(case: Case) -> str:
    """已接单，下一步…: what is said beside an urging."""
    if case.signed_at is None:
        return resident.STATE_WAITING()
    return resident.STATE_STEP(step=case.next_step) if case.next_step else resident.STATE_SIGNED()


def _who(talk: Talk, case: Case) -> str:
    who = people.holder(talk.ctx, case) + of_helping.helpers(talk.ctx, case) + _first(talk, case)
    if case.signed_at is None:
        return resident.PROGRESS_WHO_WAITING(who=who)
    days = (shanghai_day(talk.now) - shanghai_day(case.signed_at)).days + 1
    return resident.PROGRESS_WHO_SIGNED(who=who, signed=naming.day_clock(case.signed_at), days=days)


def _first(talk: Talk, case: Case) -> str:
    """首接: named for life once somebody else has it."""
    if case.first_unit in ("", case.unit):
        return ""
    return ruling.PROGRESS_FIRST(unit=talk.ctx.district.name_of(case.first_unit))


def _planned(talk: Talk, case: Case, promised: Commitment) -> str:
    part = ""
    if promised.amount:
        part = resident.PROGRESS_PLANNED_PART(amount=promised.amount, done=promised.done, noun=promised.noun)
    moved = resident.PROGRESS_PLANNED_MOVED(first=format_day(promised.first_on)) if promised.moves else ""
    return resident.PROGRESS_PLANNED(
        label=naming.label(case),
        unit=talk.ctx.district.name_of(promised.unit),
        day=format_day(promised.due_on),
        measure=promised.measure,
        person=promised.person,
        part=part,
        moved=moved,
    )


def _confirming(talk: Talk, case: Case, label: str) -> str:
    voice = voice_of(talk.ctx, case, talk.account.id)
    kind = poll_answers.kind_of(case)
    said = Facts(talk.ctx, case).last_statement("answer", "done")
    words = resident.PROGRESS_CONFIRMING_WORDS(words=clip(said.words, polled.QUOTE)) if said is not None else ""
    head = resident.PROGRESS_CONFIRMING if kind == "solved" else resident.PROGRESS_CONFIRMING_EXPLAINED
    rows = naming.numbered(polled.choices(kind))
    text = head(label=label, who=people.holder(talk.ctx, case), words=words, options=rows)
    if voice is None:
        return text
    question = asking.live(talk)
    if question is None or question.case_id != case.id or question.kind != kind:
        poll_answers.ask_solved(talk, case, voice)
        question = asking.live(talk)
    return text if question is None else polled.again(talk, question, text)
