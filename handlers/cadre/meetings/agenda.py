"""议题, 议题 2, 议题 加 40, 议题 去 35 理由."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.cadre.acting import unit_name
from handlers.cadre.meetings import choosing
from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.signs import ADD_ITEM, DROP_ITEM
from handlers.policies.permissions import is_barred, is_confidential, may_see
from handlers.services import caseload
from handlers.services.meetings import access, agendas, book, sitting, telling
from handlers.services.notices import voice_count
from handlers.texts import cadre as cadre_texts
from handlers.texts import meetings as texts
from handlers.texts import naming
from models.domain.district import Post
from models.domain.meetings import notice
from models.domain.numbers import Reference, find_references
from models.tables import AgendaItem, Case, Meeting

PAGE = 5
_ADD = re.compile(rf"(?:{ADD_ITEM})\s*(.*)", re.DOTALL)
_DROP = re.compile(rf"(?:{DROP_ITEM})\s*(.*)", re.DOTALL)


def answer(talk: Talk, command: Command) -> str:
    """The next meeting's agenda as far as the person may see it, or a change of it."""
    text = command.rest.strip()
    found = choosing.meeting_of(talk)
    if found is None:
        return texts.AGENDA_NONE()
    meeting, sight = found
    for pattern, change in ((_ADD, _add), (_DROP, _drop)):
        said = pattern.fullmatch(text)
        if said is not None:
            led = choosing.led_by(talk, "open") or choosing.led_by(talk, "planned")
            if led is None:
                return texts.AGENDA_NOT_YOURS(unit=unit_name(talk, meeting.unit))
            return change(talk, led[0], said[1])
    if text and not text.isdigit():
        return texts.AGENDA_FORM()
    agendas.refresh(talk.ctx, meeting)
    return show(talk, meeting, sight, int(text) if text else 1)


def show(talk: Talk, meeting: Meeting, sight: access.Sight, page: int) -> str:
    """The agenda in words."""
    pairs = access.shown(talk.ctx, meeting, talk.posts, talk.account.id)
    opened = meeting.status == "open"
    when = choosing.when(talk, meeting)
    facts = {
        "name": book.name_of(talk.ctx, meeting),
        "when": texts.AGENDA_NOW(when=when) if opened else when,
        "place": choosing.place(meeting),
        "host": unit_name(talk, meeting.host),
    }
    if not pairs:
        return texts.AGENDA_EMPTY(**facts, can=texts.AGENDA_CAN_ADD() if sight == "lead" else "")
    shown = pairs[(page - 1) * PAGE : page * PAGE]
    if not shown or page < 1:
        return texts.AGENDA_NO_PAGE(page=page, count=len(pairs))
    rows = "\n".join(_row(talk, meeting, item, case) for item, case in shown)
    missing = _missing(talk, meeting, [item for item, _ in pairs])
    if sight == "own":
        return texts.AGENDA_ONLY_YOURS(**facts, count=len(pairs), rows=rows, missing=missing, n=pairs[0][1].running)
    left = len(pairs) - page * PAGE
    units = {post.unit for post in talk.posts}
    mine = [item for item, _ in pairs if item.unit in units and item.unit != meeting.unit]
    return texts.AGENDA(
        **facts,
        count=len(pairs),
        yours=texts.AGENDA_YOURS(count=len(mine)) if mine else "",
        rows=rows,
        more=texts.AGENDA_MORE(count=left, page=page + 1) if left > 0 else "",
        notice="" if opened else _notice(talk, meeting),
        missing=missing,
        can=texts.AGENDA_CAN(n=pairs[0][1].running) if sight == "lead" else "",
    )


def _row(talk: Talk, meeting: Meeting, item: AgendaItem, case: Case) -> str:
    ctx = talk.ctx
    said = texts.WHY[item.why]
    reason = said(count=voice_count(ctx, case)) if item.why == "many" else (
        said(days=(talk.now - case.filed_at).days) if item.why == "old" else said()
    )  # fmt: skip
    owed = telling.owed(ctx, meeting, [item])
    draft = texts.DRAFT_GIVEN() if item.draft_id is not None else ""
    if owed:
        draft = texts.DRAFT_MISSING(unit=unit_name(talk, item.unit))
    lacks = texts.LACKS() if meeting.status == "open" and sitting.lacking(ctx, item) else ""
    return texts.AGENDA_ROW(label=naming.label(case), why=reason, draft=draft, lacks=lacks)


def _missing(talk: Talk, meeting: Meeting, found: Sequence[AgendaItem]) -> str:
    units = [unit_name(talk, unit) for unit in telling.owed(talk.ctx, meeting, found)]
    return texts.MISSING(units=texts.SEPARATOR.join(units)) if units else ""


def _notice(talk: Talk, meeting: Meeting) -> str:
    days = book.rules(talk.ctx.district).notice_days
    if meeting.noticed_at is None:
        at = notice.publish_at(meeting.starts_at, days)
        return texts.NOTICE_TO_COME(when=naming.at(at, talk.now))
    put_up = naming.at(meeting.noticed_at, talk.now)
    if notice.is_ready(meeting.noticed_at, talk.now, days):
        return texts.NOTICE_OUT(when=put_up)
    ready = naming.at(notice.ready_at(meeting.noticed_at, days), talk.now)
    return texts.NOTICE_READY(when=put_up, ready=ready)


def _add(talk: Talk, meeting: Meeting, text: str) -> str:
    reference, _ = _number(text)
    case = _case(talk, reference) if reference is not None else None
    if reference is None:
        return texts.AGENDA_FORM()
    if case is None:
        return texts.NOT_ON_AGENDA(n=reference.number)
    label, when, name = naming.label(case), choosing.when(talk, meeting), book.name_of(talk.ctx, meeting)
    if case.state not in agendas.TALKED_OF:
        return texts.ADDED_OVER(n=case.running, state=cadre_texts.STATES[case.state])
    if any(item.case_id == case.id for item in book.items(talk.ctx, meeting)):
        return texts.ADDED_ALREADY(label=label, when=when, name=name)
    post = _post(talk, meeting)
    item = agendas.add(talk.ctx, meeting, case, post)
    if meeting.status == "open":
        sitting.put_before(talk.ctx, meeting, item, post)
    else:
        telling.tell_of(talk.ctx, meeting, item)
    return texts.ADDED(label=label, when=when, name=name, count=len(book.items(talk.ctx, meeting)))


def _drop(talk: Talk, meeting: Meeting, text: str) -> str:
    reference, reason = _number(text)
    if reference is None:
        return texts.AGENDA_FORM()
    for item, case in access.shown(talk.ctx, meeting, talk.posts, talk.account.id):
        if reference.fits(case.day, case.running, talk.ctx.district.code):
            if not reason:
                return texts.REMOVE_NEEDS_REASON(n=case.running)
            agendas.remove(talk.ctx, meeting, item, _post(talk, meeting), reason, case.running)
            count = len(book.items(talk.ctx, meeting))
            when, name = choosing.when(talk, meeting), book.name_of(talk.ctx, meeting)
            return texts.REMOVED(label=naming.label(case), when=when, name=name, count=count, n=case.running)
    return texts.NOT_ON_AGENDA(n=reference.number)


def _case(talk: Talk, reference: Reference) -> Case | None:
    """The newest case of this number that the person may read."""
    for case in caseload.named(talk.ctx, reference):
        if is_confidential(case) or is_barred(talk.ctx, case, talk.account.id):
            continue
        if any(may_see(talk.ctx, case, post, talk.account.id) for post in talk.posts):
            return case
    return None


def _number(text: str) -> tuple[Reference | None, str]:
    found = find_references(text)
    if not found or text[: found[0].start].strip():
        return None, text
    return found[0].reference, text[found[0].end :].strip(" \t\n，,。:：;；、")


def _post(talk: Talk, meeting: Meeting) -> Post:
    led = choosing.led_by(talk, meeting.status)
    assert led is not None
    return led[1]
