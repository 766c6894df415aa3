"""待办, and one order in full with what the person may do about it."""

from __future__ import annotations

from handlers.cadre import helping, leaving, proxies
from handlers.cadre.acting import unit_name
from handlers.context import LISTED, Talk
from handlers.grammar.acts import VERB_OF_ACT
from handlers.grammar.verbs import BY_NAME
from handlers.letters import of_helping
from handlers.policies.permissions import may_decide, may_see, possible_acts, roles
from handlers.services import caseload, handling
from handlers.services.case_facts import Facts
from handlers.services.helping import calls
from handlers.services.records import history
from handlers.services.supervising import marks
from handlers.services.works import projects
from handlers.texts import cadre as texts
from handlers.texts import naming, supervision, works
from models.domain.dates import format_span
from models.domain.states import Act, Actor, CaseState
from models.domain.working_time import shanghai_day
from models.tables import Case, Media, Request

PAGE = 5
"""Rows of a list in chat (house rule 2)."""
HAPPENED = 3
"""Newest steps shown with an order."""
MOST_CHOICES = 5
_SHOWN = (
    Act.ASSIGN,
    Act.ACCEPT,
    Act.PROGRESS,
    Act.FINISH,
    Act.KEEP,
    Act.TRANSFER,
    Act.RAISE,
    Act.ASK_EXTENSION,
    Act.OBJECT,
)
"""Acts taught with an order, the likeliest first."""


def todo(talk: Talk, text: str) -> str:
    """待办, 待办 2: what the person has in hand, by the date it is due."""
    cases = caseload.in_hand(talk.ctx, talk.posts, talk.account.id)
    if not cases:
        return texts.TODO_EMPTY()
    page = int(text) if text.strip().isdigit() and int(text) > 0 else 1
    shown = cases[(page - 1) * PAGE : page * PAGE]
    if not shown:
        return texts.TODO_NO_PAGE(page=page, count=len(cases))
    left = len(cases) - page * PAGE
    talk.notes[LISTED] = True
    handles = naming.handles(cases)
    return texts.TODO(
        count=len(cases),
        rows="\n".join(_row(talk, case, handles[case.id]) for case in shown),
        more=texts.TODO_MORE(count=left, page=page + 1) if left > 0 else "",
        example=handles[shown[0].id],
    )


def show(talk: Talk, case: Case) -> str:
    """The order in full; the look is written down."""
    facts = Facts(talk.ctx, case)
    post = next((one for one in talk.posts if may_see(talk.ctx, case, one, talk.account.id)), None)
    if post is not None:
        handling.see(talk.ctx, case, post)
    photos = len(talk.tx.find(Media, case_id=case.id, kind="image", purpose="complaint"))
    marks = [mark for mark in _marks(talk, case) if mark]
    marks += [
        works.PROGRESS_PROJECT(name=one.name, stage=works.STAGES[one.stage]) for one in projects.of_case(talk.ctx, case)
    ]
    return texts.ORDER(
        label=naming.label(case),
        number=case.number,
        place=facts.place,
        words=facts.words,
        photos=texts.ORDER_PHOTOS(count=photos),
        owner=facts.owner,
        state=texts.STATES[case.state],
        marks=texts.ORDER_MARKS(marks="，".join(marks)) if marks else "",
        due=naming.due(case.due_at, talk.now) if case.due_at else texts.NO_DATE(),
        happened=_happened(talk, case),
        choices=choices(talk, case),
    )


def choices(talk: Talk, case: Case) -> str:
    """可以：办结 7 … — the forms of what the person may do now, `` when nothing."""
    able = {act for post in talk.posts for act in possible_acts(talk.ctx, case, post, talk.account.id)}
    shown = [VERB_OF_ACT[act.value] for act in _SHOWN if act in able]
    part = helping.owes_part(talk, case)
    if part is not None and part.done_at is None and Act.FINISH not in able:
        own = (Act.FINISH_PART,) if part.signed_at is not None else (Act.REPORT_IN, Act.FINISH_PART)
        shown = [VERB_OF_ACT[act.value] for act in own] + shown
    forms = [BY_NAME[verb].form for verb in shown][:MOST_CHOICES]
    if not forms:
        return ""
    return texts.CHOICES(verbs=" / ".join(form.replace(" 7", f" {case.running}", 1) for form in forms))


def _row(talk: Talk, case: Case, handle: str) -> str:
    if case.state == CaseState.CONFIRMING:
        return texts.TODO_ROW_WAITING(n=handle, title=case.title or texts.NO_TITLE())
    marks = [mark for mark in _marks(talk, case) if mark]
    when = format_span(case.due_at, shanghai_day(talk.now)) if case.due_at else texts.NO_DATE()
    state = "，".join(marks) if marks else texts.STATES[case.state]
    return texts.TODO_ROW(n=handle, title=case.title or texts.NO_TITLE(), when=when, state=state)


def _marks(talk: Talk, case: Case) -> list[str]:
    """What stands out: something to decide, a part in it that is not the owner's, late, urged."""
    ctx = talk.ctx
    found: list[str] = []
    found += [
        texts.MARK_DECIDE[request.kind]()
        for request in talk.tx.find(Request, case_id=case.id, status="open")
        if any(may_decide(ctx, request, case, post, talk.account.id) for post in talk.posts)
    ]
    held = {role for post in talk.posts for role in roles(ctx, case, post, talk.account.id)}
    if Actor.OWNER not in held and Actor.LEAD in held:
        found.append(texts.MARK_LEAD(unit=unit_name(talk, case.unit)))
    elif Actor.OWNER not in held and Actor.ASSIST in held:
        part = helping.owes_part(talk, case)
        mine = (
            of_helping.mark(ctx, case, part) if part is not None else texts.MARK_ASSIST(unit=unit_name(talk, case.unit))
        )
        found.append(mine)
    if held & {Actor.OWNER, Actor.LEAD}:
        found += of_helping.states(ctx, calls.parts(ctx, case))
    open_still = case.state in {CaseState.DISPATCHED, CaseState.WORKING, CaseState.OBJECTED}
    if open_still and case.due_at is not None and talk.now > case.due_at:
        found.append(texts.MARK_LATE())
    if stands_in := leaving.mark(talk, case.unit):
        found.append(stands_in)
    found += supervised(talk, case)
    if case.on_behalf_of:
        found.append(proxies.mark(case))
    if case.urges:
        found.append(texts.MARK_URGED(count=case.urges))
    return found


def supervised(talk: Talk, case: Case) -> list[str]:
    """督办到11月30日, for whoever has the case and whoever follows it."""
    found = marks.of_case(talk.tx, case)
    if not found:
        return []
    if found[0].due_at <= talk.now:
        return [supervision.MARK_LATE()]
    return [supervision.MARK(day=format_span(found[0].due_at, shanghai_day(talk.now)))]


def _happened(talk: Talk, case: Case) -> str:
    told = [event for event in history(talk.ctx, case) if event.kind in texts.EVENTS]
    return "\n".join(
        texts.HAPPENED(day=naming.day_clock(event.at), what=texts.EVENTS[event.kind]) for event in told[-HAPPENED:]
    )
