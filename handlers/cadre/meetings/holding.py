"""开会, 开会 紧急 理由, 开会 改到 日期 理由, 散会: the meeting itself."""

from __future__ import annotations

import re
from datetime import datetime

from handlers.cadre.acting import unit_name
from handlers.cadre.meetings import choosing
from handlers.context import Talk
from handlers.grammar import Command
from handlers.grammar.signs import MOVE_MEETING, SAID_HOUR, URGENT
from handlers.services.case_facts import clip
from handlers.services.meetings import book, moving, sitting
from handlers.texts import meetings as texts
from handlers.texts import naming
from models.domain.dates import split_date
from models.domain.errors import MeetingNotReady
from models.domain.meetings import notice
from models.domain.working_time import SHANGHAI, at_clock, shanghai_day
from models.tables import AgendaItem, Case, Meeting, Statement

ROWS = 5
QUOTE = 24
_MOVE = re.compile(rf"(?:{MOVE_MEETING})\s*[:：,，]?\s*(.*)", re.DOTALL)
_HOUR = re.compile(SAID_HOUR)
_URGENT = re.compile(rf"(?:{URGENT})\s*[:：,，]?\s*(.*)", re.DOTALL)


def begin(talk: Talk, command: Command) -> str:
    """The next meeting the person leads begins, every item with the draft its unit wrote."""
    moved = _MOVE.fullmatch(command.rest.strip())
    if moved is not None:
        return move(talk, moved[1])
    led = choosing.led_by(talk, "planned")
    if choosing.led_by(talk, "open") is not None:
        return texts.NOT_READY["open"]()
    if led is None:
        return texts.NO_MEETING()
    hurried = _URGENT.fullmatch(command.rest.strip())
    try:
        meeting = sitting.begin(talk.ctx, *led, urgent=hurried[1] if hurried is not None else None)
    except MeetingNotReady as error:
        return not_ready(talk, error)
    found = book.items(talk.ctx, meeting)
    rows = [_row(talk, item) for item in found[:ROWS]]
    return texts.OPENED(
        name=book.name_of(talk.ctx, meeting),
        count=len(found),
        urgent=texts.OPENED_URGENT() if meeting.urgent else "",
        rows="\n".join(rows),
        more=texts.AGENDA_MORE(count=len(found) - ROWS, page=2) if len(found) > ROWS else "",
        n=_case(talk, found[0]).running,
    )


def move(talk: Talk, text: str) -> str:
    """开会 改到 11月26日 15:00 书记外出学习: without an hour the meeting keeps its own."""
    led = choosing.led_by(talk, "planned")
    if led is None:
        return texts.NO_MEETING()
    meeting, post = led
    said, reason = split_date(text, shanghai_day(talk.now), talk.ctx.calendar)
    at = said.at
    if not _HOUR.search(text[: len(text) - len(reason)]):
        at = at_clock(said.day, meeting.starts_at.astimezone(SHANGHAI).time())
    old = choosing.when(talk, meeting)
    try:
        meeting = moving.move(talk.ctx, meeting, post, at, reason)
    except MeetingNotReady as error:
        return not_ready(talk, error)
    days = book.rules(talk.ctx.district).notice_days
    put_up = meeting.noticed_at or notice.publish_at(meeting.starts_at, days)
    return texts.MOVED(
        name=book.name_of(talk.ctx, meeting),
        old=old,
        when=choosing.when(talk, meeting),
        reason=meeting.moved_why,
        told=texts.MOVED_TOLD() if meeting.invited_at is not None else "",
        notice=naming.at(put_up, talk.now),
        day_off=texts.MOVED_DAY_OFF() if said.day_off else "",
    )


def close(talk: Talk, _command: Command) -> str:
    """The minutes: how many items are whole, which lack what."""
    led = choosing.led_by(talk, "open")
    if led is None:
        return texts.NO_SITTING()
    found = sitting.close(talk.ctx, *led)
    if not found.lacking:
        return texts.CLOSED_ALL(count=found.items)
    said = [
        texts.CLOSED_LACKS(n=one.case.running, parts=texts.SEPARATOR.join(texts.PARTS[part] for part in one.parts))
        for one in found.lacking[:ROWS]
    ]
    if len(found.lacking) > ROWS:
        said.append(texts.CLOSED_MORE(count=len(found.lacking)))
    first = found.lacking[0]
    return texts.CLOSED(
        count=found.items,
        whole=found.whole,
        lacking=texts.SEPARATOR.join(said),
        n=first.case.running,
        part=texts.PART_FORMS[first.parts[0]],
    )


def left(talk: Talk, meeting: Meeting) -> str:
    """After one item was settled: what is still to do."""
    if meeting.status == "closed":
        if sitting.minutes(talk.ctx, meeting).lacking:
            return ""
        return texts.DECIDED_AFTER(when=choosing.when(talk, meeting), name=book.name_of(talk.ctx, meeting))
    lacking = sitting.minutes(talk.ctx, meeting).lacking
    if not lacking:
        return texts.DECIDED_ALL()
    return texts.DECIDED_LEFT(count=len(lacking), numbers=naming.called(one.case for one in lacking))


def not_ready(talk: Talk, error: MeetingNotReady) -> str:
    """Why a meeting may not begin."""
    said = texts.NOT_READY[str(error.params["reason"])]
    until = error.params.get("until")
    facts = {"until": naming.at(until, talk.now)} if isinstance(until, datetime) and "until" in said.blanks else {}
    return said(**facts)


def _row(talk: Talk, item: AgendaItem) -> str:
    words = talk.tx.get(Statement, item.draft_id) if item.draft_id is not None else None
    draft = texts.DRAFT_WORDS(words=clip(words.words, QUOTE)) if words is not None else texts.NO_DRAFT()
    return texts.OPENED_ROW(label=naming.label(_case(talk, item)), unit=unit_name(talk, item.unit), draft=draft)


def _case(talk: Talk, item: AgendaItem) -> Case:
    case = talk.tx.get(Case, item.case_id)
    assert case is not None
    return case
